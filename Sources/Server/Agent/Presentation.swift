import Agent
import Base
import JSON
import LSP
import Settings
import Text
import Verify

// How a proposal comes to the user. It does not matter here who made it.

extension Session {
    /// Shows an offer in the way that the client and the settings allow: applied at once, with a
    /// question of the editor's own, or as a text to read first.
    func present(_ offer: AgentOffer, _ open: OpenRequest) {
        guard let proposal = offer.proposal else {
            notify(.showMessage(MessageParams(.info, "Tenon: \(offer.words)")))
            return open.succeed(AgentAnswer(offer, isApplied: false))
        }
        let shown = ShownProposal(
            id: agents.makeID(), proposal: proposal, order: offer.order)
        agents.remember(shown)
        let settings = configuration.stack.settings(folder: offer.order.root.string)
        guard proposal.evidence.verdict == .verified else {
            // What is not verified is for reading; only the user's own command applies it.
            return read(offer, shown, open, question: nil)
        }
        switch settings.agentApply {
        case .auto: apply(shown, offer, open, asking: false)
        case .ask where client.capabilities.workspace.changeAnnotations:
            apply(shown, offer, open, asking: true)
        case .ask:
            let headline = proposal.evidence.lines.first ?? ""
            read(offer, shown, open, question: "\(proposal.title) (\(headline))")
        }
    }

    private func apply(
        _ shown: ShownProposal, _ offer: AgentOffer, _ open: OpenRequest, asking: Bool
    ) {
        let edit: WorkspaceEdit
        do throws(EditRefusal) {
            edit = try workspaceEdit(
                shown.proposal, in: shown.order.root, documents: offer.documents, asking: asking)
        } catch {
            return read(offer, shown, open, question: nil, refusal: error.reason)
        }
        propose(edit, label: shown.proposal.title, cancellation: open.cancellation) {
            session, outcome in
            switch outcome {
            case .applied:
                session.agents.moveToApplied(shown)
                open.succeed(AgentAnswer(offer, shown, isApplied: true))
            case .refused(let reason):
                open.succeed(AgentAnswer(offer, shown, isApplied: false, refusal: reason))
            case .cancelled: open.fail(.requestCancelled, "cancelled")
            }
        }
    }

    /// Shows the patch with its evidence, then asks where the client can ask.
    private func read(
        _ offer: AgentOffer, _ shown: ShownProposal, _ open: OpenRequest, question: String?,
        refusal: String? = nil
    ) {
        let answer = AgentAnswer(offer, shown, isApplied: false, refusal: refusal)
        guard let preview = offer.preview else { return open.succeed(answer) }
        show(preview, called: "The proposal") { session, _ in
            guard let question, session.client.capabilities.window.showMessageRequest else {
                return open.succeed(answer)
            }
            let buttons = ["Apply", "Discard"]
            session.ask(
                .showMessage(ShowMessageRequestParams(.info, question, actions: buttons)),
                timeoutMilliseconds: session.options.delays.userAnswer
            ) { session, reply in
                guard case .success(let json) = reply,
                    let result = try? ShowMessageRequestResult(from: json),
                    result.action == buttons[0]
                else { return open.succeed(answer) }
                session.apply(shown, offer, open, asking: false)
            }
        }
    }

    /// `tenon.apply`: applies a proposal that was shown.
    func applyShown(_ params: ExecuteCommandParams, _ open: OpenRequest) {
        let id = params.arguments.first?["id"]?.string ?? params.arguments.first?.string
        guard let shown = agents.shown.last(where: { id == nil || $0.id == id }) else {
            return open.fail(.invalidParams, "there is no proposal \(id ?? "to apply")")
        }
        replay(shown, open) { session in session.agents.moveToApplied(shown) }
    }

    /// `tenon.undo`: takes back a proposal that was applied, all its files in one step.
    func undoApplied(_ params: ExecuteCommandParams, _ open: OpenRequest) {
        let id = params.arguments.first?["id"]?.string ?? params.arguments.first?.string
        guard let applied = agents.applied.last(where: { id == nil || $0.id == id }) else {
            return open.fail(.invalidParams, "nothing was applied that could be undone")
        }
        let inverse = ShownProposal(
            id: applied.id,
            proposal: Proposal(
                title: "Undo \(applied.proposal.title)",
                patch: Patch(
                    applied.proposal.patch.files.map {
                        Patch.File(path: $0.path, before: $0.after, after: $0.before)
                    }), evidence: applied.proposal.evidence),
            order: applied.order)
        replay(inverse, open) { session in
            session.agents.applied.removeAll { $0.id == applied.id }
        }
    }

    /// Has the client apply a patch, joined with what the files have become.
    private func replay(
        _ shown: ShownProposal, _ open: OpenRequest,
        then finish: @escaping @Sendable (Session) -> Void
    ) {
        let documents = snapshots
        let root = shown.order.root
        let accepted = compute(.request) { () -> Result<RebasedPatch, RebaseConflict> in
            Result { () throws(RebaseConflict) in
                try RebasedPatch(shown.proposal.patch) { path in
                    if let open = documents.first(where: { $0.path(below: root) == path }) {
                        return open.buffer.bytes
                    }
                    return try? Files.read(root / path, limit: 16 << 20)
                }
            }
        } then: { session, result in
            switch result {
            case .failure(let conflict):
                let files = conflict.files.joined(separator: ", ")
                open.fail(.contentModified, "the same lines were changed meanwhile in \(files)")
            case .success(let rebased):
                let moved = Proposal(
                    title: shown.proposal.title, patch: rebased.patch,
                    evidence: shown.proposal.evidence)
                session.send(moved, root, documents, open, then: finish)
            }
        }
        if !accepted { open.failBecauseOfLoad() }
    }

    private func send(
        _ proposal: Proposal, _ root: Path, _ documents: [DocumentSnapshot], _ open: OpenRequest,
        then finish: @escaping (Session) -> Void
    ) {
        do throws(EditRefusal) {
            let edit = try workspaceEdit(proposal, in: root, documents: documents, asking: false)
            propose(edit, label: proposal.title, cancellation: open.cancellation) {
                session, outcome in
                switch outcome {
                case .applied:
                    finish(session)
                    open.succeed(AppliedAnswer(title: proposal.title))
                case .refused(let reason): open.fail(.requestFailed, reason)
                case .cancelled: open.fail(.requestCancelled, "cancelled")
                }
            }
        } catch {
            open.fail(.requestFailed, error.reason)
        }
    }
}

extension AgentRuns {
    fileprivate mutating func remember(_ shown: ShownProposal) {
        self.shown.append(shown)
        if self.shown.count > AgentRuns.maximumRemembered { self.shown.removeFirst() }
    }

    fileprivate mutating func moveToApplied(_ shown: ShownProposal) {
        self.shown.removeAll { $0.id == shown.id }
        applied.append(shown)
        if applied.count > AgentRuns.maximumRemembered { applied.removeFirst() }
    }
}

/// What `tenon.fix` answers.
private struct AgentAnswer: JSONEncodable {
    let offer: AgentOffer
    let shown: ShownProposal?
    let isApplied: Bool
    let refusal: String?

    init(
        _ offer: AgentOffer, _ shown: ShownProposal? = nil, isApplied: Bool,
        refusal: String? = nil
    ) {
        self.offer = offer
        self.shown = shown
        self.isApplied = isApplied
        self.refusal = refusal
    }

    func encode(to writer: inout JSONWriter) {
        writer.object { writer in
            writer.member("ending", offer.words)
            writer.member("applied", isApplied)
            writer.member("refusal", ifPresent: refusal)
            writer.member("session", ifPresent: offer.session)
            guard let shown else { return }
            writer.member("id", shown.id)
            writer.member("title", shown.proposal.title)
            writer.member("verdict", shown.proposal.evidence.verdict.rawValue)
            writer.member("evidence", shown.proposal.evidence.lines)
            writer.member("preview", ifPresent: offer.preview?.uri)
        }
    }
}

/// What `tenon.apply` and `tenon.undo` answer.
private struct AppliedAnswer: JSONEncodable {
    let title: String

    func encode(to writer: inout JSONWriter) {
        writer.object { writer in
            writer.member("applied", true)
            writer.member("title", title)
        }
    }
}
