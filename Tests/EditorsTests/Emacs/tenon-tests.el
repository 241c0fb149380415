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
(setq tenon-modes '(python-mode))
(require 'tenon)

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

(defun tenon-tests-wait (condition &optional again)
  "Wait until CONDITION, a function, holds; call AGAIN every other second."
  (let* ((now (float-time))
         (deadline (+ now 60))
         (next (+ now 2)))
    (while (and (not (funcall condition)) (< (float-time) deadline))
      (when (and again (> (float-time) next))
        (setq next (+ (float-time) 2))
        (funcall again))
      (accept-process-output nil 0.02))
    (should (funcall condition))))

(defun tenon-tests-ghost ()
  "The ghost text."
  (and tenon--overlay (substring-no-properties (overlay-get tenon--overlay 'after-string))))

(defun tenon-tests-type (text expected)
  "Type TEXT, and ask what could come next until it begins with EXPECTED.
A server that is too busy to check a completion in time says nothing.
Return all that could come."
  (insert text)
  (tenon--follow)
  (let ((ask (lambda () (tenon--ask-in (current-buffer)))))
    (funcall ask)
    (tenon-tests-wait (lambda () (string-prefix-p expected (or (tenon-tests-ghost) ""))) ask))
  (tenon-tests-ghost))

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
   (let ((ghost (tenon-tests-type "    with " "open(path")))
     (tenon-accept-word)
     (should (looking-back "    with open" (line-beginning-position)))
     (should (equal (tenon-tests-ghost) (substring ghost (length "open"))))
     (tenon-accept)
     (should (looking-back (concat "    with " (regexp-quote ghost)) (line-beginning-position)))
     (should-not (tenon-tests-ghost)))))

(ert-deftest tenon-typed-through ()
  "What is typed of the ghost text is taken off it, and anything else takes it away."
  (tenon-tests-with-buffer
   (let ((ghost (tenon-tests-type "    with " "open(path")))
     (insert "op")
     (tenon--follow)
     (should (equal (tenon-tests-ghost) (substring ghost (length "op"))))
     (insert "!")
     (tenon--follow)
     (should-not (tenon-tests-ghost)))))

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

(defun tenon-tests-edit (line text)
  "An edit that replaces LINE, counted from nought, by TEXT."
  (list :range (list :start (list :line line :character 0)
                     :end (list :line (1+ line) :character 0))
        :newText (concat text "\n")))

(defun tenon-tests-review (keys)
  "Propose two hunks for this buffer, and press KEYS, characters; return how many were accepted."
  (cl-letf (((symbol-function 'tenon--choose) (lambda (_) (pop keys))))
    (tenon--review
     (list :documentChanges
           (vector (list :textDocument (list :uri (tenon--get (tenon--document) 'uri))
                         :edits (vector (tenon-tests-edit 0 "def first(name):")
                                        (tenon-tests-edit 5 "def sixth(name):\n    # New.")))))
     '(:label "Names" :description "verified" :needsConfirmation t))))

(ert-deftest tenon-hunks ()
  "What is rejected never comes, and what is accepted comes in one step."
  (tenon-tests-with-buffer
   (buffer-enable-undo)
   (let ((before (buffer-string)))
     (should (= (tenon-tests-review '(?n ?y)) 1))
     (should (equal (buffer-string)
                    (string-replace "def lines(path):" "def sixth(name):\n    # New." before)))
     (setq last-command nil)
     (undo)
     (should (equal (buffer-string) before))
     (should (= (tenon-tests-review '(?q)) 0))
     (should (equal (buffer-string) before))
     (should (= (tenon-tests-review '(?!)) 2))
     (should (string-prefix-p "def first(name):" (buffer-string))))))

(provide 'tenon-tests)
;;; tenon-tests.el ends here
