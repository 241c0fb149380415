internal import Languages

// Conditions: what is asked before something is done, and what is answered to such a question.

extension Drafter {
    /// Drafts that change a condition as a whole, or add one to it.
    func conditions(_ site: Int, _ sheet: inout DraftSheet) {
        for part in parts(of: site) {
            if anatomy[part].slot == .condition {
                condition(part, &sheet)
            } else if anatomy[part].role == .comprehension {
                filter(part, &sheet)
            } else if isAnswer(part) {
                answer(part, &sheet)
            }
        }
    }

    private func condition(_ whole: Int, _ sheet: inout DraftSheet) {
        // The parentheses around it may belong to the statement.
        let part =
            anatomy[whole].role == .group ? anatomy.child(whole, .operand) ?? whole : whole
        let range = anatomy[part].range
        let own = text(part)
        if let new = negation(of: part) { sheet.replace(range, new, .conditionNegated) }
        let used = Set(
            anatomy.within(part).filter { anatomy[$0].role == .name }.map(text))
        let body = anatomy[whole].parent.flatMap { anatomy.child($0, .body) }
        for (question, extra) in questions(at: part, derefencedIn: body ?? part) {
            let more = extra + (used.contains { question.contains($0) } ? 0 : 0.25)
            join(part, question.positive, isNeeded: true, .conjunctAdded, more, &sheet)
            if let negative = question.negative {
                join(part, negative, isNeeded: false, .disjunctAdded, more, &sheet)
            }
        }
        let readable = readable(at: part)
        let function = anatomy[part].function
        for donor in donors.conditions where donor.text != own && fits(donor, readable) {
            let extra = donor.function == function ? 0 : 0.6
            sheet.replace(range, donor.text, .conditionFromFunction, extra)
            join(part, donor.text, isNeeded: true, .conjunctAdded, 0.5 + extra, &sheet)
            join(part, donor.text, isNeeded: false, .disjunctAdded, 0.5 + extra, &sheet)
        }
        for name in variables(at: part) {
            let kind = kinds.of(name: name.text, at: part)
            let extra = remoteness(name) + (kind == .number ? 0.5 : 0)
            let isConstant = anatomy[part].role == .boolean
            let test = kind.isKnown(as: .collections) ? spelling(.isNotEmpty, name.text) : nil
            sheet.replace(
                range, test ?? name.text, .conditionToName, extra + (isConstant ? 0 : 0.6))
            if let new = spelling(.not, test.map { fitNot($0) } ?? name.text) {
                sheet.replace(range, new, .conditionToName, extra + 0.2 + (isConstant ? 0 : 0.6))
            }
        }
        for inner in anatomy.within(part) where anatomy[inner].role == .comparison {
            comparedWithNumber(inner, &sheet)
            alternated(inner, in: part, &sheet)
        }
    }

    /// Whether a value is what a function returns, as the last one of its body may be.
    func isAnswer(_ part: Int) -> Bool {
        guard isValue(part) else { return false }
        return anatomy.parentRole(part) == .return || anatomy[part].slot == .statement
    }

    private func fitNot(_ text: String) -> String {
        Precedence(of: text) < .atom ? "(\(text))" : text
    }

    /// The opposite of a condition.
    func negation(of part: Int) -> String? {
        let part = anatomy[part].role == .group ? anatomy.child(part, .operand) ?? part : part
        let own = text(part)
        guard anatomy[part].role != .not else { return nil }
        // A comparison of equality has an opposite of its own, which is a change of its operator.
        let form = spelling(.not, Precedence(of: own) < .sign ? "(\(own))" : own)
        return form.map { fit($0, part) }
    }

    /// Another condition beside one, `and` or `or`: in front of it when it protects it.
    private func join(
        _ part: Int, _ other: String, isNeeded: Bool, _ template: EditTemplate, _ extra: Double,
        _ sheet: inout DraftSheet
    ) {
        guard let sign = spelling(isNeeded ? .and : .or) else { return }
        let level: Precedence = isNeeded ? .both : .either
        let inner = anatomy[part].role == .group ? anatomy.child(part, .operand) ?? part : part
        let range = anatomy[inner].range
        let own = operand(inner, level)
        let added = Precedence(of: other) < level ? "(\(other))" : other
        guard added != own else { return }
        sheet.replace(range, fit("\(added) \(sign) \(own)", inner), template, extra)
        sheet.replace(range, fit("\(own) \(sign) \(added)", inner), template, extra + 0.1)
    }

    /// Something that can be asked of a value in scope.
    struct Question {
        let positive: String
        let negative: String?

        func contains(_ name: String) -> Bool {
            positive.split(whereSeparator: { !$0.isLetter && !$0.isNumber && $0 != "_" })
                .contains { $0 == name }
        }
    }

    /// Questions that protect what comes: is it there, is it empty, is it zero.
    func questions(at part: Int, derefencedIn body: Int) -> [(Question, Double)] {
        var found: [(Question, Double)] = []
        var objects: [String] = []
        for root in [part, body] {
            for inner in anatomy.within(root) where anatomy[inner].slot == .object {
                let object = text(inner)
                if object.utf8.count < 30, !objects.contains(object) { objects.append(object) }
            }
        }
        for object in objects {
            if let there = spelling(.isNotNull, object) {
                found.append((Question(positive: there, negative: spelling(.isNull, object)), 0))
            }
        }
        for inner in anatomy.within(body) where anatomy[inner].role == .element {
            guard let object = anatomy.child(inner, .object),
                let index = anatomy.child(inner, .index), anatomy[index].role != .slice
            else { continue }
            if kinds.of(object).maybe(.map),
                let key = spelling(.hasKey, text(index), text(object))
            {
                let not = spelling(.not, Precedence(of: key) < .sign ? "(\(key))" : key)
                found.append((Question(positive: key, negative: not), 0.3))
            }
            if let length = spelling(.length, text(object)), !kinds.of(object).isKnown(as: .map) {
                found.append(
                    (
                        Question(
                            positive: "\(text(index)) < \(length)",
                            negative: "\(text(index)) >= \(length)"), 0.3
                    ))
            }
        }
        for name in variables(at: part) {
            found += questions(about: name.text, kinds.of(name: name.text, at: part))
                .map { ($0.0, $0.1 + remoteness(name)) }
        }
        return found
    }

    private func questions(about name: String, _ kind: KindSet) -> [(Question, Double)] {
        var found: [(Question, Double)] = []
        if kind.maybe(.collections), let some = spelling(.isNotEmpty, name) {
            found.append((Question(positive: some, negative: spelling(.isEmpty, name)), 0.1))
        }
        if kind.maybe([.boolean, .object]) {
            found.append((Question(positive: name, negative: spelling(.not, name)), 0.2))
            if let not = spelling(.not, name) {
                found.append((Question(positive: not, negative: name), 0.4))
            }
        }
        if kind.maybe(.sequences), let length = spelling(.length, name),
            let equal = spelling(.equal)
        {
            found.append(
                (Question(positive: "\(length) > 1", negative: "\(length) \(equal) 1"), 0.5))
        }
        if kind.maybe(.number), let equal = spelling(.equal), let unequal = spelling(.unequal) {
            for (positive, negative, extra) in [
                ("\(unequal) 0", "\(equal) 0", 0.3), ("> 0", "<= 0", 0.4), (">= 0", "< 0", 0.3),
                ("> 1", "<= 1", 0.5), ("\(unequal) 1", "\(equal) 1", 0.4), ("< 0", "> 0", 0.6),
                ("\(equal) 0", "\(unequal) 0", 0.6),
            ] {
                found.append(
                    (
                        Question(positive: "\(name) \(positive)", negative: "\(name) \(negative)"),
                        extra + (kind.isEmpty ? 0.3 : 0)
                    ))
            }
        }
        return found
    }

    /// A comparison with a number, with any comparison and numbers near.
    private func comparedWithNumber(_ part: Int, _ sheet: inout DraftSheet) {
        guard let left = anatomy.child(part, .left), let right = anatomy.child(part, .right),
            let sign = anatomy.child(part, .operator), let value = Int(text(right))
        else { return }
        let range = anatomy[sign].range.lowerBound..<anatomy[right].range.upperBound
        for other in ["<", "<=", ">", ">="] where other != text(sign) {
            for step in [0, 1, -1] {
                sheet.replace(
                    range, "\(other) \(value &+ step)", .comparisonWithNumber,
                    step == 0 ? 0 : 0.3)
            }
        }
        guard let or = spelling(.or) else { return }
        for step in [1, -1] {
            let own = text(part)
            sheet.replace(
                anatomy[part].range,
                fit("\(own) \(or) \(text(left)) \(text(sign)) \(value &+ step)", part),
                .disjunctAdded, 0.3)
        }
    }

    /// A comparison once more beside itself, with two names exchanged: `a + b == c or a + c == b`.
    private func alternated(_ part: Int, in whole: Int, _ sheet: inout DraftSheet) {
        let inside = anatomy.within(part).filter { anatomy[$0].role == .name }
        guard inside.count >= 2, inside.count <= 4 else { return }
        let range = anatomy[part].range
        var others: [String] = []
        for (place, one) in inside.enumerated() {
            for other in inside.dropFirst(place + 1) where text(one) != text(other) {
                others.append(replacing([(one, text(other)), (other, text(one))], in: part))
            }
        }
        for new in others {
            for (form, template) in [
                (RepairForm.or, EditTemplate.disjunctAdded), (.and, .conjunctAdded),
            ] {
                guard let sign = spelling(form) else { continue }
                sheet.replace(range, fit("\(text(part)) \(sign) \(new)", part), template, 0.6)
                let outer = anatomy[whole].role == .logic ? whole : part
                let end = anatomy[outer].range.upperBound
                if outer != part {
                    sheet.replace(end..<end, " \(sign) \(new)", template, 0.7)
                    sheet.replace(end..<end, " \(sign) (\(new))", template, 0.7)
                }
            }
        }
    }

    /// The text of a part with some of its parts replaced.
    private func replacing(_ changes: [(part: Int, text: String)], in whole: Int) -> String {
        var result = ""
        var done = anatomy[whole].range.lowerBound
        for (part, text) in changes.sorted(by: { $0.part < $1.part }) {
            result += anatomy.text(done..<anatomy[part].range.lowerBound) + text
            done = anatomy[part].range.upperBound
        }
        return result + anatomy.text(done..<anatomy[whole].range.upperBound)
    }

    /// A comprehension without a filter gets one.
    private func filter(_ part: Int, _ sheet: inout DraftSheet) {
        guard let loop = anatomy.children(part).last(where: { anatomy[$0].role == .each }),
            !anatomy.children(part).contains(where: { anatomy[$0].role == .filter }),
            let target = anatomy.child(loop, .target)
        else { return }
        let end = anatomy[loop].range.upperBound
        let name = text(target)
        let readable = readable(at: loop).union([name])
        for donor in donors.conditions where fits(donor, readable) {
            sheet.replace(end..<end, " if \(donor.text)", .filterAdded, 0.2)
        }
        for (question, extra) in questions(about: name, kinds.of(name: name, at: loop)) {
            sheet.replace(end..<end, " if \(question.positive)", .filterAdded, extra)
        }
    }

    /// What is returned: another value, or a question in place of a flag.
    private func answer(_ part: Int, _ sheet: inout DraftSheet) {
        let range = anatomy[part].range
        let kind = kinds.of(part)
        let readable = readable(at: part)
        if kind == .boolean || anatomy[part].role == .null {
            for name in variables(at: part) {
                let other = kinds.of(name: name.text, at: part)
                for (question, extra) in questions(about: name.text, other) {
                    sheet.replace(
                        range, question.positive, .returnReplaced, extra + remoteness(name))
                    if let negative = question.negative {
                        sheet.replace(range, negative, .returnReplaced, extra + remoteness(name))
                    }
                }
            }
            for donor in donors.conditions
            where donor.function == anatomy[part].function && fits(donor, readable) {
                sheet.replace(range, donor.text, .returnReplaced, 0.1)
                if let not = spelling(.not, "(\(donor.text))") {
                    sheet.replace(range, not, .returnReplaced, 0.4)
                }
            }
            if kind == .boolean, anatomy[part].role != .boolean, let not = negation(of: part) {
                sheet.replace(range, not, .conditionNegated)
            }
        }
        let constants: [RepairForm] = [
            .true, .false, .emptyList, .emptyText, .emptyMap, .null,
        ]
        let values = constants.compactMap { spelling($0) } + ["0", "1", "-1"]
        for new in values where new != text(part) {
            sheet.replace(range, new, .returnReplaced, 0.8)
        }
        for name in variables(at: part) where name.text != text(part) {
            sheet.replace(range, name.text, .returnReplaced, 0.4 + remoteness(name))
        }
    }
}
