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

    /// What the gates found.
    package init(verdict: Verdict, failures: Set<String>, report: String) {
        self.verdict = verdict
        self.failures = failures
        self.report = report
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
        let own = (judgement.rank, -judgement.failures.count)
        return own > (other.judgement.rank, -other.judgement.failures.count)
    }
}
