internal import Text

/// The cursor's line and its neighbours: what a proposal has to fit into.
struct LineContext {
    /// What is typed of the identifier at the cursor: a proposal starts with it.
    var typed: [UInt8]
    /// The line before that.
    var prefix: [UInt8]
    /// The line behind the cursor.
    var suffix: [UInt8]
    /// The nearest lines above and below that are not blank, without blanks around them.
    var neighbours: [[UInt8]]

    init(typed: [UInt8], prefix: [UInt8], suffix: [UInt8], neighbours: [[UInt8]]) {
        self.typed = typed
        self.prefix = prefix
        self.suffix = suffix
        self.neighbours = neighbours
    }

    init(_ text: TextBuffer, at cursor: Cursor) {
        let bytes = text.bytes
        typed = Array(bytes[cursor.typed])
        prefix = Array(bytes[cursor.line.lowerBound..<cursor.typed.lowerBound])
        suffix = Array(bytes[cursor.suffix])
        let line = text.lines.line(at: cursor.offset)
        func neighbour(_ lines: some Sequence<Int>) -> [UInt8]? {
            for line in lines.prefix(Self.mostBlankLines) {
                let content = trimmed(bytes[text.lines.contentRange(of: line, in: bytes.span)])
                if !content.isEmpty { return Array(content) }
            }
            return nil
        }
        neighbours = [
            neighbour((0..<line).reversed()), neighbour(line + 1..<max(text.lines.count, line + 1)),
        ].compactMap { $0 }
    }

    /// Blank lines beyond this many are not skipped.
    private static let mostBlankLines = 20

    /// The proposal after all passes; empty if nothing of it is left.
    func processed(_ proposal: [UInt8]) -> [UInt8] {
        var text = proposal
        for pass in Passes.all {
            text = pass.run(text, self)
            // No pass may touch what is typed, but one may find that nothing is left to add.
            guard text.count > typed.count, text.starts(with: typed) else { return [] }
        }
        return text
    }

    /// The proposal, and then shorter ones for when it does not parse because it opens what it
    /// does not close: cut before its first open bracket.
    func closedVariants(of text: [UInt8]) -> [[UInt8]] {
        guard let open = Brackets.firstOpen(in: text[...]), open > typed.count else {
            return [text]
        }
        let shorter = processed(Array(text[..<open]))
        return shorter.isEmpty ? [text] : [text, shorter]
    }
}

/// One step that makes a proposal fit its line. It shortens the text, or leaves it.
struct Pass: Sendable {
    let name: String
    let run: @Sendable (_ text: [UInt8], _ line: LineContext) -> [UInt8]
}

/// The passes in their order. An empty text is one that is not worth showing.
enum Passes {
    static let all = [
        Pass(name: "single line", run: singleLine),
        Pass(name: "balanced brackets", run: balanced),
        Pass(name: "no overlap with the rest of the line", run: withoutOverlap),
        Pass(name: "no loose end", run: withoutLooseEnd),
        Pass(name: "no repeated line", run: unlessRepeated),
        Pass(name: "minimal length", run: unlessTooShort),
    ]

    /// Up to the first line end or other control character.
    @Sendable static func singleLine(_ text: [UInt8], _ line: LineContext) -> [UInt8] {
        Array(text.prefix { $0 >= UInt8(ascii: " ") && $0 != 0x7F || $0 == UInt8(ascii: "\t") })
    }

    /// Cut before a bracket that closes what the rest of the line closes already, and before one
    /// that closes nothing of the line's while the line has other brackets open.
    @Sendable static func balanced(_ text: [UInt8], _ line: LineContext) -> [UInt8] {
        let open = Brackets.open(in: (line.prefix + line.typed)[...])
        let taken = Brackets.closing(in: line.suffix[...]).count
        var stack = open
        for (at, byte) in text.enumerated().dropFirst(line.typed.count) {
            if Brackets.closer(of: byte) != nil {
                stack.append(byte)
            } else if Brackets.isCloser(byte) {
                // With nothing open here it closes what an earlier line opened.
                guard let last = stack.last else {
                    if taken > 0 { return Array(text[..<at]) }
                    continue
                }
                if Brackets.closer(of: last) != byte { return Array(text[..<at]) }
                if stack.count <= open.count, stack.count <= taken { return Array(text[..<at]) }
                stack.removeLast()
            }
        }
        return text
    }

    /// Without what the rest of the line says already.
    @Sendable static func withoutOverlap(_ text: [UInt8], _ line: LineContext) -> [UInt8] {
        let suffix = trimmed(line.suffix[...])
        let body = text.dropFirst(line.typed.count)
        guard !suffix.isEmpty else { return text }
        for length in (0...min(body.count, suffix.count)).reversed() where length > 0 {
            let cut = text.count - length
            guard text[cut...].elementsEqual(suffix.prefix(length)) else { continue }
            // A piece of a word is no overlap, and neither is what closes a bracket of the text.
            let splitsWord =
                cut > 0 && ByteClass(byte: text[cut - 1]).isInWord
                && ByteClass(byte: text[cut]).isInWord
            let opened = Brackets.open(in: text[line.typed.count..<cut])
            let closes = Brackets.closing(in: text[cut...])
            if splitsWord || (!opened.isEmpty && !closes.isEmpty) { continue }
            return Array(text[..<cut])
        }
        return text
    }

    /// Without blanks at its end, nor a comma or dot behind which the next word is not sure.
    @Sendable static func withoutLooseEnd(_ text: [UInt8], _ line: LineContext) -> [UInt8] {
        var end = text.count
        while end > line.typed.count, ByteClass(byte: text[end - 1]) == .blank { end -= 1 }
        guard end > line.typed.count, let last = text[..<end].last else { return line.typed }
        let isAccess =
            last == UInt8(ascii: ".") && end > 1 && ByteClass(byte: text[end - 2]).isInWord
        if last == UInt8(ascii: ",") || isAccess { end -= 1 }
        return Array(text[..<end])
    }

    /// Nothing if the line would say what the one above or below says, unless that is brackets
    /// or a word alone, as many neighbouring lines are.
    @Sendable static func unlessRepeated(_ text: [UInt8], _ line: LineContext) -> [UInt8] {
        let whole = trimmed((line.prefix + text + line.suffix)[...])
        let isPlain = whole.count < 4 || whole.allSatisfy { ByteClass(byte: $0).isInWord }
        return !isPlain && line.neighbours.contains { $0.elementsEqual(whole) } ? [] : text
    }

    /// Nothing if there are not two bytes to gain.
    @Sendable static func unlessTooShort(_ text: [UInt8], _ line: LineContext) -> [UInt8] {
        let gain = text.dropFirst(line.typed.count).count { ByteClass(byte: $0) != .blank }
        return gain < 2 ? [] : text
    }
}

/// The bytes without the blanks around them.
func trimmed(_ bytes: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
    let isInk = { (byte: UInt8) in ByteClass(byte: byte) != .blank }
    guard let first = bytes.firstIndex(where: isInk), let last = bytes.lastIndex(where: isInk)
    else { return [] }
    return bytes[first...last]
}

/// Brackets by their bytes alone. In strings and comments they count as well: that errs on the side
/// of showing less.
enum Brackets {
    static func closer(of byte: UInt8) -> UInt8? {
        switch byte {
        case UInt8(ascii: "("): UInt8(ascii: ")")
        case UInt8(ascii: "["): UInt8(ascii: "]")
        case UInt8(ascii: "{"): UInt8(ascii: "}")
        default: nil
        }
    }

    static func isCloser(_ byte: UInt8) -> Bool {
        byte == UInt8(ascii: ")") || byte == UInt8(ascii: "]") || byte == UInt8(ascii: "}")
    }

    /// The opening brackets that are not closed again.
    static func open(in bytes: ArraySlice<UInt8>) -> [UInt8] {
        scan(bytes).open.map(\.byte)
    }

    /// The closing brackets of what was opened before.
    static func closing(in bytes: ArraySlice<UInt8>) -> [UInt8] {
        scan(bytes).closing
    }

    /// Where the first bracket is that is not closed again.
    static func firstOpen(in bytes: ArraySlice<UInt8>) -> Int? {
        scan(bytes).open.first?.place
    }

    private static func scan(
        _ bytes: ArraySlice<UInt8>
    ) -> (open: [(byte: UInt8, place: Int)], closing: [UInt8]) {
        var open: [(byte: UInt8, place: Int)] = []
        var closing: [UInt8] = []
        for place in bytes.indices {
            let byte = bytes[place]
            if closer(of: byte) != nil {
                open.append((byte, place))
            } else if isCloser(byte) {
                if let last = open.last, closer(of: last.byte) == byte {
                    open.removeLast()
                } else {
                    closing.append(byte)
                }
            }
        }
        return (open, closing)
    }
}
