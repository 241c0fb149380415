internal import Base
internal import Languages
internal import Sandbox
internal import Verify

/// How the tests of a task are run: again and again for trials, and once more by the gates.
struct TestPreparation {
    let runner: any TrialRunner
    let suite: TestSuite
    let plan: TestPlan
    /// What was found out about the project on the way.
    private var known = Baseline()

    /// Finds the suite, and starts what keeps it warm.
    init(
        task: RepairTask, languages: LanguageRegistry, bed: TestBed, _ control: RepairControl
    ) throws(TrialFailure) {
        let command = task.command.map { TestCommand($0) }
        plan = TestPlan(
            ownCommand: command?.line, first: task.tests, runsWholeSuite: true, repetitions: 1,
            limits: .tests)
        let found = Gates(languages: languages).suites(
            for: task.files, in: bed, plan: plan, baseline: &known,
            watch: GateWatch(
                cancellation: control.cancellation, onPhase: { _ in }, onLine: { _ in }))
        guard let first = found.suites.first else {
            let problem = found.notRun.first
            throw TrialFailure(problem?.why ?? "no test runner is known", fix: problem?.fix ?? "")
        }
        suite = first
        runner = try TestPreparation.runner(
            suite, command, task.aim, bed, languages, control.cancellation)
    }

    private static func runner(
        _ suite: TestSuite, _ command: TestCommand?, _ aim: RepairAim, _ bed: TestBed,
        _ languages: LanguageRegistry, _ cancellation: Cancellation
    ) throws(TrialFailure) -> any TrialRunner {
        switch command?.warmth ?? suite.warmth {
        case .python(let interpreter, let python, let arguments):
            return try WarmPython(
                interpreter: interpreter, python, arguments: arguments, folder: suite.folder,
                aim: aim, bed: bed, cancellation: cancellation)
        case .none:
            return ColdRuns(
                suite, aim: aim, bed: bed, languages: languages, cancellation: cancellation)
        }
    }

    /// What the gates need not find out again.
    func baseline(_ observations: [Observation]) -> Baseline {
        var baseline = known
        if let cold = runner as? ColdRuns, let run = cold.before {
            baseline.record(run)
        } else if let warm = runner as? WarmPython, warm.hasSeenAll {
            let report = TestReport(
                // A script is known by its end alone.
                tests: suite.format == .exitCode
                    ? []
                    : observations.map { observation in
                        var result = TestResult(id: observation.test, status: observation.status)
                        result.message = observation.message
                        return result
                    })
            baseline.record(
                TestRun(
                    suite: suite, tests: [], ending: .failed(1), report: report, milliseconds: 0,
                    tail: "")
            )
        }
        return baseline
    }
}

extension TestSuite {
    /// What a warm process can do in place of the suite's command.
    fileprivate var warmth: TestCommand.Warmth {
        switch format {
        case .pytest: .python(interpreter: "python3", .pytestModule, arguments: [])
        case .unittest: .python(interpreter: "python3", .unittest, arguments: [])
        case .node, .jest, .mocha, .go, .cargo, .swift, .ctest, .jvm, .rspec, .minitest, .phpunit,
            .busted, .bats, .exitCode:
            .none
        }
    }
}
