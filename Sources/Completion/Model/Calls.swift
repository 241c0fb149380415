/// The call in whose arguments a place is, if it is behind a comma there.
struct CallSite {
    /// What is called.
    let callee: UInt64
    /// How many arguments come before.
    let argument: Int

    /// Reads backwards from the end of a context.
    init?(_ context: [ContextToken]) {
        guard let last = context.last, last.kind == .punctuation, last.text == [UInt8(ascii: ",")]
        else { return nil }
        var depth = 0
        var commas = 0
        for at in context.indices.reversed() {
            let token = context[at]
            guard token.kind == .punctuation, token.text.count == 1, let byte = token.text.first
            else { continue }
            switch byte {
            case UInt8(ascii: ","): commas += depth == 0 ? 1 : 0
            case UInt8(ascii: ")"), UInt8(ascii: "]"), UInt8(ascii: "}"): depth += 1
            case UInt8(ascii: "("), UInt8(ascii: "["), UInt8(ascii: "{"):
                depth -= 1
                guard depth < 0 else { continue }
                guard byte == UInt8(ascii: "("), at > 0, context[at - 1].kind == .identifier
                else { return nil }
                callee = context[at - 1].hash
                argument = commas
                return
            default: break
            }
        }
        return nil
    }
}

/// The words that make up calls, by their numbers in one index.
struct CallWords {
    let callee: UInt32
    let parenthesis: UInt32
    private let comma: UInt32
    private let openers: [UInt32]
    private let closers: [UInt32]

    private static let longestCall = 80

    /// Nil where the call's words do not occur.
    init?(_ call: CallSite, number: (UInt64) -> UInt32?) {
        func word(_ text: String) -> UInt32 { number(TokenHash.of(text.utf8)) ?? .max }
        guard let callee = number(call.callee) else { return nil }
        self.callee = callee
        parenthesis = word("(")
        comma = word(",")
        openers = [parenthesis, word("["), word("{")]
        closers = [word(")"), word("]"), word("}")]
    }

    /// Where an argument starts in the call whose first argument starts at a place.
    func start(ofArgument argument: Int, from place: Int, in words: [UInt32]) -> Int? {
        var depth = 0
        var commas = 0
        for at in place..<min(words.count, place + Self.longestCall) {
            let word = words[at]
            if word == Vocabulary.fileStart { return nil }
            if word == comma, depth == 0 {
                commas += 1
                if commas == argument { return at + 1 < words.count ? at + 1 : nil }
            } else if openers.contains(word) {
                depth += 1
            } else if closers.contains(word) {
                depth -= 1
                if depth < 0 { return nil }
            }
        }
        return nil
    }
}
