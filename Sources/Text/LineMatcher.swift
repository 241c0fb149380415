/// Finds which lines two texts have in common, as numbers that are equal for equal lines: the
/// longest common subsequence in linear space (Myers 1986), with a bound on what that may cost.
struct LineMatcher {
    private let old: [Int32]
    private let new: [Int32]
    private var oldIsChanged: [Bool]
    private var newIsChanged: [Bool]

    /// Compares two texts. `kinds` is one more than the largest number.
    init(_ old: [Int32], _ new: [Int32], kinds: Int, limits: DifferenceLimits) {
        self.old = old
        self.new = new
        oldIsChanged = Array(repeating: false, count: old.count)
        newIsChanged = Array(repeating: false, count: new.count)

        // A line that the other text lacks is changed whatever the rest looks like. Without those
        // the search is short even where whole functions are new.
        var kindsOfOld = Array(repeating: false, count: kinds)
        var kindsOfNew = Array(repeating: false, count: kinds)
        for kind in old { kindsOfOld[Int(kind)] = true }
        for kind in new { kindsOfNew[Int(kind)] = true }
        let oldShared = old.indices.filter { kindsOfNew[Int(old[$0])] }
        let newShared = new.indices.filter { kindsOfOld[Int(new[$0])] }
        for index in old.indices { oldIsChanged[index] = !kindsOfNew[Int(old[index])] }
        for index in new.indices { newIsChanged[index] = !kindsOfOld[Int(new[index])] }

        var search = PathSearch(
            oldShared.map { old[$0] }, newShared.map { new[$0] }, limits: limits)
        search.run()
        for removed in search.removed { oldIsChanged[oldShared[removed]] = true }
        for added in search.added { newIsChanged[newShared[added]] = true }
    }

    /// The hunks, in lines counted from these.
    func hunks(from firstOld: Int, _ firstNew: Int) -> [LineHunk] {
        var hunks: [LineHunk] = []
        var (x, y) = (0, 0)
        while x < old.count || y < new.count {
            let (startX, startY) = (x, y)
            while x < old.count, oldIsChanged[x] { x += 1 }
            while y < new.count, newIsChanged[y] { y += 1 }
            if x > startX || y > startY {
                hunks.append(
                    LineHunk(
                        old: firstOld + startX..<firstOld + x,
                        new: firstNew + startY..<firstNew + y))
            } else {
                x += 1
                y += 1
            }
        }
        return hunks
    }
}

/// The search for a shortest path of removals and additions through the grid of two sequences.
private struct PathSearch {
    private(set) var removed: [Int] = []
    private(set) var added: [Int] = []

    private let old: [Int32]
    private let new: [Int32]
    private let stepLimit: Int
    private var stepsLeft: Int
    /// For each diagonal, how far paths reach in `old`: from the start, and from the end.
    private var forward: [Int]
    private var backward: [Int]

    /// No path reaches this diagonal.
    private static let unreached = -1 << 40

    init(_ old: [Int32], _ new: [Int32], limits: DifferenceLimits) {
        self.old = old
        self.new = new
        stepLimit = max(limits.steps, 1)
        stepsLeft = limits.totalSteps
        let diagonals = old.count + new.count + 3
        forward = Array(repeating: Self.unreached, count: diagonals)
        backward = forward
    }

    private struct Box {
        var old: Range<Int>
        var new: Range<Int>
    }

    /// Splits boxes until one side of each is empty. With a stack of our own: nothing recurses on
    /// input.
    mutating func run() {
        var boxes = [Box(old: 0..<old.count, new: 0..<new.count)]
        while let whole = boxes.popLast() {
            let box = trimmed(whole)
            if !box.old.isEmpty, !box.new.isEmpty, let split = split(box) {
                let (x, y) = (box.old.lowerBound + split.x, box.new.lowerBound + split.y)
                boxes.append(Box(old: x..<box.old.upperBound, new: y..<box.new.upperBound))
                boxes.append(Box(old: box.old.lowerBound..<x, new: box.new.lowerBound..<y))
            } else {
                removed += box.old
                added += box.new
            }
        }
    }

    private func trimmed(_ box: Box) -> Box {
        var (x, y) = (box.old.lowerBound, box.new.lowerBound)
        var (endX, endY) = (box.old.upperBound, box.new.upperBound)
        while x < endX, y < endY, old[x] == new[y] {
            x += 1
            y += 1
        }
        while x < endX, y < endY, old[endX - 1] == new[endY - 1] {
            endX -= 1
            endY -= 1
        }
        return Box(old: x..<endX, new: y..<endY)
    }

    /// A point on a shortest path through a box whose first and last lines differ, away from both
    /// of its corners; or on a good path when the search gets long. Nil when it got too long
    /// altogether.
    private mutating func split(_ box: Box) -> (x: Int, y: Int)? {
        let (width, height) = (box.old.count, box.new.count)
        let delta = width - height
        // Diagonal k is x - y, from -height to width; its slot is k + height + 1.
        let zero = height + 1
        for diagonal in [-1, 0, 1] { forward[zero + diagonal] = Self.unreached }
        for diagonal in [-1, 0, 1] { backward[zero + diagonal] = Self.unreached }
        for step in 0...(width + height + 1) / 2 {
            let low = -min(step, height - (height ^ step) % 2)
            let high = min(step, width - (width ^ step) % 2)
            stepsLeft -= 2 * (high - low + 2)
            for diagonal in stride(from: low, through: high, by: 2) {
                let x = Self.advance(&forward, zero, diagonal, step: step, width, height)
                guard x >= 0 else { continue }
                let end = slide(x, x - diagonal, in: box)
                forward[zero + diagonal] = end
                // The paths from the end are one step behind here, and count from the other corner.
                let other = delta - diagonal
                if delta % 2 != 0, abs(other) < step, end + backward[zero + other] >= width {
                    return (end, end - diagonal)
                }
            }
            for diagonal in stride(from: low, through: high, by: 2) {
                let x = Self.advance(&backward, zero, diagonal, step: step, width, height)
                guard x >= 0 else { continue }
                let end = slideBack(x, x - diagonal, in: box)
                backward[zero + diagonal] = end
                let other = delta - diagonal
                if delta % 2 == 0, abs(other) <= step, end + forward[zero + other] >= width {
                    return (width - end, height - (end - diagonal))
                }
            }
            if stepsLeft < 0 { return nil }
            if step >= stepLimit { return farthest(zero, low, high) }
        }
        return nil
    }

    /// Takes one step onto a diagonal from the better of its neighbours; negative when there is no
    /// way onto it.
    private static func advance(
        _ reach: inout [Int], _ zero: Int, _ diagonal: Int, step: Int, _ width: Int, _ height: Int
    ) -> Int {
        let slot = zero + diagonal
        if step == 0 { return 0 }
        // The neighbours at the rim were not written in this search yet.
        if diagonal - 1 < -step + 1 { reach[slot - 1] = unreached }
        if diagonal + 1 > step - 1 { reach[slot + 1] = unreached }
        let removing = reach[slot - 1] + 1
        let adding = reach[slot + 1]
        // What other searches left in the slots outside the grid is no point of it.
        let canRemove = removing <= width && removing - diagonal <= height
        let canAdd = adding <= width && 1...height ~= adding - diagonal
        let x = max(canRemove ? removing : unreached, canAdd ? adding : unreached)
        if x < 0 { reach[slot] = unreached }
        return x
    }

    private mutating func slide(_ startX: Int, _ startY: Int, in box: Box) -> Int {
        var x = box.old.lowerBound + startX
        var y = box.new.lowerBound + startY
        while x < box.old.upperBound, y < box.new.upperBound, old[x] == new[y] {
            x += 1
            y += 1
        }
        stepsLeft -= (x - box.old.lowerBound - startX) / 8
        return x - box.old.lowerBound
    }

    private mutating func slideBack(_ startX: Int, _ startY: Int, in box: Box) -> Int {
        var x = box.old.upperBound - startX
        var y = box.new.upperBound - startY
        while x > box.old.lowerBound, y > box.new.lowerBound, old[x - 1] == new[y - 1] {
            x -= 1
            y -= 1
        }
        stepsLeft -= (box.old.upperBound - startX - x) / 8
        return box.old.upperBound - x
    }

    /// Where the path from the start that covers most has got to.
    private func farthest(_ zero: Int, _ low: Int, _ high: Int) -> (x: Int, y: Int)? {
        var best: (x: Int, y: Int)?
        for diagonal in stride(from: low, through: high, by: 2) {
            let x = forward[zero + diagonal]
            guard x >= 0 else { continue }
            if x + x - diagonal > (best.map { $0.x + $0.y } ?? 0) { best = (x, x - diagonal) }
        }
        return best
    }
}
