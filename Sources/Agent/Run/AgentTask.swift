package import Models

/// What the agent is to do, with all that it must not forget.
package struct AgentTask: Sendable, Equatable {
    /// What sort of change is wanted.
    package var goal: AgentGoal
    /// The user's words, or what a code action stands for.
    package var instruction: String
    /// The code that it is about, where that is known.
    package var focus: AgentFocus?
    /// The diagnostic that is to go away.
    package var complaint: Complaint?
    /// What shows the trouble, such as the output of the failing test; untrusted.
    package var evidence: String
    /// What the repository asks of whoever changes it; untrusted.
    package var houseRules: String
    /// The map, the code at the stack's frames and the like; untrusted.
    package var context: String
    /// What comes after the change itself, in this order.
    package var passes: [ExtraPass]
    /// What the run may spend. An iteration is a draft that is judged.
    package var budget: Budget
    /// So many times the model may answer.
    package var turnLimit: Int

    /// A task without anything around it.
    package init(goal: AgentGoal, instruction: String, budget: Budget, turnLimit: Int) {
        self.goal = goal
        self.instruction = instruction
        self.budget = budget
        self.turnLimit = turnLimit
        evidence = ""
        houseRules = ""
        context = ""
        passes = []
    }
}

/// Some lines of a file.
package struct AgentFocus: Sendable, Equatable {
    package var path: ProjectPath
    /// Counted from 1.
    package var lines: ClosedRange<Int>

    /// These lines.
    package init(path: ProjectPath, lines: ClosedRange<Int>) {
        self.path = path
        self.lines = lines
    }
}

/// What somebody says is wrong with a line: an editor shows it as a diagnostic.
package struct Complaint: Sendable, Equatable {
    package var path: ProjectPath
    /// Counted from 1.
    package var line: Int
    package var message: String

    /// A complaint about this line.
    package init(path: ProjectPath, line: Int, message: String) {
        self.path = path
        self.line = line
        self.message = message
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
