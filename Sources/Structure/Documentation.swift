package import Languages
package import Syntax

/// The documentation in a text: comments and strings, by the declarations that they are about.
package struct Documentation: Equatable, Sendable {
    /// What documents one declaration.
    package struct Entry: Hashable, Sendable {
        /// The declaration, as its definition has it.
        package var documented: Range<Int>
        /// The comments or the string, in the order of the text.
        package var docs: [Range<Int>]
    }

    /// In the order of the declarations.
    package private(set) var entries: [Entry] = []
    /// Where the entry of a declaration stands.
    private var places: [Range<Int>: Int] = [:]

    /// What the language's query finds, in the whole text or in a part of it.
    package init(
        of tree: Tree, bytes: [UInt8], language: Language, within range: Range<Int>? = nil
    ) {
        guard let query = language.query(.docs) else { return }
        let blocks = CommentBlocks(bytes: bytes, language: language)
        var docs: [Range<Int>: Set<Range<Int>>] = [:]
        query.forEachMatch(in: tree.root, bytes: bytes, range: range) { match in
            var documented: Range<Int>?
            var found: [Range<Int>] = []
            for place in 0..<match.captureCount {
                switch query.captureNames[match.captureIndex(at: place)] {
                case "doc": found.append(match.byteRange(at: place))
                case "documented": documented = match.byteRange(at: place)
                default: break
                }
            }
            guard let documented else { return }
            for doc in found {
                docs[documented, default: []].formUnion(blocks.block(of: doc, before: documented))
            }
        }
        entries = docs.filter { !$0.value.isEmpty }.map { documented, found in
            Entry(documented: documented, docs: found.sorted { $0.lowerBound < $1.lowerBound })
        }
        entries.sort {
            ($0.documented.lowerBound, -$0.documented.upperBound)
                < ($1.documented.lowerBound, -$1.documented.upperBound)
        }
        for (place, entry) in entries.enumerated() { places[entry.documented] = place }
    }

    /// What is about a definition.
    package func docs(of definition: Definition) -> [Range<Int>] {
        places[definition.range].map { entries[$0].docs } ?? []
    }
}

/// The words of comments or of a documentation string: without marks, and without the indentation
/// that all lines have.
package func plainText(of docs: [Range<Int>], bytes: [UInt8]) -> String {
    var lines: [ArraySlice<UInt8>] = []
    for doc in docs {
        let range = doc.clamped(to: 0..<bytes.count)
        lines += plainLines(bytes[range])
    }
    while let first = lines.first, first.allSatisfy({ $0 <= 32 }) { lines.removeFirst() }
    while let last = lines.last, last.allSatisfy({ $0 <= 32 }) { lines.removeLast() }
    let indentation = lines.filter { !$0.allSatisfy { $0 <= 32 } }.map(indentation(of:)).min() ?? 0
    return lines.map { line in
        String(decoding: line.dropFirst(min(indentation, line.count)), as: UTF8.self)
    }.joined(separator: "\n")
}

private func indentation(of line: ArraySlice<UInt8>) -> Int {
    line.prefix { $0 == 32 || $0 == 9 }.count
}

/// The lines of one comment or string without its marks.
private func plainLines(_ doc: ArraySlice<UInt8>) -> [ArraySlice<UInt8>] {
    let lines = doc.split(omittingEmptySubsequences: false) { $0 == 10 }.map(trimmedEnd)
    let isBlock = doc.starts(with: Array("/*".utf8)) || doc.starts(with: Array("{-".utf8))
    if isBlock {
        return lines.map { line in
            var line = line
            let text = line.drop { $0 == 32 || $0 == 9 }
            if text.starts(with: Array("*/".utf8)) { return [] }
            for mark in ["/**<", "/*!<", "/**", "/*!", "/*", "*"]
            where text.starts(with: Array(mark.utf8)) {
                line = text.dropFirst(mark.utf8.count)
                break
            }
            let isEnd = line.count >= 2 && line.suffix(2).elementsEqual("*/".utf8)
            return isEnd ? trimmedEnd(line.dropLast(2)) : line
        }
    }
    if let string = withoutQuotes(doc) {
        return withoutIndentation(string.split(omittingEmptySubsequences: false) { $0 == 10 })
    }
    return lines.map { line in
        let text = line.drop { $0 == 32 || $0 == 9 }
        for mark in ["///<", "//!<", "///", "//!", "//", "#:", "##", "#", "---", "--", ";;", ";"]
        where text.starts(with: Array(mark.utf8)) {
            return text.dropFirst(mark.utf8.count)
        }
        return line
    }
}

/// What is between the quotes of a string, perhaps with letters before it; nil for another text.
private func withoutQuotes(_ doc: ArraySlice<UInt8>) -> ArraySlice<UInt8>? {
    let text =
        doc.prefix(3).contains { $0 == 34 || $0 == 39 } ? doc.drop { $0 != 34 && $0 != 39 } : []
    for quote in ["\"\"\"", "'''", "\"", "'"] {
        let mark = Array(quote.utf8)
        guard text.count >= 2 * mark.count, text.starts(with: mark),
            text.suffix(mark.count).elementsEqual(mark)
        else { continue }
        return text.dropFirst(mark.count).dropLast(mark.count)
    }
    return nil
}

/// The lines of a string: the first stands behind its quotes, and the others have an indentation
/// that says nothing.
private func withoutIndentation(_ lines: [ArraySlice<UInt8>]) -> [ArraySlice<UInt8>] {
    let lines = lines.map(trimmedEnd)
    let common = lines.dropFirst().filter { !$0.isEmpty }.map(indentation(of:)).min() ?? 0
    return lines.enumerated().map { index, line in
        index == 0 ? line.dropFirst(indentation(of: line)) : line.dropFirst(min(common, line.count))
    }
}

private func trimmedEnd(_ line: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
    var line = line
    while let last = line.last, last <= 32 { line.removeLast() }
    return line
}
