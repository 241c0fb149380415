/// What a token is, as far as its bytes alone say.
enum TokenKind: UInt8, Sendable {
    /// The end of a line, with the blank lines that follow it.
    case lineEnd
    /// A word. Keywords are words too, and so are the words in strings and comments.
    case identifier
    case number
    case punctuation
}

/// One token of a text.
struct Token: Sendable {
    /// Where it starts, counted from the start of what was tokenized.
    var start: UInt32
    /// Where it ends.
    var end: UInt32
    var kind: TokenKind
    /// How many blanks come before it on its line, at most 255; none are counted at the start of a
    /// line, where they are indentation.
    var blanks: UInt8
}

/// Splits the text of any programming language into tokens. It knows no language: it is right
/// often enough to predict what comes next, and it is fast.
struct Tokenizer {
    /// Receives each token with the hash of what it says.
    private(set) var tokens: [Token] = []
    private(set) var hashes: [UInt64] = []

    private var blanks = 0
    private var isLineStart = true
    /// The indentation of the line before; nil before the first.
    private var indentation: Int?

    /// Tokenizes the part of a text.
    init(_ bytes: Span<UInt8>, in range: Range<Int>) {
        tokens.reserveCapacity(range.count / 4 + 8)
        hashes.reserveCapacity(range.count / 4 + 8)
        let classes = ByteClass.table
        var at = range.lowerBound
        while at < range.upperBound {
            let byte = bytes[at]
            switch classes[Int(byte)] {
            case .blank:
                blanks += 1
                at += 1
            case .lineEnd:
                at = addLineEnd(bytes, at: at, in: range)
            case .letter:
                let end = wordEnd(bytes, from: at, to: range.upperBound, classes)
                add(bytes, at..<end, .identifier, base: range.lowerBound)
                at = end
            case .digit:
                let end = numberEnd(bytes, from: at, to: range.upperBound, classes)
                add(bytes, at..<end, .number, base: range.lowerBound)
                at = end
            case .other:
                let end = at + operatorLength(bytes, at: at, end: range.upperBound)
                add(bytes, at..<end, .punctuation, base: range.lowerBound)
                at = end
            }
        }
    }

    /// What is kept of each token beside its word.
    var marks: [TokenMark] {
        var marks = [TokenMark](
            repeating: TokenMark(blanks: 0, end: .unknown), count: tokens.count)
        var end = LineEnd.unknown
        for place in tokens.indices.reversed() {
            if tokens[place].kind == .lineEnd { end = LineEnd(hashes[place]) }
            marks[place] = TokenMark(blanks: tokens[place].blanks, end: end)
        }
        return marks
    }

    private mutating func add(
        _ bytes: Span<UInt8>, _ range: Range<Int>, _ kind: TokenKind, base: Int
    ) {
        if indentation == nil { indentation = blanks }
        tokens.append(
            Token(
                start: UInt32(truncatingIfNeeded: range.lowerBound - base),
                end: UInt32(truncatingIfNeeded: range.upperBound - base), kind: kind,
                blanks: isLineStart ? 0 : UInt8(clamping: blanks)))
        hashes.append(TokenHash.of(bytes, range))
        blanks = 0
        isLineStart = false
    }

    /// One token for the line's end and the blank lines behind it, which says whether the next line
    /// is indented the same, more or less. Answers where the next line's indentation starts.
    private mutating func addLineEnd(
        _ bytes: Span<UInt8>, at start: Int, in range: Range<Int>
    ) -> Int {
        var lineStart = start
        var column = 0
        var at = start
        scan: while at < range.upperBound {
            switch bytes[at] {
            case UInt8(ascii: "\n"), UInt8(ascii: "\r"):
                column = 0
                lineStart = at + 1
            case UInt8(ascii: " "): column += 1
            case UInt8(ascii: "\t"): column += 4
            default: break scan
            }
            at += 1
        }
        let before = indentation ?? 0
        let hash =
            column > before
            ? TokenHash.indented : column < before ? TokenHash.outdented : TokenHash.lineEnd
        tokens.append(
            Token(
                start: UInt32(truncatingIfNeeded: start - range.lowerBound),
                end: UInt32(truncatingIfNeeded: lineStart - range.lowerBound), kind: .lineEnd,
                blanks: 0))
        hashes.append(hash)
        indentation = column
        blanks = 0
        isLineStart = true
        return at
    }

    /// Whether there are operators that start like this and are longer.
    static func mayGoOn(_ text: [UInt8]) -> Bool {
        guard text.count < 3, let first = text.first else { return false }
        return OperatorBytes.doubles.contains(first) || OperatorBytes.assigning.contains(first)
    }

    private func wordEnd(
        _ bytes: Span<UInt8>, from start: Int, to end: Int, _ classes: [ByteClass]
    ) -> Int {
        var at = start + 1
        while at < end, classes[Int(bytes[at])].isInWord { at += 1 }
        return at
    }

    private func numberEnd(
        _ bytes: Span<UInt8>, from start: Int, to end: Int, _ classes: [ByteClass]
    ) -> Int {
        var at = start + 1
        while at < end {
            let byte = bytes[at]
            let isPoint =
                byte == UInt8(ascii: ".") && at + 1 < end && classes[Int(bytes[at + 1])] == .digit
            guard classes[Int(byte)].isInWord || isPoint else { break }
            at += 1
        }
        return at
    }

    /// Operators of two and three bytes are one token: doubled ones (`&&`, `"""`), those that end
    /// in `=`, and arrows and the like.
    private func operatorLength(_ bytes: Span<UInt8>, at: Int, end: Int) -> Int {
        guard at + 1 < end else { return 1 }
        let first = bytes[at]
        let second = bytes[at + 1]
        let third = at + 2 < end ? bytes[at + 2] : 0
        if first == second, OperatorBytes.doubles.contains(first) {
            let goesOn = third == UInt8(ascii: "=") || third == first || third == UInt8(ascii: "<")
            return goesOn && OperatorBytes.triples.contains(first) ? 3 : 2
        }
        if second == UInt8(ascii: "="), OperatorBytes.assigning.contains(first) {
            return first == UInt8(ascii: "!") && third == second ? 3 : 2
        }
        switch (first, second) {
        case (UInt8(ascii: "-"), UInt8(ascii: ">")), (UInt8(ascii: "="), UInt8(ascii: ">")),
            (UInt8(ascii: "<"), UInt8(ascii: "-")), (UInt8(ascii: "?"), UInt8(ascii: ".")),
            (UInt8(ascii: "/"), UInt8(ascii: "*")), (UInt8(ascii: "*"), UInt8(ascii: "/")):
            return 2
        default:
            return 1
        }
    }
}

/// What a byte starts.
enum ByteClass: UInt8, Sendable {
    case other
    case blank
    case lineEnd
    /// A letter, an underscore, or a part of a character beyond ASCII.
    case letter
    case digit

    var isInWord: Bool { self == .letter || self == .digit }

    static let table: [ByteClass] = (0...255).map { ByteClass(byte: UInt8($0)) }

    init(byte: UInt8) {
        switch byte {
        case UInt8(ascii: " "), UInt8(ascii: "\t"), 0x0B, 0x0C: self = .blank
        case UInt8(ascii: "\n"), UInt8(ascii: "\r"): self = .lineEnd
        case UInt8(ascii: "0")...UInt8(ascii: "9"): self = .digit
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
            UInt8(ascii: "_"), 0x80...:
            self = .letter
        default: self = .other
        }
    }
}

/// Which bytes make operators together. Bits of a set, since this is asked for every operator.
private struct OperatorBytes {
    private let low: UInt64
    private let high: UInt64

    init(_ bytes: StaticString) {
        var low: UInt64 = 0
        var high: UInt64 = 0
        for byte in bytes.description.utf8 {
            if byte < 64 { low |= 1 << UInt64(byte) } else { high |= 1 << UInt64(byte & 63) }
        }
        self.low = low
        self.high = high
    }

    func contains(_ byte: UInt8) -> Bool {
        byte < 128 && ((byte < 64 ? low : high) >> UInt64(byte & 63)) & 1 == 1
    }

    static let doubles = OperatorBytes("=&|<>+-*/:.?\"'`")
    static let triples = OperatorBytes("=<>*/.?\"'`")
    static let assigning = OperatorBytes("=!<>+-*/%&|^:~")
}

/// What a token says, as a number. Two tokens that say the same have the same one everywhere. That
/// two that differ share one is possible, hardly ever happens, and costs a wrong guess.
enum TokenHash {
    /// The ends of lines, by how the next line is indented.
    static let lineEnd: UInt64 = 1
    static let indented: UInt64 = 2
    static let outdented: UInt64 = 3
    /// What stands before the first token of a file.
    static let fileStart: UInt64 = 4

    /// What a token is known by when it is predicted: all ends of lines are one.
    static func symbol(_ hash: UInt64) -> UInt64 { isLineEnd(hash) ? lineEnd : hash }

    static func isLineEnd(_ hash: UInt64) -> Bool { hash <= outdented }

    static func of(_ bytes: Span<UInt8>, _ range: Range<Int>) -> UInt64 {
        var hash: UInt64 = 0xCBF2_9CE4_8422_2325
        for at in range {
            hash = (hash ^ UInt64(bytes[at])) &* 0x0000_0100_0000_01B3
        }
        hash = (hash ^ (hash >> 29)) &* 0xBF58_476D_1CE4_E5B9
        return hash | 1 << 63
    }

    static func of(_ text: some Collection<UInt8>) -> UInt64 {
        let bytes = Array(text)
        return of(bytes.span, 0..<bytes.count)
    }
}
