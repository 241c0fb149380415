/// The replacement of a range of bytes.
package struct TextEdit: Hashable, Sendable {
    /// What is replaced; empty for an insertion.
    package var range: Range<ByteOffset>
    /// What comes in its place; empty for a deletion.
    package var replacement: [UInt8]

    /// The replacement of `range` by `replacement`.
    package init(_ range: Range<ByteOffset>, _ replacement: [UInt8]) {
        self.range = range
        self.replacement = replacement
    }

    /// The replacement of `range` by `replacement`.
    package init(_ range: Range<ByteOffset>, _ replacement: String) {
        self.init(range, Array(replacement.utf8))
    }

    /// How many bytes longer the edit makes the text.
    package var growth: Int { replacement.count - range.count }
}

extension TextBuffer {
    /// The edits that replace these ranges, as a client names them.
    package func edits(
        _ replacements: [(range: PositionRange, text: [UInt8])], encoding: PositionEncoding
    ) throws(EditError) -> EditSet {
        try EditSet(
            replacements.map { TextEdit(offsets(of: $0.range, encoding: encoding), $0.text) })
    }
}
