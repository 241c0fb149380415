/// The candidate that was probably meant by `word`: the nearest one, if it is near enough to be
/// worth a "did you mean". Case does not count.
package func nearest<Candidates: Sequence>(to word: String, among candidates: Candidates) -> String?
where Candidates.Element == String {
    let wanted = Array(word.lowercased().utf8)
    // A name this long is no slip of the fingers, and distance is quadratic in its length.
    guard wanted.count <= 200 else { return nil }
    var best: (candidate: String, distance: Int)?
    for candidate in candidates {
        let distance = editDistance(wanted, Array(candidate.lowercased().utf8))
        let near = distance <= max(1, min(wanted.count, candidate.utf8.count) / 3)
        if near, distance < best?.distance ?? .max { best = (candidate, distance) }
    }
    return best?.candidate
}

/// Insertions, deletions, substitutions, and swaps of neighbours that turn `first` into `second`.
func editDistance(_ first: [UInt8], _ second: [UInt8]) -> Int {
    var beforePrevious: [Int] = []
    var previous = Array(0...second.count)
    for row in first.indices {
        var current = [row + 1]
        current.reserveCapacity(second.count + 1)
        for column in second.indices {
            let substitution = previous[column] + (first[row] == second[column] ? 0 : 1)
            var cost = min(substitution, previous[column + 1] + 1, current[column] + 1)
            let swapped =
                row > 0 && column > 0 && first[row] == second[column - 1]
                && first[row - 1] == second[column]
            if swapped { cost = min(cost, beforePrevious[column - 1] + 1) }
            current.append(cost)
        }
        beforePrevious = previous
        previous = current
    }
    return previous[second.count]
}
