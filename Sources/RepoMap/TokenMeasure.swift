/// How the size of a text is counted.
package enum TokenMeasure: String, Sendable, CaseIterable {
    /// About as tokenizers of language models cut code; rather too many than too few.
    case code
    /// A quarter of the characters.
    case chars4

    /// How many of its units a token has.
    var unitsPerToken: Int { self == .code ? 1 : 4 }

    /// The size of a line with its line end, in units: sizes of lines add up to that of the text.
    func units(ofLine line: String) -> Int {
        switch self {
        case .chars4: line.unicodeScalars.count + 1
        case .code: pieces(in: line) + 1
        }
    }

    /// The tokens of a text of whole lines.
    package func tokens(in text: String) -> Int {
        let units = text.split(separator: "\n", omittingEmptySubsequences: false).dropLast()
            .reduce(0) { $0 + self.units(ofLine: String($1)) }
        return (units + unitsPerToken - 1) / unitsPerToken
    }
}

/// How many pieces a tokenizer may make of a line: parts of words of up to five letters, up to
/// three digits, up to two signs; a blank goes with what follows.
private func pieces(in line: String) -> Int {
    var pieces = 0
    var last = Piece.blank
    var length = 0
    for byte in line.utf8 {
        let piece = Piece(byte)
        let startsWord = piece == .upper && last == .lower
        let isSame = piece == last || (piece == .lower && last == .upper)
        if piece == .blank {
            // Indentation is one piece.
            if last == .blank, length == 0 { pieces += 1 }
        } else if !isSame || startsWord || length >= piece.limit {
            pieces += 1
            length = 0
        }
        length += 1
        last = piece
    }
    return pieces
}

private enum Piece {
    case upper, lower, digit, sign, blank, other

    init(_ byte: UInt8) {
        switch byte {
        case UInt8(ascii: "A")...UInt8(ascii: "Z"): self = .upper
        case UInt8(ascii: "a")...UInt8(ascii: "z"): self = .lower
        case UInt8(ascii: "0")...UInt8(ascii: "9"): self = .digit
        case 9, 32: self = .blank
        case 0x80...: self = .other
        default: self = .sign
        }
    }

    var limit: Int {
        switch self {
        case .upper, .lower: 5
        case .digit: 3
        case .sign: 2
        case .other: 1
        case .blank: .max
        }
    }
}
