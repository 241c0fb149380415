internal import Languages

// Values: one more or less, wrapped, combined, cut.

extension Drafter {
    /// Drafts that build a new value around an old one, or put a name in its place.
    func expressions(_ site: Int, _ sheet: inout DraftSheet) {
        for part in parts(of: site) {
            if anatomy[part].role == .slice { slice(part, &sheet) }
            if anatomy[part].role == .each { loopBounds(part, &sheet) }
            guard isValue(part) else { continue }
            let kind = kinds.of(part)
            offByOne(part, kind, &sheet)
            wrapped(part, kind, &sheet)
            combined(part, kind, &sheet)
            cut(part, kind, &sheet)
            named(part, kind, &sheet)
            filled(part, &sheet)
            looked(part, &sheet)
            best(part, kind, &sheet)
            awaited(part, &sheet)
        }
    }

    /// Whether a value stands where its size matters.
    private func isMeasured(_ part: Int) -> Bool {
        if anatomy[part].slot == .argument || anatomy[part].slot == .bound
            || anatomy[part].slot == .index || anatomy[part].slot == .item
        {
            return true
        }
        switch anatomy.parentRole(part) {
        case .comparison, .chain, .arithmetic, .return, .assign, .declare, .update, .conditional,
            .comprehension, .expression, .each, .group:
            return true
        default: return false
        }
    }

    private func offByOne(_ part: Int, _ kind: KindSet, _ sheet: inout DraftSheet) {
        guard kind.maybe(.number), anatomy[part].role != .number, anatomy[part].role != .group,
            isMeasured(part), anatomy[part].role != .text
        else { return }
        var extra = kind == .number ? 0 : 0.5
        if anatomy.parentRole(part) == .arithmetic { extra += 0.3 }
        let own = operand(part, .sum)
        for sign in ["+", "-"] {
            sheet.replace(
                anatomy[part].range, fit("\(own) \(sign) 1", part), .offByOne, extra)
        }
    }

    private func wrapped(_ part: Int, _ kind: KindSet, _ sheet: inout DraftSheet) {
        switch anatomy[part].role {
        case .null, .boolean, .lambda, .group, .await: return
        default: break
        }
        let range = anatomy[part].range
        let own = text(part)
        let atom = operand(part, .atom)
        var seen: Set<String> = []
        for wrap in spelling.wraps(of: kind) {
            let inner = wrap.form.hasPrefix("{a}") ? atom : own
            let whole = Spelling.filled(wrap.form, inner)
            guard seen.insert(whole).inserted else { continue }
            let isKnown = wrap.takes.map { kind.isKnown(as: KindSet($0)) } ?? false
            var extra = isKnown ? 0 : 0.4
            if let gives = wrap.gives, wrap.takes != wrap.gives {
                extra += isExpected(KindSet(gives), at: part) ? 0 : 0.3
            }
            if anatomy[part].role == .number || anatomy[part].role == .text { extra += 0.8 }
            sheet.replace(range, fit(whole, part), .wrapped, extra)
            for outer in spelling.description.wraps
            where outer.takes == wrap.gives && outer.gives != nil && outer.form.hasSuffix("({a})")
                && wrap.form.hasSuffix("({a})") && outer.form != wrap.form
            {
                sheet.replace(
                    range, fit(Spelling.filled(outer.form, whole), part), .wrappedTwice, extra)
            }
        }
        // The same call once more, as it stands around or beside: f(x) -> f(f(x)).
        if anatomy[part].role == .call, let callee = anatomy.child(part, .callee),
            let list = anatomy.child(part, .arguments),
            anatomy.children(list, .argument).count == 1
        {
            sheet.replace(range, "\(text(callee))(\(own))", .wrapped, 0.6)
        }
        comparedBoth(part, &sheet)
    }

    /// Both sides of a comparison wrapped alike.
    private func comparedBoth(_ part: Int, _ sheet: inout DraftSheet) {
        guard anatomy[part].role == .comparison, let left = anatomy.child(part, .left),
            let right = anatomy.child(part, .right)
        else { return }
        for wrap in spelling.wraps(of: kinds.of(left)) {
            sheet.replace(
                [left, right].map {
                    let inner = wrap.form.hasPrefix("{a}") ? operand($0, .atom) : text($0)
                    return Draft.Edit(
                        range: anatomy[$0].range, text: Spelling.filled(wrap.form, inner))
                }, .wrapped, 0.6)
        }
    }

    /// Whether a value of a kind is what the place of a part wants.
    private func isExpected(_ kind: KindSet, at part: Int) -> Bool {
        guard let parent = anatomy[part].parent else { return false }
        switch anatomy[parent].role {
        case .arithmetic, .comparison:
            let other = anatomy.children(parent).first {
                $0 != part && anatomy[$0].slot != .operator
            }
            return other.map { kinds.of($0).isKnown(as: kind) } ?? false
        case .each: return kind == .list
        default: return false
        }
    }

    private func combined(_ part: Int, _ kind: KindSet, _ sheet: inout DraftSheet) {
        switch anatomy[part].role {
        case .name, .call, .element, .access, .comprehension, .arithmetic, .list: break
        default: return
        }
        guard isMeasured(part) else { return }
        let range = anatomy[part].range
        for name in variables(at: part) where name.text != text(part) {
            let other = kinds.of(name: name.text, at: part)
            guard kind.fits(other), other.isDisjoint(with: [.map, .boolean, .function, .set])
            else { continue }
            let extra = remoteness(name) + (kind.isEmpty || other.isEmpty ? 0.3 : 0)
            var whole: [(text: String, extra: Double)] = []
            let both = kind.union(other)
            if both.maybe(.sequences), !both.contains(.number), spelling.has("+") {
                whole += [("\(operand(part, .sum)) + \(name.text)", 0)]
                whole += [("\(name.text) + \(operand(part, Precedence.sum.tighter))", 0)]
            }
            if both.maybe(.number) {
                for (rank, sign) in ["-", "+", "*", "//", "/", "%"].enumerated()
                where spelling.has(sign) {
                    let level = Precedence(ofOperator: sign)
                    whole.append(
                        ("\(operand(part, level)) \(sign) \(name.text)", rank > 1 ? 0.2 : 0))
                }
                whole.append(("\(name.text) - \(operand(part, Precedence.sum.tighter))", 0.1))
            }
            for (text, more) in whole {
                sheet.replace(range, fit(text, part), .combined, extra + more)
            }
        }
        guard kind.maybe(.number), anatomy[part].role != .list else { return }
        var numbers = ["{a} * 2", "-{a}"]
        numbers += ["{a} ** 2", "{a} // 2", "{a} / 2", "{a} % 2", "{a} % 10"].filter {
            spelling.has(String($0.dropFirst(4).prefix { $0 != " " }))
        }
        for form in numbers {
            let level = form.hasPrefix("-") ? Precedence.sign : .product
            sheet.replace(
                range, fit(Spelling.filled(form, operand(part, level)), part),
                form.hasPrefix("-") ? .signAdded : .combinedWithNumber,
                kind.isEmpty ? 0.4 : 0)
        }
    }

    /// A part of a list or text.
    private func cut(_ part: Int, _ kind: KindSet, _ sheet: inout DraftSheet) {
        guard kind.maybe(.sequences) else { return }
        switch anatomy[part].role {
        case .text, .number, .null, .boolean, .lambda, .group, .list, .arithmetic, .comparison,
            .logic, .not, .conditional:
            return
        default: break
        }
        let range = anatomy[part].range
        let own = operand(part, .atom)
        let isName = anatomy[part].role == .name
        let extra = (kind.isEmpty ? 0.4 : 0) + (isName ? 0 : 0.5)
        for form in [RepairForm.dropFirst, .dropLast, .reversed] {
            if let new = spelling(form, own) { sheet.replace(range, new, .sliced, extra) }
        }
        for name in variables(at: part) {
            guard name.text != own, kinds.of(name: name.text, at: part).maybe(.number) else {
                continue
            }
            for form in [RepairForm.from, .to] {
                if let new = spelling(form, own, name.text) {
                    sheet.replace(range, new, .sliced, extra + 0.3 + remoteness(name))
                }
            }
            if isName || kind.isKnown(as: .sequences) {
                sheet.replace(
                    range, "\(own)[\(name.text)]", .indexed, extra + remoteness(name))
            }
        }
        if isName || kind.isKnown(as: .sequences) {
            sheet.replace(range, "\(own)[0]", .indexed, extra + 0.2)
        }
        if anatomy[part].role == .call || anatomy[part].slot == .value,
            let copy = spelling.description.wraps.first(where: {
                $0.takes == .list && $0.gives == .list && $0.form.hasPrefix("list(")
            })
        {
            sheet.replace(range, Spelling.filled(copy.form, own), .copied, extra)
        }
    }

    private func slice(_ part: Int, _ sheet: inout DraftSheet) {
        let text = text(part)
        let halves = text.split(separator: ":", omittingEmptySubsequences: false)
        guard halves.count == 2 else { return }
        let (start, end) = (halves[0].trimmed, halves[1].trimmed)
        let range = anatomy[part].range
        sheet.replace(range, "\(end):\(start)", .sliceChanged)
        for (one, other) in [(start, ""), ("", end), (start + " + 1", end), (start, end + " + 1")]
        where (one, other) != (start, end) && one != " + 1" && other != " + 1" {
            sheet.replace(range, "\(one):\(other)", .sliceChanged)
        }
    }

    /// A loop from the first on, or to the last: range(n), range(1, n), range(n + 1).
    private func loopBounds(_ part: Int, _ sheet: inout DraftSheet) {
        guard let iterated = anatomy.child(part, .iterated), anatomy[iterated].role == .call,
            let list = anatomy.child(iterated, .arguments)
        else { return }
        let arguments = anatomy.children(list, .argument)
        if arguments.count == 1, let only = arguments.first {
            let start = anatomy[only].range.lowerBound
            for (rank, first) in ["1", "0", "2"].enumerated() {
                sheet.replace(
                    start..<start, first + ", ", .offByOne, 0.6 + 0.3 * Double(rank))
            }
        }
    }

    /// A name where something longer stands.
    private func named(_ part: Int, _ kind: KindSet, _ sheet: inout DraftSheet) {
        switch anatomy[part].role {
        case .name, .text, .null, .boolean, .lambda, .group: return
        default: break
        }
        for name in variables(at: part) {
            let other = kinds.of(name: name.text, at: part)
            guard kind.fits(other) else { continue }
            sheet.replace(
                anatomy[part].range, name.text, .expressionToName,
                remoteness(name) + (kind.isEmpty || other.isEmpty ? 0.3 : 0))
            if other == .number, kind.maybe(.number), let negated = spelling(.negated, name.text) {
                sheet.replace(
                    anatomy[part].range, fit(negated, part), .expressionToName,
                    1.2 + remoteness(name))
            }
        }
    }

    /// Something in an empty list, and a value in a list of its own.
    private func filled(_ part: Int, _ sheet: inout DraftSheet) {
        let range = anatomy[part].range
        if anatomy[part].role == .list, anatomy.children(part).isEmpty {
            if let empty = spelling(.emptyList), let list = spelling(.list, empty) {
                sheet.replace(range, list, .listFilled)
            }
            for name in variables(at: part) {
                if let list = spelling(.list, name.text) {
                    sheet.replace(range, list, .listFilled, remoteness(name))
                }
            }
        } else if isMeasured(part), anatomy[part].role != .boolean, anatomy[part].role != .null,
            let list = spelling(.list, text(part))
        {
            sheet.replace(range, list, .listFilled, 0.9)
        }
    }

    /// A value of a map that may not be there.
    private func looked(_ part: Int, _ sheet: inout DraftSheet) {
        guard anatomy[part].role == .element, let object = anatomy.child(part, .object),
            let index = anatomy.child(part, .index), anatomy[index].role != .slice,
            kinds.of(object).maybe(.map)
        else { return }
        let fallbacks =
            ["0", "1"]
            + [RepairForm.null, .emptyList, .emptyText].compactMap {
                spelling($0)
            }
        for (rank, fallback) in fallbacks.enumerated() {
            if let new = spelling(.valueOrDefault, text(object), text(index), fallback) {
                sheet.replace(
                    anatomy[part].range, new, .defaulted,
                    0.2 * Double(rank) + (kinds.of(object) == .map ? 0 : 0.5))
            }
        }
    }

    /// The larger or smaller one of a value and another.
    private func best(_ part: Int, _ kind: KindSet, _ sheet: inout DraftSheet) {
        guard kind.maybe(.number), let statement = anatomy[part].parent,
            anatomy[part].slot == .value,
            [.assign, .return, .declare].contains(anatomy[statement].role)
        else { return }
        let own = text(part)
        var others: [(text: String, extra: Double)] = [("0", 0.2), ("1", 0.3)]
        if let target = anatomy.child(statement, .target), anatomy[statement].role == .assign {
            others.insert((text(target), 0), at: 0)
        }
        others += variables(at: part).filter {
            kinds.of(name: $0.text, at: part).maybe(.number) && $0.text != own
        }.map { ($0.text, 0.5 + remoteness($0)) }
        for (other, extra) in others {
            for form in [RepairForm.maximum, .minimum] {
                if let new = spelling(form, other, own) {
                    sheet.replace(
                        anatomy[part].range, new, .bestOf, extra + (kind.isEmpty ? 0.3 : 0))
                }
            }
        }
    }

    private func awaited(_ part: Int, _ sheet: inout DraftSheet) {
        switch anatomy[part].role {
        case .await:
            if let operand = anatomy.child(part, .operand) {
                sheet.replace(anatomy[part].range, fit(text(operand), part), .awaitChanged)
            }
        case .call where anatomy.parentRole(part) != .await:
            guard anatomy.bytes.contains(word: "async") else { return }
            if let new = spelling(.await, text(part)) {
                sheet.replace(anatomy[part].range, fit(new, part), .awaitChanged)
            }
        default: break
        }
    }
}

extension Substring {
    /// Without the blanks at both ends.
    fileprivate var trimmed: String {
        var rest = self
        while rest.first == " " { rest.removeFirst() }
        while rest.last == " " { rest.removeLast() }
        return String(rest)
    }
}

extension [UInt8] {
    /// Whether the bytes of a word occur.
    fileprivate func contains(word: String) -> Bool {
        let word = Array(word.utf8)
        guard let first = word.first else { return true }
        var start = startIndex
        while let at = self[start...].firstIndex(of: first) {
            if self[at...].starts(with: word) { return true }
            start = at + 1
        }
        return false
    }
}
