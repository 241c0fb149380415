// Starts Tenon for every file, and adds what its protocol has no place for: ghost text, commands
// that ask for an instruction, and a status bar. Build and install: npm install && npx @vscode/vsce
// package, then "Install from VSIX" in the extensions view.
//
// What VS Code does by itself with any language server is not here: completions, code actions,
// progress with its button to cancel, and the preview of a change ("Refactor Preview", where each
// edit is accepted or left out), which comes of the annotations of Tenon's edits.
'use strict'

const vscode = require('vscode')
const { LanguageClient } = require('vscode-languageclient/node')
const { InlineCompletions } = require('./inline')
const { registerCommands } = require('./commands')
const { StatusBar } = require('./status')

const selector = [{ scheme: 'file' }, { scheme: 'untitled' }]

let client

/** Called by VS Code once its window is up. */
async function activate(context) {
  const command = vscode.workspace.getConfiguration('tenon').get('path') || 'tenon'
  client = new LanguageClient(
    'tenon',
    'Tenon',
    { command, args: ['serve'] },
    { documentSelector: selector, synchronize: { configurationSection: 'tenon' } },
  )
  const status = new StatusBar(client)
  context.subscriptions.push(
    status,
    ...registerCommands(client, status),
    vscode.languages.registerInlineCompletionItemProvider(selector, new InlineCompletions(client)),
  )
  try {
    await client.start()
  } catch (error) {
    status.failed(error)
    throw error
  }
  await status.update()
}

function deactivate() {
  return client?.stop()
}

module.exports = { activate, deactivate }
