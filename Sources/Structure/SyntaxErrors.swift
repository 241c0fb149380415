package import Syntax
private import Text

/// A place where a text does not follow its language's grammar.
package struct SyntaxError: Hashable, Sendable {
    package enum Problem: Hashable, Sendable {
        /// The parser had to make this token up.
        case missing(String)
        /// The parser could not use this text (its beginning, on one line).
        case unexpected(String)
    }

    package var problem: Problem
    /// Never empty but at the end of the text.
    package var range: Range<Int>

    /// A few words for a person.
    package var message: String {
        switch problem {
        case .missing(let token): "missing \(token)"
        case .unexpected(let text): text.isEmpty ? "unexpected text" : "unexpected `\(text)`"
        }
    }
}

/// The syntax errors of a text in its order, at most `limit`. Of errors inside errors the innermost
/// are told, and one a line at most: one slip of the finger often makes a parser complain about
/// all that follows.
package func syntaxErrors(of tree: Tree, bytes: [UInt8], limit: Int = 50) -> [SyntaxError] {
    guard tree.root.hasError else { return [] }
    var errors: [SyntaxError] = []
    var lastRow = -1
    var cursor = TreeCursor(tree)
    /// How much of the tree is looked at: a garbage file has errors everywhere.
    var budget = 200_000
    var isMore = true
    while isMore, errors.count < limit, budget > 0 {
        budget -= 1
        if cursor.isMissing {
            add(missing(cursor, bytes), &errors, &lastRow, cursor.startPoint.row)
            isMore = cursor.goToNextOutside()
        } else if cursor.kind == .error {
            if let error = unexpected(cursor, bytes) {
                add(error, &errors, &lastRow, cursor.startPoint.row)
            }
            isMore = cursor.goToNextOutside()
        } else {
            isMore = cursor.hasError ? cursor.goToNext() : cursor.goToNextOutside()
        }
    }
    return errors
}

private func add(
    _ error: SyntaxError, _ errors: inout [SyntaxError], _ lastRow: inout Int, _ row: Int
) {
    guard row != lastRow else { return }
    lastRow = row
    errors.append(error)
}

/// A made-up token has no width: it is shown on the last character before it.
private func missing(_ cursor: borrowing TreeCursor, _ bytes: [UInt8]) -> SyntaxError {
    var start = cursor.startByte
    while start > 0, start <= bytes.count, [32, 9].contains(bytes[start - 1]) { start -= 1 }
    let shown = visible(around: start, bytes)
    let kind = cursor.node.kindName
    let isWord = kind.utf8.allSatisfy { (97...122).contains($0 | 0x20) || $0 == 95 }
    let token =
        cursor.isNamed
        ? kind.split(separator: "_").joined(separator: " ")
        : isWord ? kind : "`\(kind)`"
    return SyntaxError(problem: .missing(token), range: shown)
}

private func unexpected(_ cursor: borrowing TreeCursor, _ bytes: [UInt8]) -> SyntaxError? {
    let range = cursor.byteRange.clamped(to: 0..<bytes.count)
    let first = range.first { bytes[$0] > 32 } ?? range.lowerBound
    let lineEnd = bytes[first..<range.upperBound].firstIndex { $0 == 10 || $0 == 13 }
    var end = lineEnd ?? range.upperBound
    while end > first, bytes[end - 1] <= 32 { end -= 1 }
    guard end > first else { return nil }
    var shown = bytes[first..<min(end, first + 40)]
    // Never half a character.
    while let last = shown.last, last >= 0x80, shown.endIndex < end { _ = last; shown.removeLast() }
    let text = String(decoding: shown, as: UTF8.self)
    return SyntaxError(
        problem: .unexpected(shown.endIndex < end ? text + "…" : text), range: first..<end)
}

/// The character before the offset, else the one after it.
private func visible(around offset: Int, _ bytes: [UInt8]) -> Range<Int> {
    let offset = min(max(offset, 0), bytes.count)
    if offset > 0, bytes[offset - 1] != 10, bytes[offset - 1] != 13 {
        var start = offset - 1
        while start > 0, bytes[start] & 0xC0 == 0x80 { start -= 1 }
        return start..<offset
    }
    guard offset < bytes.count, bytes[offset] != 10, bytes[offset] != 13 else {
        return offset..<offset
    }
    var end = offset + 1
    while end < bytes.count, bytes[end] & 0xC0 == 0x80 { end += 1 }
    return offset..<end
}
