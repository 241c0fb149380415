;;; tenon-lsp-tests.el --- tenon.el with lsp-mode, in a real Emacs  -*- lexical-binding: t; -*-

;;; Code:

(require 'ert)
(require 'lsp-mode)
(require 'tenon)
(setq lsp-auto-guess-root t
      lsp-auto-configure nil
      lsp-enable-file-watchers nil
      lsp-enable-snippet nil
      lsp-enabled-clients '(tenon)
      lsp-keep-workspace-alive nil
      lsp-session-file (make-temp-file "tenon-lsp"))

(defun tenon-lsp-tests-wait (condition &optional again)
  "Wait until CONDITION, a function, holds; call AGAIN every other second."
  (let ((deadline (+ (float-time) 60))
        (next (float-time)))
    (while (and (not (funcall condition)) (< (float-time) deadline))
      (when (and again (>= (float-time) next))
        (setq next (+ (float-time) 2))
        (funcall again))
      (accept-process-output nil 0.02))
    (should (funcall condition))))

(ert-deftest tenon-lsp-mode ()
  "Ghost text comes and is taken, and the status is shown."
  (with-current-buffer (find-file-noselect "other.py")
    (lsp-workspace-folders-add default-directory)
    (lsp)
    (tenon-lsp-tests-wait
     (lambda () (equal (mapcar #'lsp--workspace-status (lsp-workspaces)) '(initialized))))
    (tenon-mode 1)
    (goto-char (point-max))
    (insert "\n\ndef again(path):\n    with ")
    (tenon-lsp-tests-wait (lambda () tenon--overlay) #'tenon-ask)
    (let ((ghost (substring-no-properties (overlay-get tenon--overlay 'after-string))))
      (should (string-prefix-p "open(path" ghost))
      (tenon-accept)
      (should (looking-back (concat "    with " (regexp-quote ghost)) (line-beginning-position))))
    (tenon-status)
    (tenon-lsp-tests-wait (lambda () (get-buffer "*Tenon: status*")))
    (set-buffer-modified-p nil)
    (kill-buffer)))

(provide 'tenon-lsp-tests)
;;; tenon-lsp-tests.el ends here
