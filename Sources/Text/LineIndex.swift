/// Where the lines of a text start. A line ends at `\n`, `\r\n` or `\r`, and at nothing else; a
/// text always has one line more than it has line ends.
///
/// An offset `p` above 0 starts a line when the byte before it is `\n`, or is `\r` and the byte at
/// `p` is not `\n`. It depends on those two bytes alone: that is what makes patching simple.
package struct LineIndex: Sendable, Equatable {
    /// The starts, ascending; the first is 0.
    private var starts: [Int]
    /// How many lines end in a `\r` alone. Where there is none, and there hardly ever is, the rows
    /// of tree-sitter are our lines.
    private var loneReturns: Int

    /// The index of a text.
    package init(_ bytes: Span<UInt8>) {
        starts = [0]
        loneReturns = 0
        starts.reserveCapacity(bytes.count / 32)
        loneReturns = bytes.appendLineStarts(in: 1..<bytes.count + 1, to: &starts)
    }

    /// The number of lines: at least 1.
    package var count: Int { starts.count }

    /// Where a line starts. Past the last line, where the last line starts.
    package func start(of line: Int) -> Int {
        starts[min(max(line, 0), starts.count - 1)]
    }

    /// The line that holds an offset; a line end belongs to the line that it ends.
    package func line(at offset: Int) -> Int {
        max(firstStart(above: offset) - 1, 0)
    }

    /// The same, sought from a line on that is likely near and not behind it.
    func line(at offset: Int, near line: Int) -> Int {
        var low = min(max(line, 0), starts.count - 1)
        guard starts[low] <= offset else { return self.line(at: offset) }
        var step = 1
        while low + step < starts.count, starts[low + step] <= offset {
            low += step
            step *= 2
        }
        var high = min(low + step, starts.count)
        while high - low > 1 {
            let middle = low + (high - low) / 2
            if starts[middle] <= offset { low = middle } else { high = middle }
        }
        return low
    }

    /// A line with its line end.
    package func range(of line: Int, in bytes: Span<UInt8>) -> Range<Int> {
        let line = min(max(line, 0), starts.count - 1)
        let end = line + 1 < starts.count ? starts[line + 1] : bytes.count
        return starts[line]..<end
    }

    /// A line without its line end.
    package func contentRange(of line: Int, in bytes: Span<UInt8>) -> Range<Int> {
        let whole = range(of: line, in: bytes)
        return whole.lowerBound..<whole.upperBound - bytes.lineEndLength(in: whole)
    }
}

extension LineIndex {
    /// What an edit does to an index, worked out while the old text is still there.
    struct Patch {
        fileprivate var edited: Range<Int>
        fileprivate var removedStarts: Range<Int>
        fileprivate var removedLoneReturns: Int
    }

    /// Prepares for the replacement of a range. The starts from the range's first byte to the one
    /// behind it are in doubt: both bytes that make a start may be new.
    func patch(replacing range: Range<Int>, in bytes: Span<UInt8>) -> Patch {
        let first = firstStart(above: max(range.lowerBound, 1) - 1)
        let last = max(first, firstStart(above: range.upperBound))
        var removed = 0
        if loneReturns > 0 {
            for line in first..<last where bytes[starts[line] - 1] == Ascii.carriageReturn {
                removed += 1
            }
        }
        return Patch(edited: range, removedStarts: first..<last, removedLoneReturns: removed)
    }

    /// Finishes: `bytes` is the new text, in which the replacement ends at `newEnd`.
    mutating func apply(_ patch: Patch, newEnd: Int, in bytes: Span<UInt8>) {
        var fresh: [Int] = []
        let doubtful = max(patch.edited.lowerBound, 1)..<max(newEnd, 0) + 1
        let added = bytes.appendLineStarts(in: doubtful, to: &fresh)
        loneReturns += added - patch.removedLoneReturns
        if !(fresh.isEmpty && patch.removedStarts.isEmpty) {
            starts.replaceSubrange(patch.removedStarts, with: fresh)
        }
        let distance = newEnd - patch.edited.upperBound
        if distance != 0 {
            shift(from: patch.removedStarts.lowerBound + fresh.count, by: distance)
        }
    }

    /// The point of an offset as tree-sitter counts.
    func point(at offset: Int, in bytes: Span<UInt8>) -> BytePoint {
        var line = self.line(at: offset)
        guard loneReturns > 0 else {
            return BytePoint(row: line, column: offset - starts[line])
        }
        while line > 0, bytes[starts[line] - 1] == Ascii.carriageReturn {
            line -= 1
        }
        var row = 0
        for start in starts[..<(line + 1)] where start > 0 {
            row += bytes[start - 1] == Ascii.lineFeed ? 1 : 0
        }
        return BytePoint(row: row, column: offset - starts[line])
    }

    /// The index of the first start above an offset.
    private func firstStart(above offset: Int) -> Int {
        var low = 0
        var high = starts.count
        while low < high {
            let middle = low + (high - low) / 2
            if starts[middle] <= offset {
                low = middle + 1
            } else {
                high = middle
            }
        }
        return low
    }

    /// Moves the starts from an index on. The compiler turns the loop into vector additions.
    private mutating func shift(from first: Int, by distance: Int) {
        var rest = starts.mutableSpan
        for line in first..<rest.count {
            unsafe rest[unchecked: line] &+= distance
        }
    }
}
