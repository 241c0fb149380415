package import Languages
package import Syntax

/// One test of a text, or a group of tests.
package struct TestCase: Hashable, Sendable {
    /// The whole declaration or call.
    package var range: Range<Int>
    /// The identifier, or the string that describes it with its quotes.
    package var nameRange: Range<Int>
    /// Whether it is a group.
    package var isSuite: Bool
    /// The index of the group around it.
    package var suite: Int?
}

/// The tests of a text in its order, as the language's query finds them; a group comes before what
/// is in it.
package func testCases(of tree: Tree, bytes: [UInt8], language: Language) -> [TestCase] {
    guard let query = language.query(.tests) else { return [] }
    var found: [TestCase] = []
    query.forEachMatch(in: tree.root, bytes: bytes) { match in
        var node: Range<Int>?
        var name: Range<Int>?
        var isSuite = false
        for place in 0..<match.captureCount {
            let range = match.byteRange(at: place)
            switch query.captureNames[match.captureIndex(at: place)] {
            case "test": node = range
            case "suite": (node, isSuite) = (range, true)
            case "name": name = range
            default: break
            }
        }
        guard let node, let name else { return }
        found.append(TestCase(range: node, nameRange: name, isSuite: isSuite))
    }
    found.sort { one, other in
        let left = (one.range.lowerBound, -one.range.upperBound, one.nameRange.lowerBound)
        return left < (other.range.lowerBound, -other.range.upperBound, other.nameRange.lowerBound)
    }
    var result: [TestCase] = []
    /// The groups around the test at hand.
    var open: [Int] = []
    var names: Set<Int> = []
    for var test in found where names.insert(test.nameRange.lowerBound).inserted {
        while let last = open.last, !result[last].range.covers(test.range) { open.removeLast() }
        test.suite = open.last
        if test.isSuite { open.append(result.count) }
        result.append(test)
    }
    return result
}
