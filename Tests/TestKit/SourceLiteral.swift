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
        let text = LiteralWriter(indentation: indentation(in: source, for: literal)).write(
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

    /// The indentation of a literal's lines, as `swift format` wants it.
    private static func indentation(in source: [UInt8], for literal: SourceLiteral) -> String {
        let before = source[..<literal.range.lowerBound]
        let start = before.lastIndex(of: UInt8(ascii: "\n")).map { $0 + 1 } ?? 0
        let blanks = before[start...].prefix { $0 == UInt8(ascii: " ") || $0 == 9 }
        let isFirst = blanks.endIndex == before.endIndex
        return String(decoding: blanks, as: UTF8.self) + (isFirst ? "" : "    ")
    }
}

/// Writes a string literal.
struct LiteralWriter {
    /// What every line of a literal of several lines starts with.
    let indentation: String

    /// The literal of a value: between single quotes when asked and possible, else on lines of its
    /// own. As many `#` as it takes to write backslashes as they are.
    func write(_ value: String, onOneLine: Bool) -> String {
        let hashes = String(repeating: "#", count: hashCount(value))
        if onOneLine && !value.utf8.contains(UInt8(ascii: "\n")) {
            // A raw literal of a quote would be three quotes, so quotes are always escaped here.
            let text = value.unicodeScalars.map {
                $0 == "\"" ? "\\\(hashes)\"" : written($0, hashes)
            }
            return hashes + "\"" + text.joined() + "\"" + hashes
        }
        var text = hashes + "\"\"\"\n"
        // Not `split` on characters: "\r\n" is one of those.
        for line in value.unicodeScalars.split(separator: "\n", omittingEmptySubsequences: false) {
            var parts = line.map { written($0, hashes) }
            // Editors take blanks at the ends of lines away.
            if line.last == " " { parts[parts.count - 1] = "\\\(hashes)u{20}" }
            text += line.isEmpty ? "\n" : indentation + parts.joined() + "\n"
        }
        return text + indentation + "\"\"\"" + hashes
    }

    private func hashCount(_ value: String) -> Int {
        var count = 0
        var run = 0
        var quotes = 0
        for byte in value.utf8 {
            quotes = byte == UInt8(ascii: "\"") ? quotes + 1 : 0
            if byte == UInt8(ascii: "\\") || quotes >= 3 {
                run = 1
            } else if byte == UInt8(ascii: "#"), run > 0 {
                run += 1
            } else {
                run = 0
            }
            count = max(count, run)
        }
        return count
    }

    /// A scalar as itself, or as an escape when it cannot be seen.
    private func written(_ scalar: Unicode.Scalar, _ hashes: String) -> String {
        switch scalar {
        case "\t": "\\\(hashes)t"
        case "\r": "\\\(hashes)r"
        case "\0": "\\\(hashes)0"
        case _ where isInvisible(scalar):
            "\\\(hashes)u{\(String(scalar.value, radix: 16, uppercase: true))}"
        default: String(scalar)
        }
    }

    private func isInvisible(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.properties.generalCategory {
        case .control, .format, .lineSeparator, .paragraphSeparator, .privateUse, .unassigned: true
        case .spaceSeparator: scalar != " "
        default: false
        }
    }
}
