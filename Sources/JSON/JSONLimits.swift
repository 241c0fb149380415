/// How much of a JSON text is accepted. A text over a limit is an error like any other.
package struct JSONLimits: Sendable {
    /// Bytes in the text.
    package var size: Int
    /// Containers inside one another.
    package var depth: Int
    /// Bytes between the quotes of one string.
    package var stringLength: Int
    /// Values in the text, member names included; each costs 16 bytes of memory.
    package var values: Int

    /// All four limits.
    package init(size: Int, depth: Int, stringLength: Int, values: Int) {
        // Offsets and node numbers are kept in 32 bits.
        self.size = min(size, Int(Int32.max))
        self.depth = depth
        self.stringLength = stringLength
        self.values = min(values, Int(Int32.max))
    }

    /// For protocol messages: a document of 50 MB passes with room to spare.
    package static let standard = JSONLimits(
        size: 512 << 20, depth: 128, stringLength: 512 << 20, values: 8_000_000)

    /// For files that people write.
    package static let configuration = JSONLimits(
        size: 4 << 20, depth: 64, stringLength: 1 << 20, values: 200_000)
}

/// Which grammar a text is held to.
package enum JSONDialect: Sendable {
    /// RFC 8259, after an optional byte order mark.
    case strict
    /// With `//` and `/* */` comments and trailing commas, for files that people write.
    case withComments
}

/// Why a text is not JSON that we accept.
package struct JSONError: Error, Equatable, Sendable, CustomStringConvertible {
    /// What is wrong.
    package enum Kind: Equatable, Sendable {
        case unexpectedEnd
        /// A byte that cannot stand here; `expected` says what can.
        case unexpectedByte(UInt8, expected: String)
        case invalidNumber
        case invalidEscape
        case controlCharacter
        case invalidUTF8
        case textTooLarge(limit: Int)
        case tooDeep(limit: Int)
        case stringTooLong(limit: Int)
        case tooManyValues(limit: Int)
    }

    /// What is wrong.
    package let kind: Kind
    /// The byte where the parser stopped, counted from 0.
    package let offset: Int
    /// Line and column of that byte, counted from 1; the column in bytes.
    package let line: Int
    /// In bytes, counted from 1.
    package let column: Int

    init(_ kind: Kind, at offset: Int, in bytes: Span<UInt8>) {
        self.kind = kind
        self.offset = offset
        var line = 1
        var lineStart = 0
        for position in 0..<min(offset, bytes.count) where bytes[position] == UInt8(ascii: "\n") {
            line += 1
            lineStart = position + 1
        }
        self.line = line
        self.column = offset - lineStart + 1
    }

    package var description: String { "line \(line), column \(column): \(problem)" }

    /// What is wrong, without the place.
    package var problem: String {
        switch kind {
        case .unexpectedEnd: "the text ends too early"
        case .unexpectedByte(let byte, let expected):
            "expected \(expected), got \(Self.name(of: byte))"
        case .invalidNumber: "not a valid number"
        case .invalidEscape: "not a valid escape sequence"
        case .controlCharacter: "control characters in a string must be escaped"
        case .invalidUTF8: "not valid UTF-8"
        case .textTooLarge(let limit): "the text is larger than \(limit) bytes"
        case .tooDeep(let limit): "nested deeper than \(limit) levels"
        case .stringTooLong(let limit): "a string is longer than \(limit) bytes"
        case .tooManyValues(let limit): "more than \(limit) values"
        }
    }

    private static func name(of byte: UInt8) -> String {
        switch byte {
        case 0x21...0x7E: "'\(Character(Unicode.Scalar(byte)))'"
        default: "byte 0x\(String(byte, radix: 16, uppercase: true))"
        }
    }
}
