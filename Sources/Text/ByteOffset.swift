/// A distance in bytes from the start of a document.
package struct ByteOffset: Hashable, Comparable, Sendable {
    /// The number of bytes before this place.
    package var value: Int

    /// The place behind `value` bytes.
    package init(_ value: Int) {
        self.value = value
    }

    package static func < (left: ByteOffset, right: ByteOffset) -> Bool {
        left.value < right.value
    }

    /// The place `distance` bytes further on; past the largest number, that number.
    package static func + (offset: ByteOffset, distance: Int) -> ByteOffset {
        let (sum, overflow) = offset.value.addingReportingOverflow(distance)
        return ByteOffset(overflow ? (distance < 0 ? .min : .max) : sum)
    }

    /// The place `distance` bytes before.
    package static func - (offset: ByteOffset, distance: Int) -> ByteOffset {
        let (difference, overflow) = offset.value.subtractingReportingOverflow(distance)
        return ByteOffset(overflow ? (distance < 0 ? .max : .min) : difference)
    }

    /// The number of bytes from `right` to `left`.
    package static func - (left: ByteOffset, right: ByteOffset) -> Int {
        left.value &- right.value
    }
}

extension ByteOffset: ExpressibleByIntegerLiteral {
    package init(integerLiteral value: Int) {
        self.init(value)
    }
}

extension ByteOffset: CustomStringConvertible {
    package var description: String { value.description }
}

extension Range<ByteOffset> {
    /// The number of bytes.
    package var count: Int { upperBound - lowerBound }

    /// The same range as plain indices into the bytes.
    package var offsets: Range<Int> { lowerBound.value..<upperBound.value }

    /// The range of these indices.
    package init(_ offsets: Range<Int>) {
        self = ByteOffset(offsets.lowerBound)..<ByteOffset(offsets.upperBound)
    }
}

/// A place as tree-sitter counts: rows end at `\n` alone, so a `\r` by itself does not start one,
/// and columns are bytes.
package struct BytePoint: Hashable, Sendable {
    /// The number of `\n` before this place.
    package var row: Int
    /// The number of bytes since the last of them.
    package var column: Int

    /// The place in this row and column.
    package init(row: Int, column: Int) {
        self.row = row
        self.column = column
    }
}

extension BytePoint: Comparable {
    package static func < (left: BytePoint, right: BytePoint) -> Bool {
        (left.row, left.column) < (right.row, right.column)
    }
}
