/// How the size of a text is counted.
package enum TokenMeasure: String, Sendable, CaseIterable {
    /// For a model that is not known: about what the least thrifty known family makes of a line.
    case code
    /// A quarter of the characters.
    case chars4
    case llama3, llama2, qwen, deepseek, starcoder, falcon
    case gpt2 = "gpt-2"
    case commandR = "command-r"

    /// The measure of this name, or that of the family that a model's name speaks of; nil when no
    /// family is known.
    package init?(model: String) {
        let name = String(decoding: model.utf8.map { $0.lowered }, as: UTF8.self)
        let family = TokenMeasure.families.first { name.contains($0.name) }?.measure
        guard let measure = TokenMeasure(rawValue: name) ?? family else { return nil }
        self = measure
    }

    private static let families: [(name: String, measure: TokenMeasure)] = [
        ("codellama", .llama2), ("llama-2", .llama2), ("llama2", .llama2), ("mistral", .llama2),
        ("codestral", .llama2), ("phi-3", .llama2), ("llama", .llama3), ("deepseek", .deepseek),
        ("qwen", .qwen), ("starcoder", .starcoder), ("refact", .starcoder), ("falcon", .falcon),
        ("command", .commandR),
    ]

    /// How many of its units a token has.
    var unitsPerToken: Int { self == .chars4 ? 4 : 100 }

    /// The size of a line with its line end, in units: sizes of lines add up to that of the text.
    func units(ofLine line: String) -> Int {
        guard let weights else { return line.unicodeScalars.count + 1 }
        return Pieces(of: line).units(weights)
    }

    /// The tokens of a text of whole lines.
    package func tokens(in text: String) -> Int {
        let units = text.split(separator: "\n", omittingEmptySubsequences: false).dropLast()
            .reduce(0) { $0 + self.units(ofLine: String($1)) }
        return (units + unitsPerToken - 1) / unitsPerToken
    }

    /// What the pieces of a line weigh; nil where characters are counted.
    ///
    /// Fitted to what the vocabularies of llama.cpp's own tests (GGUF files with nothing but a
    /// tokenizer) make of 140 maps of twelve repositories in seven languages. For a repository
    /// that was left out, 97 maps of 100 are off by less than a tenth, none by more than 18 in
    /// 100: names that a vocabulary knows in one piece make the difference.
    private var weights: PieceWeights? {
        switch self {
        case .chars4: nil
        case .code: PieceWeights(word: 129, digit: 141, signs: 106, other: 70, line: 140)
        case .llama3: PieceWeights(word: 135, digit: 119, signs: 42, other: 70, line: 0)
        case .qwen: PieceWeights(word: 135, digit: 148, signs: 42, other: 70, line: 0)
        case .deepseek: PieceWeights(word: 127, digit: 129, signs: 100, other: 70, line: 131)
        case .starcoder: PieceWeights(word: 111, digit: 129, signs: 89, other: 70, line: 143)
        case .falcon: PieceWeights(word: 116, digit: 126, signs: 115, other: 70, line: 132)
        case .gpt2: PieceWeights(word: 136, digit: 86, signs: 85, other: 70, line: 121)
        case .commandR: PieceWeights(word: 107, digit: 133, signs: 93, other: 70, line: 151)
        case .llama2: PieceWeights(word: 123, digit: 145, signs: 93, other: 70, line: 143)
        }
    }
}

/// Hundredths of tokens that each piece of a line makes.
private struct PieceWeights {
    let word: Int
    let digit: Int
    let signs: Int
    let other: Int
    let line: Int
}

/// What tokenizers cut a line into, roughly; blanks go with what follows.
private struct Pieces {
    /// Letters after at most one capital, or capitals.
    private var words = 0
    private var digits = 0
    /// Pairs of signs.
    private var signs = 0
    /// Bytes that are not ASCII.
    private var others = 0

    init(of line: String) {
        var last = Kind.blank
        var signRun = 0
        for byte in line.utf8 {
            let kind = Kind(byte)
            switch kind {
            case .upper: if last != .upper { words += 1 }
            case .lower: if last != .upper, last != .lower { words += 1 }
            case .digit: digits += 1
            case .sign:
                signRun = last == .sign ? signRun + 1 : 1
                if signRun % 2 == 1 { signs += 1 }
            case .other: others += 1
            case .blank: break
            }
            last = kind
        }
    }

    func units(_ weights: PieceWeights) -> Int {
        words * weights.word + digits * weights.digit + signs * weights.signs
            + others * weights.other + weights.line
    }

    private enum Kind {
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
    }
}

extension UInt8 {
    fileprivate var lowered: UInt8 {
        self >= UInt8(ascii: "A") && self <= UInt8(ascii: "Z") ? self | 0x20 : self
    }
}
