package import Models
package import Verify

/// Where a run is, for people who wait for it.
package struct AgentProgress: Sendable, Equatable {
    /// What is being done, in words.
    package private(set) var phase: String
    /// The try at hand, counted from 1.
    package let iteration: Int
    package let spent: Spending
    /// What the latest test run of a draft said; nil before the first.
    package let evidence: EvidenceSummary?
    /// How much of the budget is used, from 0 to 1.
    package let share: Double
    /// How fast the model was with its latest answer, and how full its context is.
    package internal(set) var pace: String?
    /// What the model is saying.
    package private(set) var glimpse: String?

    /// Where a session is.
    package init(_ session: AgentSession) {
        let run = session.run
        phase =
            switch run.phase {
            case .starting, .reproducing: "reproducing"
            case .asking: "asking the model"
            case .using(_, let calls): calls.open.first.map { $0.tool.words } ?? "working"
            case .judging: "checking the change"
            case .stopped(let stop): stop.reason.words
            }
        // A try begins with what is asked of the model, and ends when it is judged.
        let isJudging = if case .judging = run.phase { true } else { false }
        iteration = run.meter.iterations + (isJudging ? 0 : 1)
        spent = run.meter.spent
        evidence = run.lastJudgement?.evidence
        share = run.meter.share
    }

    /// The same at a phase of the gates.
    func testing(_ gate: GatePhase) -> AgentProgress {
        var copy = self
        copy.phase =
            switch gate {
            case .syntax: "parsing"
            case .lint: "linting"
            case .before: "testing without the change"
            case .firstTests: "testing what matters most"
            case .wholeSuite: "testing everything"
            case .repetition: "testing once more what is doubtful"
            case .trust: "checking what the runs said"
            }
        return copy
    }

    /// The same while the model says this.
    func hearing(_ glimpse: String) -> AgentProgress {
        var copy = self
        copy.glimpse = glimpse
        return copy
    }

    /// In one line, without what changes while one waits.
    package var line: String {
        var parts = ["\(phase), try \(iteration)"]
        if spent.tokens > 0 { parts.append("\(spent.tokens) tokens") }
        if spent.money > .zero { parts.append("\(spent.money) of money") }
        if let evidence {
            let green = evidence.greenCount + evidence.turnedGreen.count
            parts.append("\(green) tests green, \(evidence.stillRed.count) red")
        }
        return parts.joined(separator: ", ")
    }
}

extension AgentTool {
    /// What the call does, for people.
    var words: String {
        switch self {
        case .search(let pattern, _, _): "searching for \(pattern.prefix(40))"
        case .list: "listing files"
        case .read(let path, _): "reading \(path)"
        case .symbol(let name, _): "looking up \(name.prefix(40))"
        case .edit(let edits): "editing \(edits.changes.first.map { "\($0.path)" } ?? "nothing")"
        case .runTests: "running tests"
        case .runCommand(let command): "running \(command.prefix(40))"
        case .diagnostics: "linting"
        case .finish: "finishing"
        }
    }
}
