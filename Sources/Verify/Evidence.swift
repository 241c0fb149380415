package import Sandbox

/// What the gates found out about a patch: why it may be shown, or why not. Everything that was
/// not looked at is in `notRun`, with the reason: nothing is hidden.
package struct Evidence: Sendable {
    package enum Verdict: String, Sendable {
        /// What was red and should be green is; nothing that was green is anything else.
        case verified
        /// Something speaks against it.
        case refuted
        /// Nothing speaks against it, but no test did run.
        case unverified
    }

    /// Errors and warnings that the patch adds, by gate.
    package var syntax: [LintFinding] = []
    package var lint: [LintNote] = []
    /// What became of each suite's tests.
    package var tests: [SuiteEvidence] = []
    package var notRun: [NotRun] = []
    package var phases: [PhaseTime] = []
    /// What a reader should know beside it all: reports that contradict themselves, for example.
    package var flags: [String] = []
    /// Why it is refuted, in the order of the gates; empty otherwise.
    package var reasons: [String] = []

    package init() {}

    package var verdict: Verdict {
        if !reasons.isEmpty { return .refuted }
        return tests.contains { $0.hasRun } && !wasInterrupted ? .verified : .unverified
    }

    /// Whether a run of tests was stopped, or could not be, so that they say less than they could.
    private var wasInterrupted: Bool { notRun.contains { $0.gate == .tests } }
}

/// The gates, in their order.
package enum Gate: String, Sendable, CaseIterable {
    case syntax, lint, tests
}

/// A finding with the linter that it is from.
package struct LintNote: Sendable, Equatable {
    package let tool: String
    package let finding: LintFinding
    /// Whether the linter saw too little of the project to be held against the patch.
    package let isAdvisory: Bool

    /// Whether it speaks against the patch.
    var isError: Bool { finding.severity == .error && !isAdvisory }
}

/// Something that was not looked at, and why.
package struct NotRun: Sendable, Equatable {
    package let gate: Gate
    /// A tool, a suite, a file.
    package let what: String
    package let why: String
    /// What the user can do about it; empty where nothing helps.
    package let fix: String

    init(_ gate: Gate, _ what: String, _ why: String, fix: String = "") {
        self.gate = gate
        self.what = what
        self.why = why
        self.fix = fix
    }
}

/// How long something took.
package struct PhaseTime: Sendable, Equatable {
    package let phase: GatePhase
    package let milliseconds: Int
}

/// What the gates are at.
package enum GatePhase: String, Sendable, CaseIterable {
    case syntax, lint
    /// The tests before the patch.
    case before
    /// The tests that matter most.
    case firstTests
    case wholeSuite
    /// Tests that say something new are run once more.
    case repetition
    /// Whether what the runs said can be believed.
    case trust
}

/// What became of a suite's tests.
package struct SuiteEvidence: Sendable {
    package let suite: TestSuite
    /// Whether all its tests ran, or those that matter only.
    package let isWhole: Bool
    package let comparison: TestComparison
    /// How the run after the patch ended.
    package let ending: Outcome.Verdict

    /// Whether any test was run.
    var hasRun: Bool {
        !(comparison.turnedGreen.isEmpty && comparison.stayedGreen.isEmpty
            && comparison.added.isEmpty && comparison.turnedRed.isEmpty
            && comparison.stayedRed.isEmpty)
    }
}
