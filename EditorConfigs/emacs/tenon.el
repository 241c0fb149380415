;;; tenon.el --- Tenon with eglot  -*- lexical-binding: t; -*-

;; Emacs 29 or newer (28 with eglot from GNU ELPA). Put this file on your `load-path' and
;;     (require 'tenon)
;; into your init file. Then M-x eglot starts it.
;;
;; Eglot runs one server in a buffer, so list here the modes in which you use no other.

;;; Code:

(require 'eglot)

(defgroup tenon nil
  "The Tenon language server."
  :group 'tools)

(defcustom tenon-modes '(sh-mode bash-ts-mode lua-mode lua-ts-mode)
  "Major modes in which eglot starts Tenon."
  :type '(repeat symbol))

(defcustom tenon-command '("tenon" "serve")
  "The program and its arguments."
  :type '(repeat string))

(add-to-list 'eglot-server-programs
             (cons tenon-modes (lambda (&rest _) tenon-command)))

;; Settings, as in `man tenon'; for one project, put them into its .dir-locals.el:
;;     (setq-default eglot-workspace-configuration
;;                   '(:tenon (:syntax (:documentSymbols "on"))))

(provide 'tenon)
;;; tenon.el ends here
