package import Syntax
package import Text

extension Tags {
    /// The tags after edits, worked out from those before: only the parts that changed are queried
    /// again. `old` is the tree before the edits, `new` the one after.
    ///
    /// Equal to the tags made from scratch, as long as no pattern makes a definition of one child
    /// of a long list (of statements, of members) depend on another child that is further away than
    /// `DirtyRegion.neighbours`; and but for references among syntax errors, of which hidden nodes
    /// may change without a trace.
    package func updated(
        after edits: [AppliedEdit], old: Tree, new: Tree, bytes: [UInt8], query: Query
    ) -> Tags {
        guard let dirty = DirtyRegion.all(after: edits, old: old, new: new) else {
            return Tags(of: new, bytes: bytes, query: query)
        }
        var result = self
        for edit in edits { result.shift(by: edit) }
        result.definitions.removeAll { definition in
            dirty.contains { $0.overlapsOrTouches(definition.range) }
        }
        result.references.removeAll { reference in
            dirty.contains { $0.overlapsOrTouches(reference.range) }
        }
        for range in dirty {
            // One byte more on both sides: what only touches the range was dropped above.
            let wider = max(0, range.lowerBound - 1)..<(range.upperBound + 1)
            let fresh = Tags(of: new, bytes: bytes, query: query, within: wider)
            // A query also reports matches that merely reach into the range.
            result.definitions += fresh.definitions.filter { range.overlapsOrTouches($0.range) }
            result.references += fresh.references.filter { range.overlapsOrTouches($0.range) }
        }
        result.settle()
        return result
    }

    private mutating func shift(by edit: AppliedEdit) {
        let start = edit.start.value
        func move(_ range: Range<Int>) -> Range<Int> { edit.moved(range) }
        for index in definitions.indices where definitions[index].range.upperBound > start {
            definitions[index].range = move(definitions[index].range)
            definitions[index].nameRange = move(definitions[index].nameRange)
            definitions[index].bodyRange = definitions[index].bodyRange.map(move)
            definitions[index].containerRange = definitions[index].containerRange.map(move)
        }
        for index in references.indices where references[index].range.upperBound > start {
            references[index].range = move(references[index].range)
        }
    }
}
