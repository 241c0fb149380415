package import Verify

/// What the gates found about a draft.
package struct Judgement: Sendable, Equatable {
    package enum Verdict: Sendable, Equatable {
        /// What was red is green, and nothing that was green is red.
        case accepted
        case refused
        /// It could not be tested, for this reason. It is never called passed.
        case unverified(String)
    }

    package var verdict: Verdict
    /// What fails, by names that stay the same from one draft to the next.
    package var failures: Set<String>
    /// What was found, for the model; untrusted, because tests print what they like.
    package var report: String
    /// What was found, for people.
    package var evidence: EvidenceSummary

    /// What the gates found.
    package init(
        verdict: Verdict, failures: Set<String>, report: String, evidence: EvidenceSummary
    ) {
        self.verdict = verdict
        self.failures = failures
        self.report = report
        self.evidence = evidence
    }

    /// Of two drafts the one with the greater rank is shown.
    fileprivate var rank: Int {
        switch verdict {
        case .accepted: 2
        case .unverified: 1
        case .refused: 0
        }
    }
}

/// A draft with what was found about it.
package struct Candidate: Sendable, Equatable {
    package var draft: Draft
    package var judgement: Judgement

    /// A draft that was judged.
    package init(draft: Draft, judgement: Judgement) {
        self.draft = draft
        self.judgement = judgement
    }

    /// Whether its evidence is better: the verdict, then how little fails. Of equals the earlier
    /// stays.
    package func isBetter(than other: Candidate?) -> Bool {
        guard let other else { return true }
        return standing > other.standing
    }

    /// The best of some: the one with the best evidence, and of those the smallest.
    package static func best(of candidates: [Candidate]) -> Candidate? {
        candidates.min { one, other in
            if one.standing != other.standing { return one.standing > other.standing }
            return one.draft.diff.count < other.draft.diff.count
        }
    }

    private var standing: (Int, Int) { (judgement.rank, -judgement.failures.count) }
}
