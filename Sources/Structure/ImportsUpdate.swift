package import Syntax
package import Text

/// The imports of a text, in its order.
package struct Imports: Sendable, Equatable {
    package private(set) var all: [Import]

    /// As a language's query finds them.
    package init(of tree: Tree, bytes: [UInt8], query: Query) {
        all = imports(of: tree, bytes: bytes, query: query)
    }

    /// The imports after edits: as they were, unless one was touched or came. `old` is the tree
    /// before the edits, `new` the one after.
    package func updated(
        after edits: [AppliedEdit], old: Tree, new: Tree, bytes: [UInt8], query: Query
    ) -> Imports {
        guard let dirty = DirtyRegion.all(after: edits, old: old, new: new) else {
            return Imports(of: new, bytes: bytes, query: query)
        }
        var result = self
        for edit in edits { result.shift(by: edit) }
        let isTouched = dirty.contains { part in
            result.all.contains { $0.range.overlapsOrTouches(part) }
                || !imports(of: new, bytes: bytes, query: query, within: part).isEmpty
        }
        return isTouched ? Imports(of: new, bytes: bytes, query: query) : result
    }

    private mutating func shift(by edit: AppliedEdit) {
        func move(_ range: Range<Int>) -> Range<Int> { edit.moved(range) }
        for index in all.indices where all[index].range.upperBound > edit.start.value {
            all[index].range = move(all[index].range)
            all[index].module = all[index].module.map(move)
            all[index].alias = all[index].alias.map(move)
            for place in all[index].names.indices {
                all[index].names[place].name = move(all[index].names[place].name)
                all[index].names[place].alias = all[index].names[place].alias.map(move)
            }
        }
    }
}

extension AppliedEdit {
    /// Where a range of the old text lies in the new one.
    func moved(_ range: Range<Int>) -> Range<Int> {
        let (start, oldEnd) = (start.value, oldEnd.value)
        let growth = newEnd.value - oldEnd
        func move(_ offset: Int) -> Int {
            offset >= oldEnd ? offset + growth : min(offset, start)
        }
        if range.upperBound <= start { return range }
        let lower = move(range.lowerBound)
        return lower..<max(lower, move(range.upperBound))
    }
}
