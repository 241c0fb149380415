// The extension with the real server, under plain node: `vscode` and `vscode-languageclient`, which
// only VS Code and its registry have, are the fakes beside this file. The folder of a project with a
// failing test comes as PROJECT.
'use strict'

const { test, before, after } = require('node:test')
const assert = require('node:assert')
const fs = require('node:fs')
const path = require('node:path')
const Module = require('node:module')

const fakes = { vscode: './fake-vscode.js', 'vscode-languageclient/node': './fake-languageclient.js' }
const resolve = Module._resolveFilename
Module._resolveFilename = (name, ...rest) =>
  name in fakes ? path.join(__dirname, fakes[name]) : resolve(name, ...rest)

const vscode = require('vscode')
const { LanguageClient } = require('vscode-languageclient/node')
const folder = path.join(__dirname, '../../../EditorConfigs/vscode')
const manifest = JSON.parse(fs.readFileSync(path.join(folder, 'package.json'), 'utf8'))
const extension = require(path.join(folder, manifest.main))

const root = process.env.PROJECT
const file = path.join(root, 'app.py')
const { shown, answers, registered } = vscode.fake

/** A document that the user has open, and the server knows. */
const document = {
  uri: { toString: () => `file://${file}` },
  version: 1,
  text: fs.readFileSync(file, 'utf8'),
  get lines() {
    return this.text.split('\n')
  },
  change(text) {
    this.version += 1
    this.text = text
    LanguageClient.latest.notify('textDocument/didChange', {
      textDocument: { uri: this.uri.toString(), version: this.version },
      contentChanges: [{ text }],
    })
  },
}

function offset({ line, character }) {
  return document.lines.slice(0, line).reduce((sum, text) => sum + text.length + 1, character)
}

/** Applies the server's edits of the open document, the last first. */
function apply({ documentChanges: [{ textDocument, edits }] }) {
  assert.equal(textDocument.version, document.version)
  let text = document.text
  for (const { range, newText } of [...edits].reverse()) {
    text = text.slice(0, offset(range.start)) + newText + text.slice(offset(range.end))
  }
  document.change(text)
}

before(async () => {
  LanguageClient.workspace = { root, environment: process.env, apply }
  await extension.activate({ subscriptions: [] })
  LanguageClient.latest.notify('textDocument/didOpen', {
    textDocument: {
      uri: document.uri.toString(), languageId: 'python', version: 1, text: document.text,
    },
  })
  const here = new vscode.Position(1, 4)
  vscode.window.activeTextEditor = { document, selection: new vscode.Range(here, here) }
})

after(() => extension.deactivate())

test('what the manifest names is there, and nothing else', () => {
  const contributed = manifest.contributes.commands.map(({ command }) => command).sort()
  assert.deepEqual([...registered.commands.keys()].sort(), contributed)
  const inMenu = manifest.contributes.menus['tenon.menu'].map(({ command }) => command)
  assert.deepEqual(inMenu.filter((command) => !contributed.includes(command)), [])
  for (const { steps } of manifest.contributes.walkthroughs) {
    for (const { media, description } of steps) {
      assert.ok(fs.existsSync(path.join(folder, media.markdown)), media.markdown)
      for (const [, command] of description.matchAll(/command:(tenon[\w.]+)/g)) {
        assert.ok(contributed.includes(command), command)
      }
    }
  }
})

test('a folder that is not trusted runs nothing', () => {
  const changing = manifest.contributes.commands.filter(({ enablement }) => enablement)
  assert.ok(changing.every(({ enablement }) => enablement === 'isWorkspaceTrusted'))
  assert.deepEqual(
    manifest.contributes.commands.filter(({ enablement }) => !enablement).map(({ command }) => command),
    ['explainHere', 'showMap', 'showStatus', 'showLog'].map((name) => `tenon.editor.${name}`),
  )
  const settings = manifest.contributes.configuration.properties
  const { restrictedConfigurations } = manifest.capabilities.untrustedWorkspaces
  assert.ok(restrictedConfigurations.every((name) => settings[name]))
})

test('ghost text comes where it fits', async () => {
  document.change(document.text + '\n\ndef again(path):\n    with ')
  const last = document.lines.length - 1
  const position = new vscode.Position(last, document.lines[last].length)
  const [provider] = registered.providers
  const context = { triggerKind: vscode.InlineCompletionTriggerKind.Invoke }
  let items = []
  // A server that is too busy to check a text in time says nothing.
  for (let tries = 0; tries < 100 && items.length === 0; tries++) {
    items = await provider.provideInlineCompletionItems(document, position, context)
  }
  assert.ok(items.length > 0)
  const [{ insertText, range, command }] = items
  const line = document.lines[last]
  const whole = line.slice(0, range.start.character) + insertText + line.slice(range.end.character)
  assert.ok(whole.startsWith('    with open(path'), whole)
  assert.equal(command.command, 'tenon.completionAccepted')
  document.change(fs.readFileSync(file, 'utf8'))
})

test('a fix comes as an edit to be confirmed, passes the tests, and is taken back', async () => {
  const before = document.text
  answers.input = ''
  const { edits, progress } = LanguageClient.latest
  const answer = await registered.commands.get('tenon.editor.fixHere')()
  assert.deepEqual(shown.errors, [])
  assert.equal(answer.verdict, 'verified')
  const [{ label, description, needsConfirmation }] = Object.values(edits[0].changeAnnotations)
  assert.ok(needsConfirmation)
  assert.match(description, /^verified: 1 turned green/)
  assert.ok(label.length > 0)
  assert.notEqual(document.text, before)
  assert.ok(progress.some(({ kind }) => kind === 'begin'))
  assert.ok(progress.some(({ kind }) => kind === 'end'))
  assert.match(shown.messages.at(-1), /^Tenon: /)
  fs.writeFileSync(file, document.text)
  const { status } = require('node:child_process').spawnSync(
    'python3', ['-B', '-m', 'unittest'], { cwd: root })
  assert.equal(status, 0)
  await registered.commands.get('tenon.editor.undoProposal')()
  assert.equal(document.text, before)
})

test('the status bar has the meters, and says what is under way', async () => {
  const [bar] = shown.bars
  assert.equal(bar.text, '$(check) Tenon')
  assert.match(bar.tooltip.value, /^# Tenon \d/)
  assert.match(bar.tooltip.value, /This session/)
  const showing = registered.commands.get('tenon.editor.showStatus')()
  assert.equal(bar.text, '$(loading~spin) Tenon: status')
  await showing
  assert.equal(bar.text, '$(check) Tenon')
  // This client shows no documents, so the extension does.
  assert.match(shown.texts.at(-1), /^# Tenon \d/)
})

test('who gives no instruction where one is needed has changed his mind', async () => {
  answers.input = undefined
  const count = LanguageClient.latest.edits.length
  await registered.commands.get('tenon.editor.refactorHere')()
  assert.equal(LanguageClient.latest.edits.length, count)
  assert.deepEqual(shown.errors, [])
})

test('what fails is said', async () => {
  const { activeTextEditor } = vscode.window
  vscode.window.activeTextEditor = undefined
  await registered.commands.get('tenon.editor.explainHere')()
  assert.equal(shown.warnings.pop(), 'Tenon: open a file first')
  vscode.window.activeTextEditor = activeTextEditor
  await registered.commands.get('tenon.editor.applyProposal')()
  assert.match(shown.errors.pop(), /no proposal to apply/)
})
