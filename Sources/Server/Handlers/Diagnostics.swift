import Base
import LSP
import Settings
import Structure
import Text

// Syntax errors as diagnostics: pulled by clients that can, pushed to the others.

extension Session {
    /// Pushes the diagnostics of a document a moment after the last edit.
    func scheduleDiagnostics(_ uri: DocumentURI, soon: Bool) {
        guard !client.capabilities.diagnostics.pull else { return }
        let due = Instant.now.adding(milliseconds: soon ? 0 : options.delays.diagnostics)
        timers.set(.diagnostics(uri), at: due) { session in session.pushDiagnostics(uri) }
    }

    private func pushDiagnostics(_ uri: DocumentURI) {
        // Once the config files have been read, all documents have their turn.
        guard configuration.isReady, let document = documents[uri] else { return }
        guard isOn(settings(for: uri).diagnostics, for: document.language),
            let snapshot = documents[uri]?.snapshot()
        else { return clearDiagnostics(of: document) }
        let client = client.shape
        let isAccepted = compute(.background, key: "diagnostics \(uri.spelling)") {
            snapshot.diagnostics(for: client)
        } then: { session, diagnostics in
            // An answer for a text that has changed would put marks in wrong places; the next
            // one is under way. Versions do not tell: a document opened anew starts over.
            guard session.documents[uri]?.syntax === snapshot.syntax else { return }
            session.publish(diagnostics, for: uri)
        }
        if !isAccepted { scheduleDiagnostics(uri, soon: false) }
    }

    private func publish(_ diagnostics: [Diagnostic], for uri: DocumentURI) {
        guard let document = documents[uri] else { return }
        guard !diagnostics.isEmpty || document.showsDiagnostics else { return }
        documents[uri]?.showsDiagnostics = !diagnostics.isEmpty
        send(diagnostics, for: document)
    }

    /// Takes back what is shown.
    func clearDiagnostics(of document: Document) {
        guard document.showsDiagnostics else { return }
        documents[document.uri]?.showsDiagnostics = false
        send([], for: document)
    }

    private func send(_ diagnostics: [Diagnostic], for document: Document) {
        let version = client.capabilities.diagnostics.version ? document.version : nil
        notify(
            .publishDiagnostics(
                PublishDiagnosticsParams(
                    uri: document.uri.spelling, version: version, diagnostics: diagnostics)))
    }

    func pullDiagnostics(_ params: DocumentDiagnosticParams, _ open: OpenRequest) {
        let uri = DocumentURI(params.uri)
        guard let document = documents[uri], let snapshot = documents[uri]?.snapshot(),
            isOn(settings(for: uri).diagnostics, for: document.language)
        else { return open.succeed(DocumentDiagnosticReport.full(resultID: nil, [])) }
        let client = client.shape
        answer(open) { () throws(ResponseError) in
            DocumentDiagnosticReport.full(resultID: nil, snapshot.diagnostics(for: client))
        }
    }
}

extension DocumentSnapshot {
    fileprivate func diagnostics(for client: ClientShape) -> [Diagnostic] {
        guard let tree else { return [] }
        return syntaxErrors(of: tree, text: buffer).map { error in
            Diagnostic(
                range: buffer.positions(of: Range(error.range), encoding: client.encoding),
                severity: .error, code: .string("syntax"), source: "tenon",
                message: .plain(error.message)
            ).reduced(for: client.capabilities.diagnostics)
        }
    }
}
