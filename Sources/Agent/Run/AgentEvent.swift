package import Models

/// What happens to a run.
package enum AgentEvent: Sendable, Equatable {
    case started
    case reproduced(Reproduction)
    /// The model's answer is complete, or failed for good; it says what it cost.
    case answered(ModelAnswer)
    /// All open calls were carried out; the draft is as their edits left it.
    case used([CallOutcome], Draft)
    case judged(Judgement)
    case cancelled
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
}

/// How the model of a run is spoken to.
package struct AgentSetting: Sendable, Equatable {
    package var tools: [Tool]
    /// How the model writes edits, where it calls no tools for them.
    package var editFormat: EditFormat?
    /// The most tokens that a request's conversation may have.
    package var promptTokens: Int
    package var answerTokens: Int
    package var temperature: Double?
    /// So many tokens a thousand bytes of prompt come to with this model.
    package var tokensPerThousandBytes: Int

    /// For a model with a window of so many tokens.
    package init(window: Int, editFormat: EditFormat?, mayRun: Bool) {
        tools = ToolCatalog.tools(editsByTools: editFormat == nil, mayRun: mayRun)
        self.editFormat = editFormat
        answerTokens = min(max(window / 4, 512), 8192)
        promptTokens = max(window - answerTokens - 256, 1024)
        tokensPerThousandBytes = 330
    }

    /// How many tokens a text has, rather too many than too few.
    func tokens(_ text: String) -> Int {
        (text.utf8.count * tokensPerThousandBytes + 999) / 1000
    }
}
