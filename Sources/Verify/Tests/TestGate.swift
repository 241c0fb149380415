internal import Base
internal import Languages
internal import Sandbox

/// The last gate: what a patch does to the tests.
struct TestGate {
    let languages: LanguageRegistry
    var bed: TestBed
    let plan: TestPlan
    let watch: GateWatch
    var baseline: Baseline

    private var runner: SuiteRunner {
        SuiteRunner(
            bed: bed, limits: plan.limits, cancellation: watch.cancellation, onLine: watch.onLine)
    }

    /// The suites to be run for a change of these files: of each language the first that is
    /// installed.
    mutating func choose(for files: [String], _ evidence: inout Evidence) -> [TestSuite] {
        if let command = plan.ownCommand {
            return [Discovery.suite(forCommand: command, languages: languages)]
        }
        let groups = Discovery.suites(for: files, in: bed.project, languages: languages)
        if groups.isEmpty {
            evidence.notRun.append(
                NotRun(
                    .tests, "all tests", "no test runner that is known fits the project",
                    fix: "set the command that runs the tests"))
        }
        var suites: [TestSuite] = []
        for group in groups {
            do throws(Refusal) {
                if let suite = try firstInstalled(
                    of: group, { ($0.runner.needs, $0.runner.command[0]) })
                {
                    // One runner in several folders is several suites.
                    suites += group.filter { $0.runner == suite.runner }
                } else {
                    let names = unique(group.map(\.name)).joined(separator: ", ")
                    evidence.notRun.append(
                        NotRun(
                            .tests, names, "not installed where tests run",
                            fix: "install it for all users, or set the command that runs the tests"
                        ))
                }
            } catch {
                evidence.notRun.append(
                    NotRun(.tests, "all tests", "no sandbox: \(error.reason)", fix: error.fix))
                return []
            }
        }
        return unique(suites)
    }

    /// The first of some tools that is there, in the sandbox's own view of the machine. Of each is
    /// told the command that succeeds where it is, else its program.
    mutating func firstInstalled<Tool>(
        of tools: [Tool], _ tell: (Tool) -> (needs: [String], program: String)
    ) throws(Refusal) -> Tool? {
        for tool in tools {
            let (needs, program) = tell(tool)
            if try isInstalled(needs, program: program) { return tool }
        }
        return nil
    }

    private mutating func isInstalled(
        _ needs: [String], program: String
    ) throws(Refusal) -> Bool {
        let command = needs.isEmpty ? ["sh", "-c", "command -v \"$0\"", program] : needs
        if let known = baseline.isInstalled[command] { return known }
        let verdict = runner.verdict(of: command)
        if case .refused(let refusal) = verdict { throw refusal }
        // A stopped question has no answer to keep.
        if verdict != .cancelled { baseline.isInstalled[command] = verdict == .passed }
        return verdict == .passed
    }

    /// Runs what the baseline lacks. The bed has no patch.
    mutating func runBefore(_ suites: [TestSuite], _ evidence: inout Evidence) {
        for suite in suites {
            let first = firstTests(of: suite)
            let key = BaselineKey(suite, first)
            if !first.isEmpty, baseline.first[key] == nil {
                guard let run = run(suite, first, &evidence) else { return }
                baseline.first[key] = run
                baseline.repeated[key] = repeated(run, run.report.tests.filter(\.status.isRed))
            }
            let whole = BaselineKey(suite, [])
            if first.isEmpty || plan.runsWholeSuite, baseline.whole[whole] == nil {
                guard let run = run(suite, [], &evidence) else { return }
                baseline.whole[whole] = run
                baseline.repeated[whole] = repeated(run, run.report.tests.filter(\.status.isRed))
            }
            if baseline.findsCounterTests[whole] == nil {
                baseline.findsCounterTests[whole] = isTrueToCounterTests(suite, [], [], &evidence)
            }
        }
        baseline.changedByRuns.formUnion(bed.changes().files.map(\.path))
    }

    /// Runs the tests that matter, with the patch.
    mutating func runFirst(_ suites: [TestSuite], _ evidence: inout Evidence) {
        for suite in suites {
            let first = firstTests(of: suite)
            let key = BaselineKey(suite, first)
            guard !first.isEmpty, let before = baseline.first[key],
                let after = run(suite, first, &evidence)
            else { continue }
            let comparison = compare(before, after, key)
            add(comparison, of: after, isWhole: false, &evidence)
            let isKnown = after.report.tests.contains { $0.id.isOne(of: first) }
            if !isKnown {
                evidence.flags.append("\(suite.name) knows none of the tests that matter")
            }
            // What else is red may stay so, unless it is why those tests could not run.
            let red = comparison.stayedRed.filter { !isKnown || $0.id.isOne(of: first) }
            if !red.isEmpty {
                evidence.reasons.append(
                    "still red: " + red.listed { "\($0.id.name): \($0.message)" })
            }
        }
    }

    /// Runs all tests, with the patch.
    mutating func runWhole(_ suites: [TestSuite], _ evidence: inout Evidence) {
        for suite in suites {
            let key = BaselineKey(suite, [])
            guard let before = baseline.whole[key] else { continue }
            guard let after = run(suite, [], &evidence) else { return }
            if after.report.tests.isEmpty {
                evidence.notRun.append(NotRun(.tests, suite.name, "it found no tests"))
            }
            add(compare(before, after, key), of: after, isWhole: true, &evidence)
        }
    }

    // MARK: - Whether it can be believed

    /// Looks for what the runs themselves did to the project: code that is run can change the tests
    /// that are to judge it, and what decides how they run.
    func checkFiles(_ judged: Patch, _ evidence: inout Evidence) {
        let intended = Dictionary(judged.files.map { ($0.path, $0.after) }) { $1 }
        for file in bed.changes().files where !baseline.changedByRuns.contains(file.path) {
            let before = intended[file.path] ?? file.before
            if before == file.after { continue }
            let change = Patch.File(path: file.path, before: before, after: file.after)
            if let role = FileRole.reason(for: change) {
                evidence.reasons.append("its run changed \(file.path), which \(role.rawValue)")
            } else {
                evidence.flags.append("its run changed \(file.path)")
            }
        }
    }

    /// Runs tests that must fail beside those that speak for the patch.
    mutating func runCounterTests(
        _ suites: [TestSuite], _ judged: Patch, _ evidence: inout Evidence
    ) {
        let changed = judged.changed.map { "\(bed.place)/\($0.path)" }
        for suite in suites where baseline.findsCounterTests[BaselineKey(suite, [])] == true {
            let green = evidence.tests.filter { $0.suite == suite }
                .flatMap { $0.comparison.turnedGreen + $0.comparison.stayedGreen }
            let tests = firstTests(of: suite) + green
            if isTrueToCounterTests(
                suite, unique(tests.prefix(TestGate.mostBesideCounterTests)), changed, &evidence)
                == false
            {
                evidence.reasons.append(
                    "\(suite.name) calls tests green that must fail: nothing it says counts")
            }
        }
    }

    private static let mostBesideCounterTests = 20

    /// Whether tests that must fail are red in a run with others; nil where there are none, or
    /// where nothing was run.
    private func isTrueToCounterTests(
        _ suite: TestSuite, _ others: [TestID], _ changed: [String], _ evidence: inout Evidence
    ) -> Bool? {
        let neighbour = targets(of: suite).first?.file
        guard
            let trial = CounterTrial(
                suite, beside: neighbour, in: bed.project, changed: changed),
            (try? bed.write(trial.file, trial.content)) != nil
        else { return nil }
        defer { try? bed.write(trial.file, nil) }
        return run(suite, others + trial.ids, &evidence).map { trial.isRed(in: $0.report) }
    }

    // MARK: - Single runs

    private func run(
        _ suite: TestSuite, _ tests: [TestID], _ evidence: inout Evidence
    ) -> TestRun? {
        let run = runner.run(suite, tests)
        switch run.ending {
        case .refused(let refusal):
            evidence.notRun.append(
                NotRun(.tests, suite.name, "no sandbox: \(refusal.reason)", fix: refusal.fix))
            return nil
        case .missing(let program):
            evidence.notRun.append(
                NotRun(
                    .tests, suite.name, "\(run.ending)",
                    fix: "install \(program) for all users, or set the command that runs the tests")
            )
            return nil
        case .cancelled:
            evidence.notRun.append(NotRun(.tests, suite.name, GateWatch.cancelled))
            return nil
        case .passed, .failed, .signalled, .timedOut, .outOfMemory, .outputLimit, .quota:
            return run
        }
    }

    /// Runs tests once more that said something doubtful.
    private func repeated(_ run: TestRun, _ tests: [TestResult]) -> TestReport {
        var report = TestReport()
        guard run.suite.canNarrow, run.isComplete, !tests.isEmpty, tests.count <= 50 else {
            return report
        }
        for _ in 0..<plan.repetitions where !watch.cancellation.isCancelled {
            watch.onPhase(.repetition)
            report.tests += runner.run(run.suite, tests.map(\.id)).report.tests
        }
        return report
    }

    private func compare(
        _ before: TestRun, _ after: TestRun, _ key: BaselineKey
    ) -> TestComparison {
        let earlier = baseline.repeated[key] ?? TestReport()
        let comparison = TestComparison(
            before: before.report, after: after.report, repeatedBefore: earlier)
        if comparison.turnedRed.isEmpty { return comparison }
        return TestComparison(
            before: before.report, after: after.report, repeatedBefore: earlier,
            repeatedAfter: repeated(after, comparison.turnedRed))
    }

    private func add(
        _ comparison: TestComparison, of run: TestRun, isWhole: Bool, _ evidence: inout Evidence
    ) {
        evidence.tests.append(
            SuiteEvidence(
                suite: run.suite, isWhole: isWhole, comparison: comparison, ending: run.ending))
        evidence.flags += run.report.problems.map { "\(run.suite.name): \($0)" }
        if !comparison.turnedRed.isEmpty {
            evidence.reasons.append(
                "turned red: " + comparison.turnedRed.listed { "\($0.id.name): \($0.message)" })
        }
        if !comparison.vanished.isEmpty {
            evidence.reasons.append(
                "did not run any more: " + comparison.vanished.listed(\.name))
        }
    }

    /// The tests that matter, as a suite calls them; none where it cannot run some without the
    /// others, and none of another language's.
    private func firstTests(of suite: TestSuite) -> [TestID] {
        unique(targets(of: suite).map { suite.id(of: $0) })
    }

    private func targets(of suite: TestSuite) -> [TestTarget] {
        guard suite.canNarrow else { return [] }
        return plan.first.filter { target in
            guard let name = target.file.split(separator: "/").last,
                let language = languages.language(fileName: String(name))
            else { return false }
            return Discovery.family(of: language, languages)
                .contains { $0.description.testRunners.contains(suite.runner) }
        }
    }
}
