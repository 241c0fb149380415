;;; init.el --- A user's init file for the tests: our package and nothing else  -*- lexical-binding: t; -*-

;;; Code:

(setq inhibit-startup-screen t
      tenon-modes '(python-mode)
      eglot-autoshutdown t
      eglot-sync-connect 60
      require-final-newline t
      make-backup-files nil
      auto-save-default nil
      python-indent-guess-indent-offset-verbose nil)
(menu-bar-mode -1)
(require 'eglot)
(require 'tenon)
(add-hook 'eglot-managed-mode-hook #'tenon-mode)
(add-hook 'python-mode-hook #'eglot-ensure)

;;; init.el ends here
