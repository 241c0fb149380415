import Actions
import Base
import LSP
import Languages
import Settings
import Text

extension Session {
    func codeActions(_ params: CodeActionParams, _ open: OpenRequest) {
        let uri = DocumentURI(params.uri)
        guard settings(for: uri).actionsEnabled, let document = documents[uri]?.snapshot() else {
            return open.succeedWithNull()
        }
        // A repair of good code would be worse than none.
        let isPartial = document.language?.description.grammarIsPartial ?? false
        guard !isPartial || settings(for: uri).diagnostics == .on else {
            return open.succeedWithNull()
        }
        // A client that knows no literals can only run commands, and there are none here yet.
        guard client.capabilities.codeAction.literals else { return open.succeedWithNull() }
        let request = CodeActionRequest(
            document: document, params: params, client: client.shape,
            boundsChecks: options.delays.boundsChecks)
        answer(open) { () throws(ResponseError) in request.answer }
    }
}

/// What of the client shapes an answer, for workers.
struct ClientShape: Sendable {
    let capabilities: ClientCapabilities
    let encoding: PositionEncoding
}

extension Client {
    var shape: ClientShape { ClientShape(capabilities: capabilities, encoding: encoding) }
}

/// Code actions that were asked for, with all that they need, for a worker.
private struct CodeActionRequest: Sendable {
    let document: DocumentSnapshot
    let params: CodeActionParams
    let client: ClientShape
    let boundsChecks: Bool

    var answer: [CodeAction] {
        let buffer = document.buffer
        var input = ActionInput(
            text: buffer, range: buffer.offsets(of: params.range, encoding: client.encoding))
        input.language = document.language
        input.tree = document.tree
        if !boundsChecks { input.limits.trialsNanoseconds = nil }
        input.only = params.only.map { kinds in kinds.map { ActionKind($0.rawValue) } }
        return input.codeActions().compactMap(codeAction)
    }

    private func codeAction(_ action: Action) -> CodeAction? {
        let edits = action.edits.edits.map { edit in
            ProtocolTextEdit(
                range: document.buffer.positions(of: edit.range, encoding: client.encoding),
                newText: String(decoding: edit.replacement, as: UTF8.self))
        }
        let proposal = ProposedEdit(
            label: action.title, uri: document.uri, version: document.version, edits: edits)
        guard let edit = proposal.workspaceEdit(for: client.capabilities) else { return nil }
        return CodeAction(
            title: action.title, kind: CodeActionKind(rawValue: action.kind.name),
            isPreferred: action.isPreferred && client.capabilities.codeAction.isPreferred,
            edit: edit)
    }
}
