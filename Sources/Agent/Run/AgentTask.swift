/// What the agent is to do, with all that it must not forget.
package struct AgentTask: Sendable, Equatable {
    /// The user's words, or what a code action stands for.
    package var instruction: String
    /// What shows the trouble, such as the output of the failing test; untrusted.
    package var evidence: String
    /// What the repository asks of whoever changes it; untrusted.
    package var houseRules: String
    /// The map, the code at the stack's frames and the like; untrusted.
    package var context: String
    /// What comes after the change itself, in this order.
    package var passes: [ExtraPass]
    package var limits: AgentLimits

    /// A task without anything around it.
    package init(instruction: String, limits: AgentLimits) {
        self.instruction = instruction
        self.limits = limits
        evidence = ""
        houseRules = ""
        context = ""
        passes = []
    }
}

/// What may be asked for on top of a change that was accepted.
package enum ExtraPass: String, Sendable, CaseIterable {
    case refactor, document

    var instruction: String {
        switch self {
        case .refactor:
            """
            The change is accepted. Now make the code that you changed as clear as the code \
            around it, without changing what it does. All tests must stay green.
            """
        case .document:
            """
            The change is accepted. Now document what you added or changed in the language's and \
            the project's own style. Change comments and documentation only.
            """
        }
    }
}

/// What a run may cost.
package struct AgentLimits: Sendable, Equatable {
    /// Drafts that are judged.
    package var iterations: Int
    /// Answers of the model.
    package var turns: Int
    /// Tokens in and out, together.
    package var tokens: Int
    package var dollars: Double
    package var milliseconds: Int

    /// Limits, each of which stops a run.
    package init(iterations: Int, turns: Int, tokens: Int, dollars: Double, milliseconds: Int) {
        self.iterations = iterations
        self.turns = turns
        self.tokens = tokens
        self.dollars = dollars
        self.milliseconds = milliseconds
    }
}

/// What a run has cost so far.
package struct AgentCost: Sendable, Equatable {
    package var iterations = 0
    package var turns = 0
    package var tokens = 0
    package var dollars = 0.0
    package var milliseconds = 0

    /// Nothing yet.
    package init() {}

    /// The first limit that is reached, in words for the user.
    func exhausted(of limits: AgentLimits) -> String? {
        if iterations >= limits.iterations { return "\(limits.iterations) drafts were judged" }
        if turns >= limits.turns { return "the model answered \(limits.turns) times" }
        if tokens >= limits.tokens { return "\(limits.tokens) tokens were used" }
        if dollars >= limits.dollars { return "\(limits.dollars) dollars were spent" }
        if milliseconds >= limits.milliseconds {
            return "\(limits.milliseconds / 1000) seconds have passed"
        }
        return nil
    }
}
