/// What a failure looks like, in words that languages share.
struct FailureHints: Hashable {
    /// What the failure says of the fault.
    enum Hint: String, CaseIterable {
        case index, key, null, zero, name, member, type, recursion, endless, value
        /// The values differ by one; one is the other's negative; one is the other's opposite.
        case byOne, sign, flag
        /// What came is empty or missing.
        case nothing
        /// What came is what was expected, in another kind of value.
        case otherKind
        /// What came is what was expected in another order.
        case otherOrder
    }

    let hints: Set<Hint>

    init(_ facts: FailureFacts) {
        var hints: Set<Hint> = facts.isEndless ? [.endless] : []
        for text in facts.errors + facts.messages {
            let text = text.lowercased()
            for (hint, words) in FailureHints.words where words.contains(where: text.contains) {
                hints.insert(hint)
            }
        }
        for mismatch in facts.mismatches { hints.formUnion(FailureHints.hints(of: mismatch)) }
        self.hints = hints
    }

    func has(_ hint: Hint) -> Bool { hints.contains(hint) }

    /// What the messages of runtimes have in common.
    private static let words: [(Hint, [String])] = [
        (.index, ["indexerror", "out of range", "out of bounds", "outofbounds", "rangeerror"]),
        (.key, ["keyerror", "no such key", "nosuchelement", "key not found"]),
        (
            .null,
            [
                "nonetype", "null", "undefined", "nil", "unwrap()` on a `none", "nullpointer",
            ]
        ),
        (.zero, ["divi", "zero"]),
        (.name, ["nameerror", "is not defined", "cannot find", "undeclared", "unboundlocal"]),
        (.member, ["attributeerror", "has no attribute", "no method", "is not a function"]),
        (.type, ["typeerror", "classcast", "unsupported operand", "mismatched types"]),
        (.recursion, ["recursion", "stack overflow", "stackoverflow", "maximum call stack"]),
        (.endless, ["timed out", "timeout"]),
        (.value, ["valueerror", "invalid literal", "numberformat", "parse"]),
    ]

    private static func hints(of mismatch: FailureFacts.Mismatch) -> Set<Hint> {
        let (expected, actual) = (mismatch.expected, mismatch.actual)
        var hints: Set<Hint> = []
        if let one = Double(expected), let other = Double(actual) {
            if abs(one - other) == 1 { hints.insert(.byOne) }
            if one == -other, one != 0 { hints.insert(.sign) }
        }
        let flags: Set = ["true", "false"]
        if flags.isSuperset(of: [expected.lowercased(), actual.lowercased()]) {
            hints.insert(.flag)
        }
        let nothing: Set = ["", "none", "null", "nil", "undefined", "[]", "{}", "''", "\"\"", "()"]
        if nothing.contains(actual.lowercased()) { hints.insert(.nothing) }
        let ink = { (text: String) in
            text.utf8.filter { !"\"'()[]{} ".utf8.contains($0) }
        }
        let (one, other) = (ink(expected), ink(actual))
        if one == other, expected != actual { hints.insert(.otherKind) }
        if one != other, one.sorted() == other.sorted() { hints.insert(.otherOrder) }
        return hints
    }
}
