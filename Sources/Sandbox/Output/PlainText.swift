/// Takes from a stream of bytes what a terminal would obey: escape sequences (colours, titles,
/// writing to the clipboard, links), control characters, and the marks that turn the direction of
/// text. What is left can be shown to a person and to a model. Works on pieces of any size.
struct PlainText {
    private enum State {
        case text
        /// After ESC.
        case escape
        /// In `ESC [ … letter`.
        case control
        /// In a string that BEL or `ESC \` ends: `ESC ]`, `ESC P`, `ESC X`, `ESC ^`, `ESC _`.
        case string
        /// After ESC in such a string.
        case stringEscape
        /// After a carriage return.
        case carriageReturn
    }

    private var state = State.text
    /// The start of a character that may turn out to be a control character.
    private var held: [UInt8] = []

    /// The plain text in the next bytes.
    mutating func strip(_ bytes: [UInt8]) -> [UInt8] {
        var out: [UInt8] = []
        out.reserveCapacity(bytes.count)
        for byte in bytes { take(byte, into: &out) }
        return out
    }

    /// What was held back, when no more bytes come.
    mutating func finish() -> [UInt8] {
        defer { held = [] }
        return state == .carriageReturn ? [newline] : held
    }

    private mutating func take(_ byte: UInt8, into out: inout [UInt8]) {
        switch state {
        case .text: takeText(byte, into: &out)
        case .carriageReturn:
            // A line that is written over counts as a line.
            state = .text
            out.append(newline)
            if byte != newline { takeText(byte, into: &out) }
        case .escape: takeEscape(byte)
        case .control:
            if (0x40...0x7e).contains(byte) { state = .text }
            if byte == escape { state = .escape }
            // No sequence goes over a line's end: what follows one that was cut is text again.
            if byte == newline { endSequence(into: &out) }
        case .string:
            if byte == 0x07 { state = .text }
            if byte == escape { state = .stringEscape }
            if byte == newline { endSequence(into: &out) }
        case .stringEscape: state = byte == UInt8(ascii: "\\") ? .text : .string
        }
    }

    private mutating func endSequence(into out: inout [UInt8]) {
        state = .text
        out.append(newline)
    }

    private mutating func takeEscape(_ byte: UInt8) {
        switch byte {
        case UInt8(ascii: "["): state = .control
        case UInt8(ascii: "]"), UInt8(ascii: "P"), UInt8(ascii: "X"), UInt8(ascii: "^"),
            UInt8(ascii: "_"):
            state = .string
        case escape, 0x20...0x2f: state = .escape
        default: state = .text
        }
    }

    private mutating func takeText(_ byte: UInt8, into out: inout [UInt8]) {
        if !held.isEmpty || byte == 0xc2 || byte == 0xe2 {
            return takeWide(byte, into: &out)
        }
        switch byte {
        case escape: state = .escape
        case UInt8(ascii: "\r"): state = .carriageReturn
        case newline, UInt8(ascii: "\t"): out.append(byte)
        case 0..<0x20, 0x7f: break
        default: out.append(byte)
        }
    }

    /// U+0080…U+009F are control characters (C2 80…9F); U+200E, U+200F, U+202A…U+202E and
    /// U+2066…U+2069 turn the direction of what follows (E2 80 xx, E2 81 xx).
    private mutating func takeWide(_ byte: UInt8, into out: inout [UInt8]) {
        guard held.isEmpty || byte & 0xc0 == 0x80 else {
            // The character breaks off here.
            out += held
            held = []
            return takeText(byte, into: &out)
        }
        held.append(byte)
        if held[0] == 0xc2 {
            if held.count < 2 { return }
            switch byte {
            case 0x9b: state = .control
            case 0x90, 0x98, 0x9d, 0x9e, 0x9f: state = .string
            case 0x80...0x9f: break
            default: out += held
            }
        } else {
            if held.count < 3 { return }
            let turns: Bool =
                switch (held[1], byte) {
                case (0x80, 0x8e), (0x80, 0x8f), (0x80, 0xaa...0xae), (0x81, 0xa6...0xa9): true
                default: false
                }
            if !turns { out += held }
        }
        held = []
    }
}

private let escape: UInt8 = 0x1b
private let newline = UInt8(ascii: "\n")
