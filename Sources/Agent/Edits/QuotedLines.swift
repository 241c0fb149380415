internal import Text

/// How exactly lines that a model quoted have to be those of the file. Models drop blanks at the
/// ends of lines, shift whole passages, and print typographic quotes for plain ones; each step
/// forgives more, and a later one counts only where no earlier one finds anything.
enum LineLikeness: CaseIterable {
    case same
    case sameButTrailingBlanks
    case sameButIndentation
    case sameButPunctuation

    /// The line as it is compared.
    func key(of line: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
        switch self {
        case .same: line
        case .sameButTrailingBlanks: line.droppingTrailingBlanks
        case .sameButIndentation: line.droppingTrailingBlanks.drop(while: \.isBlank)
        case .sameButPunctuation:
            line.withPlainPunctuation.droppingTrailingBlanks.drop(while: \.isBlank)
        }
    }
}

/// The lines of a file, to look up quoted lines in.
struct QuotedLines {
    let lines: [ArraySlice<UInt8>]

    init(of buffer: TextBuffer) {
        var lines: [ArraySlice<UInt8>] = []
        lines.reserveCapacity(buffer.lines.count)
        for line in 0..<buffer.lines.count { lines.append(buffer.content(ofLine: line)) }
        // What follows the last line end is no line when it is nothing.
        if lines.count > 1, lines.last?.isEmpty == true { lines.removeLast() }
        self.lines = lines
    }

    /// Where these lines stand one after the other, at the first likeness at which they stand
    /// anywhere within `range`.
    func places(of quote: [ArraySlice<UInt8>], in range: Range<Int>) -> (
        starts: [Int], likeness: LineLikeness
    )? {
        guard !quote.isEmpty, quote.count <= range.count else { return nil }
        for likeness in LineLikeness.allCases {
            let starts = places(of: quote, in: range, likeness)
            if !starts.isEmpty { return (starts, likeness) }
        }
        return nil
    }

    private func places(
        of quote: [ArraySlice<UInt8>], in range: Range<Int>, _ likeness: LineLikeness
    ) -> [Int] {
        Self.occurrences(
            of: quote.map { likeness.key(of: $0) }, in: lines[range].map { likeness.key(of: $0) }
        ).map { $0 + range.lowerBound }
    }

    /// All starts of `wanted` in `text`, by Knuth, Morris and Pratt: time grows with the sum of
    /// both, also where every line is the same.
    static func occurrences<Element: Equatable>(of wanted: [Element], in text: [Element]) -> [Int] {
        guard !wanted.isEmpty, wanted.count <= text.count else { return [] }
        var fallbacks = [0]
        for place in wanted.indices.dropFirst() {
            var length = fallbacks[place - 1]
            while length > 0, wanted[place] != wanted[length] { length = fallbacks[length - 1] }
            fallbacks.append(wanted[place] == wanted[length] ? length + 1 : 0)
        }
        var found: [Int] = []
        var length = 0
        for (place, element) in text.enumerated() {
            while length > 0, element != wanted[length] { length = fallbacks[length - 1] }
            if element == wanted[length] { length += 1 }
            if length == wanted.count {
                found.append(place + 1 - length)
                length = fallbacks[length - 1]
            }
        }
        return found
    }
}

extension UInt8 {
    /// Whether it is a space or a tab.
    var isBlank: Bool { self == UInt8(ascii: " ") || self == UInt8(ascii: "\t") }
}

extension ArraySlice<UInt8> {
    var droppingTrailingBlanks: ArraySlice<UInt8> {
        self[startIndex..<((lastIndex { !$0.isBlank }.map { $0 + 1 }) ?? startIndex)]
    }

    var isBlankLine: Bool { allSatisfy(\.isBlank) }

    /// The blanks that it starts with.
    var indentation: ArraySlice<UInt8> { prefix(while: \.isBlank) }

    /// Typographic quotes, dashes and spaces as what one types on a keyboard.
    var withPlainPunctuation: ArraySlice<UInt8> {
        guard contains(where: { $0 >= 0x80 }) else { return self }
        var plain = ""
        for scalar in String(decoding: self, as: UTF8.self).unicodeScalars {
            switch scalar.value {
            case 0x2018, 0x2019, 0x201A, 0x201B: plain += "'"
            case 0x201C, 0x201D, 0x201E, 0x201F: plain += "\""
            case 0x2010...0x2015, 0x2212: plain += "-"
            case 0xA0, 0x2002...0x200A, 0x202F, 0x205F, 0x3000: plain += " "
            default: plain.unicodeScalars.append(scalar)
            }
        }
        return Array(plain.utf8)[...]
    }
}
