;;; tenon.el --- AI coding that is verified before it is shown  -*- lexical-binding: t; -*-

;; Version: 0.1.0
;; Package-Requires: ((emacs "28.1"))

;;; Commentary:

;; Put this file on your `load-path' and
;;     (require 'tenon)
;; into your init file.  Then start your client in a buffer (M-x eglot, or lsp-mode's M-x lsp) and
;; turn on `tenon-mode' there for ghost text: what could come next, shown behind the cursor.
;;     (add-hook 'eglot-managed-mode-hook #'tenon-mode)
;;
;; Eglot runs one server in a buffer, so list in `tenon-modes' the modes in which you use no other;
;; lsp-mode runs Tenon beside the others.  Keys are bound only while there is ghost text, and only
;; those of `tenon-ghost-map'.

;;; Code:

(require 'cl-lib)
(require 'subr-x)
(require 'eglot nil t)
(require 'lsp-mode nil t)

(declare-function eglot-current-server "eglot")
(declare-function eglot--TextDocumentIdentifier "eglot")
(declare-function eglot--signal-textDocument/didChange "eglot")
(declare-function eglot--pos-to-lsp-position "eglot")
(declare-function eglot--lsp-position-to-point "eglot")
(declare-function eglot-path-to-uri "eglot")
(declare-function jsonrpc-async-request "jsonrpc")
(declare-function lsp-workspaces "lsp-mode")
(declare-function lsp-request-async "lsp-mode")
(declare-function lsp--text-document-identifier "lsp-mode")
(declare-function lsp--point-to-position "lsp-mode")
(declare-function lsp--position-to-point "lsp-mode")
(declare-function lsp-register-client "lsp-mode")
(declare-function make-lsp-client "lsp-mode")
(declare-function lsp-stdio-connection "lsp-mode")
(defvar eglot-server-programs)

(defgroup tenon nil
  "The Tenon language server."
  :group 'tools)

(defcustom tenon-modes '(sh-mode bash-ts-mode lua-mode lua-ts-mode)
  "Major modes in which eglot starts Tenon."
  :type '(repeat symbol))

(defcustom tenon-command '("tenon" "serve")
  "The program and its arguments."
  :type '(repeat string))

(defcustom tenon-delay 0.03
  "Seconds without typing after which ghost text is asked for.
The server adds what waiting it finds useful."
  :type 'number)

(defface tenon-ghost '((t :inherit shadow))
  "Text that is not there yet.")

;; Settings, as in `man tenon'; for one project, put them into its .dir-locals.el:
;;     (setq-default eglot-workspace-configuration
;;                   '(:tenon (:syntax (:documentSymbols "on"))))

(with-eval-after-load 'eglot
  (defclass tenon-eglot-server (eglot-lsp-server) ()
    "Tenon, for what eglot does otherwise with other servers.")
  (add-to-list 'eglot-server-programs
               (cons tenon-modes (lambda (&rest _) (cons 'tenon-eglot-server tenon-command)))))

(with-eval-after-load 'lsp-mode
  (lsp-register-client
   (make-lsp-client :new-connection (lsp-stdio-connection (lambda () tenon-command))
                    :activation-fn (lambda (file _mode) file)
                    :add-on? t
                    :server-id 'tenon)))

;;; Talking to the server, whichever client has it.

(defun tenon--eglot ()
  "The server that eglot has for this buffer."
  (and (fboundp 'eglot-current-server) (eglot-current-server)))

(defun tenon--request (method parameters done)
  "Send METHOD with PARAMETERS, a plist; call DONE with the answer in this buffer."
  (let* ((buffer (current-buffer))
         (answered (lambda (answer)
                     (when (buffer-live-p buffer)
                       (with-current-buffer buffer (funcall done answer)))))
         (failed (lambda (problem)
                   (message "Tenon: %s" (or (plist-get problem :message) problem)))))
    (cond
     ((tenon--eglot)
      ;; Eglot keeps edits back for half a second.
      (eglot--signal-textDocument/didChange)
      (jsonrpc-async-request (tenon--eglot) (intern (concat ":" method)) parameters
                             :success-fn answered
                             :error-fn (if (equal method "workspace/executeCommand") failed #'ignore)
                             :timeout-fn #'ignore
                             :timeout 3600))
     ((and (fboundp 'lsp-workspaces) (lsp-workspaces))
      (lsp-request-async method parameters answered :error-handler failed :mode 'detached))
     (t (user-error "No server runs in this buffer: M-x eglot or M-x lsp starts one")))))

(defun tenon--document ()
  "The identifier of this buffer's document."
  (if (tenon--eglot) (eglot--TextDocumentIdentifier) (lsp--text-document-identifier)))

(defun tenon--position (point)
  "POINT as the protocol has it."
  (save-excursion
    (goto-char point)
    (if (tenon--eglot) (eglot--pos-to-lsp-position point) (lsp--point-to-position point))))

(defun tenon--point (position)
  "The point that POSITION means."
  (if (tenon--eglot) (eglot--lsp-position-to-point position) (lsp--position-to-point position)))

(defun tenon--get (object key)
  "The member KEY, a symbol, of a JSON OBJECT in either client's form."
  (if (hash-table-p object)
      (gethash (symbol-name key) object)
    (plist-get object (intern (concat ":" (symbol-name key))))))

;;; Ghost text.

(defvar tenon-mode)
(defvar-local tenon--overlay nil "Shows the ghost text.")
(defvar-local tenon--items nil "What could come next: a list of (START END TEXT COMMAND).")
(defvar-local tenon--timer nil "Runs out when it is time to ask.")
(defvar-local tenon--tick nil "The buffer's state when it was asked for last.")

(defvar tenon-ghost-map
  (let ((map (make-sparse-keymap)))
    (define-key map (kbd "TAB") #'tenon-accept)
    (define-key map (kbd "<tab>") #'tenon-accept)
    (define-key map (kbd "M-f") #'tenon-accept-word)
    (define-key map (kbd "C-e") #'tenon-accept-line)
    (define-key map (kbd "M-n") #'tenon-next)
    (define-key map (kbd "M-p") #'tenon-previous)
    (define-key map (kbd "C-g") #'tenon-dismiss)
    map)
  "Keys while there is ghost text.")

(defun tenon--rest (item)
  "What of ITEM stands behind the cursor; nil when it does not fit."
  (pcase-let ((`(,start ,_ ,text ,_) item))
    (when (<= start (point))
      (let ((typed (buffer-substring-no-properties start (point))))
        (and (string-prefix-p typed text)
             (> (length text) (length typed))
             (substring text (length typed)))))))

(defun tenon--hide ()
  "Show nothing."
  (when tenon--overlay (delete-overlay tenon--overlay))
  (setq tenon--overlay nil))

(defun tenon--draw ()
  "Show the first item as far as it is not typed yet."
  (tenon--hide)
  (setq tenon--items (cl-remove-if-not #'tenon--rest tenon--items))
  (when tenon--items
    (let ((text (propertize (tenon--rest (car tenon--items)) 'face 'tenon-ghost)))
      ;; The cursor stands before the text, not behind it.
      (put-text-property 0 1 'cursor t text)
      (setq tenon--overlay (make-overlay (point) (point)))
      (overlay-put tenon--overlay 'after-string text))))

(defun tenon--item (json)
  "One item out of JSON."
  (let* ((range (tenon--get json 'range))
         (text (tenon--get json 'insertText))
         (start (if range (tenon--point (tenon--get range 'start)) (point)))
         (end (if range (tenon--point (tenon--get range 'end)) (point))))
    (list start (copy-marker end) (if (stringp text) text (tenon--get text 'value))
          (tenon--get json 'command))))

(defun tenon--ask ()
  "Ask what could come next here."
  (let ((tick (buffer-chars-modified-tick))
        (place (point)))
    (setq tenon--tick tick)
    (tenon--request
     "textDocument/inlineCompletion"
     (list :textDocument (tenon--document) :position (tenon--position place)
           :context (list :triggerKind 2))
     (lambda (answer)
       (when (and tenon-mode (= tick (buffer-chars-modified-tick)) (= place (point)))
         (let ((items (if (vectorp answer) answer (and answer (tenon--get answer 'items)))))
           (setq tenon--items (mapcar #'tenon--item items))
           (tenon--draw)))))))

(defun tenon--ask-in (buffer)
  "Ask in BUFFER, if that is still where the user is."
  (when (buffer-live-p buffer)
    (with-current-buffer buffer
      (setq tenon--timer nil)
      (when (and tenon-mode (or noninteractive (eq buffer (window-buffer))))
        (ignore-errors (tenon--ask))))))

(defun tenon-ask ()
  "Ask for ghost text now."
  (interactive)
  (tenon--ask))

(defun tenon--follow ()
  "After each command: keep what still fits, and ask anew once the user rests."
  (when (or tenon--items tenon--overlay) (tenon--draw))
  (unless (eql tenon--tick (buffer-chars-modified-tick))
    (when tenon--timer (cancel-timer tenon--timer))
    (setq tenon--timer (run-with-idle-timer tenon-delay nil #'tenon--ask-in (current-buffer)))))

(defun tenon--take (part)
  "Put PART, a function of the ghost text, into the buffer."
  (let* ((item (or (car tenon--items) (user-error "There is no ghost text")))
         (text (or (tenon--rest item) (user-error "There is no ghost text")))
         (piece (funcall part text)))
    (undo-boundary)
    (when (equal piece text)
      (delete-region (point) (max (point) (nth 1 item))))
    (insert piece)
    (if (not (equal piece text))
        (tenon--draw)
      (setq tenon--items nil)
      (tenon--hide)
      (when-let ((command (nth 3 item)))
        (tenon--request "workspace/executeCommand"
                        (list :command (tenon--get command 'command)
                              :arguments (or (tenon--get command 'arguments) []))
                        #'ignore)))))

(defun tenon-accept ()
  "Accept all of the ghost text."
  (interactive)
  (tenon--take #'identity))

(defun tenon-accept-word ()
  "Accept the ghost text's next word."
  (interactive)
  (tenon--take (lambda (text)
                 (if (string-match "\\`[^[:alnum:]_]*[[:alnum:]_]+" text)
                     (match-string 0 text)
                   text))))

(defun tenon-accept-line ()
  "Accept the ghost text to the end of its next line."
  (interactive)
  (tenon--take (lambda (text)
                 (if (string-match "\\`\n*[^\n]+" text) (match-string 0 text) text))))

(defun tenon-next (&optional step)
  "Show the next candidate, or the one STEP further."
  (interactive)
  (let ((count (length tenon--items)))
    (when (> count 1)
      (let ((at (mod (or step 1) count)))
        (setq tenon--items (append (nthcdr at tenon--items) (cl-subseq tenon--items 0 at)))
        (tenon--draw)))))

(defun tenon-previous ()
  "Show the candidate before."
  (interactive)
  (tenon-next -1))

(defun tenon-dismiss ()
  "Take the ghost text away; it comes back with the next change."
  (interactive)
  (setq tenon--items nil)
  (tenon--hide))

;;; A change that the server asks about, hunk by hunk.

(defun tenon--put (tree path value)
  "A copy of TREE, nested plists, that has VALUE at PATH."
  (if (null path) value
    (let ((copy (copy-sequence tree)))
      (plist-put copy (car path) (tenon--put (plist-get tree (car path)) (cdr path) value)))))

(defun tenon--question (edit)
  "The annotation of EDIT that wants a confirmation, if any."
  (cl-loop for (_ annotation) on (tenon--get edit 'changeAnnotations) by #'cddr
           when (eq (tenon--get annotation 'needsConfirmation) t) return annotation))

(defun tenon--hunks (edits)
  "EDITS of this buffer as hunks: lists of START END TEXT, of whole lines."
  (let (hunks)
    (dolist (edit (cl-sort (mapcar (lambda (edit)
                                     (let ((range (tenon--get edit 'range)))
                                       (list (tenon--point (tenon--get range 'start))
                                             (tenon--point (tenon--get range 'end))
                                             (tenon--get edit 'newText))))
                                   edits)
                           #'< :key #'car))
      (save-excursion
        (pcase-let* ((`(,start ,end ,text) edit)
                     (first (progn (goto-char start) (line-beginning-position)))
                     (last (progn (goto-char end) (line-end-position)))
                     (hunk (car hunks)))
          ;; Edits of the same lines are decided together.
          (if (and hunk (<= first (nth 1 hunk)))
              (setcar hunks (list (car hunk) (max last (nth 1 hunk)) (cons edit (nth 2 hunk))))
            (push (list first last (list (list start end text))) hunks)))))
    (mapcar (pcase-lambda (`(,first ,last ,edits))
              (let ((text (buffer-substring-no-properties first last)))
                ;; The last edit comes first, so the places before it stay where they are.
                (pcase-dolist (`(,start ,end ,new) edits)
                  (setq text (concat (substring text 0 (- start first)) new
                                     (substring text (- end first)))))
                (list first last text)))
            (nreverse hunks))))

(defun tenon--choose (prompt)
  "Ask PROMPT; return the key."
  (read-char-choice (concat prompt " (y yes, n no, ! all, q none of the rest) ") '(?y ?n ?! ?q)))

(defun tenon--ask-about (hunk title)
  "Show HUNK in this buffer and ask about it under TITLE; return the key."
  (pcase-let* ((`(,start ,end ,text) hunk)
               (overlay (make-overlay start end)))
    (unwind-protect
        (progn
          (goto-char start)
          (overlay-put overlay 'face 'diff-removed)
          (overlay-put overlay 'after-string
                       (concat "\n" (propertize text 'face 'diff-added)))
          (tenon--choose title))
      (delete-overlay overlay))))

(defun tenon--review (edit question)
  "Ask about each hunk of EDIT under QUESTION; apply what is accepted.
Return how many were."
  (require 'diff-mode)
  (let ((title (format "%s (%s)" (tenon--get question 'label)
                       (tenon--get question 'description)))
        (accepted 0) rest plan)
    (save-window-excursion
      (cl-loop
       for change across (tenon--get edit 'documentChanges)
       for document = (tenon--get change 'textDocument)
       when document do
       (with-current-buffer (find-file-noselect (eglot-uri-to-path (tenon--get document 'uri)))
         (pop-to-buffer (current-buffer))
         (save-excursion
           (dolist (hunk (tenon--hunks (append (tenon--get change 'edits) nil)))
             (let ((key (or rest (tenon--ask-about hunk title))))
               (when (memq key '(?! ?q)) (setq rest key))
               (when (memq key '(?y ?!))
                 (cl-incf accepted)
                 (push (cons (current-buffer) hunk) plan))))))))
    ;; The last hunk of a buffer comes first here.
    (dolist (buffer (delete-dups (mapcar #'car plan)))
      (with-current-buffer buffer
        (undo-boundary)
        (save-excursion
          (pcase-dolist (`(,place ,start ,end ,text) plan)
            (when (eq place buffer)
              (delete-region start end)
              (goto-char start)
              (insert text))))
        (undo-boundary)))
    accepted))

(declare-function eglot-uri-to-path "eglot")
(unless (fboundp 'eglot-uri-to-path) (defalias 'eglot-uri-to-path 'eglot--uri-to-path))

(with-eval-after-load 'eglot
  (cl-defmethod eglot-client-capabilities ((_server tenon-eglot-server))
    (tenon--put (cl-call-next-method) '(:workspace :workspaceEdit :changeAnnotationSupport)
                '(:groupsOnLabel :json-false)))
  (cl-defmethod eglot-handle-request
    ((_server tenon-eglot-server) (_method (eql workspace/applyEdit)) &key edit &allow-other-keys)
    (let ((question (tenon--question edit)))
      (cond
       ((not question) (cl-call-next-method))
       ((> (tenon--review edit question) 0) '(:applied t))
       (t '(:applied :json-false :failureReason "the user rejected it"))))))

;;; What the server is at.

(defvar tenon--progress (make-hash-table :test #'equal) "What runs, by token.")

(defun tenon--note-progress (token value)
  "Take in VALUE, one message about TOKEN."
  (if (equal (tenon--get value 'kind) "end")
      (remhash token tenon--progress)
    (let ((title (or (tenon--get value 'title) (car (gethash token tenon--progress)))))
      (puthash token (list title (tenon--get value 'message)) tenon--progress)))
  (force-mode-line-update t))

(with-eval-after-load 'eglot
  (cl-defmethod eglot-handle-notification :after
    (_server (_method (eql $/progress)) &key token value &allow-other-keys)
    (tenon--note-progress token value)))

(defun tenon-status-text ()
  "One short text for the header line: what the server is at."
  (let (text)
    (maphash (lambda (_ running)
               (setq text (string-join (delq nil (copy-sequence running)) ": ")))
             tenon--progress)
    (if text (concat " Tenon: " text) "")))

;;; The mode.

;;;###autoload
(define-minor-mode tenon-mode
  "Ghost text from Tenon, and what it is at in the header line."
  :lighter " Tenon"
  (cond
   (tenon-mode
    (add-hook 'post-command-hook #'tenon--follow nil t)
    ;; An empty overlay has no keys of its own: these are in force while there is one.
    (unless (assq 'tenon--overlay minor-mode-map-alist)
      (push (cons 'tenon--overlay tenon-ghost-map) minor-mode-map-alist))
    (unless header-line-format
      (setq-local header-line-format '(:eval (tenon-status-text)))))
   (t
    (remove-hook 'post-command-hook #'tenon--follow t)
    (tenon-dismiss)
    (when (equal header-line-format '(:eval (tenon-status-text)))
      (setq-local header-line-format nil)))))

;;; Commands: requests that any client can send.

(defun tenon--execute (command argument &optional done)
  "Run COMMAND with ARGUMENT, a plist or nil; call DONE with its answer."
  (tenon--request "workspace/executeCommand"
                  (list :command command :arguments (if argument (vector argument) []))
                  (or done #'ignore)))

(defun tenon--place ()
  "The region, else the cursor, for a command."
  (list :uri (tenon--get (tenon--document) 'uri)
        :range (list :start (tenon--position (if (use-region-p) (region-beginning) (point)))
                     :end (tenon--position (if (use-region-p) (region-end) (point))))))

(defun tenon--work (goal instruction)
  "Have the agent work on GOAL here, as INSTRUCTION says."
  (tenon--execute
   "tenon.fix"
   (append (tenon--place) (list :goal goal)
           (unless (string-empty-p instruction) (list :instruction instruction)))
   (lambda (answer) (message "Tenon: %s" (or (tenon--get answer 'ending) "done")))))

(defun tenon-fix (instruction)
  "Repair what is wrong here, verified by the tests; INSTRUCTION may be empty."
  (interactive "sFix (instruction or nothing): ")
  (tenon--work "fix" instruction))

(defun tenon-refactor (instruction)
  "Change the code here as INSTRUCTION says."
  (interactive "sRefactor: ")
  (tenon--work "refactor" instruction))

(defun tenon-document ()
  "Document the code here."
  (interactive)
  (tenon--work "document" ""))

(defun tenon-tests ()
  "Write tests for the code here."
  (interactive)
  (tenon--work "tests" ""))

(defun tenon--shower (name)
  "A function that shows an answer in the buffer NAME, if the server has not."
  (lambda (answer)
    (when (and answer (tenon--get answer 'text) (not (eq (tenon--get answer 'shown) t)))
      (with-current-buffer (get-buffer-create name)
        (let ((inhibit-read-only t))
          (erase-buffer)
          (insert (tenon--get answer 'text))
          (goto-char (point-min)))
        (special-mode)
        (display-buffer (current-buffer))))))

(defun tenon-explain ()
  "Explain the code here."
  (interactive)
  (tenon--execute "tenon.explain" (append (tenon--place) '(:about "code"))
                  (tenon--shower "*Tenon: explanation*")))

(defun tenon-map ()
  "Show what matters in the repository for what you are at."
  (interactive)
  (tenon--execute "tenon.map"
                  (list :uri (tenon--get (tenon--document) 'uri)
                        :position (tenon--position (point)))
                  (tenon--shower "*Tenon: map*")))

(defun tenon-status ()
  "Show what is configured, and what was spent."
  (interactive)
  (tenon--execute "tenon.status" nil (tenon--shower "*Tenon: status*")))

(defun tenon-apply ()
  "Apply the proposal that was shown last."
  (interactive)
  (tenon--execute "tenon.apply" nil))

(defun tenon-undo ()
  "Take back what was applied last, in all files."
  (interactive)
  (tenon--execute "tenon.undo" nil))

(defun tenon-log ()
  "Visit the server's log."
  (interactive)
  (let* ((state (or (getenv "XDG_STATE_HOME") (expand-file-name "~/.local/state")))
         (folder (expand-file-name "tenon" state))
         (logs (and (file-directory-p folder) (directory-files folder t "\\.log\\'"))))
    (unless logs (user-error "There is no log yet in %s" folder))
    (view-file (car (sort logs #'file-newer-than-file-p)))
    (goto-char (point-max))))

(provide 'tenon)
;;; tenon.el ends here
