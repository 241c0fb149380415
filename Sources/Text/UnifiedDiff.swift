/// The unified diff of two texts, as `diff -u` and git write it and as they read it; empty when the
/// texts are equal. Lines end at `\n` alone here, so a `\r` before it is part of its line and kept.
package func unifiedDiff(
    from old: [UInt8], named oldName: String, to new: [UInt8], named newName: String,
    context: Int = 3, limits: DifferenceLimits = .standard
) -> [UInt8] {
    var writer = UnifiedDiffWriter(
        old: LineTable(old, splitsAt: .lineFeed), new: LineTable(new, splitsAt: .lineFeed),
        context: max(context, 0))
    writer.write(oldName: oldName, newName: newName, limits: limits)
    return writer.output
}

private struct UnifiedDiffWriter {
    let old: LineTable
    let new: LineTable
    let context: Int
    private(set) var output: [UInt8] = []

    init(old: LineTable, new: LineTable, context: Int) {
        self.old = old
        self.new = new
        self.context = context
    }

    mutating func write(oldName: String, newName: String, limits: DifferenceLimits) {
        let hunks = lineHunks(from: old, to: new, limits: limits)
        if hunks.isEmpty { return }
        write("--- \(quoted(oldName))\n+++ \(quoted(newName))\n")
        var first = 0
        while first < hunks.count {
            // Hunks whose context would meet are one.
            var last = first
            while last + 1 < hunks.count,
                hunks[last + 1].old.lowerBound - hunks[last].old.upperBound <= 2 * context
            {
                last += 1
            }
            write(hunks[first...last])
            first = last + 1
        }
    }

    private mutating func write(_ hunks: ArraySlice<LineHunk>) {
        guard let first = hunks.first, let last = hunks.last else { return }
        let before = min(context, first.old.lowerBound)
        let after = min(context, old.count - last.old.upperBound)
        let oldRange = first.old.lowerBound - before..<last.old.upperBound + after
        let newRange = first.new.lowerBound - before..<last.new.upperBound + after
        write("@@ -\(place(oldRange)) +\(place(newRange)) @@\n")
        var done = oldRange.lowerBound
        for hunk in hunks {
            write(" ", done..<hunk.old.lowerBound, of: old)
            write("-", hunk.old, of: old)
            write("+", hunk.new, of: new)
            done = hunk.old.upperBound
        }
        write(" ", done..<oldRange.upperBound, of: old)
    }

    /// Lines are counted from 1; a range of none is named by the line before it.
    private func place(_ range: Range<Int>) -> String {
        switch range.count {
        case 0: "\(range.lowerBound),0"
        case 1: "\(range.lowerBound + 1)"
        default: "\(range.lowerBound + 1),\(range.count)"
        }
    }

    private mutating func write(_ mark: String, _ lines: Range<Int>, of table: LineTable) {
        for line in lines {
            write(mark)
            output += table.text[table.bytes(of: line)]
            if output.last != Ascii.lineFeed { write("\n\\ No newline at end of file\n") }
        }
    }

    private mutating func write(_ text: String) {
        output += text.utf8
    }

    /// A name in which no line end can end the header early, and no blank the name: as git does.
    private func quoted(_ name: String) -> String {
        let isPlain = name.utf8.allSatisfy {
            $0 >= 0x20 && $0 != 0x7F && $0 != UInt8(ascii: "\"") && $0 != UInt8(ascii: "\\")
        }
        if isPlain { return name.utf8.contains(Ascii.space) ? name + "\t" : name }
        var quoted = "\""
        for scalar in name.unicodeScalars {
            switch scalar {
            case "\n": quoted += "\\n"
            case "\r": quoted += "\\r"
            case "\t": quoted += "\\t"
            case "\"", "\\": quoted += "\\" + String(scalar)
            case _ where scalar.value < 0x20 || scalar.value == 0x7F:
                let octal = String(scalar.value, radix: 8)
                quoted += "\\" + String(repeating: "0", count: 3 - octal.utf8.count) + octal
            default: quoted.unicodeScalars.append(scalar)
            }
        }
        return quoted + "\""
    }
}
