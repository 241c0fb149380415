// Ghost text: what could come next, as VS Code's inline completions.
'use strict'

const vscode = require('vscode')

// The protocol counts from one, VS Code from nought.
const invoked = 1
const automatic = 2

class InlineCompletions {
  constructor(client) {
    this.client = client
  }

  /** Called by VS Code while somebody types. */
  async provideInlineCompletionItems(document, position, context, token) {
    const { code2ProtocolConverter: toProtocol, protocol2CodeConverter: toCode } = this.client
    const isInvoked = context.triggerKind === vscode.InlineCompletionTriggerKind.Invoke
    const selected = context.selectedCompletionInfo
    const params = {
      textDocument: toProtocol.asTextDocumentIdentifier(document),
      position: toProtocol.asPosition(position),
      context: {
        triggerKind: isInvoked ? invoked : automatic,
        selectedCompletionInfo:
          selected && { range: toProtocol.asRange(selected.range), text: selected.text },
      },
    }
    let answer
    try {
      answer = await this.client.sendRequest('textDocument/inlineCompletion', params, token)
    } catch {
      // The text has moved on, or the server is not there: nobody waits for this.
      return []
    }
    const items = Array.isArray(answer) ? answer : (answer?.items ?? [])
    return items.map((item) => {
      const isSnippet = typeof item.insertText !== 'string'
      const text = isSnippet ? new vscode.SnippetString(item.insertText.value) : item.insertText
      const range = item.range && toCode.asRange(item.range)
      return new vscode.InlineCompletionItem(text, range, item.command)
    })
  }
}

module.exports = { InlineCompletions }
