internal import Structure

// Names, members and calls.

extension Drafter {
    /// Drafts that change one name, or what is called with what.
    func nameDrafts(_ site: Int, _ sheet: inout DraftSheet) {
        for part in parts(of: site) {
            let it = anatomy[part]
            switch it.role {
            case .name where it.slot == .callee, .plain where it.slot == .callee:
                callee(part, &sheet)
            case .name where !it.isBinding && it.slot != .name: variable(part, &sheet)
            case .access: member(part, &sheet)
            case .call: call(part, &sheet)
            default: break
            }
            if it.isBinding { target(part, &sheet) }
        }
    }

    private func variable(_ part: Int, _ sheet: inout DraftSheet) {
        let old = text(part)
        let range = anatomy[part].range
        let own = kinds.of(part)
        let visible = variables(at: part)
        let isBound = visible.contains { $0.text == old }
        if !isBound, names.isBound(old) == false { misspelt(part, &sheet) }
        // Something from outside, such as a built-in function, is rarely meant to be a variable.
        guard isBound else { return }
        for name in visible where name.text != old {
            let kind = kinds.of(name: name.text, at: part)
            let isKnown = !own.isEmpty && !kind.isEmpty
            sheet.replace(
                range, name.text, own.fits(kind) ? .nameOfKind : .nameOther,
                remoteness(name) + (isKnown ? 0 : 0.15))
        }
    }

    /// A name that nothing binds here: others that are written like it.
    private func misspelt(_ part: Int, _ sheet: inout DraftSheet) {
        let old = text(part)
        for name in names.visible(at: anatomy[part].range.lowerBound) where name.text != old {
            let likeness = similarity(old, name.text)
            if likeness > 0.6 {
                sheet.replace(anatomy[part].range, name.text, .nameMisspelt, 2 * (1 - likeness))
            } else if facts.messages.contains(where: { $0.contains(old) }) {
                sheet.replace(anatomy[part].range, name.text, .nameMisspelt, 1.5)
            }
        }
    }

    private func callee(_ part: Int, _ sheet: inout DraftSheet) {
        let old = text(part)
        let range = anatomy[part].range
        for new in spelling.siblings(of: old) { sheet.replace(range, new, .calleeSibling) }
        for name in names.visible(at: range.lowerBound)
        where name.kind == .function && name.text != old {
            sheet.replace(range, name.text, .calleeOther)
        }
        if !names.isBound(old) { misspelt(part, &sheet) }
    }

    private func target(_ part: Int, _ sheet: inout DraftSheet) {
        let it = anatomy[part]
        switch it.role {
        case .plain, .name:
            guard it.range.count < 64, anatomy.parentRole(part) != .declare,
                anatomy.parentRole(part) != .each
            else { return }
            for name in variables(at: part) where name.text != text(part) {
                sheet.replace(
                    it.range, name.text, .targetName,
                    remoteness(name)
                        + (kinds.of(name: text(part), at: part)
                            .fits(kinds.of(name: name.text, at: part)) ? 0 : 0.6))
            }
        case .element, .access:
            let function = it.function
            let others = Set(
                anatomy.parts.indices.filter {
                    anatomy[$0].role == it.role && anatomy[$0].function == function
                        && anatomy[$0].range.count < 40 && anatomy[$0].slot != .callee
                }.map(text))
            for other in others.sorted() where other != text(part) {
                sheet.replace(it.range, other, .targetName, 0.5)
            }
        default: break
        }
    }

    private func member(_ part: Int, _ sheet: inout DraftSheet) {
        guard let member = anatomy.child(part, .member), let object = anatomy.child(part, .object)
        else { return }
        let old = text(member)
        let range = anatomy[member].range
        let isCalled = anatomy[part].slot == .callee
        for new in spelling.siblings(of: old) { sheet.replace(range, new, .calleeSibling) }
        for (new, count) in memberNames(called: isCalled) where new != old {
            let likeness = similarity(old, new)
            let extra = likeness > 0.5 ? 0 : isCalled ? 1.0 : 0.3
            sheet.replace(range, new, .memberReplaced, extra + (count > 1 ? 0 : 0.2))
        }
        guard !isCalled, !anatomy[part].isBinding else { return }
        sheet.replace(anatomy[part].range, text(object), .memberDropped)
        // A list walks on: node.next.next.
        let link = anatomy.bytes[anatomy[object].range.upperBound..<range.lowerBound]
        sheet.replace(
            range.upperBound..<range.upperBound,
            String(decoding: link, as: UTF8.self) + old, .memberAdded)
    }

    /// The names of members that the file uses, and how often.
    private func memberNames(called: Bool) -> [(name: String, count: Int)] {
        var counts: [String: Int] = [:]
        for part in anatomy.parts.indices where anatomy[part].slot == .member {
            guard let access = anatomy[part].parent,
                (anatomy[access].slot == .callee) == called
            else { continue }
            counts[text(part), default: 0] += 1
        }
        return counts.sorted { ($1.value, $0.key) < ($0.value, $1.key) }.prefix(40)
            .map { ($0.key, $0.value) }
    }

    private func call(_ part: Int, _ sheet: inout DraftSheet) {
        let it = anatomy[part]
        guard let callee = anatomy.child(part, .callee) else { return }
        let list = anatomy.child(part, .arguments)
        let arguments = list.map { anatomy.children($0, .argument) } ?? []
        let positional = arguments.filter {
            anatomy[$0].role != .keyword && anatomy[$0].role != .spread
        }
        for (place, first) in positional.enumerated() {
            for (later, second) in positional.enumerated().dropFirst(place + 1) {
                sheet.replace(
                    [
                        Draft.Edit(range: anatomy[first].range, text: text(second)),
                        Draft.Edit(range: anatomy[second].range, text: text(first)),
                    ], .argumentsSwapped, 0.3 * Double(later - place - 1))
            }
        }
        if let list, !arguments.isEmpty { dropped(arguments, of: list, &sheet) }
        if let list { added(to: list, arguments, calling: callee, &sheet) }
        // A statement that only calls is deleted as a whole elsewhere.
        guard it.slot != .value || anatomy.parentRole(part) != .action else { return }
        for argument in arguments where anatomy[argument].role.isExpression {
            sheet.replace(it.range, fit(text(argument), part), .callUnwrapped)
        }
        let object =
            anatomy.child(part, .object)
            ?? (anatomy[callee].role == .access ? anatomy.child(callee, .object) : nil)
        if let object {
            sheet.replace(it.range, fit(text(object), part), .callDropped)
        }
    }

    private func dropped(_ arguments: [Int], of list: Int, _ sheet: inout DraftSheet) {
        for (place, argument) in arguments.enumerated() {
            let range = anatomy[argument].range
            let own =
                arguments.count == 1
                ? range
                : place == 0
                    ? range.lowerBound..<anatomy[arguments[1]].range.lowerBound
                    : anatomy[arguments[place - 1]].range.upperBound..<range.upperBound
            sheet.replace(own, "", .argumentDropped, arguments.count == 1 ? 0.4 : 0)
        }
    }

    /// A function of this file that takes more than it is given gets a name of the scope.
    private func added(
        to list: Int, _ arguments: [Int], calling callee: Int, _ sheet: inout DraftSheet
    ) {
        guard arguments.count < 6 else { return }
        let name = kinds.calledName(callee)
        let missing = parameterCount(of: name).map { $0 - arguments.count }
        // Without the definition, only what the failure speaks for.
        guard missing.map({ $0 > 0 }) ?? hints.has(.type) else { return }
        let end = anatomy[list].range.upperBound - 1
        let values =
            variables(at: list).map { ($0.text, remoteness($0)) } + [("0", 0.3), ("1", 0.4)]
        for (value, extra) in values.prefix(24) {
            let extra = extra + (missing == 1 ? -0.0 : 0.4)
            if let last = arguments.last {
                let at = anatomy[last].range.upperBound
                sheet.replace(at..<at, ", " + value, .argumentAdded, extra)
                if let first = arguments.first {
                    let start = anatomy[first].range.lowerBound
                    sheet.replace(start..<start, value + ", ", .argumentAdded, extra + 0.2)
                }
            } else {
                sheet.replace(end..<end, value, .argumentAdded, extra)
            }
        }
    }

    /// How many parameters the function of a name has, if there is one here.
    private func parameterCount(of name: String) -> Int? {
        for part in anatomy.parts.indices where anatomy[part].role == .function {
            guard let own = anatomy.child(part, .name), text(own) == name,
                let list = anatomy.child(part, .parameters)
            else { continue }
            return anatomy.children(list, .parameter).filter {
                text($0) != "self" && text($0) != "cls"
            }.count
        }
        return nil
    }
}
