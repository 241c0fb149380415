// The module `vscode-languageclient/node` as far as the extension uses it: it starts the real server
// and speaks the protocol with it, with the capabilities that VS Code has. An edit that the server
// asks for goes to the open document, as the user's consent would let it.
'use strict'

const { spawn } = require('node:child_process')

const capabilities = {
  workspace: {
    applyEdit: true,
    configuration: true,
    workspaceEdit: {
      documentChanges: true,
      resourceOperations: ['create', 'rename', 'delete'],
      changeAnnotationSupport: { groupsOnLabel: true },
    },
  },
  textDocument: { inlineCompletion: {} },
  window: { workDoneProgress: true },
  general: { positionEncodings: ['utf-16'] },
}

class LanguageClient {
  constructor(id, name, { command, args }, options) {
    Object.assign(this, { id, name, command, args, options })
    this.waiting = new Map()
    this.edits = []
    this.progress = []
    this.received = Buffer.alloc(0)
    this.next = 1
    this.code2ProtocolConverter = {
      asUri: (uri) => uri.toString(),
      asTextDocumentIdentifier: (document) => ({ uri: document.uri.toString() }),
      asPosition: ({ line, character }) => ({ line, character }),
      asRange: ({ start, end }) => ({ start, end }),
    }
    this.protocol2CodeConverter = { asRange: (range) => range }
    LanguageClient.latest = this
  }

  async start() {
    const { root, environment } = LanguageClient.workspace
    this.process = spawn(this.command, this.args, { cwd: root, env: environment })
    this.process.stdout.on('data', (bytes) => this.receive(bytes))
    await new Promise((resolve, reject) => this.process.on('spawn', resolve).on('error', reject))
    await this.sendRequest('initialize', {
      processId: process.pid,
      rootUri: `file://${root}`,
      workspaceFolders: [{ uri: `file://${root}`, name: 'project' }],
      capabilities,
    })
    this.notify('initialized', {})
  }

  async stop() {
    await this.sendRequest('shutdown')
    const ended = new Promise((resolve) => this.process.on('exit', resolve))
    this.notify('exit')
    return ended
  }

  sendRequest(method, params) {
    const id = this.next++
    return new Promise((resolve, reject) => {
      this.waiting.set(id, { resolve, reject })
      this.send({ id, method, params })
    })
  }

  notify(method, params) {
    this.send({ method, params })
  }

  send(message) {
    const body = Buffer.from(JSON.stringify({ jsonrpc: '2.0', ...message }))
    this.process.stdin.write(`Content-Length: ${body.length}\r\n\r\n`)
    this.process.stdin.write(body)
  }

  receive(bytes) {
    this.received = Buffer.concat([this.received, bytes])
    for (;;) {
      const head = this.received.indexOf('\r\n\r\n')
      if (head < 0) return
      const length = Number(/Content-Length: (\d+)/.exec(this.received.toString('latin1', 0, head))[1])
      const end = head + 4 + length
      if (this.received.length < end) return
      const message = JSON.parse(this.received.toString('utf8', head + 4, end))
      this.received = this.received.subarray(end)
      this.handle(message)
    }
  }

  handle({ id, method, params, result, error }) {
    if (!method) {
      const { resolve, reject } = this.waiting.get(id)
      this.waiting.delete(id)
      return error ? reject(Object.assign(new Error(error.message), error)) : resolve(result)
    }
    if (method === '$/progress') this.progress.push(params.value)
    if (id === undefined) return undefined
    this.send({ id, result: this.answer(method, params) })
  }

  answer(method, params) {
    switch (method) {
      case 'workspace/configuration':
        return params.items.map(() => null)
      case 'workspace/applyEdit':
        this.edits.push(params.edit)
        LanguageClient.workspace.apply(params.edit)
        return { applied: true }
      default:
        return null
    }
  }
}

module.exports = { LanguageClient }
