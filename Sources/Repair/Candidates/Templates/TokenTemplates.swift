internal import Languages

// Operators and constants: what is one token.

extension Drafter {
    /// Drafts that change one operator or constant.
    func tokens(_ site: Int, _ sheet: inout DraftSheet) {
        for part in parts(of: site) {
            let it = anatomy[part]
            switch it.role {
            case .comparison, .chain: comparison(part, &sheet)
            case .arithmetic: arithmetic(part, &sheet)
            case .logic: logic(part, &sheet)
            case .update: update(part, &sheet)
            case .assign: assignment(part, &sheet)
            case .step: step(part, &sheet)
            case .not, .negative:
                guard let operand = anatomy.child(part, .operand) else { break }
                sheet.replace(
                    it.range, fit(text(operand), part),
                    it.role == .not ? .notDropped : .signDropped)
            case .boolean: flag(part, &sheet)
            case .number: number(part, &sheet)
            case .text: constantText(part, &sheet)
            case .null: null(part, &sheet)
            case .list, .tuple, .set: items(part, .item, &sheet)
            case .element: items(part, .index, &sheet)
            case .break, .continue: loopControl(part, &sheet)
            case .try: exceptions(part, &sheet)
            default: break
            }
        }
    }

    private func comparison(_ part: Int, _ sheet: inout DraftSheet) {
        for sign in anatomy.children(part, .operator) {
            let old = text(sign)
            for new in Operators.bounds[old] ?? [] where spelling.has(new) {
                sheet.replace(anatomy[sign].range, new, .comparisonBound)
            }
            for (rank, new) in (Operators.comparisons[old] ?? []).enumerated()
            where spelling.has(new) {
                sheet.replace(anatomy[sign].range, new, .comparisonOther, 0.1 * Double(rank))
            }
        }
        guard anatomy[part].role == .comparison, let left = anatomy.child(part, .left),
            let right = anatomy.child(part, .right), let sign = anatomy.child(part, .operator),
            !Operators.symmetric.contains(text(sign))
        else { return }
        sheet.replace(
            anatomy[part].range,
            "\(operand(right, .bits)) \(text(sign)) \(operand(left, .bits))", .operandsSwapped)
    }

    private func arithmetic(_ part: Int, _ sheet: inout DraftSheet) {
        guard let left = anatomy.child(part, .left), let right = anatomy.child(part, .right),
            let sign = anatomy.child(part, .operator)
        else { return }
        let range = anatomy[part].range
        let old = text(sign)
        for (rank, new) in (Operators.arithmetic[old] ?? []).enumerated() where spelling.has(new) {
            let text = "\(text(left)) \(new) \(text(right))"
            sheet.replace(
                Precedence(ofOperator: new) == Precedence(ofOperator: old)
                    ? anatomy[sign].range : range,
                Precedence(ofOperator: new) == Precedence(ofOperator: old)
                    ? new : fit(text, part), .arithmeticOperator, 0.1 * Double(rank))
        }
        if !Operators.commutative.contains(old) || kinds.of(left).maybe(.sequences) {
            let level = Precedence(ofOperator: old)
            sheet.replace(
                range, "\(operand(right, level)) \(old) \(operand(left, level.tighter))",
                .operandsSwapped)
        }
        for side in [left, right] {
            sheet.replace(range, fit(text(side), part), .operandDropped)
        }
        // The same operation, bound the other way: (a + b) % c for a + (b % c).
        for side in [left, right] {
            let inner = anatomy[side].role == .group ? anatomy.child(side, .operand) : side
            guard let inner, anatomy[inner].role == .arithmetic,
                let one = anatomy.child(inner, .left), let other = anatomy.child(inner, .right),
                let inside = anatomy.child(inner, .operator)
            else { continue }
            let text =
                side == left
                ? "\(text(one)) \(text(inside)) (\(text(other)) \(old) \(text(right)))"
                : "(\(text(left)) \(old) \(text(one))) \(text(inside)) \(text(other))"
            sheet.replace(range, fit(text, part), .operandsSwapped, 0.6)
            // One operand of the inner operation is too much, with either of the operators.
            for kept in [one, other] {
                for sign in Set([old, self.text(inside)]).sorted() {
                    let level = Precedence(ofOperator: sign)
                    let rest =
                        side == left
                        ? "\(operand(kept, level)) \(sign) \(operand(right, level.tighter))"
                        : "\(operand(left, level)) \(sign) \(operand(kept, level.tighter))"
                    sheet.replace(
                        range, fit(rest, part), .operandDropped, sign == old ? 0.1 : 0.4)
                }
            }
        }
    }

    private func logic(_ part: Int, _ sheet: inout DraftSheet) {
        guard let left = anatomy.child(part, .left), let right = anatomy.child(part, .right),
            let sign = anatomy.child(part, .operator)
        else { return }
        let old = text(sign)
        if let new = Operators.logic[old] {
            let range = anatomy[sign].range
            sheet.replace(range, new, .logicOperator)
            // All of a chain of the same operator.
            var chain: [Draft.Edit] = []
            var next: Int? = part
            while let current = next, anatomy[current].role == .logic,
                let own = anatomy.child(current, .operator), text(own) == old
            {
                chain.append(Draft.Edit(range: anatomy[own].range, text: new))
                next = anatomy.child(current, .left)
            }
            if chain.count > 1, anatomy.parentRole(part) != .logic {
                sheet.replace(chain, .logicOperator, 0.2)
            }
        }
        for side in [left, right] {
            sheet.replace(anatomy[part].range, fit(text(side), part), .operandDropped)
        }
    }

    private func update(_ part: Int, _ sheet: inout DraftSheet) {
        guard let sign = anatomy.child(part, .operator) else { return }
        let old = String(text(sign).dropLast())
        for (rank, new) in (Operators.arithmetic[old] ?? []).enumerated()
        where spelling.has(new + "=") {
            sheet.replace(
                anatomy[sign].range, new + "=", .updateOperator, 0.1 * Double(rank))
        }
        sheet.replace(anatomy[sign].range, "=", .updateToAssignment)
        // x += x + y
        guard let target = anatomy.child(part, .target), let value = anatomy.child(part, .value)
        else { return }
        sheet.replace(
            anatomy[sign].range.lowerBound..<anatomy[value].range.upperBound,
            "= \(text(target)) \(old) \(operand(value, Precedence(ofOperator: old).tighter))",
            .updateToAssignment, 1.5)
    }

    private func assignment(_ part: Int, _ sheet: inout DraftSheet) {
        guard let target = anatomy.child(part, .target), let value = anatomy.child(part, .value),
            anatomy[target].role != .tuple
        else { return }
        let between = anatomy[target].range.upperBound..<anatomy[value].range.lowerBound
        guard text(between).contains("="), !text(between).contains(":") else { return }
        for (rank, sign) in ["+=", "-=", "*="].enumerated() where spelling.has(sign) {
            sheet.replace(between, " \(sign) ", .assignmentToUpdate, 0.3 * Double(rank))
        }
    }

    private func step(_ part: Int, _ sheet: inout DraftSheet) {
        guard let sign = anatomy.child(part, .operator) else { return }
        sheet.replace(
            anatomy[sign].range, text(sign) == "++" ? "--" : "++", .stepDirection)
    }

    private func loopControl(_ part: Int, _ sheet: inout DraftSheet) {
        let isBreak = anatomy[part].role == .break
        if let new = spelling(isBreak ? .continue : .break) {
            sheet.replace(anatomy[part].range, new, .loopControl)
        }
        if let leave = spelling(.returnNothing) {
            sheet.replace(anatomy[part].range, leave, .loopControl, 1.0)
        }
    }

    private func null(_ part: Int, _ sheet: inout DraftSheet) {
        let forms: [RepairForm] = [.emptyList, .emptyText, .emptyMap, .false, .true]
        for new in ["0", "1", "-1"] + forms.compactMap({ spelling($0) }) {
            sheet.replace(anatomy[part].range, new, .nullReplaced)
        }
    }

    private func text(_ range: Range<Int>) -> String { anatomy.text(range) }

    /// Another exception is caught: the one that the test saw, or one that the file knows.
    private func exceptions(_ part: Int, _ sheet: inout DraftSheet) {
        for type in anatomy.within(part) where anatomy[type].slot == .type {
            let old = text(type)
            for new in facts.errors where new != old {
                sheet.replace(anatomy[type].range, new, .exceptionType)
            }
            let others = anatomy.parts.indices.filter {
                anatomy[$0].slot == .type && anatomy.parentRole($0) == .try
            }
            for other in Set(others.map(text)).sorted() where other != old {
                sheet.replace(anatomy[type].range, other, .exceptionType, 0.5)
            }
        }
    }
}
