/// How lines end.
package enum LineEnd: String, Sendable, CaseIterable {
    case lineFeed = "\n"
    case carriageReturnLineFeed = "\r\n"
    case carriageReturn = "\r"

    /// Its bytes.
    package var bytes: [UInt8] { Array(rawValue.utf8) }
}

/// What one level of indentation is.
package enum Indent: Hashable, Sendable {
    case tab
    case spaces(Int)

    /// The text of some levels.
    package func text(levels: Int) -> String {
        switch self {
        case .tab: String(repeating: "\t", count: max(levels, 0))
        case .spaces(let width): String(repeating: " ", count: max(levels, 0) * max(width, 0))
        }
    }
}

extension TextBuffer {
    /// The bytes of a line without its line end.
    package func content(ofLine line: Int) -> ArraySlice<UInt8> {
        bytes[lines.contentRange(of: line, in: bytes.span)]
    }

    /// The blanks that a line starts with.
    package func indentation(ofLine line: Int) -> ArraySlice<UInt8> {
        content(ofLine: line).prefix { $0 == Ascii.space || $0 == Ascii.tab }
    }

    /// Whether a line has nothing but blanks.
    package func isBlank(line: Int) -> Bool {
        content(ofLine: line).allSatisfy { $0 == Ascii.space || $0 == Ascii.tab }
    }

    /// The line end that most of the first thousand lines have; `\n` when there is none.
    package var dominantLineEnd: LineEnd {
        var counts = (lineFeed: 0, both: 0, carriageReturn: 0)
        for line in 0..<min(lines.count, 1000) {
            let whole = lines.range(of: line, in: bytes.span)
            switch bytes.span.lineEndLength(in: whole) {
            case 2: counts.both += 1
            case 1 where bytes[whole.upperBound - 1] == Ascii.carriageReturn:
                counts.carriageReturn += 1
            case 1: counts.lineFeed += 1
            default: break
            }
        }
        if counts.lineFeed >= max(counts.both, counts.carriageReturn) { return .lineFeed }
        return counts.both >= counts.carriageReturn ? .carriageReturnLineFeed : .carriageReturn
    }

    /// The indentation that most steps inwards within the first thousand lines take; nil when
    /// nothing is indented.
    package var dominantIndent: Indent? {
        var counts: [Indent: Int] = [:]
        var previous = 0
        for line in 0..<min(lines.count, 1000) where !isBlank(line: line) {
            let blanks = indentation(ofLine: line)
            if blanks.first == Ascii.tab {
                counts[.tab, default: 0] += 1
            } else {
                let step = blanks.count - previous
                if 2...8 ~= step { counts[.spaces(step), default: 0] += 1 }
                previous = blanks.count
            }
        }
        // The order of a dictionary is random; the narrower of two equals is taken.
        return counts.max { ($0.value, $1.key.width) < ($1.value, $0.key.width) }?.key
    }
}

extension Indent {
    /// Its columns, a tab counted as the widest.
    fileprivate var width: Int {
        switch self {
        case .tab: 9
        case .spaces(let width): width
        }
    }
}
