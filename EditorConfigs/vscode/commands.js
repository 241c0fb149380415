// The commands of the palette. Each is a request that any client can send; what is here is the
// question for an instruction, and what is said of the end.
'use strict'

const vscode = require('vscode')

/** Work for the agent, by the command's name. `asks` is what the user is asked for first. */
const work = {
  fixHere: { goal: 'fix', asks: 'What is wrong? Leave it empty for the failing tests', optional: true },
  refactorHere: { goal: 'refactor', asks: 'What is to change?' },
  simplifyHere: { goal: 'simplify' },
  optimiseHere: { goal: 'optimise' },
  documentHere: { goal: 'document' },
  testsHere: { goal: 'tests' },
}

/** Texts that the server shows by itself where it can. */
const texts = {
  explainHere: { command: 'tenon.explain', argument: (place) => ({ ...place, about: 'code' }) },
  showMap: {
    command: 'tenon.map',
    argument: ({ uri, range }) => ({ uri, position: range.start }),
  },
  showStatus: { command: 'tenon.status', argument: () => undefined },
}

/** Commands that need nothing but the server. */
const plain = { applyProposal: 'tenon.apply', undoProposal: 'tenon.undo' }

/** The document and selection that a command is about; undefined where no text is open. */
function place(client) {
  const editor = vscode.window.activeTextEditor
  if (!editor) return undefined
  const { code2ProtocolConverter: toProtocol } = client
  return {
    uri: toProtocol.asUri(editor.document.uri),
    range: toProtocol.asRange(editor.selection),
  }
}

async function execute(client, command, argument) {
  return client.sendRequest('workspace/executeCommand', {
    command,
    arguments: argument === undefined ? [] : [argument],
  })
}

/** The complaint at the cursor, if the editor shows one there. */
function diagnosticAt(uri, line) {
  const found = vscode.languages.getDiagnostics(uri).find(
    ({ range }) => range.start.line <= line && line <= range.end.line,
  )
  return found && { line: found.range.start.line, message: found.message }
}

async function runWork(client, status, { goal, asks, optional }) {
  const where = place(client)
  if (!where) return vscode.window.showWarningMessage('Tenon: open a file first')
  let instruction
  if (asks) {
    instruction = await vscode.window.showInputBox({ title: `Tenon: ${goal}`, prompt: asks })
    if (instruction === undefined || (!instruction && !optional)) return undefined
  }
  const argument = { ...where, goal }
  if (instruction) argument.instruction = instruction
  if (goal === 'fix') {
    const { document, selection } = vscode.window.activeTextEditor
    const diagnostic = diagnosticAt(document.uri, selection.start.line)
    if (diagnostic) argument.diagnostic = diagnostic
  }
  const answer = await status.during(goal, execute(client, 'tenon.fix', argument))
  const title = answer?.title ? `${answer.title}: ` : ''
  vscode.window.setStatusBarMessage(`Tenon: ${title}${answer?.ending ?? 'done'}`, 10_000)
  return answer
}

/** Shows a text that the server could not show itself. */
async function showText(answer) {
  if (!answer?.text || answer.shown) return
  const document = await vscode.workspace.openTextDocument({
    content: answer.text,
    language: 'markdown',
  })
  await vscode.window.showTextDocument(document)
}

async function runText(client, status, { command, argument }) {
  const where = place(client)
  const needsPlace = argument.length > 0
  if (needsPlace && !where) return vscode.window.showWarningMessage('Tenon: open a file first')
  await showText(await status.during(command, execute(client, command, argument(where))))
}

/** Registers all of them; what VS Code is to dispose of. */
function registerCommands(client, status) {
  const register = (name, run) =>
    vscode.commands.registerCommand(`tenon.editor.${name}`, async () => {
      try {
        return await run()
      } catch (error) {
        vscode.window.showErrorMessage(`Tenon: ${error.message}`)
      } finally {
        await status.update()
      }
    })
  return [
    ...Object.entries(work).map(([name, what]) => register(name, () => runWork(client, status, what))),
    ...Object.entries(texts).map(([name, what]) => register(name, () => runText(client, status, what))),
    ...Object.entries(plain).map(([name, command]) => register(name, () => execute(client, command))),
    register('showLog', () => client.outputChannel.show()),
  ]
}

module.exports = { registerCommands }
