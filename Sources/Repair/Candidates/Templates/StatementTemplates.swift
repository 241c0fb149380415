internal import Languages

// Whole statements: less of them, or elsewhere. What is added stands in `InsertionTemplates`.

extension Drafter {
    /// Drafts that delete, move, wrap or add statements.
    func statements(_ site: Int, _ sheet: inout DraftSheet) {
        let it = anatomy[site]
        guard it.slot == .statement, it.role != .documentation, let block = it.parent else {
            if it.role == .branch { dropAlternative(site, &sheet) }
            return
        }
        let siblings = anatomy.children(block, .statement)
        guard let place = siblings.firstIndex(of: site), it.role != .class else { return }
        if it.role != .function {
            delete(site, siblings, &sheet)
            if place + 1 < siblings.count {
                neighbours(site, siblings[place + 1], siblings, &sheet)
            }
            move(site, place, siblings, &sheet)
            wrap(site, &sheet)
            unwrap(site, &sheet)
            yielded(site, &sheet)
        }
        branches(site, &sheet)
        insertions(site, isLast: place == siblings.count - 1, &sheet)
    }

    /// What goes when a statement does: its lines, when it has them for itself.
    private func lines(of range: Range<Int>) -> Range<Int> {
        guard let indentation = anatomy.indentation(at: range.lowerBound) else { return range }
        var end = range.upperBound
        let bytes = anatomy.bytes
        while end < bytes.count, bytes[end] == 0x20 || bytes[end] == 0x09 || bytes[end] == 0x0D {
            end += 1
        }
        guard end == bytes.count || bytes[end] == 0x0A else { return range }
        return range.lowerBound - indentation.utf8.count..<min(end + 1, bytes.count)
    }

    private func delete(_ site: Int, _ siblings: [Int], _ sheet: inout DraftSheet) {
        let range = anatomy[site].range
        let extra = anatomy[site].role == .return ? 0.8 : anatomy[site].role == .declare ? 0.6 : 0
        if siblings.count > 1 || spelling(.nothing) == nil {
            sheet.replace(lines(of: range), "", .statementDeleted, extra)
        } else if let nothing = spelling(.nothing) {
            sheet.replace(range, nothing, .statementDeleted, extra)
        }
    }

    private func neighbours(
        _ site: Int, _ next: Int, _ siblings: [Int], _ sheet: inout DraftSheet
    ) {
        let (first, second) = (anatomy[site].range, anatomy[next].range)
        if siblings.count > 2 {
            let both = first.lowerBound..<second.upperBound
            sheet.replace(lines(of: both), "", .statementsDeleted)
        }
        guard second.count < 400, first.count < 400, anatomy[next].role != .function else { return }
        sheet.replace(
            [
                Draft.Edit(range: first, text: text(next)),
                Draft.Edit(range: second, text: text(site)),
            ], .statementsSwapped)
    }

    /// Into the block before it, out of its own, or to another place in it.
    private func move(_ site: Int, _ place: Int, _ siblings: [Int], _ sheet: inout DraftSheet) {
        guard let own = indentation(of: site), anatomy[site].range.count < 200 else { return }
        let gone = Draft.Edit(range: lines(of: anatomy[site].range), text: "")
        if place > 0, let body = lastBody(of: siblings[place - 1]),
            let last = anatomy.children(body, .statement).last, let inner = indentation(of: last)
        {
            let end = anatomy[last].range.upperBound
            let text = "\n" + inner + moved(text(site), from: own, to: inner)
            sheet.replace(
                [Draft.Edit(range: end..<end, text: text), gone], .statementMoved, 0)
        }
        guard siblings.count > 1 else { return }
        let outer = anatomy.ancestors(site).first { anatomy[$0].slot == .statement }
        if let outer, anatomy[outer].role != .function, anatomy[outer].role != .class,
            let around = indentation(of: outer)
        {
            let text = moved(text(site), from: own, to: around)
            let (start, end) = (anatomy[outer].range.lowerBound, anatomy[outer].range.upperBound)
            if place == siblings.count - 1 {
                sheet.replace(
                    [gone, Draft.Edit(range: end..<end, text: "\n" + around + text)],
                    .statementMoved)
            }
            sheet.replace(
                [Draft.Edit(range: start..<start, text: text + "\n" + around), gone],
                .statementMoved, 0.3)
        }
        for (other, target) in siblings.enumerated() where abs(other - place) > 1 {
            guard indentation(of: target) != nil else { continue }
            let start = anatomy[target].range.lowerBound
            sheet.replace(
                [Draft.Edit(range: start..<start, text: text(site) + "\n" + own), gone],
                .statementMoved, 0.5)
        }
    }

    private func lastBody(of site: Int) -> Int? {
        anatomy.within(site).last {
            anatomy[$0].role == .block
                && anatomy[$0].range.upperBound <= anatomy[site].range.upperBound
                && anatomy[$0].parent != nil && anatomy.children($0, .statement).isEmpty == false
                && anatomy.ancestors($0).first { anatomy[$0].slot == .statement } == site
        }
    }

    /// The lines of a statement at another indentation.
    func moved(_ text: String, from old: String, to new: String) -> String {
        let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
        return lines.enumerated().map { index, line in
            index == 0 || !line.hasPrefix(old) ? String(line) : new + line.dropFirst(old.count)
        }.joined(separator: "\n")
    }

    /// Under a condition.
    private func wrap(_ site: Int, _ sheet: inout DraftSheet) {
        switch anatomy[site].role {
        case .declare, .function, .class: return
        default: break
        }
        guard let own = indentation(of: site), anatomy[site].range.count < 300 else { return }
        let readable = readable(at: site)
        let inner = own + spelling.indent
        let body = moved(text(site), from: own, to: inner)
        var asked: [(text: String, extra: Double)] = questions(at: site, derefencedIn: site).map {
            ($0.0.positive, $0.1 + 0.2)
        }
        asked += equalities(at: site)
        for donor in donors.conditions where fits(donor, readable) {
            asked.append((donor.text, donor.function == anatomy[site].function ? 0.3 : 0.9))
        }
        for (condition, extra) in asked {
            guard let whole = spelling(.when, condition, "{b}") else { continue }
            let text = spelling.laidOut(whole, indentation: own)
            sheet.replace(
                anatomy[site].range, Spelling.filled(text, "", body), .statementWrapped, extra)
        }
    }

    /// Two names of the scope are equal, or one is less than the other.
    private func equalities(at site: Int) -> [(String, Double)] {
        guard let equal = spelling(.equal), let unequal = spelling(.unequal) else { return [] }
        let near = variables(at: site).filter { $0.distance < 3 }.prefix(8)
        var found: [(String, Double)] = []
        for (place, one) in near.enumerated() {
            for other in near.dropFirst(place + 1) {
                let kind = kinds.of(name: one.text, at: site)
                guard kind.fits(kinds.of(name: other.text, at: site)) else { continue }
                let extra = 0.3 + remoteness(one) + remoteness(other)
                for sign in [equal, unequal, "<", ">"] {
                    found.append(
                        (
                            "\(one.text) \(sign) \(other.text)",
                            extra + (sign == equal ? 0 : 0.3)
                        ))
                }
                if kind.maybe(.collections), let has = spelling(.contains, other.text, one.text) {
                    found.append((has, extra + 0.3))
                    if let not = spelling(.not, "(\(has))") { found.append((not, extra + 0.4)) }
                }
            }
        }
        return found
    }

    /// Its body alone, without the condition or loop.
    private func unwrap(_ site: Int, _ sheet: inout DraftSheet) {
        guard [.branch, .while, .each, .try].contains(anatomy[site].role),
            let own = indentation(of: site), let body = anatomy.child(site, .body)
        else { return }
        let statements = anatomy.children(body, .statement)
        guard let first = statements.first, let last = statements.last,
            let inner = indentation(of: first)
        else { return }
        let text = anatomy.text(
            anatomy[first].range.lowerBound..<anatomy[last].range.upperBound)
        sheet.replace(
            anatomy[site].range, moved(text, from: inner, to: own), .statementUnwrapped)
    }

    private func dropAlternative(_ site: Int, _ sheet: inout DraftSheet) {
        sheet.replace(lines(of: anatomy[site].range), "", .statementUnwrapped, 0.4)
    }

    /// The two branches of a condition, exchanged.
    private func branches(_ site: Int, _ sheet: inout DraftSheet) {
        guard anatomy[site].role == .branch, let body = anatomy.child(site, .body),
            let other = anatomy.child(site, .alternative)
        else { return }
        let alternative = anatomy.child(other, .body) ?? other
        guard anatomy[alternative].role == .block else { return }
        sheet.replace(
            [
                Draft.Edit(range: anatomy[body].range, text: text(alternative)),
                Draft.Edit(range: anatomy[alternative].range, text: text(body)),
            ], .branchesSwapped)
    }

    private func yielded(_ site: Int, _ sheet: inout DraftSheet) {
        guard spelling.has("yield") else { return }
        for part in anatomy.within(site)
        where anatomy[part].site == site && anatomy[part].role == .yield {
            guard let operand = anatomy.child(part, .operand),
                let value = spelling(.returnValue, text(operand))
            else { continue }
            sheet.replace(anatomy[site].range, value, .returnToYield)
        }
        if anatomy[site].role == .return, let value = anatomy.child(site, .value) {
            sheet.replace(anatomy[site].range, "yield \(text(value))", .returnToYield, 0.6)
            sheet.replace(anatomy[site].range, "yield from \(text(value))", .returnToYield, 1.0)
        }
    }
}
