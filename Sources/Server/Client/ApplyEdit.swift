import Base
import JSON
import LSP
import Text

/// An edit of one open document that the user may take or leave. It names the version that it was
/// made for, so that a client that has moved on refuses it.
struct ProposedEdit {
    let label: String
    let uri: DocumentURI
    let version: Int
    let edits: [ProtocolTextEdit]

    /// The same as the protocol wants it, as far as this client understands it.
    func workspaceEdit(for client: ClientCapabilities) -> WorkspaceEdit? {
        let change = WorkspaceEdit.DocumentEdit(uri: uri.spelling, version: version, edits: edits)
        return WorkspaceEdit([.edit(change)]).reduced(for: client.workspace)
    }
}

/// What became of an edit that was offered to the client.
enum EditOutcome {
    case applied
    case refused(String)
    case cancelled

    fileprivate static let unable = "this editor cannot apply edits for a server"
}

extension Session {
    /// Asks the client to apply an edit. `finish` runs exactly once.
    func propose(
        _ proposal: ProposedEdit, cancellation: Cancellation,
        then finish: @escaping (Session, EditOutcome) -> Void
    ) {
        guard let edit = proposal.workspaceEdit(for: client.capabilities) else {
            return finish(self, .refused(EditOutcome.unable))
        }
        propose(edit, label: proposal.label, cancellation: cancellation, then: finish)
    }

    /// Asks the client to apply an edit of several files. `finish` runs exactly once.
    func propose(
        _ edit: WorkspaceEdit, label: String, cancellation: Cancellation,
        then finish: @escaping (Session, EditOutcome) -> Void
    ) {
        guard client.capabilities.workspace.applyEdit else {
            return finish(self, .refused(EditOutcome.unable))
        }
        guard !cancellation.isCancelled else { return finish(self, .cancelled) }
        let pending = PendingOutcome(finish)
        let key = nextProposal
        nextProposal += 1
        proposals[key] = pending
        let mailbox = mailbox
        cancellation.onCancel {
            mailbox.post { session in
                session.proposals.removeValue(forKey: key)?.settle(session, .cancelled)
            }
        }
        // Many editors let the user read it first.
        ask(
            .applyEdit(ApplyWorkspaceEditParams(label: label, edit: edit)),
            timeoutMilliseconds: options.delays.userAnswer
        ) { session, result in
            session.proposals.removeValue(forKey: key)?.settle(session, EditOutcome(result))
        }
    }
}

/// The continuation of an edit: whoever comes first, the client's answer or the cancellation.
final class PendingOutcome {
    private let finish: (Session, EditOutcome) -> Void

    init(_ finish: @escaping (Session, EditOutcome) -> Void) {
        self.finish = finish
    }

    func settle(_ session: Session, _ outcome: EditOutcome) { finish(session, outcome) }
}

extension EditOutcome {
    /// Reads the client's answer; what makes no sense counts as a refusal.
    fileprivate init(_ result: Result<JSON, ResponseError>) {
        switch result {
        case .failure(let error):
            self = .refused(error.message)
        case .success(let json):
            guard let answer = try? ApplyWorkspaceEditResult(from: json) else {
                self = .refused("the editor's answer makes no sense")
                return
            }
            self =
                answer.applied
                ? .applied : .refused(answer.failureReason ?? "the editor gave no reason")
        }
    }
}
