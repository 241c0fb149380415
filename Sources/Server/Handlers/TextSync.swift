import Base
import LSP
import Languages
import Syntax
import Text

extension Session {
    func didOpen(_ params: DidOpenParams) {
        let uri = DocumentURI(params.uri)
        let document = Document(
            uri: uri, languageID: params.languageID,
            language: languages.language(
                languageId: params.languageID, fileName: uri.name,
                firstLine: params.text.prefix { $0 != UInt8(ascii: "\n") }.prefix(256)),
            version: params.version, text: params.text)
        replies.failStale(uri)
        documents[uri] = document
        parseInBackground(document)
        scheduleDiagnostics(uri, soon: true)
    }

    func didChange(_ params: DidChangeParams) {
        let uri = DocumentURI(params.uri)
        guard documents[uri] != nil else {
            Log.warning("a change of \(uri), which is not open, was ignored")
            return
        }
        documents[uri]?.apply(params.changes, version: params.version, encoding: client.encoding)
        replies.failStale(uri)
        scheduleDiagnostics(uri, soon: false)
    }

    func didClose(_ params: DidCloseParams) {
        let uri = DocumentURI(params.uri)
        guard let document = documents.removeValue(forKey: uri) else { return }
        replies.failStale(uri)
        timers.cancel(.diagnostics(uri))
        clearDiagnostics(of: document)
        index.fileChanged(uri)
    }

    func didSave(_ params: DidSaveParams) {
        index.fileChanged(DocumentURI(params.uri))
    }

    /// Has a worker make the tree, so that the first reader and the first edit find it.
    private func parseInBackground(_ document: Document) {
        guard let language = document.language, let snapshot = documents[document.uri]?.snapshot()
        else { return }
        compute(.request, key: "parse \(document.uri.spelling)") { () -> String? in
            do throws(GrammarError) {
                _ = try language.grammar()
                _ = snapshot.tags
                return nil
            } catch {
                return error.description
            }
        } then: { session, problem in
            if let problem { session.reportMissingGrammar(language, problem) }
        }
    }

    /// Says once what is missing; everything else goes on working.
    private func reportMissingGrammar(_ language: Language, _ problem: String) {
        guard reportedGrammars.insert(language.id).inserted else { return }
        let text = "Tenon has no syntax features for \(language.name): \(problem)"
        Log.warning(text)
        notify(.showMessage(MessageParams(.warning, text)))
    }
}
