/// Lines that are replaced by others.
struct LineHunk: Equatable {
    var old: Range<Int>
    var new: Range<Int>
}

/// The hunks that differ between two texts, ascending, with equal lines between them.
func lineHunks(from old: LineTable, to new: LineTable, limits: DifferenceLimits) -> [LineHunk] {
    let middle = changedLines(from: old, to: new)
    if middle.old.isEmpty && middle.new.isEmpty { return [] }
    var hunks = [middle]
    let lines = middle.old.count + middle.new.count
    let isOneSided = middle.old.isEmpty || middle.new.isEmpty
    if !isOneSided, lines <= min(limits.lines, Int(Int32.max) / 2) {
        var numbering = LineNumbering([old, new])
        let oldNumbers = numbering.numbers(ofTable: 0, middle.old)
        let newNumbers = numbering.numbers(ofTable: 1, middle.new)
        let matcher = LineMatcher(
            oldNumbers, newNumbers, kinds: numbering.count, limits: limits)
        hunks = matcher.hunks(from: middle.old.lowerBound, middle.new.lowerBound)
    }
    let slider = HunkSlider(old: old, new: new)
    for index in hunks.indices {
        let before = index > 0 ? hunks[index - 1] : nil
        let after = index + 1 < hunks.count ? hunks[index + 1] : nil
        hunks[index] = slider.slid(hunks[index], between: before, and: after)
    }
    return hunks
}

/// What is left when the lines that two texts have in common at their ends are taken off.
private func changedLines(from old: LineTable, to new: LineTable) -> LineHunk {
    let limit = min(old.count, new.count)
    var start = 0
    while start < limit, old.line(start, equals: start, of: new) { start += 1 }
    var end = 0
    while end < limit - start, old.line(old.count - end - 1, equals: new.count - end - 1, of: new) {
        end += 1
    }
    return LineHunk(old: start..<old.count - end, new: start..<new.count - end)
}

/// Moves lines that were only added, or only removed, to where a reader expects them. When the line
/// before them equals the last of them, they may as well stand one line higher, and so on; the best
/// of those places begins and ends where little is indented, after a blank line.
private struct HunkSlider {
    let old: LineTable
    let new: LineTable
    /// How far hunks are moved: what is worth the search.
    private let farthest = 100

    init(old: LineTable, new: LineTable) {
        self.old = old
        self.new = new
    }

    func slid(_ hunk: LineHunk, between before: LineHunk?, and after: LineHunk?) -> LineHunk {
        guard hunk.old.isEmpty != hunk.new.isEmpty else { return hunk }
        let table = hunk.old.isEmpty ? new : old
        let lines = hunk.old.isEmpty ? hunk.new : hunk.old
        // One equal line stays between two hunks.
        let up = before.map { min(hunk.old.lowerBound - $0.old.upperBound, farthest) - 1 }
        let down = after.map { min($0.old.lowerBound - hunk.old.upperBound, farthest) - 1 }
        var best = (distance: 0, cost: cost(lines, in: table))
        for distance in stride(from: -1, through: -(up ?? farthest), by: -1) {
            let start = lines.lowerBound + distance
            let end = lines.upperBound + distance
            guard start >= 0, table.line(start, equals: end, of: table) else { break }
            let cost = cost(start..<end, in: table)
            if cost < best.cost { best = (distance, cost) }
        }
        for distance in stride(from: 1, through: down ?? farthest, by: 1) {
            let start = lines.lowerBound + distance
            let end = lines.upperBound + distance
            guard end <= table.count, table.line(start - 1, equals: end - 1, of: table) else {
                break
            }
            let cost = cost(start..<end, in: table)
            if cost <= best.cost { best = (distance, cost) }
        }
        return LineHunk(
            old: hunk.old.lowerBound + best.distance..<hunk.old.upperBound + best.distance,
            new: hunk.new.lowerBound + best.distance..<hunk.new.upperBound + best.distance)
    }

    private func cost(_ lines: Range<Int>, in table: LineTable) -> Int {
        cost(ofCutBefore: lines.lowerBound, in: table)
            + cost(ofCutBefore: lines.upperBound, in: table)
    }

    private func cost(ofCutBefore line: Int, in table: LineTable) -> Int {
        var next = line
        while next < table.count, next < line + 3, table.indentation(of: next) == nil { next += 1 }
        let indentation = next < table.count ? table.indentation(of: next) ?? 0 : 0
        let isAfterBlank = line == 0 || table.indentation(of: line - 1) == nil
        return indentation * 2 + (isAfterBlank && next == line ? 0 : 1)
    }
}

extension LineTable {
    fileprivate func line(_ line: Int, equals other: Int, of table: LineTable) -> Bool {
        text.span.extracting(bytes(of: line))
            .hasSameBytes(as: table.text.span.extracting(table.bytes(of: other)))
    }

    /// The number of blanks that a line starts with; nil when it has nothing else.
    fileprivate func indentation(of line: Int) -> Int? {
        let range = bytes(of: line)
        for index in range where text[index] > Ascii.space { return index - range.lowerBound }
        return nil
    }
}
