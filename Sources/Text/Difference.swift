/// What comparing two texts may cost.
package struct DifferenceLimits: Sendable {
    /// Texts of more lines than this together are not compared line by line: the one range in which
    /// they differ is replaced.
    package var lines: Int
    /// How many edit steps a search takes before it settles for a path that is good enough.
    package var steps: Int
    /// How many steps all searches take together before the rest counts as changed.
    package var totalSteps: Int

    /// Limits of a comparison; see the properties.
    package init(lines: Int, steps: Int, totalSteps: Int) {
        self.lines = lines
        self.steps = steps
        self.totalSteps = totalSteps
    }

    /// A few hundred milliseconds for any input; files of ordinary size never get near that.
    package static let standard = DifferenceLimits(
        lines: 400_000, steps: 512, totalSteps: 20_000_000)
}

extension EditSet {
    /// Small edits that make `new` out of `old`. Their bounds never fall inside a character, nor
    /// between a `\r` and its `\n` in the old text, so every one of them can be sent to a client.
    package static func difference(
        from old: [UInt8], to new: [UInt8], limits: DifferenceLimits = .standard
    ) -> EditSet {
        let oldLines = LineTable(old, splitsAt: .anyLineEnd)
        let newLines = LineTable(new, splitsAt: .anyLineEnd)
        var result = EditSet()
        for hunk in lineHunks(from: oldLines, to: newLines, limits: limits) {
            if hunk.old.count == hunk.new.count {
                // Line by line: changing one word in each of three lines is three edits.
                for (oldLine, newLine) in zip(hunk.old, hunk.new) {
                    result.append(
                        narrowed(
                            old, oldLines.bytes(of: oldLine..<oldLine + 1),
                            new, newLines.bytes(of: newLine..<newLine + 1)))
                }
            } else {
                result.append(
                    narrowed(
                        old, oldLines.bytes(of: hunk.old), new, newLines.bytes(of: hunk.new)))
            }
        }
        return result
    }

    /// The smallest edit that makes one range out of another.
    private static func narrowed(
        _ old: [UInt8], _ oldRange: Range<Int>, _ new: [UInt8], _ newRange: Range<Int>
    ) -> TextEdit {
        let change = changedRange(
            from: old.span.extracting(oldRange), to: new.span.extracting(newRange))
        let start = oldRange.lowerBound + change.old.lowerBound
        let end = oldRange.lowerBound + change.old.upperBound
        let from = newRange.lowerBound + change.new.lowerBound
        let to = newRange.lowerBound + change.new.upperBound
        return TextEdit(Range(start..<end), Array(new[from..<to]))
    }
}
