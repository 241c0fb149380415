/// A text cut into lines, each with its line end.
struct LineTable {
    /// What ends a line.
    enum Splitting {
        /// `\n`, `\r\n` and `\r`, as everywhere in this module.
        case anyLineEnd
        /// `\n` alone, as tools that read patches have it.
        case lineFeed
    }

    let text: [UInt8]
    /// The starts of the lines, and at last the end of the text. An empty text has no lines, and
    /// neither has what follows the last line end when nothing does.
    private let bounds: [Int]

    init(_ text: [UInt8], splitsAt splitting: Splitting) {
        self.text = text
        var bounds = text.isEmpty ? [] : [0]
        let bytes = text.span
        _ = bytes.appendLineStarts(in: 1..<bytes.count + 1, to: &bounds)
        if splitting == .lineFeed {
            bounds.removeAll { $0 > 0 && text[$0 - 1] == Ascii.carriageReturn }
        }
        if bounds.last != text.count { bounds.append(text.count) }
        self.bounds = bounds
    }

    /// The number of lines.
    var count: Int { bounds.count - 1 }

    /// The bytes of some lines, line ends included.
    func bytes(of lines: Range<Int>) -> Range<Int> {
        bounds[lines.lowerBound]..<bounds[lines.upperBound]
    }

    /// The bytes of a line.
    func bytes(of line: Int) -> Range<Int> {
        bounds[line]..<bounds[line + 1]
    }
}

/// Gives lines numbers: equal lines equal ones.
struct LineNumbering {
    /// The first line of each number.
    private var firsts: [(table: Int, line: Int)] = []
    /// Numbers by hash, with open addressing; -1 is free. At most half full.
    private var slots: [Int32]
    private let tables: [LineTable]

    /// A numbering of the lines of these tables, which must have fewer than 2^31 in all.
    init(_ tables: [LineTable]) {
        self.tables = tables
        let lines = tables.reduce(0) { $0 + $1.count }
        var size = 16
        while size < lines * 2 { size *= 2 }
        slots = Array(repeating: -1, count: size)
    }

    /// How many different lines were numbered.
    var count: Int { firsts.count }

    /// The numbers of the lines of a table.
    mutating func numbers(ofTable table: Int, _ lines: Range<Int>) -> [Int32] {
        lines.map { number(table: table, line: $0) }
    }

    private mutating func number(table: Int, line: Int) -> Int32 {
        let range = tables[table].bytes(of: line)
        let text = tables[table].text
        let bytes = text.span.extracting(range)
        var slot = hash(bytes) & (slots.count - 1)
        while slots[slot] >= 0 {
            let first = firsts[Int(slots[slot])]
            let other = tables[first.table].bytes(of: first.line)
            let otherText = tables[first.table].text
            if otherText.span.extracting(other).hasSameBytes(as: bytes) {
                return slots[slot]
            }
            slot = (slot + 1) & (slots.count - 1)
        }
        let number = Int32(truncatingIfNeeded: firsts.count)
        slots[slot] = number
        firsts.append((table, line))
        return number
    }

    /// Seeded anew in each process, so that nobody can write lines that all collide.
    private func hash(_ bytes: Span<UInt8>) -> Int {
        var hasher = Hasher()
        // The buffer is only read, and only within the call.
        unsafe bytes.withUnsafeBytes { unsafe hasher.combine(bytes: $0) }
        return hasher.finalize()
    }
}
