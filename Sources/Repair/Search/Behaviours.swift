/// What candidates that pass all tests do with inputs that no test has: those of the tests, varied
/// by chance. There is nothing to hold it against but the candidates themselves: where one fails
/// and another does not, the other is the likelier repair. Pure.
struct Behaviours {
    /// For each candidate what each call came to: a value's fingerprint, an error, or no end.
    let answers: [[String]]

    /// The candidates in the order in which they are to be shown: those behind that fail on inputs
    /// on which others do not. Of equals the earlier stays before.
    var order: [Int] {
        let troubles = answers.indices.map { candidate in
            answers[candidate].indices.count { input in
                fails(candidate, input) && answers.indices.contains { !fails($0, input) }
            }
        }
        let inputs = answers.map(\.count).max() ?? 0
        let least = troubles.min() ?? 0
        let margin = inputs / Behaviours.marginShare
        let behind = troubles.map { $0 > least + margin }
        return answers.indices.filter { !behind[$0] } + answers.indices.filter { behind[$0] }
    }

    /// One in so many inputs may tell nothing.
    private static let marginShare = 20

    /// What there is to say of a candidate next to the others; nil where nothing was compared.
    func remark(on candidate: Int) -> String? {
        let own = answers[candidate]
        let others = answers.indices.filter { $0 != candidate && answers[$0].count == own.count }
        guard !own.isEmpty, !others.isEmpty else { return nil }
        let alike = others.count { answers[$0] == own }
        return "on \(own.count) inputs that no test has, it does the same as \(alike) of "
            + "\(others.count) other patches that pass"
    }

    private func fails(_ candidate: Int, _ input: Int) -> Bool {
        guard answers[candidate].indices.contains(input) else { return false }
        return !answers[candidate][input].hasPrefix("value")
    }
}
