import Base
import JSON
import LSP
import Text

/// The commands of `workspace/executeCommand`.
enum ServerCommand: String, CaseIterable {
    /// What matters in the repository for somebody's task, as a document.
    case map = "tenon.map"
    /// Definitions, callers, callees and tests of a name.
    case context = "tenon.context"
    /// What is configured and what was spent, as a document.
    case status = "tenon.status"
    /// Has an agent work, and shows what comes of it.
    case fix = "tenon.fix"
    /// Applies a proposal that was shown.
    case apply = "tenon.apply"
    /// Takes back a proposal that was applied.
    case undo = "tenon.undo"
    /// Explains code, translates an error, words a commit.
    case explain = "tenon.explain"
    /// What the last completion in a document was made of, or why none was shown.
    case explainCompletion = "tenon.explainCompletion"
    /// Several completions of a place, as a document; an inline completion then offers them all.
    case completionPanel = "tenon.completionPanel"
    /// Goes to where the last edit probably goes on, and says how.
    case nextEdit = "tenon.nextEdit"
    /// Sent by the editor itself: a completion was inserted.
    case completionAccepted = "tenon.completionAccepted"
    /// For checks: what the server holds of an open document.
    case documentText = "tenon.debug.documentText"
    /// For checks: a small versioned edit through the client, with progress.
    case applyEdit = "tenon.debug.applyEdit"
}

extension Session {
    func executeCommand(_ params: ExecuteCommandParams, _ open: OpenRequest) {
        guard let command = ServerCommand(rawValue: params.command) else {
            return open.fail(.invalidParams, "unknown command \(params.command)")
        }
        switch command {
        case .map: whenConfigured { $0.showMap(params, open) }
        case .context: whenConfigured { $0.findContext(params, open) }
        case .status: whenConfigured { $0.showStatus(params, open) }
        case .fix: whenConfigured { $0.fix(params, open) }
        case .apply: applyShown(params, open)
        case .undo: undoApplied(params, open)
        case .explain: whenConfigured { $0.explain(params, open) }
        case .explainCompletion: whenConfigured { $0.explainCompletion(params, open) }
        case .completionPanel: whenConfigured { $0.completionPanel(params, open) }
        case .nextEdit: goToNextEdit(open)
        case .completionAccepted: completionAccepted(params, open)
        case .documentText: documentText(params, open)
        case .applyEdit: applyDebugEdit(params, open)
        }
    }

    /// The open document that a command's first argument names.
    private func document(_ params: ExecuteCommandParams) throws(ResponseError) -> Document {
        guard let uri = params.arguments.first?.string else {
            throw ResponseError(
                .invalidParams, "params.arguments[0]: expected the URI of an open document")
        }
        guard let document = documents[DocumentURI(uri)] else {
            throw ResponseError(.invalidParams, "\(uri) is not open")
        }
        return document
    }

    private func documentText(_ params: ExecuteCommandParams, _ open: OpenRequest) {
        do throws(ResponseError) {
            let uri = try document(params).uri
            guard let snapshot = documents[uri]?.snapshot() else { return open.succeedWithNull() }
            answer(open) { () throws(ResponseError) in DocumentText(snapshot: snapshot) }
        } catch {
            open.fail(error)
        }
    }

    private func applyDebugEdit(_ params: ExecuteCommandParams, _ open: OpenRequest) {
        do throws(ResponseError) {
            let uri = try document(params).uri
            ProgressReport.begin(
                self, title: "Applying an edit", clientToken: params.workDoneToken,
                cancellation: open.cancellation
            ) { session, progress in
                session.sendDebugEdit(to: uri, progress, open)
            }
        } catch {
            open.fail(error)
        }
    }

    /// Appends a line break to the document as it is now.
    private func sendDebugEdit(
        to uri: DocumentURI, _ progress: ProgressReport, _ open: OpenRequest
    ) {
        guard let document = documents[uri] else {
            progress.end(self)
            return open.fail(.contentModified, "\(uri) was closed meanwhile")
        }
        let end = document.buffer.position(of: document.buffer.end, encoding: client.encoding)
        let edit = ProposedEdit(
            label: "Tenon: append a line break", uri: uri, version: document.version,
            edits: [.init(range: PositionRange(start: end, end: end), newText: "\n")])
        progress.report(self, message: "asking the editor", percentage: 50)
        propose(edit, cancellation: open.cancellation) { session, outcome in
            progress.end(session)
            switch outcome {
            case .applied: open.succeed(DebugEditResult(applied: true, reason: nil))
            case .refused(let reason): open.succeed(DebugEditResult(applied: false, reason: reason))
            case .cancelled: open.fail(.requestCancelled, "cancelled")
            }
        }
    }
}

private struct DocumentText: JSONEncodable {
    let snapshot: DocumentSnapshot

    func encode(to writer: inout JSONWriter) {
        writer.object { writer in
            writer.key("text")
            writer.write(utf8: snapshot.buffer.bytes)
            writer.member("version", snapshot.version)
        }
    }
}

private struct DebugEditResult: JSONEncodable {
    let applied: Bool
    let reason: String?

    func encode(to writer: inout JSONWriter) {
        writer.object { writer in
            writer.member("applied", applied)
            writer.member("reason", ifPresent: reason)
        }
    }
}
