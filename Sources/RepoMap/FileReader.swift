package import Languages
internal import Structure
package import Syntax
internal import Text

/// Makes records of files. One reader serves many files of all languages, one after the other.
package struct FileReader {
    /// Which node kinds of a grammar are identifiers, found out as they come up.
    private var kinds: [String: IdentifierKinds] = [:]

    package init() {}

    /// What the map keeps of a file, and where its identifiers stand.
    package mutating func read(
        path: String, bytes: [UInt8], tree: Tree, language: Language
    ) -> (record: FileRecord, occurrences: [Occurrence]) {
        let lines = LineIndex(bytes.span)
        var record = FileRecord(path: path, family: LanguageFamily(languageId: language.id))
        let tags = Tags(of: tree, bytes: bytes, language: language)
        record.definitions = definitions(tags, bytes: bytes, lines: lines)
        record.imports = imports(of: tree, bytes: bytes, language: language).map { one in
            MapImport(
                module: one.module.map { unquoted(bytes[$0]) } ?? "",
                text: string(bytes[one.range].prefix(4096)),
                names: one.names.map { string(bytes[$0.name]) },
                isWildcard: one.isWildcard,
                lines: lines.lines(of: one.range))
        }
        let occurrences = occurrences(in: tree, bytes: bytes, lines: lines)
        for one in occurrences { record.identifiers[one.name, default: 0] += 1 }
        return (record, occurrences)
    }

    /// All leaves of the tree that are identifiers, in the order of the text.
    private mutating func occurrences(
        in tree: Tree, bytes: [UInt8], lines: LineIndex
    ) -> [Occurrence] {
        var kinds = kinds[tree.grammar.name] ?? IdentifierKinds(grammar: tree.grammar)
        var found: [Occurrence] = []
        var cursor = TreeCursor(tree)
        var line = 0
        repeat {
            guard cursor.isLeaf, kinds.contains(cursor.kind) else { continue }
            let range = cursor.byteRange
            guard !range.isEmpty, range.count <= 200, range.upperBound <= bytes.count else {
                continue
            }
            // Leaves come in the order of the text.
            while line + 1 < lines.count, lines.start(of: line + 1) <= range.lowerBound {
                line += 1
            }
            found.append(Occurrence(name: string(bytes[range]), line: line))
        } while cursor.goToNext()
        self.kinds[tree.grammar.name] = kinds
        return found
    }
}

/// The definitions that others can see: what a function defines for itself is left out.
private func definitions(_ tags: Tags, bytes: [UInt8], lines: LineIndex) -> [MapDefinition] {
    var found: [MapDefinition] = []
    /// What encloses the definition at hand, outermost first.
    var enclosing: [Definition] = []
    for item in tags.outline() {
        let definition = item.definition
        enclosing.removeLast(enclosing.count - item.depth)
        defer { enclosing.append(definition) }
        if enclosing.contains(where: \.kind.hasLocals) { continue }
        let container = enclosing.last { $0.kind.isContainer }?.nameRange
        found.append(
            MapDefinition(
                kind: definition.kind, name: string(bytes[definition.nameRange]),
                signature: compact(definition.signature(in: bytes, limit: 140)),
                container: (definition.containerRange ?? container).map { string(bytes[$0]) },
                line: lines.line(at: definition.nameRange.lowerBound),
                lines: lines.lines(of: definition.range)))
    }
    return found
}

extension LineIndex {
    /// The lines that a range touches.
    fileprivate func lines(of range: Range<Int>) -> ClosedRange<Int> {
        let first = line(at: range.lowerBound)
        return first...max(first, line(at: max(range.lowerBound, range.upperBound - 1)))
    }
}

/// A signature that was spread over lines, without the spaces that this leaves inside brackets.
private func compact(_ signature: String) -> String {
    var result: [UInt8] = []
    for byte in signature.utf8 {
        switch (result.last, byte) {
        case (UInt8(ascii: "("), 32), (UInt8(ascii: "["), 32): continue
        case (32, UInt8(ascii: ")")), (32, UInt8(ascii: "]")), (32, UInt8(ascii: ",")),
            (UInt8(ascii: ","), UInt8(ascii: ")")):
            result.removeLast()
            if result.last == UInt8(ascii: ","), byte == UInt8(ascii: ")") { result.removeLast() }
            result.append(byte)
        default: result.append(byte)
        }
    }
    return String(decoding: result, as: UTF8.self)
}

/// Which node kinds of a grammar are identifiers.
private struct IdentifierKinds {
    private let grammar: Grammar
    /// By kind: nil is not known yet.
    private var known: [Bool?] = []

    init(grammar: Grammar) {
        self.grammar = grammar
    }

    mutating func contains(_ kind: NodeKind) -> Bool {
        let index = Int(kind.id)
        if index < known.count, let answer = known[index] { return answer }
        guard kind != .error else { return false }
        let name = grammar.name(of: kind)
        let answer =
            grammar.isNamed(kind)
            && (name.hasSuffix("identifier") || IdentifierKinds.others.contains(name))
        while known.count <= index { known.append(nil) }
        known[index] = answer
        return answer
    }

    /// What grammars call identifiers otherwise.
    private static let others: Set<String> = [
        "constant", "name", "variable_name", "word", "identifier_pattern",
    ]
}

private func unquoted(_ bytes: ArraySlice<UInt8>) -> String {
    var bytes = bytes
    let quotes = [UInt8(ascii: "\""), UInt8(ascii: "'"), UInt8(ascii: "`")]
    if let first = bytes.first, quotes.contains(first) { bytes.removeFirst() }
    if let last = bytes.last, quotes.contains(last) { bytes.removeLast() }
    return string(bytes)
}

private func string(_ bytes: ArraySlice<UInt8>) -> String {
    String(decoding: bytes, as: UTF8.self)
}
