internal import Text

extension TextBuffer {
    /// A line without its end.
    func content(_ line: Int) -> Range<Int> {
        let bytes = bytes
        return lines.contentRange(of: line, in: bytes.span)
    }

    /// The end of the last byte before an offset that is not blank.
    func lastInk(before offset: Int) -> Int {
        var end = min(offset, bytes.count)
        while end > 0, bytes[end - 1] <= UInt8(ascii: " ") { end -= 1 }
        return end
    }
}

func isBlank(_ byte: UInt8) -> Bool { byte == 0x20 || byte == 0x09 }

func isWordByte(_ byte: UInt8) -> Bool {
    let isLetter = (0x61...0x7A).contains(byte | 0x20)
    return isLetter || (0x30...0x39).contains(byte) || byte == 0x5F || byte >= 0x80
}

/// Quotes are none: without one the text that it starts would become code.
func isPunctuation(_ byte: UInt8) -> Bool {
    byte > 0x20 && byte < 0x7F && !isWordByte(byte) && !quoteBytes.contains(byte)
}

let quoteBytes: [UInt8] = Array("\"'`".utf8)

func closer(of byte: UInt8) -> UInt8? {
    switch byte {
    case UInt8(ascii: "("): UInt8(ascii: ")")
    case UInt8(ascii: "["): UInt8(ascii: "]")
    case UInt8(ascii: "{"): UInt8(ascii: "}")
    default: nil
    }
}

func isCloser(_ byte: UInt8) -> Bool {
    byte == UInt8(ascii: ")") || byte == UInt8(ascii: "]") || byte == UInt8(ascii: "}")
}

func closer(of token: String) -> UInt8? { token.utf8.first.flatMap { closer(of: $0) } }
