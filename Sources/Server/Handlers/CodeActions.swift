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
        let request = CodeActionRequest(
            document: document, params: params, client: client.shape,
            boundsChecks: options.delays.boundsChecks, expected: expectedActions(params),
            repairs: !isPartial || settings(for: uri).diagnostics == .on,
            offers: AgentOffers(
                proposers: models.desk.proposers,
                showsDisabled: client.capabilities.codeAction.disabled
                    && params.triggerKind == .invoked,
                only: params.only, isAsked: params.triggerKind == .invoked),
            embedded: embeddedActions(params, uri))
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
    /// Where the last edit goes on; first, because it is what the user is at.
    let expected: [CodeAction]
    /// Whether syntax errors are to be repaired.
    let repairs: Bool
    let offers: AgentOffers
    let embedded: EmbeddedActions

    var answer: [CodeActionEntry] {
        let agent = offers.actions(document, params, encoding: client.encoding)
        guard client.capabilities.codeAction.literals else {
            // Such a client runs commands and knows nothing else.
            return agent.compactMap { $0.command.map { .command($0) } }
        }
        return
            (expected + (repairs ? syntaxRepairs : []) + embedded.actions(document, params) + agent)
            .map { .action($0) }
    }

    private var syntaxRepairs: [CodeAction] {
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
