package import Sandbox

/// What is to be run, and how far.
package struct TestPlan: Sendable {
    /// The user's own command; nil where the runner is found from the project.
    package var ownCommand: String?
    /// The tests that matter, which run before all others: those that shall turn green, and those
    /// that reach what the patch changes. Of these none may be red after the patch.
    package var first: [TestTarget]
    /// Whether the whole suite follows.
    package var runsWholeSuite: Bool
    /// How often tests that say something new are run again, to tell flaky ones.
    package var repetitions: Int
    /// The bounds of a run of tests.
    package var limits: SandboxLimits

    package init(
        ownCommand: String? = nil, first: [TestTarget], runsWholeSuite: Bool, repetitions: Int,
        limits: SandboxLimits
    ) {
        self.ownCommand = ownCommand
        self.first = first
        self.runsWholeSuite = runsWholeSuite
        self.repetitions = repetitions
        self.limits = limits
    }
}

/// What is known of a project without any patch: it is found out once, and kept for all patches of
/// the same project.
package struct Baseline: Sendable {
    /// Runs of the tests that matter, and of whole suites.
    var first: [BaselineKey: TestRun] = [:]
    var whole: [BaselineKey: TestRun] = [:]
    /// Later runs of tests that were red, for telling flaky ones.
    var repeated: [BaselineKey: TestReport] = [:]
    /// Whether a suite runs tests that must fail, and calls them red.
    var findsCounterTests: [BaselineKey: Bool] = [:]
    /// The files that runs change without any patch.
    var changedByRuns: Set<String> = []
    /// Which commands are there, by their words.
    var isInstalled: [[String]: Bool] = [:]

    package init() {}

    /// Takes a run of a whole suite that somebody has seen, in place of a run of its own.
    package mutating func record(_ run: TestRun) {
        whole[BaselineKey(run.suite, [])] = run
    }

    /// All runs without any patch: of each suite the tests that matter, then all.
    package var runs: [TestRun] {
        (Array(first) + Array(whole))
            .sorted {
                ($0.key.name, $0.key.folder, $1.key.tests.count)
                    < ($1.key.name, $1.key.folder, $0.key.tests.count)
            }.map(\.value)
    }

    /// The tests that are red in one run and green in another, without any patch.
    package var flaky: Set<TestID> {
        var found: Set<TestID> = []
        for (key, report) in repeated {
            let run = key.tests.isEmpty ? whole[key] : first[key]
            found.formUnion(run?.report.unsteady(report) ?? [])
        }
        return found
    }

    /// The tests that are red without any patch, as far as they have been run; flaky ones are left
    /// out.
    package var red: [TestResult] {
        var seen = flaky
        return runs.flatMap(\.report.tests)
            .filter { $0.status.isRed && seen.insert($0.id).inserted }
    }
}

/// A suite and the tests of it that are run first.
struct BaselineKey: Hashable {
    let folder: String
    let name: String
    let tests: [TestID]

    init(_ suite: TestSuite, _ tests: [TestID]) {
        folder = suite.folder
        name = suite.name
        self.tests = tests
    }
}
