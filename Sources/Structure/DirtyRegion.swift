package import Syntax
package import Text

/// The parts of a tree that have to be looked at again after a change.
package enum DirtyRegion {
    /// How many named siblings on either side of a change may be seen in another light by it.
    package static let neighbours = 3

    /// Only in a node with as many named children is one child's part separate from the others'.
    private static let listLength = 8
    /// A smaller node is looked at as a whole.
    private static let partSize = 4096

    /// The parts that edits have changed, in order and apart from each other; nil where it is
    /// cheaper to look at everything. `old` is the tree before the edits, `new` the one after.
    package static func all(
        after edits: [AppliedEdit], old: Tree, new: Tree
    ) -> [Range<Int>]? {
        guard edits.count <= 64 else { return nil }
        var stale = old.edited(by: edits).changedRanges(to: new)
        for (place, edit) in edits.enumerated() {
            stale.append(range(of: edit, after: edits[(place + 1)...]))
        }
        let dirty = all(around: stale, in: new)
        return dirty.count <= 8 ? dirty : nil
    }

    /// Where an edit's new text lies after the later edits.
    private static func range(
        of edit: AppliedEdit, after later: ArraySlice<AppliedEdit>
    ) -> Range<Int> {
        var lower = edit.start.value
        var upper = edit.newEnd.value
        for edit in later {
            let growth = edit.newEnd.value - edit.oldEnd.value
            if edit.oldEnd.value <= lower {
                lower += growth
                upper += growth
            } else if edit.start.value < upper {
                // It overlaps: what it touched is stale as well.
                lower = min(lower, edit.start.value)
                upper = max(upper + growth, edit.newEnd.value)
            }
        }
        return lower..<max(lower, upper)
    }

    /// The parts around changed ranges, in order, apart from each other.
    package static func all(around stale: [Range<Int>], in tree: Tree) -> [Range<Int>] {
        var merged: [Range<Int>] = []
        for range in stale.sorted(by: { $0.lowerBound < $1.lowerBound }) {
            if let last = merged.last, last.covers(range) { continue }
            let grown = around(range, in: tree)
            if let last = merged.last, last.overlapsOrTouches(grown) {
                merged[merged.count - 1] =
                    min(last.lowerBound, grown.lowerBound)..<max(last.upperBound, grown.upperBound)
            } else {
                merged.append(grown)
            }
        }
        return merged
    }

    /// The part around one range: of the innermost long list that has it, the children that the
    /// range touches and their neighbours. The search goes on into the one child that has the range
    /// as long as that is the main part of its parent: a change of a class's head may be about its
    /// members, one among its members is not about its head.
    private static func around(_ range: Range<Int>, in tree: Tree) -> Range<Int> {
        let wanted = max(0, range.lowerBound - 1)..<(range.upperBound + 1)
        var region = 0..<max(tree.byteCount, wanted.upperBound)
        var node = tree.root
        while true {
            let isList = node.namedChildCount >= listLength
            let found = Surroundings(of: wanted, in: node)
            if isList { region = found.range }
            guard let inner = found.inner, inner.byteRange.count >= partSize,
                isList || inner.byteRange.count * 2 > node.byteRange.count
            else { return region }
            node = inner
        }
    }
}

/// Where a range lies among the children of a node.
private struct Surroundings {
    /// The children that it touches, with their neighbours.
    var range: Range<Int>
    /// The child that has all of it.
    var inner: Node?

    init(of wanted: Range<Int>, in node: Node) {
        range = node.byteRange
        // At an edge of the node there is nothing between it and what is around it.
        range = min(range.lowerBound, wanted.lowerBound)..<max(range.upperBound, wanted.upperBound)
        var cursor = TreeCursor(at: node)
        guard cursor.goToFirstChild() else { return }
        var startsBefore: [Int] = []
        var countAfter = 0
        repeat {
            let child = cursor.byteRange
            if child.upperBound < wanted.lowerBound {
                guard cursor.isNamed else { continue }
                startsBefore.append(child.lowerBound)
                if startsBefore.count > DirtyRegion.neighbours { startsBefore.removeFirst() }
            } else if child.lowerBound > wanted.upperBound {
                guard cursor.isNamed else { continue }
                countAfter += 1
                if countAfter == DirtyRegion.neighbours {
                    range = range.lowerBound..<child.upperBound
                    break
                }
            } else if child.covers(wanted) {
                inner = cursor.node
            }
        } while cursor.goToNextSibling()
        if startsBefore.count == DirtyRegion.neighbours {
            range = startsBefore[0]..<range.upperBound
        }
    }
}

extension Range<Int> {
    /// Whether both ends of the other lie in this one. The standard library's `contains` is true
    /// for an empty range wherever it is.
    func covers(_ other: Range<Int>) -> Bool {
        lowerBound <= other.lowerBound && other.upperBound <= upperBound
    }

    func overlapsOrTouches(_ other: Range<Int>) -> Bool {
        lowerBound <= other.upperBound && other.lowerBound <= upperBound
    }
}
