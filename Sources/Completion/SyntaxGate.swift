internal import Structure
internal import Text

/// Tells what proposals do to the syntax of a text. Without a tree it cannot tell, and objects to
/// none.
struct SyntaxGate: ~Copyable {
    enum Verdict {
        /// With it there are no errors, or fewer than without.
        case fits
        /// There are as many errors as before.
        case mendsNothing
        /// There are more, or it could not be found out in time.
        case breaks
    }

    /// How many texts have been parsed.
    private(set) var trials = 0
    private let replaced: Range<Int>
    private var trial: SyntaxTrial?

    init(_ input: CompletionInput, replacing replaced: Range<Int>) {
        self.replaced = replaced
        trial = SyntaxTrial(
            text: input.text, tree: input.tree, budgetNanoseconds: input.limits.parseNanoseconds)
    }

    mutating func judge(_ text: [UInt8]) -> Verdict {
        guard let before = trial?.errors else { return .fits }
        trials += 1
        let edits = EditSet(TextEdit(Range<ByteOffset>(replaced), text))
        guard let after = trial?.errors(after: edits) else { return .breaks }
        if after > before { return .breaks }
        return after < before || after == 0 ? .fits : .mendsNothing
    }
}
