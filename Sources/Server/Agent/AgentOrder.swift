package import Agent
package import Base
package import Repair
internal import Sandbox
package import Verify

/// What somebody wants an agent to do to a project.
package struct AgentOrder: Sendable {
    package var root: Path
    package var goal: AgentGoal
    /// The user's own words; may be empty.
    package var instruction = ""
    package var focus: AgentFocus?
    /// The file that the user looks at: what tests it is what runs.
    package var file: ProjectPath?
    package var complaint: Complaint?
    /// The tests that are to turn green.
    package var tests: [TestTarget] = []
    package var testCommand: String?
    package var passes: [ExtraPass] = []
    /// So many runs at the same time, of which the best counts.
    package var candidates = 1
    /// Where a search ends.
    package var searchBounds = RepairBounds.standard

    /// An order that names nothing but its goal.
    package init(root: Path, goal: AgentGoal) {
        self.root = root
        self.goal = goal
    }

    /// In one line, for people.
    package var title: String {
        "\(goal.title): \(String(subject.prefix(100)))"
    }

    private var subject: String {
        if let line = instruction.split(separator: "\n").first { return String(line) }
        if let complaint { return complaint.message }
        if let test = tests.first { return test.path.joined(separator: " › ") }
        guard let focus else { return "the failing tests" }
        return "\(focus.path):\(focus.lines.lowerBound)"
    }

    /// What the model is told of it.
    var words: String {
        var parts: [String] = []
        if !instruction.isEmpty { parts.append(instruction) }
        if let complaint {
            parts.append(
                "At \(complaint.path):\(complaint.line) this is said: \(complaint.message)")
        }
        for test in tests {
            parts.append(
                "This test has to pass: \(test.path.joined(separator: " › ")) in \(test.file)")
        }
        if let focus {
            parts.append(
                "It is about \(focus.path), lines \(focus.lines.lowerBound) to "
                    + "\(focus.lines.upperBound).")
        }
        return parts.joined(separator: "\n")
    }

    var plan: TestPlan {
        TestPlan(
            ownCommand: testCommand, first: tests, runsWholeSuite: true, repetitions: 1,
            limits: .tests)
    }
}

extension AgentGoal {
    /// As a title begins.
    package var title: String {
        switch self {
        case .fix: "Fix"
        case .refactor: "Refactor"
        case .simplify: "Simplify"
        case .optimise: "Optimise"
        case .document: "Document"
        case .addTypes: "Add types"
        case .writeTests: "Write tests"
        }
    }
}
