package import Languages
internal import Secrets
package import Structure
package import Syntax
internal import Text

/// Makes records of files. One reader serves many files of all languages, one after the other.
package struct FileReader {
    /// Which node kinds of a grammar are identifiers, found out as they come up.
    private var kinds: [String: IdentifierKinds] = [:]
    /// The names of the file at hand.
    private var names = NameTable()

    package init() {}

    /// What the map keeps of a file. Tags and imports are handed in where they are known already.
    package mutating func read(
        path: String, bytes: [UInt8], tree: Tree, language: Language,
        known: (tags: Tags, imports: [Import])? = nil
    ) -> FileRecord {
        let lines = LineIndex(bytes.span)
        let (tags, imports) =
            known ?? tagsAndImports(of: tree, bytes: bytes, language: language)
        var body = FileBody()
        let ranges = addDefinitions(of: tags, bytes: bytes, lines: lines, to: &body)
        addImports(imports, bytes: bytes, lines: lines, to: &body)
        addUses(tags.references, in: ranges, bytes: bytes, to: &body)
        body.maskSecrets()
        if !language.hasQuery(.tags) {
            // Nothing says what is defined and used, but names are names.
            var found = names
            withKinds(of: tree.grammar) { kinds in
                forEachIdentifier(of: tree, bytes: bytes, within: nil, &kinds) { range in
                    _ = found.insert(bytes.span.extracting(range))
                }
            }
            names = found
        }
        return FileRecord(
            path: path, family: LanguageFamily(languageId: language.id), names: names.take(),
            body: body)
    }

    /// Where in a file which identifiers stand.
    package mutating func occurrences(in tree: Tree, bytes: [UInt8]) -> Occurrences {
        withKinds(of: tree.grammar) { kinds in Identifiers(of: tree, bytes: bytes, kinds: &kinds) }
            .occurrences(lines: LineIndex(bytes.span))
    }

    private mutating func withKinds<Result>(
        of grammar: Grammar, _ body: (inout IdentifierKinds) -> Result
    ) -> Result {
        var known = kinds[grammar.name] ?? IdentifierKinds(grammar: grammar)
        defer { kinds[grammar.name] = known }
        return body(&known)
    }

    /// The definitions that others can see: what a function defines for itself is left out.
    /// Answers with where they lie.
    private mutating func addDefinitions(
        of tags: Tags, bytes: [UInt8], lines: LineIndex, to body: inout FileBody
    ) -> [Range<Int>] {
        var ranges: [Range<Int>] = []
        /// What encloses the definition at hand, outermost first.
        var enclosing: [Definition] = []
        for item in tags.outline() {
            let definition = item.definition
            enclosing.removeLast(enclosing.count - item.depth)
            defer { enclosing.append(definition) }
            if enclosing.contains(where: \.kind.hasLocals) { continue }
            let around = enclosing.last { $0.kind.isContainer }?.nameRange
            let container = definition.containerRange ?? around
            let extent = lines.lines(of: definition.range)
            let signature = body.add(compact(definition.signature(in: bytes, limit: 140)))
            body.definitions.append(
                PackedDefinition(
                    kind: definition.kind.code,
                    name: number(of: definition.nameRange, in: bytes),
                    container: container.map { number(of: $0, in: bytes) } ?? PackedDefinition.none,
                    line: UInt32(clamping: lines.line(at: definition.nameRange.lowerBound)),
                    firstLine: UInt32(clamping: extent.lowerBound),
                    lastLine: UInt32(clamping: extent.upperBound),
                    signature: signature.start, signatureLength: signature.length))
            ranges.append(definition.range)
        }
        return ranges
    }

    private mutating func addImports(
        _ imports: [Import], bytes: [UInt8], lines: LineIndex, to body: inout FileBody
    ) {
        for one in imports {
            let module = body.add(one.module.map { unquoted(bytes[$0]) } ?? [])
            let statement = body.add(bytes[one.range].prefix(4096))
            for name in one.names { body.importedNames.append(number(of: name.name, in: bytes)) }
            let extent = lines.lines(of: one.range)
            body.imports.append(
                PackedImport(
                    module: module.start, moduleLength: module.length,
                    statement: statement.start, statementLength: statement.length,
                    nameEnd: UInt32(clamping: body.importedNames.count),
                    isWildcard: one.isWildcard ? 1 : 0,
                    firstLine: UInt32(clamping: extent.lowerBound),
                    lastLine: UInt32(clamping: extent.upperBound)))
        }
    }

    /// Which names each definition refers to: a reference belongs to the innermost around it. That
    /// a file imports a name says nothing of who uses it.
    private mutating func addUses(
        _ references: [Reference], in ranges: [Range<Int>], bytes: [UInt8], to body: inout FileBody
    ) {
        var pairs: [UInt64] = []
        pairs.reserveCapacity(references.count)
        /// The definitions around the place at hand, outermost first.
        var open: [Int] = []
        var next = 0
        for reference in references where reference.kind != .import {
            let start = reference.range.lowerBound
            while next < ranges.count, ranges[next].lowerBound <= start {
                open.append(next)
                next += 1
            }
            while let last = open.last, ranges[last].upperBound <= start { open.removeLast() }
            let user = UInt64(open.last ?? ranges.count)
            pairs.append(user << 32 | UInt64(number(of: reference.range, in: bytes)))
        }
        pairs.sort()
        var last: UInt64?
        var user = 0
        for pair in pairs where pair != last {
            last = pair
            while user < min(Int(pair >> 32), ranges.count) {
                body.definitions[user].useEnd = UInt32(clamping: body.uses.count)
                user += 1
            }
            body.uses.append(UInt32(truncatingIfNeeded: pair))
        }
        while user < ranges.count {
            body.definitions[user].useEnd = UInt32(clamping: body.uses.count)
            user += 1
        }
    }

    private mutating func number(of range: Range<Int>, in bytes: [UInt8]) -> UInt32 {
        UInt32(clamping: names.insert(bytes.span.extracting(range.clamped(to: bytes.indices))))
    }
}

extension FileBody {
    /// Defaults of parameters and addresses of modules may be secret: maps are written to disk, and
    /// shown.
    fileprivate mutating func maskSecrets() {
        for finding in findSecrets(in: text) {
            for place in finding.range { text[place] = UInt8(ascii: "*") }
        }
    }

    /// Takes in a text, and says where it is.
    fileprivate mutating func add(_ bytes: some Collection<UInt8>) -> (
        start: UInt32, length: UInt32
    ) {
        defer { text.append(contentsOf: bytes) }
        return (UInt32(clamping: text.count), UInt32(clamping: bytes.count))
    }
}

extension LineIndex {
    /// The lines that a range touches.
    fileprivate func lines(of range: Range<Int>) -> ClosedRange<Int> {
        let first = line(at: range.lowerBound)
        return first...max(first, line(at: max(range.lowerBound, range.upperBound - 1)))
    }
}

/// A signature that was spread over lines, without the spaces that this leaves inside brackets.
private func compact(_ signature: String) -> [UInt8] {
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
    return result
}

private func unquoted(_ bytes: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
    var bytes = bytes
    let quotes = [UInt8(ascii: "\""), UInt8(ascii: "'"), UInt8(ascii: "`")]
    if let first = bytes.first, quotes.contains(first) { bytes.removeFirst() }
    if let last = bytes.last, quotes.contains(last) { bytes.removeLast() }
    return bytes
}
