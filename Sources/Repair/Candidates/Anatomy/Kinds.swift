internal import Languages

/// What the names and expressions of a text are known to be, from annotations, from what is
/// assigned to them, and from how they are used.
struct Kinds {
    /// The outermost function, or nil for the text, and a name.
    private struct Key: Hashable {
        let unit: Int?
        let name: String
    }

    private let anatomy: Anatomy
    private let words: [ValueKind: KindWords]
    private let units: [Int?]
    private var names: [Key: KindSet] = [:]
    /// Names of functions that are defined here, with what they answer.
    private var functions: [String: KindSet] = [:]
    private let callKinds: [String: KindSet]
    private let memberKinds: [String: KindSet]

    init(_ anatomy: Anatomy, _ description: RepairDescription) {
        self.anatomy = anatomy
        words = description.kinds
        var units: [Int?] = []
        for part in anatomy.parts {
            units.append(part.function.map { units[$0] ?? $0 })
        }
        self.units = units
        var calls: [String: KindSet] = [:]
        var members: [String: KindSet] = [:]
        for (kind, words) in description.kinds {
            for call in words.calls { calls[call, default: []].insert(KindSet(kind)) }
            for member in words.members { members[member, default: []].insert(KindSet(kind)) }
        }
        callKinds = calls
        memberKinds = members
        // Annotations first: what they say is not guessed at.
        for part in anatomy.parts.indices { readAnnotation(part) }
        let declared = Set(names.keys)
        for part in anatomy.parts.indices { readUse(part, but: declared) }
    }

    /// What a name is, seen from a part.
    func of(name: String, at part: Int) -> KindSet {
        if let unit = units[part], let known = names[Key(unit: unit, name: name)] { return known }
        return names[Key(unit: nil, name: name)] ?? (functions[name] == nil ? [] : .function)
    }

    /// What an expression is.
    func of(_ part: Int, depth: Int = 0) -> KindSet {
        guard depth < 6 else { return [] }
        switch anatomy[part].role {
        case .number, .negative: return .number
        case .text: return .text
        case .boolean, .comparison, .chain, .not: return .boolean
        case .list: return .list
        case .set: return .set
        case .map: return .map
        case .tuple: return .tuple
        case .lambda: return .function
        case .name: return of(name: anatomy.text(part), at: part)
        case .group, .await:
            return anatomy.child(part, .operand).map { of($0, depth: depth + 1) } ?? []
        case .conditional:
            return anatomy.child(part, .consequence).map { of($0, depth: depth + 1) } ?? []
        case .comprehension: return .list
        case .arithmetic: return ofArithmetic(part, depth)
        case .logic:
            let right = anatomy.child(part, .right).map { of($0, depth: depth + 1) } ?? []
            return right == .boolean ? .boolean : []
        case .call: return ofCall(part)
        case .element:
            guard let index = anatomy.child(part, .index), anatomy[index].role == .slice,
                let object = anatomy.child(part, .object)
            else { return [] }
            return of(object, depth: depth + 1)
        default: return []
        }
    }

    private func ofArithmetic(_ part: Int, _ depth: Int) -> KindSet {
        guard let left = anatomy.child(part, .left), let right = anatomy.child(part, .right),
            let operation = anatomy.child(part, .operator)
        else { return [] }
        let (one, other) = (of(left, depth: depth + 1), of(right, depth: depth + 1))
        switch anatomy.text(operation) {
        case "+", "*":
            if one == .number, other == .number { return .number }
            let sequence = one.union(other).intersection(.sequences)
            return sequence.isEmpty ? (one.union(other) == .number ? .number : []) : sequence
        case "-", "&", "|", "^": return one == .set || other == .set ? .set : .number
        case "%": return one == .text ? .text : .number
        case "..", ".": return .text
        default: return .number
        }
    }

    private func ofCall(_ part: Int) -> KindSet {
        guard let callee = anatomy.child(part, .callee) else { return [] }
        let name = calledName(callee)
        return functions[name] ?? callKinds[name] ?? []
    }

    /// The last word of what is called.
    func calledName(_ callee: Int) -> String {
        guard anatomy[callee].role == .access, let member = anatomy.child(callee, .member) else {
            return anatomy.text(callee)
        }
        return anatomy.text(member)
    }

    /// The kinds that the words of an annotation name, the first alone.
    private func annotated(_ part: Int) -> KindSet {
        let text = anatomy.text(part)
        if text.hasPrefix("["), !text.hasPrefix("[]byte") { return .list }
        for word in text.split(whereSeparator: { !$0.isLetter && !$0.isNumber && $0 != "_" }) {
            for (kind, known) in words where known.types.contains(String(word)) {
                if text.hasSuffix("[]"), kind != .list { return .list }
                return KindSet(kind)
            }
            // What may be missing is still what it is.
            if !["Optional", "const", "mut", "final", "unsigned", "std"].contains(word) { break }
        }
        return []
    }

    private mutating func learn(_ name: Int, _ kind: KindSet, but declared: Set<Key> = []) {
        guard anatomy[name].range.count < 64 else { return }
        let key = Key(unit: units[name], name: anatomy.text(name))
        if !kind.isEmpty, !declared.contains(key) { names[key, default: []].formUnion(kind) }
    }

    private mutating func readAnnotation(_ part: Int) {
        guard let type = anatomy.child(part, .type) else { return }
        switch anatomy[part].role {
        case .function:
            if let name = anatomy.child(part, .name) {
                functions[anatomy.text(name)] = annotated(type)
            }
        default:
            for target in anatomy.children(part, .target) { learn(target, annotated(type)) }
        }
    }

    private mutating func readUse(_ part: Int, but declared: Set<Key>) {
        switch anatomy[part].role {
        case .function:
            if let name = anatomy.child(part, .name), functions[anatomy.text(name)] == nil {
                functions[anatomy.text(name)] = []
            }
        case .assign, .declare:
            guard let target = anatomy.child(part, .target),
                let value = anatomy.child(part, .value)
            else { return }
            bind(target, to: value, declared)
        case .each: readLoop(part, declared)
        case .comparison, .arithmetic, .update: readOperands(part, declared)
        case .access:
            guard let object = anatomy.child(part, .object), anatomy[object].role == .name,
                let member = anatomy.child(part, .member)
            else { return }
            let isCalled = anatomy[part].slot == .callee
            let kind = memberKinds[anatomy.text(member)] ?? (isCalled ? [] : .object)
            if kind.rawValue.nonzeroBitCount == 1 { learn(object, kind, but: declared) }
        case .element:
            guard let object = anatomy.child(part, .object), anatomy[object].role == .name,
                let index = anatomy.child(part, .index), anatomy[index].role == .slice,
                of(object).isEmpty
            else { return }
            learn(object, .list, but: declared)
        default: break
        }
    }

    private mutating func bind(_ target: Int, to value: Int, _ declared: Set<Key>) {
        guard anatomy[target].role == .tuple, anatomy[value].role == .tuple else {
            if anatomy[target].role == .plain || anatomy[target].role == .name {
                learn(target, of(value), but: declared)
            }
            return
        }
        for (one, other) in zip(anatomy.children(target), anatomy.children(value)) {
            learn(one, of(other), but: declared)
        }
    }

    private mutating func readLoop(_ part: Int, _ declared: Set<Key>) {
        guard let target = anatomy.child(part, .target),
            let iterated = anatomy.child(part, .iterated)
        else { return }
        if anatomy[iterated].role == .name, of(iterated).isEmpty {
            learn(iterated, .list, but: declared)
        }
        guard anatomy[iterated].role == .call, let callee = anatomy.child(iterated, .callee) else {
            if anatomy[iterated].role == .expression { learn(target, .number, but: declared) }
            return
        }
        switch calledName(callee) {
        case "range": learn(target, .number, but: declared)
        case "enumerate":
            if let first = anatomy.children(target).first { learn(first, .number, but: declared) }
        default: break
        }
    }

    /// What is counted with a number is a number.
    private mutating func readOperands(_ part: Int, _ declared: Set<Key>) {
        let (first, second): (Slot, Slot) =
            anatomy[part].role == .update ? (.target, .value) : (.left, .right)
        guard let left = anatomy.child(part, first), let right = anatomy.child(part, second) else {
            return
        }
        for (one, other) in [(left, right), (right, left)]
        where anatomy[one].role == .name || anatomy[one].slot == .target {
            let kind = of(other)
            if kind == .number || anatomy[part].role == .update {
                learn(one, kind, but: declared)
            }
        }
    }
}
