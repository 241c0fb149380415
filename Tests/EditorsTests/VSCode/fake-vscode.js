// The module `vscode` as far as the extension uses it, without a window: what VS Code would show is
// kept for the tests to look at, and what the user would answer is set by them.
'use strict'

class Position {
  constructor(line, character) {
    Object.assign(this, { line, character })
  }
}

class Range {
  constructor(start, end) {
    Object.assign(this, { start, end })
  }
}

class InlineCompletionItem {
  constructor(insertText, range, command) {
    Object.assign(this, { insertText, range, command })
  }
}

const shown = { errors: [], warnings: [], messages: [], texts: [], bars: [] }
const answers = { input: undefined }
const registered = { commands: new Map(), providers: [] }

module.exports = {
  Position,
  Range,
  InlineCompletionItem,
  SnippetString: class {
    constructor(value) {
      this.value = value
    }
  },
  MarkdownString: class {
    constructor(value) {
      this.value = value
    }
  },
  InlineCompletionTriggerKind: { Invoke: 0, Automatic: 1 },
  StatusBarAlignment: { Left: 1, Right: 2 },
  window: {
    activeTextEditor: undefined,
    createStatusBarItem() {
      const item = { show() {}, dispose() {} }
      shown.bars.push(item)
      return item
    },
    showInputBox: async () => answers.input,
    showErrorMessage: async (text) => void shown.errors.push(text),
    showWarningMessage: async (text) => void shown.warnings.push(text),
    setStatusBarMessage: (text) => void shown.messages.push(text),
    showTextDocument: async (document) => void shown.texts.push(document.content),
  },
  workspace: {
    getConfiguration: () => ({ get: () => undefined }),
    openTextDocument: async (options) => options,
  },
  commands: {
    registerCommand(name, run) {
      registered.commands.set(name, run)
      return { dispose() {} }
    },
  },
  languages: {
    getDiagnostics: () => [],
    registerInlineCompletionItemProvider(selector, provider) {
      registered.providers.push(provider)
      return { dispose() {} }
    },
  },
  fake: { shown, answers, registered },
}
