// Starts Tenon for every file. Build and install: npm install && npx @vscode/vsce package, then
// "Install from VSIX" in the extensions view.
'use strict'

const vscode = require('vscode')
const { LanguageClient } = require('vscode-languageclient/node')

let client

/** Called by VS Code once its window is up. */
async function activate() {
  const command = vscode.workspace.getConfiguration('tenon').get('path') || 'tenon'
  client = new LanguageClient(
    'tenon',
    'Tenon',
    { command, args: ['serve'] },
    {
      documentSelector: [{ scheme: 'file' }, { scheme: 'untitled' }],
      synchronize: { configurationSection: 'tenon' },
    },
  )
  await client.start()
}

function deactivate() {
  return client?.stop()
}

module.exports = { activate, deactivate }
