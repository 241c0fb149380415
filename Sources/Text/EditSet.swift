/// Why edits do not make a set.
package enum EditError: Error, Hashable, Sendable {
    /// Two edits replace the same bytes. The offset is where the second starts.
    case overlap(at: ByteOffset)
    /// An edit reaches past the end of the text.
    case outOfBounds(at: ByteOffset)
}

/// Edits of one text that are made together: sorted, disjoint, and in one canonical form, in which
/// edits that touch are one edit and edits that do nothing are gone.
package struct EditSet: Hashable, Sendable {
    /// The edits, ascending, with at least one untouched byte between two of them.
    package private(set) var edits: [TextEdit]

    /// No edits.
    package init() {
        edits = []
    }

    /// One edit.
    package init(_ edit: TextEdit) {
        edits = edit.range.isEmpty && edit.replacement.isEmpty ? [] : [edit]
    }

    /// A set of edits in any order. Insertions at one place keep theirs, and come before what
    /// replaces the bytes behind that place.
    package init(_ unsorted: [TextEdit]) throws(EditError) {
        edits = []
        for (_, edit) in unsorted.enumerated().sorted(by: Self.isBefore) {
            if let last = edits.last, edit.range.lowerBound < last.range.upperBound {
                throw .overlap(at: edit.range.lowerBound)
            }
            append(edit)
        }
    }

    /// Whether there is nothing to do.
    package var isEmpty: Bool { edits.isEmpty }

    /// How many bytes longer the edits make the text.
    package var growth: Int { edits.reduce(0) { $0 + $1.growth } }

    /// The text with the edits made.
    package func applied(to text: [UInt8]) throws(EditError) -> [UInt8] {
        if let last = edits.last, last.range.upperBound.value > text.count {
            throw .outOfBounds(at: last.range.upperBound)
        }
        if let first = edits.first, first.range.lowerBound.value < 0 {
            throw .outOfBounds(at: first.range.lowerBound)
        }
        var result: [UInt8] = []
        result.reserveCapacity(text.count + growth)
        var done = 0
        for edit in edits {
            result += text[done..<edit.range.lowerBound.value]
            result += edit.replacement
            done = edit.range.upperBound.value
        }
        result += text[done...]
        return result
    }

    /// The edits that make `text` again out of what these edits make of it.
    package func inverted(on text: [UInt8]) throws(EditError) -> EditSet {
        var inverse = EditSet()
        var growth = 0
        for edit in edits {
            let range = edit.range.offsets
            guard range.lowerBound >= 0, range.upperBound <= text.count else {
                throw .outOfBounds(at: edit.range.upperBound)
            }
            let start = edit.range.lowerBound + growth
            inverse.append(TextEdit(start..<start + edit.replacement.count, Array(text[range])))
            growth += edit.growth
        }
        return inverse
    }

    /// Adds an edit that starts nowhere before the last one's end.
    mutating func append(_ edit: TextEdit) {
        if edit.range.isEmpty && edit.replacement.isEmpty { return }
        guard let last = edits.last, last.range.upperBound == edit.range.lowerBound else {
            edits.append(edit)
            return
        }
        edits[edits.count - 1] = TextEdit(
            last.range.lowerBound..<edit.range.upperBound, last.replacement + edit.replacement)
    }

    private static func isBefore(
        _ left: (offset: Int, element: TextEdit), _ right: (offset: Int, element: TextEdit)
    ) -> Bool {
        let (one, two) = (left.element.range, right.element.range)
        if one.lowerBound != two.lowerBound { return one.lowerBound < two.lowerBound }
        if one.upperBound != two.upperBound { return one.upperBound < two.upperBound }
        return left.offset < right.offset
    }
}
