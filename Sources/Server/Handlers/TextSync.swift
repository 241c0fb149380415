import Base
import LSP
import Languages
import Settings
import Syntax
import Text

extension Session {
    func didOpen(_ params: DidOpenParams) {
        let uri = DocumentURI(params.uri)
        var document = Document(
            uri: uri, languageID: params.languageID,
            language: languages.language(
                languageId: params.languageID, fileName: uri.name,
                firstLine: params.text.prefix { $0 != UInt8(ascii: "\n") }.prefix(256)),
            version: params.version, text: params.text)
        // Opened again without having been closed: what is shown still has to be taken back.
        document.showsDiagnostics = documents[uri]?.showsDiagnostics ?? false
        replies.failStale(uri)
        documents[uri] = document
        noteUse(of: uri)
        prepareCompletions(uri)
        parseInBackground(uri)
        whenConfigured { $0.prepareModel(for: uri) }
        // After what somebody may be waiting for.
        timers.set(.tags(uri), at: Instant.now.adding(milliseconds: 50)) { session in
            session.findTagsInBackground(uri)
        }
        scheduleDiagnostics(uri, soon: true)
    }

    func didChange(_ params: DidChangeParams) {
        let uri = DocumentURI(params.uri)
        guard let known = documents[uri]?.version else {
            Log.warning("a change of \(uri), which is not open, was ignored")
            return
        }
        let version = params.version ?? (known &+ 1)
        let edits = applyWatched(params.changes, to: uri, version: version)
        recentEdits.note(edits.map(\.applied), in: uri)
        noteUse(of: uri)
        replies.failStale(uri)
        noteEdits(edits, of: uri)
        restSearches()
        scheduleParse(uri)
        scheduleDiagnostics(uri, soon: false)
    }

    /// Has the text parsed in a moment. Not at once: a worker that wakes up with each keystroke
    /// takes a core from the loop's next answer, and who needs the tree earlier parses by himself.
    private func scheduleParse(_ uri: DocumentURI) {
        let due = Instant.now.adding(milliseconds: options.delays.parse)
        timers.set(.parse(uri), at: due) { session in session.parseInBackground(uri) }
    }

    private func noteUse(of uri: DocumentURI) {
        uses += 1
        documents[uri]?.lastUse = uses
    }

    func didClose(_ params: DidCloseParams) {
        let uri = DocumentURI(params.uri)
        guard let document = documents[uri] else { return }
        replies.failStale(uri)
        forgetCompletions(uri)
        documents[uri] = nil
        timers.cancel(.diagnostics(uri))
        timers.cancel(.parse(uri))
        timers.cancel(.tags(uri))
        clearDiagnostics(of: document)
        index.fileChanged()
    }

    func didSave(_ params: DidSaveParams) {
        index.fileChanged()
        workspaceModels.filesChanged()
    }

    /// Has a worker make the tree, so that the first reader and the next edit find it. Of a burst
    /// of edits only the last is parsed.
    private func parseInBackground(_ uri: DocumentURI) {
        guard let language = documents[uri]?.language, let syntax = documents[uri]?.syntax else {
            return
        }
        // Whoever needs the tree can make it, so it does not matter if there is no room for this.
        _ = compute(.request, key: "parse \(uri.spelling)") { () -> String? in
            do throws(GrammarError) {
                _ = try language.grammar()
                _ = syntax.tree()
                return nil
            } catch {
                return error.description
            }
        } then: { session, problem in
            // What we wrote ourselves, and had the editor show, is only for reading.
            let isOurs = uri.path?.relative(to: session.options.directories.state) != nil
            if let problem, !isOurs { session.reportMissingGrammar(language, problem) }
        }
    }

    /// Has a worker find the definitions of a text that was opened. The first completion or outline
    /// would else wait for a query to be compiled, which takes up to a tenth of a second; later
    /// versions are worked out from this one.
    private func findTagsInBackground(_ uri: DocumentURI) {
        let settings = settings(for: uri)
        guard let document = documents[uri]?.snapshot(),
            settings.completionEnabled || isOn(settings.documentSymbols, for: document.language)
        else { return }
        _ = compute(.background, key: "tags \(uri.spelling)") {
            _ = document.tags
        } then: { _, _ in
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
