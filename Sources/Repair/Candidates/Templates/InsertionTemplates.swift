internal import Languages
internal import Structure

// Statements that are missing.

extension Drafter {
    /// A statement that may be missing, and how unusual it is.
    private struct Missing {
        let text: String
        let template: EditTemplate
        let extra: Double
    }

    /// Drafts that add a statement before a site, or behind it when it is the last of its block.
    func insertions(_ site: Int, isLast: Bool, _ sheet: inout DraftSheet) {
        guard let indentation = indentation(of: site) else { return }
        let range = anatomy[site].range
        let own = text(site)
        for missing in missing(at: site) where missing.text != own {
            let text = spelling.laidOut(missing.text, indentation: indentation)
            sheet.replace(
                range.lowerBound..<range.lowerBound, text + "\n" + indentation, missing.template,
                missing.extra)
            if isLast, !anatomy[site].role.leavesBlock {
                sheet.replace(
                    range.upperBound..<range.upperBound, "\n" + indentation + text,
                    missing.template, missing.extra)
            }
        }
        for guarding in guards(at: site) {
            let text = spelling.laidOut(guarding.text, indentation: indentation)
            sheet.replace(
                range.lowerBound..<range.lowerBound, text + "\n" + indentation, .guardAdded,
                guarding.extra)
        }
        if isLast, !anatomy[site].role.leavesBlock { endings(site, indentation, &sheet) }
    }

    private func missing(at site: Int) -> [Missing] {
        var found: [Missing] = []
        let readable = readable(at: site)
        let visible = variables(at: site)
        let function = anatomy[site].function
        for donor in donors.statements {
            let role = anatomy[donor.part].role
            guard donor.function == function || role == .action else { continue }
            let extra = donor.function == function ? 0 : 0.8
            if fits(donor, readable), !role.leavesBlock || donor.part != site {
                found.append(
                    Missing(
                        text: donor.text, template: .statementCopied,
                        extra: extra + (role.leavesBlock ? 0.6 : 0)))
            }
            if role.leavesBlock { continue }
            found += adapted(donor, at: site, visible, extra)
        }
        found += collected(at: site, visible)
        found += assigned(at: site, visible)
        if isInLoop(site) {
            for form in [RepairForm.break, .continue] {
                if let leave = spelling(form) {
                    found.append(Missing(text: leave, template: .statementAdded, extra: 0.6))
                }
            }
        }
        return found
    }

    /// A statement of the function with one name in it changed.
    private func adapted(
        _ donor: Donors.Donor, at site: Int, _ visible: [NamesInScope.Name], _ extra: Double
    ) -> [Missing] {
        var found: [Missing] = []
        let start = anatomy[donor.part].range.lowerBound
        for part in anatomy.within(donor.part) {
            let it = anatomy[part]
            guard it.role == .name || it.isBinding && it.role == .plain, it.slot != .callee else {
                continue
            }
            let old = text(part)
            let kind = kinds.of(name: old, at: part)
            for name in visible where name.text != old {
                let other = kinds.of(name: name.text, at: site)
                guard kind.fits(other) else { continue }
                let head = anatomy.text(start..<it.range.lowerBound)
                let tail = anatomy.text(it.range.upperBound..<anatomy[donor.part].range.upperBound)
                found.append(
                    Missing(
                        text: head + name.text + tail, template: .statementAdapted,
                        extra: extra + remoteness(name)
                            + (kind.isEmpty || other.isEmpty ? 0.2 : 0)))
            }
        }
        return found
    }

    /// Something is added to a list or set.
    private func collected(at site: Int, _ visible: [NamesInScope.Name]) -> [Missing] {
        var found: [Missing] = []
        for name in visible {
            let kind = kinds.of(name: name.text, at: site)
            let forms: [RepairForm] =
                kind == .list ? [.append] : kind == .set ? [.insert] : []
            for form in forms {
                for value in visible where value.text != name.text {
                    let other = kinds.of(name: value.text, at: site)
                    if let text = spelling(form, name.text, value.text) {
                        found.append(
                            Missing(
                                text: text, template: .statementAdded,
                                extra: remoteness(name) + remoteness(value)
                                    + (name.kind == .parameter ? 0.6 : 0)
                                    + (other.isDisjoint(with: .collections) ? 0 : 0.4)))
                    }
                }
            }
        }
        return found
    }

    /// A variable is counted on, or takes another's value.
    private func assigned(at site: Int, _ visible: [NamesInScope.Name]) -> [Missing] {
        var found: [Missing] = []
        let loops = Set(
            anatomy.ancestors(site).filter { anatomy[$0].role == .each }.flatMap { loop in
                anatomy.child(loop, .target).map { anatomy.within($0).map(text) } ?? []
            })
        for name in visible where !loops.contains(name.text) && !name.isLater {
            let kind = kinds.of(name: name.text, at: site)
            let isParameter = name.kind == .parameter
            let base = remoteness(name) + (isParameter ? 0.3 : 0)
            if kind == .number {
                for (sign, extra) in [("+", 0.0), ("-", 0.1), ("*", 1.0)] {
                    if let text = spelling(.update, name.text, sign, sign == "*" ? "2" : "1") {
                        found.append(
                            Missing(text: text, template: .updateAdded, extra: base + extra))
                    }
                }
            }
            for value in visible where value.text != name.text {
                let other = kinds.of(name: value.text, at: site)
                guard kind.fits(other), let text = spelling(.assign, name.text, value.text) else {
                    continue
                }
                found.append(
                    Missing(
                        text: text, template: .assignmentAdded,
                        extra: base + remoteness(value)
                            + (kind.isEmpty || other.isEmpty ? 0.2 : 0)))
            }
        }
        return found
    }

    private func isInLoop(_ site: Int) -> Bool {
        for outer in anatomy.ancestors(site) {
            switch anatomy[outer].role {
            case .while, .each, .count: return true
            case .function: return false
            default: continue
            }
        }
        return false
    }

    // MARK: - Leaving early

    /// Ways out before something goes wrong, likeliest at the start of a function.
    private func guards(at site: Int) -> [(text: String, extra: Double)] {
        guard let function = anatomy[site].function else { return [] }
        let isFirst = isFirstStatement(site, of: function)
        var ways: [(text: String, extra: Double)] = results(of: function)
        if isInLoop(site), let next = spelling(.continue) { ways.append((next, 0.2)) }
        var found: [(text: String, extra: Double)] = []
        for (question, extra) in questions(at: site, derefencedIn: site) {
            guard let negative = question.negative else { continue }
            for (way, more) in ways + own(question, in: function) {
                guard let text = spelling(.when, negative, way) else { continue }
                found.append((text, extra + more + (isFirst ? 0 : 0.4)))
            }
        }
        if isFirst || hints.has(.recursion) {
            for donor in donors.conditions where fits(donor, readable(at: site)) {
                for (way, more) in ways {
                    guard let text = spelling(.when, donor.text, way) else { continue }
                    found.append((text, 0.8 + more))
                }
            }
        }
        return found
    }

    private func isFirstStatement(_ site: Int, of function: Int) -> Bool {
        guard let body = anatomy.child(function, .body) else { return false }
        return anatomy.children(body, .statement).first {
            anatomy[$0].role != .documentation
        } == site
    }

    /// What the function may answer early: what it answers elsewhere, and what is usual for that.
    private func results(of function: Int) -> [(text: String, extra: Double)] {
        var found: [(text: String, extra: Double)] = []
        var answered: KindSet = []
        let answers = anatomy.within(function).filter {
            anatomy[$0].function == function && isAnswer($0)
        }
        for value in answers {
            answered.formUnion(kinds.of(value))
            let text = text(value)
            let isPlain = anatomy.within(value).allSatisfy { anatomy[$0].role != .name }
            if isPlain, text.utf8.count < 30, !found.contains(where: { $0.text == text }) {
                found.append((text, 0))
            }
        }
        guard !answers.isEmpty else { return spelling(.returnNothing).map { [($0, 0)] } ?? [] }
        let forms: [(RepairForm, KindSet)] = [
            (.null, .object), (.emptyList, .list), (.false, .boolean), (.true, .boolean),
            (.emptyText, .text), (.emptyMap, .map),
        ]
        let usual =
            forms.compactMap { form, kind in spelling(form).map { ($0, kind) } }
            + [("0", .number), ("1", .number), ("-1", .number)]
        for (rank, (text, kind)) in usual.enumerated()
        where !found.contains(where: { $0.text == text }) {
            let isLikely = answered.fits(kind)
            found.append((text, isLikely ? 0.2 + 0.1 * Double(min(rank, 4)) : 1.0))
        }
        return found.compactMap { value, extra in
            spelling(.returnValue, value).map { ($0, extra) }
        }
    }

    /// The value asked about is the answer: `if not items: return items`.
    private func own(
        _ question: Question, in function: Int
    ) -> [(text: String, extra: Double)] {
        variables(at: function).isEmpty
            ? []
            : variables(at: anatomy.child(function, .body) ?? function)
                .filter { $0.kind == .parameter && question.contains($0.text) }
                .compactMap { name in
                    spelling(.returnValue, name.text).map { ($0, 0.3) }
                }
    }

    // MARK: - Endings

    /// What a function answers at its end, when it has forgotten to.
    private func endings(_ site: Int, _ indentation: String, _ sheet: inout DraftSheet) {
        guard let function = anatomy[site].function, let body = anatomy.child(function, .body),
            anatomy[site].parent == body || anatomy[site].role == .assign
                || anatomy[site].role == .update || anatomy[site].role == .action
        else { return }
        let end = anatomy[site].range.upperBound
        let isEnd = anatomy[site].parent == body
        for name in variables(at: body) + variables(at: site) {
            guard let text = spelling(.returnValue, name.text) else { continue }
            sheet.replace(
                end..<end, "\n" + indentation + text, .returnAdded,
                (isEnd ? 0 : 0.8) + remoteness(name) + (name.kind == .parameter ? 0.4 : 0))
        }
        for (text, extra) in results(of: function) {
            sheet.replace(
                end..<end, "\n" + indentation + text, .returnAdded,
                (isEnd ? 0.3 : 1.0) + extra)
        }
    }
}
