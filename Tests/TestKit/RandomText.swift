// Random text that is hard on what handles text.
extension Random {
    /// Valid UTF-8 of up to `pieces` short pieces: words, all kinds of line ends, characters of two
    /// to four bytes, and those that others take for line ends.
    package mutating func text(pieces: Int = 30) -> String {
        var text = ""
        for _ in 0..<int(in: 0...pieces) {
            switch int(below: 10) {
            case 0...3: text += element(of: Self.words)
            case 4...6: text += element(of: Self.lineEnds)
            default: text += element(of: Self.characters)
            }
        }
        return text
    }

    /// The bytes of `text`.
    package mutating func textBytes(pieces: Int = 30) -> [UInt8] {
        Array(text(pieces: pieces).utf8)
    }

    /// Lines of few different kinds, so that two such texts have much in common.
    package mutating func lines(count: Int) -> String {
        var text = ""
        for _ in 0..<int(in: 0...count) {
            text += element(of: ["a", "b", "c", "d", "", "    e", "}", "é"])
            text += once(in: 6) ? element(of: Self.lineEnds) : "\n"
        }
        return once(in: 2) ? text : text + "end"
    }

    /// Any bytes: runs of ASCII, and pieces of UTF-8 sequences in every state of brokenness.
    package mutating func bytes(pieces: Int = 30) -> [UInt8] {
        var bytes: [UInt8] = []
        for _ in 0..<int(in: 0...pieces) {
            switch int(below: 6) {
            case 0: bytes += Array("0123456789".utf8.prefix(int(in: 0...10)))
            case 1: bytes.append(UInt8(int(in: 0...255)))
            case 2: bytes += Array(element(of: Self.characters).utf8.dropLast())
            case 3: bytes += Array(element(of: Self.characters).utf8.dropFirst())
            case 4: bytes += element(of: Self.broken)
            default: bytes += Array(element(of: Self.characters).utf8)
            }
        }
        return bytes
    }

    /// A copy with a few random replacements, most of them small: what an editing user leaves.
    package mutating func edited(_ text: String, edits: Int = 4) -> String {
        var scalars = Array(text.unicodeScalars)
        for _ in 0..<int(in: 0...edits) {
            let range = range(within: scalars.count)
            scalars.replaceSubrange(range, with: Array(self.text(pieces: 4).unicodeScalars))
        }
        var result = ""
        result.unicodeScalars.append(contentsOf: scalars)
        return result
    }

    private static let words = [
        "a", "x", "let", "return", " ", "  ", "\t", "    ", "()", "{", "}", "\"", "longer_name",
    ]
    private static let lineEnds = ["\n", "\r\n", "\r", "\n\n", "\r\n\r\n", "\n\r", "\r\r\n"]
    private static let characters = [
        "\u{E9}", "\u{DF}", "\u{7FF}", "\u{800}", "\u{6F22}", "\u{1F600}", "\u{10FFFF}",
        "e\u{301}", "\u{1F469}\u{200D}\u{1F680}", "\u{0}", "\u{FEFF}", "\u{2028}", "\u{2029}",
        "\u{85}", "\u{B}", "\u{C}", "\u{7F}", "\u{D7FF}", "\u{E000}", "\u{FFFD}", "\u{FFFF}",
        "\u{10000}",
    ]
    private static let broken: [[UInt8]] = [
        [0xC0, 0x80], [0xC1, 0xBF], [0xE0, 0x80, 0x80], [0xE0, 0x9F, 0xBF], [0xED, 0xA0, 0x80],
        [0xED, 0xBF, 0xBF], [0xF0, 0x80, 0x80, 0x80], [0xF0, 0x8F, 0xBF, 0xBF],
        [0xF4, 0x90, 0x80, 0x80], [0xF5, 0x80, 0x80, 0x80], [0xFF], [0xFE], [0x80], [0xBF, 0xBF],
    ]
}
