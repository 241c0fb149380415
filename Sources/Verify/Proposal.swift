/// What a proposer offers the user: a patch, and what the gates found out about it. Who made it, a
/// model or a search, makes no difference to what follows.
package struct Proposal: Sendable, Equatable {
    /// What it does, in one line.
    package var title: String
    package var patch: Patch
    package var evidence: EvidenceSummary

    /// A patch that was judged.
    package init(title: String, patch: Patch, evidence: EvidenceSummary) {
        self.title = title
        self.patch = patch
        self.evidence = evidence
    }
}

/// What a reader is told of evidence: names and counts in place of whole reports, so that it can be
/// shown, compared and kept.
package struct EvidenceSummary: Sendable, Equatable {
    package var verdict: Evidence.Verdict
    /// The tests that were red and are green.
    package var turnedGreen: [String] = []
    /// So many tests were green and still are, or came with the patch and are green.
    package var greenCount = 0
    /// The tests that were red and still are.
    package var stillRed: [String] = []
    /// What speaks against the patch.
    package var reasons: [String] = []
    /// What was not looked at, with why.
    package var notRun: [String] = []
    /// What else a reader should know.
    package var remarks: [String] = []

    /// Nothing but a verdict.
    package init(_ verdict: Evidence.Verdict) {
        self.verdict = verdict
    }

    /// The short form of what the gates found out.
    package init(_ evidence: Evidence) {
        verdict = evidence.verdict
        // Whole suites say everything that their first tests said.
        let whole = evidence.tests.filter(\.isWhole)
        let tests = whole.isEmpty ? evidence.tests : whole
        turnedGreen = unique(evidence.tests.flatMap(\.comparison.turnedGreen).map(\.words))
        greenCount = tests.reduce(0) {
            $0 + $1.comparison.stayedGreen.count + $1.comparison.added.count
        }
        stillRed = unique(tests.flatMap(\.comparison.stayedRed).map(\.id.words))
        reasons = evidence.reasons
        notRun = evidence.notRun.map {
            "\($0.what): \($0.why)" + ($0.fix.isEmpty ? "" : " (\($0.fix))")
        }
        let notes = evidence.lint.map { "\($0.tool): \($0.finding.place): \($0.finding.message)" }
        let flaky = unique(evidence.tests.flatMap(\.comparison.flaky).map(\.words))
        remarks = evidence.flags + notes + flaky.map { "flaky: \($0)" }
    }

    /// In lines for people, what matters most first.
    package var lines: [String] {
        var lines = [headline]
        func list(_ title: String, _ items: [String]) {
            lines += items.prefix(10).map { "\(title): \($0)" }
            if items.count > 10 { lines.append("\(title): and \(items.count - 10) more") }
        }
        list("now green", turnedGreen)
        list("still red", stillRed)
        list("against it", reasons)
        list("not run", notRun)
        list("note", remarks)
        return lines
    }

    private var headline: String {
        let counts = [
            turnedGreen.isEmpty ? nil : "\(turnedGreen.count) turned green",
            "\(greenCount) stayed green", stillRed.isEmpty ? nil : "\(stillRed.count) still red",
        ].compactMap(\.self).joined(separator: ", ")
        return switch verdict {
        case .verified: "verified: \(counts)"
        case .refuted: "refuted: \(counts)"
        case .unverified: "unverified: no test says anything about it"
        }
    }
}

extension TestID {
    /// Where it is found and its name, for people.
    package var words: String {
        ([scope] + path).filter { !$0.isEmpty }.joined(separator: " › ")
    }
}
