/// A document's text: UTF-8 bytes with their line index. A value: a copy is a snapshot, and costs
/// nothing until the original is edited.
///
/// This module is pure: no files, no clocks, no threads, no system calls. Everything that comes
/// from a client is clamped; nothing here traps on it. Line ends are `\n`, `\r\n` and `\r` only.
///
/// The bytes are always valid UTF-8: what is not becomes U+FFFD on the way in, and an edit's bounds
/// move back to the start of the character that they fall into.
package struct TextBuffer: Sendable {
    /// The whole text.
    package private(set) var bytes: [UInt8]
    /// Where its lines start.
    package private(set) var lines: LineIndex

    /// A document of these bytes; those that are not UTF-8 are replaced by U+FFFD.
    package init(_ bytes: [UInt8] = []) {
        let valid = repairedUTF8(bytes)
        self.bytes = valid
        self.lines = LineIndex(valid.span)
    }

    /// A document of this string.
    package init(_ text: String) {
        self.init(Array(text.utf8))
    }

    /// The number of bytes.
    package var count: Int { bytes.count }

    /// The offset behind the last byte.
    package var end: ByteOffset { ByteOffset(bytes.count) }

    /// Replaces a range, and says what changed in the terms that a syntax tree wants. In place
    /// unless a snapshot is outstanding.
    @discardableResult
    package mutating func replace(
        _ range: Range<ByteOffset>, with replacement: [UInt8]
    ) -> AppliedEdit {
        replaceValid(clamp(range), with: repairedUTF8(replacement))
    }

    /// Replaces the whole text. What stays the same at both ends is left out of the answer, so that
    /// a client that always sends everything still gets incremental parsing.
    @discardableResult
    package mutating func replaceAll(with replacement: [UInt8]) -> AppliedEdit {
        let new = repairedUTF8(replacement)
        let change = changedRange(from: bytes.span, to: new.span)
        let middle = Array(new[change.new])
        return replaceValid(
            ByteOffset(change.old.lowerBound)..<ByteOffset(change.old.upperBound),
            with: middle)
    }

    /// Applies one content change of a client: the whole text when there is no range.
    @discardableResult
    package mutating func apply(
        _ change: ContentChange, encoding: PositionEncoding
    ) -> AppliedEdit {
        guard let range = change.range else { return replaceAll(with: change.text) }
        return replace(offsets(of: range, encoding: encoding), with: change.text)
    }

    /// The range within the document, its bounds moved back to starts of characters.
    package func clamp(_ range: Range<ByteOffset>) -> Range<ByteOffset> {
        let lower = clamp(range.lowerBound)
        return lower..<max(lower, clamp(range.upperBound))
    }

    /// The offset within the document, moved back to the start of its character.
    package func clamp(_ offset: ByteOffset) -> ByteOffset {
        let at = min(max(offset.value, 0), bytes.count)
        return ByteOffset(bytes.span.scalarStart(at, notBefore: 0))
    }

    /// The point of an offset as tree-sitter counts.
    package func point(at offset: ByteOffset) -> BytePoint {
        lines.point(at: min(max(offset.value, 0), bytes.count), in: bytes.span)
    }

    private mutating func replaceValid(
        _ range: Range<ByteOffset>, with replacement: [UInt8]
    ) -> AppliedEdit {
        let start = range.lowerBound
        let newEnd = start + replacement.count
        let startPoint = point(at: start)
        let oldEndPoint = point(at: range.upperBound)
        let patch = lines.patch(replacing: range.offsets, in: bytes.span)
        bytes.replaceSubrange(range.offsets, with: replacement)
        let edited = bytes
        lines.apply(patch, newEnd: newEnd.value, in: edited.span)
        return AppliedEdit(
            start: start, oldEnd: range.upperBound, newEnd: newEnd,
            startPoint: startPoint, oldEndPoint: oldEndPoint, newEndPoint: point(at: newEnd))
    }
}

extension TextBuffer: Equatable {
    package static func == (left: TextBuffer, right: TextBuffer) -> Bool {
        left.bytes == right.bytes
    }
}

/// A change of a document as a client sends it: without a range, the whole text.
package struct ContentChange: Sendable, Equatable {
    /// What is replaced, in the text as the changes before it left it.
    package var range: PositionRange?
    /// The new text.
    package var text: [UInt8]

    /// A change of `range`, or of everything.
    package init(range: PositionRange?, text: [UInt8]) {
        self.range = range
        self.text = text
    }
}

/// An edit that was made, as a syntax tree wants to hear of it.
package struct AppliedEdit: Sendable, Equatable {
    /// The first byte that changed.
    package var start: ByteOffset
    /// The end of the replaced bytes in the old text.
    package var oldEnd: ByteOffset
    /// The end of their replacement in the new text.
    package var newEnd: ByteOffset
    /// The same three as points.
    package var startPoint: BytePoint
    /// The point of `oldEnd` in the old text.
    package var oldEndPoint: BytePoint
    /// The point of `newEnd` in the new text.
    package var newEndPoint: BytePoint

    /// An edit with these bounds.
    package init(
        start: ByteOffset, oldEnd: ByteOffset, newEnd: ByteOffset, startPoint: BytePoint,
        oldEndPoint: BytePoint, newEndPoint: BytePoint
    ) {
        self.start = start
        self.oldEnd = oldEnd
        self.newEnd = newEnd
        self.startPoint = startPoint
        self.oldEndPoint = oldEndPoint
        self.newEndPoint = newEndPoint
    }

    /// Whether nothing was removed and nothing inserted.
    package var isEmpty: Bool { start == oldEnd && start == newEnd }
}
