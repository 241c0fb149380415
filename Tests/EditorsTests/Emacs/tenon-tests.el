;;; tenon-tests.el --- tenon.el in a real Emacs, with the real server  -*- lexical-binding: t; -*-

;;; Commentary:

;; emacs -Q --batch -L EditorConfigs/emacs -l this-file -f ert-run-tests-batch-and-exit
;; with tenon on PATH.

;;; Code:

(require 'ert)
(require 'eglot)
(require 'python)
(setq eglot-sync-connect 60
      eglot-autoshutdown t
      python-indent-guess-indent-offset-verbose nil)
(require 'tenon)
(setq tenon-modes '(python-mode))
(push '(python-mode . ("tenon" "serve")) eglot-server-programs)

(defvar tenon-tests-source "def load(path):
    with open(path, encoding=\"utf-8\") as stream:
        return stream.read()


def lines(path):
    with open(path, encoding=\"utf-8\") as stream:
        return stream.readlines()


def first(path):
    with open(path, encoding=\"utf-8\") as stream:
        return stream.readline()


def again(path):
")

(defun tenon-tests-wait (condition)
  "Wait until CONDITION, a function, holds."
  (let ((deadline (+ (float-time) 60)))
    (while (and (not (funcall condition)) (< (float-time) deadline))
      (accept-process-output nil 0.02))
    (should (funcall condition))))

(defun tenon-tests-type (text)
  "Type TEXT, and ask what could come next."
  (insert text)
  (tenon--follow)
  (tenon--ask-in (current-buffer)))

(defun tenon-tests-ghost ()
  "The ghost text."
  (and tenon--overlay (substring-no-properties (overlay-get tenon--overlay 'after-string))))

(defmacro tenon-tests-with-buffer (&rest body)
  "Run BODY in a buffer that has a server."
  `(let* ((folder (file-truename (make-temp-file "tenon-emacs" t)))
          (file (expand-file-name "a.py" folder)))
     (unwind-protect
         (progn
           (write-region tenon-tests-source nil file nil 'silent)
           (with-current-buffer (find-file-noselect file)
             (unwind-protect
                 (progn
                   (apply #'eglot (eglot--guess-contact))
                   (tenon-mode 1)
                   (goto-char (point-max))
                   ,@body)
               (set-buffer-modified-p nil)
               (eglot-shutdown (eglot-current-server))
               (kill-buffer))))
       (delete-directory folder t))))

(ert-deftest tenon-ghost-text ()
  "What comes next is shown, and taken word by word, whole, and back."
  (tenon-tests-with-buffer
   (buffer-enable-undo)
   (tenon-tests-type "    with ")
   (tenon-tests-wait (lambda () (equal (tenon-tests-ghost) "open(path")))
   (tenon-accept-word)
   (should (looking-back "    with open" (line-beginning-position)))
   (should (equal (tenon-tests-ghost) "(path"))
   (tenon-accept)
   (should (looking-back "    with open(path" (line-beginning-position)))
   (should-not (tenon-tests-ghost))))

(ert-deftest tenon-typed-through ()
  "What is typed of the ghost text is taken off it, and anything else takes it away."
  (tenon-tests-with-buffer
   (tenon-tests-type "    with ")
   (tenon-tests-wait (lambda () (tenon-tests-ghost)))
   (insert "op")
   (tenon--follow)
   (should (equal (tenon-tests-ghost) "en(path"))
   (insert "!")
   (tenon--follow)
   (should-not (tenon-tests-ghost))))

(ert-deftest tenon-status ()
  "The status is shown."
  (tenon-tests-with-buffer
   (tenon-status)
   (let ((shown (lambda ()
                  (seq-some (lambda (buffer)
                              (with-current-buffer buffer
                                (save-excursion
                                  (goto-char (point-min))
                                  (looking-at "# Tenon "))))
                            (buffer-list)))))
     (tenon-tests-wait shown))))

(provide 'tenon-tests)
;;; tenon-tests.el ends here
