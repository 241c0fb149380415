package import Syntax

/// The ranges by which a selection at an offset grows: the innermost node first, each strictly
/// larger than the one before, the whole text last.
package func selectionRanges(at offset: Int, in tree: Tree) -> [Range<Int>] {
    var path: [Range<Int>] = []
    var cursor = TreeCursor(tree)
    while true {
        path.append(cursor.byteRange)
        guard let next = descend(&cursor, towards: offset) else { break }
        if !next { break }
    }
    var result: [Range<Int>] = []
    for range in path.reversed() where !range.isEmpty {
        guard let last = result.last else {
            result.append(range)
            continue
        }
        if range.lowerBound <= last.lowerBound, range.upperBound >= last.upperBound, range != last {
            result.append(range)
        }
    }
    let whole = 0..<tree.byteCount
    if result.last != whole { result.append(whole) }
    return result
}

/// Goes to the child around the offset. At a border between two the named one counts, so that a
/// cursor behind an identifier selects it.
private func descend(_ cursor: inout TreeCursor, towards offset: Int) -> Bool? {
    guard cursor.goToFirstChild(endingAtOrAfter: offset) else { return nil }
    guard cursor.startByte <= offset else {
        _ = cursor.goToParent()
        return false
    }
    if cursor.endByte == offset, !cursor.isNamed {
        var ahead = 0
        while cursor.goToNextSibling() {
            ahead += 1
            if cursor.startByte > offset { break }
            if cursor.startByte == offset, !cursor.byteRange.isEmpty { return true }
            if ahead > 2 { break }
        }
        _ = cursor.goToParent()
        _ = cursor.goToFirstChild(endingAtOrAfter: offset)
    }
    return true
}
