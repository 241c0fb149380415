import Base
import Completion
import Languages
import RepoMap
import Structure
import Syntax
import Text

/// An open document. The loop owns it; others get a `DocumentSnapshot`.
struct Document {
    let uri: DocumentURI
    let languageID: String
    let language: Language?
    private(set) var version: Int
    private(set) var buffer: TextBuffer
    private(set) var syntax: SyntaxState?
    private var derived = DerivedStates()
    /// Made when somebody asks: holding on to the text would make the next edit copy it.
    private var index: Once<DocumentIndex>?
    /// When it was last opened or edited: more is later.
    var lastUse = 0
    /// Whether the client shows diagnostics of ours for it.
    var showsDiagnostics = false

    init(
        uri: DocumentURI, languageID: String, language: Language?, version: Int, text: [UInt8]
    ) {
        self.uri = uri
        self.languageID = languageID
        self.language = language
        self.version = version
        buffer = TextBuffer(text)
        syntax = language.map { SyntaxState(text, language: $0) }
    }

    /// Applies the client's changes in their order, and answers with the edits that they were. A
    /// version that goes back is taken as it is: what counts is that both sides apply the same.
    /// Tells `watch` of each edit, what it took out, and the text as it left it.
    mutating func apply(
        _ changes: [ContentChange], version: Int, encoding: PositionEncoding,
        watch: (AppliedEdit, ArraySlice<UInt8>, TextBuffer) -> Void
    ) -> [AppliedEdit] {
        self.version = version
        guard !changes.isEmpty else { return [] }
        // Whoever else holds the text makes the edit copy it.
        index = nil
        var edits: [AppliedEdit] = []
        for change in changes {
            // What is replaced is copied; of a whole text it would be too much.
            var removed: [UInt8] = []
            if let range = change.range {
                removed = Array(buffer.bytes[buffer.offsets(of: range, encoding: encoding).offsets])
            }
            let edit = buffer.apply(change, encoding: encoding)
            edits.append(edit)
            watch(edit, removed[...], buffer)
        }
        syntax = syntax?.edited(edits, bytes: buffer.bytes)
        derived = derived.edited(edits)
        return edits
    }

    /// This version for readers elsewhere.
    mutating func snapshot() -> DocumentSnapshot {
        let buffer = buffer
        let index = index ?? Once { DocumentIndex(buffer) }
        self.index = index
        return DocumentSnapshot(
            uri: uri, version: version, buffer: buffer, language: language, syntax: syntax,
            derived: derived, index: index)
    }
}

/// One version of a document for readers on any thread. Never changes.
struct DocumentSnapshot: Sendable {
    let uri: DocumentURI
    let version: Int
    let buffer: TextBuffer
    let language: Language?
    let syntax: SyntaxState?
    fileprivate let derived: DerivedStates
    /// The words of this text, for completions.
    let index: Once<DocumentIndex>
}

extension DocumentSnapshot {
    /// A file that no editor holds open.
    init(uri: DocumentURI, buffer: TextBuffer, language: Language) {
        self.init(
            uri: uri, version: 0, buffer: buffer, language: language,
            syntax: SyntaxState(buffer.bytes, language: language), derived: DerivedStates(),
            index: Once { DocumentIndex(buffer) })
    }

    /// The document as it would be after an edit.
    func replacing(_ range: Range<ByteOffset>, with text: [UInt8]) -> DocumentSnapshot {
        var edited = buffer
        let edit = edited.replace(range, with: text)
        let after = edited
        return DocumentSnapshot(
            uri: uri, version: version, buffer: after, language: language,
            syntax: syntax?.edited([edit], bytes: after.bytes), derived: derived.edited([edit]),
            index: Once { DocumentIndex(after) })
    }

    /// The syntax tree, parsed here if need be. Blocks: for workers.
    var tree: Tree? { syntax?.tree() }

    /// Definitions and references. Blocks: for workers.
    var tags: Tags { treeVersion.flatMap { derived.tags.facts(of: $0) } ?? Tags() }

    /// Its imports. Blocks: for workers.
    var imports: [Import] {
        treeVersion.flatMap { derived.imports.facts(of: $0) }?.all ?? []
    }

    /// Where in it which identifiers stand. Blocks: for workers.
    var identifiers: Identifiers? { treeVersion.flatMap { derived.identifiers.facts(of: $0) } }

    private var treeVersion: TreeVersion? {
        guard let language, let tree else { return nil }
        return TreeVersion(tree: tree, bytes: buffer.bytes, language: language)
    }
}

/// What follows from the trees of a document's versions.
private struct DerivedStates: Sendable {
    var tags = DerivedState<Tags>()
    var imports = DerivedState<Imports>()
    var identifiers = DerivedState<Identifiers>()

    func edited(_ edits: [AppliedEdit]) -> DerivedStates {
        DerivedStates(
            tags: tags.edited(edits), imports: imports.edited(edits),
            identifiers: identifiers.edited(edits))
    }
}
