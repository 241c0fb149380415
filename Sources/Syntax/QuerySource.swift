/// What the library does not survive in the source of a query.
enum QuerySource {
    /// The offset of the first such place, and what is wrong there: a count behind a count, as in
    /// `(a)+*`, at which version 0.20.7 never ends, or a nest at which it overflows the stack.
    static func problem(in source: some Sequence<UInt8>) -> (offset: Int, message: String)? {
        var state = State.other
        var isBehindCount = false
        var depth = 0
        for (offset, byte) in source.enumerated() {
            let old = state
            state = old.next(byte)
            guard state == .other || state == .word, old != .string, old != .comment else {
                isBehindCount = isBehindCount && (state == .comment || old == .comment)
                continue
            }
            switch byte {
            case UInt8(ascii: "*"), UInt8(ascii: "+"), UInt8(ascii: "?"):
                guard state == .other else { break }
                if isBehindCount { return (offset, "a count behind a count") }
                isBehindCount = true
                continue
            case UInt8(ascii: " "), UInt8(ascii: "\t"), UInt8(ascii: "\n"), UInt8(ascii: "\r"):
                continue
            case UInt8(ascii: "("), UInt8(ascii: "["):
                depth += 1
                if depth > maximumDepth { return (offset, "nested too deeply") }
            case UInt8(ascii: ")"), UInt8(ascii: "]"):
                depth -= 1
            default: break
            }
            isBehindCount = false
        }
        return nil
    }

    private static let maximumDepth = 200

    /// What a byte is part of.
    private enum State {
        case other, word, comment, string, escape

        /// What the byte behind this one is part of. A string's end belongs to it.
        func next(_ byte: UInt8) -> State {
            switch (self, byte) {
            case (.comment, UInt8(ascii: "\n")): .other
            case (.comment, _): .comment
            case (.escape, _): .string
            case (.string, UInt8(ascii: "\\")): .escape
            case (.string, UInt8(ascii: "\"")): .other
            case (.string, _): .string
            case (_, UInt8(ascii: ";")): .comment
            case (_, UInt8(ascii: "\"")): .string
            case (.word, UInt8(ascii: "?")), (.word, UInt8(ascii: "!")): .word
            default: State.isWord(byte) ? .word : .other
            }
        }

        private static func isWord(_ byte: UInt8) -> Bool {
            switch byte {
            case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
                UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"), UInt8(ascii: "-"),
                UInt8(ascii: "."), 0x80...:
                true
            default: false
            }
        }
    }
}
