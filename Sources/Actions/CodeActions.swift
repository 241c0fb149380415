internal import Structure
internal import Text

extension ActionInput {
    /// The actions that can be offered for the range: those for conflict markers around it, then
    /// those for the syntax errors in and near it, the nearest first.
    package func codeActions() -> [Action] {
        if let only, !only.contains(where: { $0.covers(.quickFix) }) { return [] }
        let asked = text.clamp(range).offsets
        let conflicts = Conflict.all(in: text)
        var bench = TestBench(self, conflicts: conflicts.count)
        var actions: [Action] = []
        for conflict in conflicts where conflict.whole.touches(asked) {
            actions += bench.verified(conflict.proposals(in: text), for: conflict.whole)
        }
        guard let tree else { return Array(actions.prefix(limits.actions)) }
        let sites = ErrorSite.near(asked, lines: limits.lines, in: text, tree: tree)
        for site in sites where !conflicts.contains(where: { $0.whole.touches(site.range) }) {
            guard bench.isUsable else { break }
            let repairs = bench.firstVerified(
                SyntaxRepairs(text: text, tree: tree, site: site).proposals(), for: site.range)
            // One slip often makes two errors: what solves both is offered once, and alone.
            let isSolved = repairs.contains { repair in
                actions.contains { $0.edits == repair.edits }
            }
            if !isSolved { actions += repairs }
        }
        return Array(actions.prefix(limits.actions))
    }
}

/// A change that may solve a problem.
struct Proposal {
    var title: String
    var edits: EditSet

    init(title: String, edits: EditSet) {
        self.title = title
        self.edits = edits
    }

    static func insert(_ token: String, at place: Int, _ whereabouts: String) -> Proposal {
        Proposal(
            title: "Insert `\(token)`\(whereabouts)",
            edits: EditSet(TextEdit(Range<ByteOffset>(place..<place), token)))
    }
}

/// Tries proposals, and lets those pass that leave fewer problems than there are. Conflict markers
/// count as problems, whatever the parser makes of them.
private struct TestBench: ~Copyable {
    private let input: ActionInput
    private let conflicts: Int
    private var trial: SyntaxTrial?
    private var trialsLeft: Int
    /// How many problems there are.
    private let problems: Int
    /// Whether syntax errors can be counted.
    private let canParse: Bool

    /// As many different ways to repair one problem are offered.
    private static let mostActions = 3
    /// As many proposals behind one that helps are tried: the next ones may help as much.
    private static let trialsBehindSuccess = 3

    init(_ input: ActionInput, conflicts: Int) {
        self.input = input
        self.conflicts = conflicts
        trialsLeft = input.limits.trials
        if let trial = SyntaxTrial(
            text: input.text, tree: input.tree, budgetNanoseconds: input.limits.trialsNanoseconds)
        {
            problems = trial.errors + conflicts
            canParse = true
            self.trial = consume trial
        } else {
            problems = conflicts
            canParse = false
            trial = nil
        }
    }

    /// Whether there is something left to find out about syntax errors.
    var isUsable: Bool { canParse && trialsLeft > 0 }

    /// Those that help of the first group in which any does.
    mutating func firstVerified(_ groups: [[Proposal]], for problem: Range<Int>) -> [Action] {
        for group in groups {
            let actions = verified(group, for: problem)
            if !actions.isEmpty { return actions }
        }
        return []
    }

    /// Of the proposals that help, those that help most.
    mutating func verified(_ proposals: [Proposal], for problem: Range<Int>) -> [Action] {
        let before = problems
        var passed: [(proposal: Proposal, problems: Int)] = []
        var tried: Set<EditSet> = []
        var more = Int.max
        for proposal in proposals where tried.insert(proposal.edits).inserted {
            guard trialsLeft > 0, more > 0 else { break }
            trialsLeft -= 1
            more -= passed.isEmpty ? 0 : 1
            guard let after = problems(after: proposal.edits), after < before else { continue }
            if passed.isEmpty { more = Self.trialsBehindSuccess }
            passed.append((proposal, after))
        }
        let fewest = passed.map(\.problems).min() ?? 0
        let best = passed.filter { $0.problems == fewest }.prefix(Self.mostActions)
        return best.map { candidate in
            Action(
                title: candidate.proposal.title, kind: .quickFix, edits: candidate.proposal.edits,
                problem: Range<ByteOffset>(problem), isPreferred: best.count == 1,
                errorsBefore: before, errorsAfter: candidate.problems)
        }
    }

    private mutating func problems(after edits: EditSet) -> Int? {
        var left = 0
        if conflicts > 0 {
            guard let bytes = try? edits.applied(to: input.text.bytes) else { return nil }
            left = Conflict.all(in: TextBuffer(bytes)).count
        }
        guard canParse else { return left }
        return trial?.errors(after: edits).map { $0 + left }
    }
}

extension Range<Int> {
    /// Whether they overlap, or one starts where the other ends.
    func touches(_ other: Range<Int>) -> Bool {
        lowerBound <= other.upperBound && other.lowerBound <= upperBound
    }
}
