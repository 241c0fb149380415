// The passes that look at what stands behind the cursor.

extension ProposalPasses {
    /// Without what the rest of the line, or the lines below, say already.
    @Sendable static func cutOverlap(
        _ text: inout [UInt8], _ place: ProposalPlace
    ) -> PassRemark? {
        cutOverlapWithLine(&text, place)
        cutOverlapBelow(&text, place)
        return nil
    }

    private static func cutOverlapWithLine(_ text: inout [UInt8], _ place: ProposalPlace) {
        let rest = trimmed(place.lineSuffix)
        guard !rest.isEmpty else { return }
        let lines = Lines(text)
        // A first line that ends with the whole rest of the line was meant to go on below it.
        if lines.count > 1 {
            let first = lines.contents[0]
            let end = first.count - rest.count
            let opened = Brackets.open(in: first.prefix(max(0, end)))
            if end >= 0, first.suffix(rest.count).elementsEqual(rest), opened.isEmpty {
                text = Array(first.prefix(end))
                return
            }
        }
        let context = LineContext(
            typed: [], prefix: Array(place.linePrefix), suffix: Array(place.lineSuffix),
            neighbours: [])
        text = Passes.withoutOverlap(text, context)
    }

    /// Cut where its last lines are the first ones below the cursor.
    private static func cutOverlapBelow(_ text: inout [UInt8], _ place: ProposalPlace) {
        let lines = Lines(text)
        guard lines.count > 1 else { return }
        let contents = lines.contents.map(trimmed)
        let below = place.linesBelow(contents.count)
        guard !below.isEmpty else { return }
        for start in 1..<contents.count where !contents[start].isEmpty {
            let tail = contents[start...].filter { !$0.isEmpty }
            guard tail.count <= below.count,
                tail.elementsEqual(below.prefix(tail.count), by: { $0.elementsEqual($1) })
            else { continue }
            // What closes its own brackets is no overlap.
            let kept = lines.text(upTo: start)
            if Brackets.open(in: kept[...]).isEmpty {
                text = kept
                return
            }
        }
        // A whole block of the lines below, and then something else.
        for start in 1..<contents.count where isTelling(contents[start]) {
            let count = min(3, below.count)
            let tail = contents[start...].filter { !$0.isEmpty }
            guard count >= 2, tail.count > count,
                tail.prefix(count).elementsEqual(below.prefix(count), by: { $0.elementsEqual($1) })
            else { continue }
            text = lines.text(upTo: start)
            return
        }
    }

    /// Nothing if its first lines are nearly what follows.
    @Sendable static func rejectLikeness(
        _ text: inout [UInt8], _ place: ProposalPlace
    ) -> PassRemark? {
        guard place.lineSuffix.allSatisfy(Byte.isBlank) else { return nil }
        let own = trimmed(place.linePrefix)
        var head = Lines(text).contents.map(trimmed)
        // With something typed, the first line is only the rest of one.
        if !own.isEmpty, let first = head.first { head[0] = (own + first)[...] }
        head = head.filter { !$0.isEmpty }
        let below = place.linesBelow(3)
        let count = min(3, head.count, below.count)
        guard count > 0 else { return nil }
        let one = Array(head.prefix(count).joined(separator: [Byte.lineFeed]))
        let other = Array(below.prefix(count).joined(separator: [Byte.lineFeed]))
        guard one.count >= 10, max(one.count, other.count) <= 400 else { return nil }
        let allowed = max(one.count, other.count) / 20
        guard abs(one.count - other.count) <= allowed else { return nil }
        return editDistance(one, other) <= allowed ? .rejected("what follows says the same") : nil
    }

    /// Cut before a bracket that closes what the rest of the line closes already.
    @Sendable static func balanceBrackets(
        _ text: inout [UInt8], _ place: ProposalPlace
    ) -> PassRemark? {
        let context = LineContext(
            typed: [], prefix: Array(place.linePrefix), suffix: Array(place.lineSuffix),
            neighbours: [])
        let count = Passes.balanced(text, context).count
        text.removeSubrange(count...)
        return nil
    }
}

/// How many bytes have to be put in, taken out or changed to make one text of another.
func editDistance(_ one: [UInt8], _ other: [UInt8]) -> Int {
    var row = Array(0...other.count)
    for (line, byte) in one.enumerated() {
        var diagonal = row[0]
        row[0] = line + 1
        for column in other.indices {
            let above = row[column + 1]
            let change = diagonal + (other[column] == byte ? 0 : 1)
            row[column + 1] = min(change, above + 1, row[column] + 1)
            diagonal = above
        }
    }
    return row[other.count]
}
