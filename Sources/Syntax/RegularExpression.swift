private import Base

/// A regular expression of a query, run by the C library as a POSIX extended one over bytes.
///
/// The classes `\d \w \s \D \W \S` and groups `(?:…)` are translated. What would make a search
/// expensive or mean something else is refused: references to groups, look-around, lazy counts.
@safe final class RegularExpression: @unchecked Sendable {
    /// Longer texts are not searched, and count as not found.
    static let maximumTextLength = 65536

    /// The C library locks it while it searches, so threads may share it.
    private let compiled: UnsafeMutablePointer<regex_t>

    init(_ pattern: [UInt8]) throws(RegularExpressionError) {
        let posix = try translated(pattern)
        let compiled = UnsafeMutablePointer<regex_t>.allocate(capacity: 1)
        unsafe compiled.initialize(to: regex_t())
        let code = unsafe posix.withUnsafeBufferPointer { buffer in
            unsafe buffer.withMemoryRebound(to: CChar.self) { characters in
                // The translation ends with a zero byte, so the address is there.
                unsafe characters.baseAddress.map {
                    unsafe regcomp(compiled, $0, REG_EXTENDED | REG_NOSUB)
                } ?? -1
            }
        }
        guard code == 0 else {
            unsafe compiled.deallocate()
            let shown = String(decoding: pattern.prefix(80), as: UTF8.self)
            throw RegularExpressionError(message: "not a regular expression: `\(shown)`")
        }
        unsafe self.compiled = compiled
    }

    deinit {
        unsafe regfree(compiled)
        unsafe compiled.deallocate()
    }

    /// Whether some part of the text matches.
    func isFound(in text: ArraySlice<UInt8>) -> Bool {
        guard text.count <= RegularExpression.maximumTextLength else { return false }
        // With REG_STARTEND the range says where the text ends, so that no copy is needed.
        return unsafe text.withUnsafeBytes { bytes in
            var range = regmatch_t()
            range.rm_so = 0
            range.rm_eo = regoff_t(bytes.count)
            guard let start = bytes.baseAddress else {
                return unsafe regexec(compiled, "", 1, &range, REG_STARTEND) == 0
            }
            let characters = unsafe start.assumingMemoryBound(to: CChar.self)
            return unsafe regexec(compiled, characters, 1, &range, REG_STARTEND) == 0
        }
    }
}

struct RegularExpressionError: Error {
    let message: String
}

/// The pattern in POSIX extended syntax, with a zero byte at its end.
private func translated(_ pattern: [UInt8]) throws(RegularExpressionError) -> [UInt8] {
    guard pattern.count <= 4096, !pattern.contains(0) else {
        throw RegularExpressionError(message: "longer than 4096 bytes, or with a zero byte")
    }
    var translation = Translation()
    var rest = pattern[...]
    while let byte = rest.popFirst() {
        if byte == UInt8(ascii: "\\") {
            guard let escaped = rest.popFirst() else {
                throw RegularExpressionError(message: "`\\` at the end of a regular expression")
            }
            try translation.appendEscape(escaped)
        } else if translation.isInBrackets {
            translation.appendInBrackets(byte, rest)
        } else {
            try translation.append(byte, &rest)
        }
    }
    return translation.output + [0]
}

/// What `translated` has made so far.
private struct Translation {
    var output: [UInt8] = []
    /// Whether the next byte is within `[…]`.
    var isInBrackets = false
    private var bracketStart = 0

    /// A byte outside of brackets.
    mutating func append(
        _ byte: UInt8, _ rest: inout ArraySlice<UInt8>
    ) throws(RegularExpressionError) {
        switch byte {
        case UInt8(ascii: "["):
            isInBrackets = true
            output.append(byte)
            if rest.first == UInt8(ascii: "^") { output.append(rest.removeFirst()) }
            bracketStart = output.count
        case UInt8(ascii: "("):
            output.append(byte)
            guard rest.first == UInt8(ascii: "?") else { return }
            guard rest.dropFirst().first == UInt8(ascii: ":") else {
                throw RegularExpressionError(message: "`(?` other than `(?:` is not supported")
            }
            rest.removeFirst(2)
        case UInt8(ascii: "*"), UInt8(ascii: "+"), UInt8(ascii: "?"), UInt8(ascii: "}"):
            output.append(byte)
            if rest.first == UInt8(ascii: "?") || rest.first == UInt8(ascii: "+") {
                throw RegularExpressionError(
                    message: "lazy and possessive counts are not supported")
            }
        default:
            output.append(byte)
        }
    }

    /// A byte within brackets.
    mutating func appendInBrackets(_ byte: UInt8, _ rest: ArraySlice<UInt8>) {
        output.append(byte)
        // A bracket closes unless it is the first in the list.
        if byte == UInt8(ascii: "]"), output.count > bracketStart + 1 { isInBrackets = false }
    }

    /// The byte behind a backslash.
    mutating func appendEscape(_ byte: UInt8) throws(RegularExpressionError) {
        let classes: [UInt8: (positive: String, negative: Bool)] = [
            UInt8(ascii: "d"): ("0-9", false), UInt8(ascii: "D"): ("0-9", true),
            UInt8(ascii: "w"): ("A-Za-z0-9_", false), UInt8(ascii: "W"): ("A-Za-z0-9_", true),
            UInt8(ascii: "s"): ("[:space:]", false), UInt8(ascii: "S"): ("[:space:]", true),
        ]
        let controls: [UInt8: UInt8] = [
            UInt8(ascii: "n"): 10, UInt8(ascii: "r"): 13, UInt8(ascii: "t"): 9,
        ]
        if let (members, isNegative) = classes[byte] {
            if isInBrackets {
                guard !isNegative else {
                    throw RegularExpressionError(message: "a negated class within brackets")
                }
                output += members.utf8
            } else {
                output += (isNegative ? "[^" : "[").utf8 + Array(members.utf8)
                output.append(UInt8(ascii: "]"))
            }
        } else if let control = controls[byte] {
            output.append(control)
        } else if isInBrackets {
            try appendLiteralInBrackets(byte)
        } else if isLetterOrDigit(byte) {
            guard byte == UInt8(ascii: "b") || byte == UInt8(ascii: "B") else {
                let shown = String(decoding: [byte], as: UTF8.self)
                throw RegularExpressionError(message: "`\\\(shown)` is not supported")
            }
            output += [UInt8(ascii: "\\"), byte]
        } else {
            output += [UInt8(ascii: "\\"), byte]
        }
    }

    /// In POSIX brackets a backslash is a plain byte, and these are escaped by their place.
    private mutating func appendLiteralInBrackets(_ byte: UInt8) throws(RegularExpressionError) {
        switch byte {
        case UInt8(ascii: "]"), UInt8(ascii: "^"), UInt8(ascii: "-"), UInt8(ascii: "["):
            // A collating symbol stands for the byte in any place.
            output += Array("[.".utf8) + [byte] + Array(".]".utf8)
        case UInt8(ascii: "\\"):
            output.append(byte)
        default:
            guard !isLetterOrDigit(byte) else {
                throw RegularExpressionError(message: "an unknown escape within brackets")
            }
            output.append(byte)
        }
    }
}

private func isLetterOrDigit(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
        UInt8(ascii: "0")...UInt8(ascii: "9"):
        true
    default: false
    }
}
