internal import Structure
internal import Text

/// Admits only what adds no syntax error. Without a tree it cannot tell, and admits everything.
struct SyntaxGate: ~Copyable {
    /// How many texts have been parsed.
    private(set) var trials = 0
    private let replaced: Range<Int>
    private var trial: SyntaxTrial?

    init(_ input: CompletionInput, replacing replaced: Range<Int>) {
        self.replaced = replaced
        trial = SyntaxTrial(
            text: input.text, tree: input.tree, budgetNanoseconds: input.limits.parseNanoseconds)
    }

    mutating func admits(_ text: [UInt8]) -> Bool {
        guard let before = trial?.errors else { return true }
        trials += 1
        let edits = EditSet(TextEdit(Range<ByteOffset>(replaced), text))
        // What could not be checked in time is not shown.
        guard let after = trial?.errors(after: edits) else { return false }
        return after <= before
    }
}
