/// How tightly the parts of an expression hold together, in any of the languages: where they
/// differ, the one that leads to more parentheses.
struct Precedence: Comparable {
    private let level: Int

    private init(_ level: Int) { self.level = level }

    static func < (left: Precedence, right: Precedence) -> Bool { left.level < right.level }

    static let anything = Precedence(0)
    static let conditional = Precedence(10)
    static let either = Precedence(20)
    static let both = Precedence(30)
    static let not = Precedence(35)
    static let comparison = Precedence(40)
    static let bits = Precedence(45)
    static let sum = Precedence(60)
    static let product = Precedence(70)
    static let sign = Precedence(80)
    static let power = Precedence(85)
    static let atom = Precedence(100)

    /// The next tighter one: what the right operand of an operator needs.
    var tighter: Precedence { Precedence(level + 1) }

    /// That of an operator between two operands.
    init(ofOperator text: String) {
        self =
            switch text {
            case "or", "||", "??": .either
            case "and", "&&": .both
            case "&", "|", "^", "<<", ">>", ">>>": .bits
            case "+", "-", "..", ".": .sum
            case "*", "/", "%", "//", "@": .product
            case "**": .power
            default: .comparison
            }
    }

    /// That of an expression: the loosest operator outside brackets and texts.
    init(of text: String) {
        var scan = PrecedenceScan(bytes: Array(text.utf8))
        self = scan.loosest()
    }
}

/// Looks for the operators of an expression.
private struct PrecedenceScan {
    let bytes: [UInt8]
    private var index = 0
    private var found = Precedence.atom
    /// Whether what comes is an operand, so that a minus is a sign.
    private var wantsOperand = true

    init(bytes: [UInt8]) { self.bytes = bytes }

    mutating func loosest() -> Precedence {
        var depth = 0
        while index < bytes.count {
            let byte = bytes[index]
            switch byte {
            case UInt8(ascii: "\""), UInt8(ascii: "'"), UInt8(ascii: "`"):
                skipText(byte)
                wantsOperand = false
            case UInt8(ascii: "("), UInt8(ascii: "["), UInt8(ascii: "{"):
                depth += 1
                index += 1
            case UInt8(ascii: ")"), UInt8(ascii: "]"), UInt8(ascii: "}"):
                depth -= 1
                index += 1
                wantsOperand = false
            case _ where isWord(byte):
                let word = bytes[index...].prefix(while: isWord)
                index += word.count
                if depth == 0 { take(word: String(decoding: word, as: UTF8.self)) }
            case UInt8(ascii: " "), UInt8(ascii: "\n"), UInt8(ascii: "\t"): index += 1
            default:
                let mark = bytes[index...].prefix { Self.marks.contains($0) }
                index += max(1, mark.count)
                if depth == 0 { take(mark: String(decoding: mark, as: UTF8.self)) }
            }
        }
        return found
    }

    private static let marks = Set("+-*/%<>=!&|^?:,~".utf8)

    private func isWord(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
            UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"), UInt8(ascii: "."),
            UInt8(ascii: "$"), UInt8(ascii: "#"), UInt8(ascii: "@"), 0x80...:
            true
        default: false
        }
    }

    private mutating func skipText(_ quote: UInt8) {
        index += 1
        while index < bytes.count, bytes[index] != quote {
            index += bytes[index] == UInt8(ascii: "\\") ? 2 : 1
        }
        index += 1
    }

    private mutating func take(word: String) {
        wantsOperand = true
        switch word {
        case "or": take(.either)
        case "and": take(.both)
        case "not": take(.not)
        case "in", "is", "instanceof", "as": take(.comparison)
        case "if", "else", "lambda", "yield", "match", "then": take(.conditional)
        case "await", "new", "typeof": take(.sign)
        default: wantsOperand = false
        }
    }

    private mutating func take(mark: String) {
        switch mark {
        case "-", "+", "!", "&", "*", "~": take(wantsOperand ? .sign : Precedence(ofOperator: mark))
        case "?", ":", ",", "=>", "->", "=": take(.conditional)
        case "::": break
        case "": break
        default: take(Precedence(ofOperator: mark))
        }
        wantsOperand = true
    }

    private mutating func take(_ precedence: Precedence) { found = min(found, precedence) }
}
