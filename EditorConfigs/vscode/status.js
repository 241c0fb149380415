// The status bar: whether the server runs, what it is at, and in its tooltip what was spent.
'use strict'

const vscode = require('vscode')

class StatusBar {
  constructor(client) {
    this.client = client
    this.running = []
    this.item = vscode.window.createStatusBarItem(vscode.StatusBarAlignment.Right, 100)
    this.item.name = 'Tenon'
    this.item.command = 'tenon.editor.showStatus'
    this.item.text = '$(loading~spin) Tenon'
    this.item.show()
  }

  /** Shows a piece of work while it lasts. */
  async during(name, promise) {
    this.running.push(name)
    this.draw()
    try {
      return await promise
    } finally {
      this.running.splice(this.running.indexOf(name), 1)
      this.draw()
    }
  }

  /** Asks the server for its meters. */
  async update() {
    try {
      const answer = await this.client.sendRequest('workspace/executeCommand', {
        command: 'tenon.status',
        arguments: [{ show: false }],
      })
      this.item.tooltip = new vscode.MarkdownString(answer.text)
      this.draw()
    } catch (error) {
      this.failed(error)
    }
  }

  /** The server is not there, or does not answer. */
  failed(error) {
    this.item.text = '$(warning) Tenon'
    this.item.tooltip = `Tenon does not answer: ${error.message}`
  }

  draw() {
    const latest = this.running.at(-1)
    this.item.text = latest ? `$(loading~spin) Tenon: ${latest.replace('tenon.', '')}` : '$(check) Tenon'
  }

  dispose() {
    this.item.dispose()
  }
}

module.exports = { StatusBar }
