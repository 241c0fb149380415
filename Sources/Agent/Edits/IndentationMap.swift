/// How the indentation of quoted lines becomes that of the file's: a model that shifts a passage
/// shifts its replacement with it.
struct IndentationMap {
    /// What the quote's indentations are in the file; nil when one is two different things there,
    /// so that the quote is no shifted copy.
    private let known: [ArraySlice<UInt8>: ArraySlice<UInt8>]

    /// The map that takes the quoted lines to the file's; the lists are of one length.
    init?(quoted: [ArraySlice<UInt8>], found: some Sequence<ArraySlice<UInt8>>) {
        var known: [ArraySlice<UInt8>: ArraySlice<UInt8>] = [:]
        for (quote, line) in zip(quoted, found) where !quote.isBlankLine {
            let indentation = quote.indentation
            if let other = known[indentation], other != line.indentation { return nil }
            known[indentation] = line.indentation
        }
        self.known = known
    }

    var isIdentity: Bool { known.allSatisfy { $0.key == $0.value } }

    /// A line of the replacement as the file would have it.
    func translated(_ line: ArraySlice<UInt8>) -> [UInt8] {
        let indentation = line.indentation
        let rest = line[indentation.endIndex...]
        if rest.isEmpty { return [] }
        return translated(indentation: indentation) + rest
    }

    /// An indentation that was not quoted is that of the nearest one above it and something more,
    /// or that of the nearest below it and something less.
    private func translated(indentation: ArraySlice<UInt8>) -> [UInt8] {
        if let same = known[indentation] { return Array(same) }
        let outer = known.keys.filter { indentation.starts(with: $0) }.max { $0.count < $1.count }
        if let outer, let found = known[outer] {
            return Array(found) + indentation.dropFirst(outer.count)
        }
        let inner = known.keys.filter { $0.starts(with: indentation) }.min { $0.count < $1.count }
        if let inner, let found = known[inner] {
            return Array(found.dropLast(inner.count - indentation.count))
        }
        return Array(indentation)
    }
}
