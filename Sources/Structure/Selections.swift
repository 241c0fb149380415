package import Syntax

/// The ranges by which a selection at an offset grows: the word there first, each strictly larger
/// than the one before, the whole text last. Between brackets or quotes there is a step for what
/// they hold. Of a very deep text the innermost steps are given.
package func selectionRanges(at offset: Int, in tree: Tree, bytes: [UInt8]) -> [Range<Int>] {
    let offset = min(max(offset, 0), bytes.count)
    let word = wordRange(around: offset, bytes)
    // A place between a word and something else is about the word.
    let target =
        word.isEmpty
        ? offset..<offset
        : offset < word.upperBound ? offset..<offset + 1 : offset - 1..<offset
    var result: [Range<Int>] = []
    func grow(to range: Range<Int>) {
        guard !range.isEmpty, range.covers(target), range.upperBound <= bytes.count else { return }
        if let last = result.last {
            guard range.covers(last), range != last else { return }
        }
        result.append(range)
    }
    let path = path(to: target, in: tree)
    if let leaf = path.last, leaf.range.covers(word) { grow(to: word) }
    for step in path.reversed() {
        if let interior = step.interior { grow(to: interior) }
        grow(to: step.range)
        if result.count >= maximumSteps { break }
    }
    let whole = 0..<bytes.count
    if result.last != whole { result.append(whole) }
    return result
}

/// Clients read the answer by recursion.
private let maximumSteps = 200

/// One node around the selection, and what is between its brackets.
private struct Step {
    var range: Range<Int>
    var interior: Range<Int>?
}

/// The nodes around a range, the innermost last; as many as can be of use.
private func path(to target: Range<Int>, in tree: Tree) -> [Step] {
    var path: [Step] = []
    var cursor = TreeCursor(tree)
    while true {
        path.append(Step(range: cursor.byteRange, interior: interior(of: cursor.node)))
        if path.count > 4 * maximumSteps { path.removeFirst(2 * maximumSteps) }
        guard cursor.goToFirstChild(endingAtOrAfter: target.upperBound) else { return path }
        // A node before the place that only touches it gives way to one behind it.
        while cursor.endByte == target.lowerBound, target.isEmpty, cursor.goToNextSibling() {}
        guard cursor.startByte <= target.lowerBound else { return path }
    }
}

/// What is between the brackets or quotes of a node that has them as its first and last child.
private func interior(of node: Node) -> Range<Int>? {
    guard let first = node.child(at: 0), delimiters.contains(first.kindName),
        let last = node.child(at: node.childCount - 1), delimiters.contains(last.kindName),
        first.endByte < last.startByte
    else { return nil }
    return first.endByte..<last.startByte
}

private let delimiters: Set<String> = [
    "(", ")", "[", "]", "{", "}", "\"", "'", "`", "\"\"\"", "'''", "string_start",
    "string_end",
]

/// The identifier or number around an offset; empty when there is none.
private func wordRange(around offset: Int, _ bytes: [UInt8]) -> Range<Int> {
    func isWord(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
            UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"), 0x80...:
            true
        default: false
        }
    }
    var start = offset
    while start > 0, offset - start < 1000, isWord(bytes[start - 1]) { start -= 1 }
    var end = offset
    while end < bytes.count, end - offset < 1000, isWord(bytes[end]) { end += 1 }
    return start..<end
}
