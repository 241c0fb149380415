package import Models

/// What happens to a run.
package enum AgentEvent: Sendable, Equatable {
    case started
    case reproduced(Reproduction)
    /// The model's answer is complete, or failed for good; with what it cost.
    case answered(ModelAnswer, Spending)
    /// All open calls were carried out; the draft is as their edits left it.
    case used([CallOutcome], Draft)
    case judged(Judgement)
    case cancelled
    /// The user goes on after the end, with this draft: what of the last one is not in the project.
    case instructed(String, Draft)
}

/// Whether the trouble shows before anything is changed.
package enum Reproduction: Sendable, Equatable {
    /// What shows it, such as the failing tests' output; untrusted.
    case red(evidence: String)
    /// All is well already.
    case green
    /// The task is none that a test could show.
    case notNeeded
    /// Nothing can be run, for this reason; what comes out will be unverified.
    case impossible(String)
}

/// What a run wants done.
package enum AgentEffect: Sendable, Equatable {
    case reproduce
    case ask(ChatRequest)
    /// Carry out these calls, in order, beginning with this draft.
    case use([AgentCall], Draft)
    case judge(Draft)
    /// All is over; whatever still runs for it has to end.
    case stop(AgentStop)
}

/// How a run ended.
package struct AgentStop: Sendable, Equatable {
    package enum Reason: Sendable, Equatable {
        case accepted
        /// The draft could not be tested; the candidate's judgement says why.
        case unverified
        case nothingToFix
        /// A limit was reached, in words for the user.
        case exhausted(String)
        /// The model ran in circles.
        case noProgress(String)
        case modelFailed(String)
        case cancelled
    }

    package let reason: Reason
    /// The best draft there was, marked by what was found about it.
    package let best: Candidate?

    /// An ending, with the best that there was.
    package init(reason: Reason, best: Candidate?) {
        self.reason = reason
        self.best = best
    }
}
