internal import Base
internal import Languages
internal import Sandbox
internal import Verify

/// Runs the whole command for each trial, whatever it is. Where the language allows it, many trials
/// are compiled at once, and the command runs with one after another of them.
final class ColdRuns: TrialRunner {
    let suite: TestSuite
    private let aim: RepairAim
    let bed: TestBed
    let languages: LanguageRegistry
    let cancellation: Cancellation
    /// How the tests ended without any change.
    private(set) var before: TestRun?

    let loaded = LineCoverage()
    let batches = 32...48

    init(
        _ suite: TestSuite, aim: RepairAim, bed: TestBed, languages: LanguageRegistry,
        cancellation: Cancellation
    ) {
        self.suite = suite
        self.aim = aim
        self.bed = bed
        self.languages = languages
        self.cancellation = cancellation
    }

    func observe(
        until isEnough: ([Observation]) -> Bool
    ) throws(TrialFailure) -> [Observation] {
        var limits = SandboxLimits.tests
        // One that has nothing to tell but its end is no large suite: it does not end.
        if suite.format == .exitCode { limits.processorSeconds = ColdRuns.endlessSeconds }
        let run = try run(limits)
        before = run
        return run.report.tests.map { result in
            var observation = Observation(result, coverage: LineCoverage())
            observation.isEndless = run.ending == .timedOut && result.status.isRed
            return observation
        }
    }

    private static let endlessSeconds = 15

    func attempt(
        _ trials: [Trial], patience: Patience
    ) throws(TrialFailure) -> [CandidateOutcome] {
        var outcomes: [Int: CandidateOutcome] = [:]
        try VariantTrials(self).run(Array(trials.enumerated()), &outcomes)
        for (number, trial) in trials.enumerated() where outcomes[number] == nil {
            if cancellation.isCancelled { break }
            outcomes[number] = try with(trial.files) { () throws(TrialFailure) in
                outcome(of: try run(bounds))
            }
        }
        return trials.indices.map { outcomes[$0] ?? .endless }
    }

    func behaviours(of trials: [Trial]) throws(TrialFailure) -> [[String]] {
        trials.map { _ in [] }
    }

    /// Does something while files have other contents. Those that were not there are gone
    /// afterwards.
    func with<Result>(
        _ files: [Trial.File], _ body: () throws(TrialFailure) -> Result
    ) throws(TrialFailure) -> Result {
        let originals = files.map { ($0.path, bed.project.read($0.path)) }
        defer { for (path, bytes) in originals { try? bed.write(path, bytes) } }
        do {
            for file in files { try bed.write(file.path, file.text) }
        } catch {
            throw TrialFailure("the copy: \(error)")
        }
        return try body()
    }

    /// What a trial may take that has to be built: some times what the tests took.
    var bounds: SandboxLimits {
        ColdRuns.limits(for: before?.milliseconds ?? 20_000, least: 5000)
    }

    /// What a run may take where one took so long.
    static func limits(for milliseconds: Int, least: Int) -> SandboxLimits {
        var limits = SandboxLimits.tests
        limits.wallMilliseconds = max(least, 4 * milliseconds)
        return limits
    }

    /// Runs the tests as the bed has them now.
    func run(
        _ limits: SandboxLimits, environment: [String: String] = [:]
    ) throws(TrialFailure) -> TestRun {
        let run = SuiteRunner(
            bed: bed, limits: limits, cancellation: cancellation, onLine: { _ in }
        ).run(suite, [], environment: environment)
        if case .refused(let refusal) = run.ending {
            throw TrialFailure("no sandbox: \(refusal.reason)", fix: refusal.fix)
        }
        return run
    }

    /// What a run with a change says of it.
    func outcome(of run: TestRun) -> CandidateOutcome {
        guard let before else { return .invalid }
        if run.ending == .timedOut { return .endless }
        let comparison = TestComparison(before: before.report, after: run.report)
        if !comparison.turnedRed.isEmpty || !comparison.vanished.isEmpty { return .worse }
        let red = comparison.stayedRed.filter { aim.concerns($0.id) }
        if red.isEmpty {
            let hasOthers = !comparison.stayedRed.isEmpty
            return run.ending == .passed || hasOthers ? .passed : .worse
        }
        let fixed = comparison.turnedGreen.count { aim.concerns($0) }
        if fixed > 0 { return .better(fixed: fixed, of: fixed + red.count) }
        let messages = Set(before.report.tests.map(\.message))
        let isSame = red.allSatisfy { messages.contains($0.message) }
        return isSame ? .unchanged : .changed
    }
}
