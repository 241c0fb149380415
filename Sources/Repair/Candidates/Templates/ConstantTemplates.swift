internal import Languages

// Constants, and the items of lists of them.

extension Drafter {
    /// The other flag; or the opposite of several that the function answers or remembers.
    func flag(_ part: Int, _ sheet: inout DraftSheet) {
        guard let yes = spelling(.true), let no = spelling(.false) else { return }
        let opposite = { (part: Int) in text(part) == yes ? no : yes }
        sheet.replace(anatomy[part].range, opposite(part), .flagFlipped)
        guard let function = anatomy[part].function, let user = anatomy.parentRole(part),
            Self.flagUsers.contains(user)
        else { return }
        let all = anatomy.within(function).filter {
            anatomy[$0].role == .boolean && anatomy[$0].function == function
                && Self.flagUsers.contains(anatomy.parentRole($0) ?? .plain)
        }
        let same = all.filter { anatomy.parentRole($0) == .return }
        for group in [same, all] where group.count > 1 && group.first == part {
            sheet.replace(
                group.map { Draft.Edit(range: anatomy[$0].range, text: opposite($0)) },
                .flagsFlipped)
        }
        for other in all where other > part {
            sheet.replace(
                [part, other].map {
                    Draft.Edit(range: anatomy[$0].range, text: opposite($0))
                }, .flagsFlipped, 0.3)
        }
    }

    private static let flagUsers: Set<Role> = [.return, .assign, .declare]

    /// Numbers nearby, and those that are usual.
    func number(_ part: Int, _ sheet: inout DraftSheet) {
        let old = text(part)
        // A sign before it belongs to it.
        let signed = anatomy[part].parent.flatMap { anatomy[$0].role == .negative ? $0 : nil }
        let whole = signed ?? part
        let range = anatomy[whole].range
        if let size = Int(old) {
            let value = signed == nil ? size : 0 &- size
            for new in [value &+ 1, value &- 1] {
                sheet.replace(
                    range, fit(String(new), whole), .numberByOne,
                    new < 0 && signed == nil ? 0.4 : 0)
            }
            for new in [0, 1, 2, -1, 0 &- value, 10 &* value, value / 10]
            where (new &- value).magnitude > 1 {
                sheet.replace(range, fit(String(new), whole), .numberOther, new < 0 ? 0.2 : 0)
            }
        } else if signed == nil, let value = Double(old), value.isFinite {
            for new in [value + 1, value - 1, 0, 1, -value] where new != value {
                sheet.replace(range, fit("\(new)", part), .numberOther)
            }
        } else {
            return
        }
        let others = Set(
            anatomy.parts.indices.filter {
                anatomy[$0].role == .number && anatomy[$0].function == anatomy[part].function
            }.map(text))
        for new in others.sorted() where new != old {
            sheet.replace(range, new, .numberOther, 0.2)
        }
        for new in facts.constants where new != old && Double(new) != nil {
            sheet.replace(range, fit(new, part), .numberOther, 0.5)
        }
        everywhere(part, with: [], &sheet)
    }

    /// Texts of the file, of the failing tests, and what lies near.
    func constantText(_ part: Int, _ sheet: inout DraftSheet) {
        let old = text(part)
        let range = anatomy[part].range
        guard range.count <= 80, let quote = quoting(old) else { return }
        for constant in facts.constants {
            guard let other = quoting(constant), other.inner != quote.inner else { continue }
            let new = quote.open + other.inner + quote.close
            let likeness = similarity(other.inner, quote.inner)
            if likeness > 0.6 {
                sheet.replace(range, new, .textFromTests, 1 - likeness)
            } else if anatomy[part].range.count < 12 {
                sheet.replace(range, new, .textFromTests, 2.0)
            }
        }
        let texts = Set(
            anatomy.parts.indices.filter {
                anatomy[$0].role == .text && anatomy[$0].range.count <= 24
                    && !anatomy[$0].isInType
            }.map(text))
        for new in texts.sorted() where new != old {
            sheet.replace(range, new, .textFromFile)
        }
        var near = ["", " "]
        if quote.inner.count > 1 {
            near += [String(quote.inner.dropFirst()), String(quote.inner.dropLast())]
            let half = quote.inner.count / 2
            if quote.inner.prefix(half) == quote.inner.suffix(half) {
                near.append(String(quote.inner.prefix(half)))
            }
        }
        near += [quote.inner.uppercased(), quote.inner.lowercased()]
        if let pair = Operators.brackets[quote.inner] { near += pair }
        for (rank, inner) in near.enumerated() where inner != quote.inner {
            sheet.replace(
                range, quote.open + inner + quote.close, .textOther, rank < 2 ? 0 : 0.4)
        }
        everywhere(part, with: near.prefix(2).map { quote.open + $0 + quote.close }, &sheet)
    }

    /// The same change wherever the function has this constant.
    private func everywhere(_ part: Int, with news: [String], _ sheet: inout DraftSheet) {
        guard let function = anatomy[part].function else { return }
        let old = text(part)
        let all = anatomy.within(function).filter {
            anatomy[$0].role == anatomy[part].role && anatomy[$0].function == function
                && anatomy[$0].range.count == anatomy[part].range.count && text($0) == old
        }
        guard all.count > 1, all.first == part else { return }
        let others = Set(
            anatomy.within(function).filter { anatomy[$0].role == anatomy[part].role }.map(text))
        for new in news + others.sorted() where new != old {
            sheet.replace(
                all.map { Draft.Edit(range: anatomy[$0].range, text: new) }, .constantEverywhere)
        }
    }

    /// One item less, and neighbours the other way round.
    func items(_ part: Int, _ slot: Slot, _ sheet: inout DraftSheet) {
        let items = anatomy.children(part, slot)
        guard items.count > 1, items.count <= 40 else { return }
        for (place, item) in items.enumerated() {
            let isLast = place == items.count - 1
            if anatomy[part].isBinding == false, items.count > 2 {
                let range =
                    isLast
                    ? anatomy[items[place - 1]].range.upperBound..<anatomy[item].range.upperBound
                    : anatomy[item].range.lowerBound..<anatomy[items[place + 1]].range.lowerBound
                sheet.replace(range, "", .itemDropped, 0.05 * Double(items.count))
            }
            guard !isLast else { break }
            let next = items[place + 1]
            sheet.replace(
                [
                    Draft.Edit(range: anatomy[item].range, text: text(next)),
                    Draft.Edit(range: anatomy[next].range, text: text(item)),
                ], .itemsSwapped, 0.05 * Double(items.count))
        }
    }

    /// A text constant taken apart; nil for one with parts of its own, such as interpolations.
    private func quoting(_ text: String) -> (open: String, inner: String, close: String)? {
        let scalars = text.unicodeScalars
        guard let last = scalars.last, last == "\"" || last == "'" || last == "`",
            let first = scalars.firstIndex(of: last),
            first < scalars.index(before: scalars.endIndex)
        else { return nil }
        let start = scalars.index(after: first)
        let end = scalars.index(before: scalars.endIndex)
        guard start <= end else { return nil }
        let inner = String(scalars[start..<end])
        // Three quotes hold documentation.
        if inner.unicodeScalars.contains(last) { return nil }
        return (String(scalars[..<start]), inner, String(last))
    }
}

/// How alike two texts are, from 0 to 1: one less the share of the longer one that has to change.
func similarity(_ one: String, _ other: String) -> Double {
    let (first, second) = (Array(one.utf8), Array(other.utf8))
    guard !first.isEmpty, !second.isEmpty, first.count < 200, second.count < 200 else { return 0 }
    var row = Array(0...second.count)
    for (index, byte) in first.enumerated() {
        var diagonal = row[0]
        row[0] = index + 1
        for place in second.indices {
            let above = row[place + 1]
            row[place + 1] = min(
                above + 1, row[place] + 1, diagonal + (second[place] == byte ? 0 : 1))
            diagonal = above
        }
    }
    return 1 - Double(row[second.count]) / Double(max(first.count, second.count))
}
