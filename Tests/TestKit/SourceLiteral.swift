/// A string literal in Swift source. Only as much of the language is understood as it takes to find
/// the arguments of a call.
struct SourceLiteral {
    /// Its bytes in the source, quotes included.
    let range: Range<Int>
    /// What it means; nil when it has interpolations.
    let value: String?

    /// The rewritten text of the literal that has the value `expected`: the last such argument of
    /// the call whose parenthesis is at or behind a place, which is counted as the compiler does.
    static func replacement(
        in source: [UInt8], line: Int, column: Int, from expected: String, to actual: String
    ) throws -> (range: Range<Int>, text: [UInt8]) {
        guard let call = offset(in: source, line: line, column: column) else {
            throw ExpectationError(description: "the source has no line \(line); build again")
        }
        var scanner = LiteralScanner(source)
        let arguments = scanner.argumentLiterals(from: call)
        guard
            let literal = arguments.last(where: {
                $0.value.map { $0.utf8.elementsEqual(expected.utf8) } ?? false
            })
        else {
            throw ExpectationError(
                description: "the call has no literal of the expected value; build again")
        }
        let indentation = indentation(in: source, ofLineAt: call)
        let text = LiteralWriter(indentation: indentation + "    ").write(
            actual, onOneLine: !source[literal.range].contains(UInt8(ascii: "\n")))
        return (literal.range, Array(text.utf8))
    }

    private static func offset(in source: [UInt8], line: Int, column: Int) -> Int? {
        var start = 0
        for _ in 1..<max(line, 1) {
            guard let end = source[start...].firstIndex(of: UInt8(ascii: "\n")) else { return nil }
            start = end + 1
        }
        let offset = start + column - 1
        return offset <= source.count ? offset : nil
    }

    private static func indentation(in source: [UInt8], ofLineAt offset: Int) -> String {
        let end = min(offset, source.count)
        let start = source[..<end].lastIndex(of: UInt8(ascii: "\n")).map { $0 + 1 } ?? 0
        let blanks = source[start..<end].prefix { $0 == UInt8(ascii: " ") || $0 == 9 }
        return String(decoding: blanks, as: UTF8.self)
    }
}

/// Writes a string literal.
struct LiteralWriter {
    /// What every line of a literal of several lines starts with.
    let indentation: String

    /// The literal of a value: between single quotes when asked and possible, else on lines of its
    /// own. As many `#` as it takes to write backslashes and quotes as they are.
    func write(_ value: String, onOneLine: Bool) -> String {
        let isOneLine = onOneLine && !value.utf8.contains(UInt8(ascii: "\n"))
        let quotes = isOneLine ? "\"" : "\"\"\""
        let hashes = String(repeating: "#", count: hashCount(value, quotes: quotes))
        if isOneLine {
            return hashes + quotes + escaped(value[...], hashes, last: false) + quotes + hashes
        }
        var text = hashes + quotes + "\n"
        // Not `split` on characters: "\r\n" is one of those.
        for line in value.unicodeScalars.split(separator: "\n", omittingEmptySubsequences: false) {
            let line = escaped(Substring(line), hashes, last: true)
            text += line.isEmpty ? "\n" : indentation + line + "\n"
        }
        return text + indentation + quotes + hashes
    }

    private func hashCount(_ value: String, quotes: String) -> Int {
        var count = 0
        var run = 0
        var quotesSeen = 0
        for byte in value.utf8 {
            switch byte {
            case UInt8(ascii: "\\"):
                run = 1
            case UInt8(ascii: "\""):
                quotesSeen += 1
                run = quotesSeen >= quotes.utf8.count ? 1 : 0
            case UInt8(ascii: "#") where run > 0:
                run += 1
            default:
                run = 0
            }
            if byte != UInt8(ascii: "\"") { quotesSeen = 0 }
            count = max(count, run)
        }
        return count
    }

    /// One line of a value. Blanks at its end and what cannot be seen are written as escapes.
    private func escaped(_ line: Substring, _ hashes: String, last: Bool) -> String {
        var text = ""
        let scalars = Array(line.unicodeScalars)
        for (index, scalar) in scalars.enumerated() {
            let escape = "\\" + hashes
            switch scalar {
            case "\t": text += escape + "t"
            case "\r": text += escape + "r"
            case "\0": text += escape + "0"
            case " " where last && index == scalars.count - 1: text += escape + "u{20}"
            case _ where isInvisible(scalar):
                text += escape + "u{" + String(scalar.value, radix: 16, uppercase: true) + "}"
            default: text.unicodeScalars.append(scalar)
            }
        }
        return text
    }

    private func isInvisible(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.properties.generalCategory {
        case .control, .format, .lineSeparator, .paragraphSeparator, .privateUse, .unassigned: true
        case .spaceSeparator: scalar != " "
        default: false
        }
    }
}
