package import Base
package import Languages
package import Sandbox

// The gates that every proposal passes before anybody sees it: it must parse, the language's own
// linter must find nothing new, and no test may be worse off. What comes out is `Evidence`.
//
// Nothing here runs a program but through the test bed's sandbox, touches a file outside the bed,
// or knows where a patch comes from.

/// Judges patches.
package struct Gates: Sendable {
    let languages: LanguageRegistry

    package init(languages: LanguageRegistry) {
        self.languages = languages
    }

    /// Passes a patch through the gates, one after another; what one refuses, the next does not
    /// see. Blocks, for as long as the plan's limits allow, so it needs a thread of its own.
    ///
    /// The bed holds the project without the patch, and with it afterwards. What has to be known
    /// of the project without the patch is taken from the baseline, or found out and put there.
    package func judge(
        _ patch: Patch, in bed: TestBed, plan: TestPlan, baseline: inout Baseline,
        watch: GateWatch
    ) -> Evidence {
        var evidence = Evidence()
        let tampering = Tampering(of: patch)
        evidence.flags += tampering.findings.map(\.description)
        timed(.syntax, watch, &evidence) { evidence in
            checkSyntax(of: patch, &evidence)
        }
        guard evidence.reasons.isEmpty else {
            evidence.notRun.append(NotRun(.lint, "all linters", "the patch has syntax errors"))
            evidence.notRun.append(NotRun(.tests, "all tests", "the patch has syntax errors"))
            return evidence
        }
        var tests = TestGate(
            languages: languages, bed: bed, plan: plan, watch: watch, baseline: baseline)
        defer { baseline = tests.baseline }
        let suites = tests.choose(for: patch.files.map(\.path), &evidence)
        timed(.before, watch, &evidence) { evidence in tests.runBefore(suites, &evidence) }
        do {
            try bed.apply(patch, .after)
            var lint = LintGate(languages: languages, tests: tests)
            try timed(.lint, watch, &evidence) { (evidence) throws(SystemError) in
                try lint.check(patch, &evidence)
            }
            tests.baseline = lint.tests.baseline
            try bed.apply(tampering.judged, .after)
        } catch {
            evidence.notRun.append(NotRun(.tests, "all tests", "the copy: \(error)"))
            return evidence
        }
        defer { try? bed.apply(patch, .after) }
        guard evidence.reasons.isEmpty else {
            evidence.notRun.append(NotRun(.tests, "all tests", "the linter finds new errors"))
            return evidence
        }
        tests.bed = bed.adding(tampering.judged)
        timed(.firstTests, watch, &evidence) { evidence in tests.runFirst(suites, &evidence) }
        guard evidence.reasons.isEmpty else {
            evidence.notRun.append(
                NotRun(.tests, "all other tests", "the tests that matter are not green"))
            return evidence
        }
        timed(.wholeSuite, watch, &evidence) { evidence in tests.runWhole(suites, &evidence) }
        guard evidence.reasons.isEmpty else { return evidence }
        timed(.trust, watch, &evidence) { evidence in
            tests.checkFiles(tampering.judged, &evidence)
            tests.runCounterTests(suites, tampering.judged, &evidence)
        }
        return evidence
    }

    /// Runs tests without any patch: what is red then can be mended. What could not be run, and
    /// why, is the result; the rest is in the baseline. Without files it is about the whole
    /// project.
    package func reproduce(
        for files: [String], in bed: TestBed, plan: TestPlan, baseline: inout Baseline,
        watch: GateWatch
    ) -> [NotRun] {
        var evidence = Evidence()
        let (suites, notRun) = suites(
            for: files, in: bed, plan: plan, baseline: &baseline, watch: watch)
        var tests = TestGate(
            languages: languages, bed: bed, plan: plan, watch: watch, baseline: baseline)
        timed(.before, watch, &evidence) { evidence in tests.runBefore(suites, &evidence) }
        baseline = tests.baseline
        return notRun + evidence.notRun
    }

    /// The suites that run for a change of these files, or of anything where none are named: of
    /// each language the first that is installed. What could not be found, and why, comes with
    /// them.
    package func suites(
        for files: [String], in bed: TestBed, plan: TestPlan, baseline: inout Baseline,
        watch: GateWatch
    ) -> (suites: [TestSuite], notRun: [NotRun]) {
        var evidence = Evidence()
        var tests = TestGate(
            languages: languages, bed: bed, plan: plan, watch: watch, baseline: baseline)
        let files =
            files.isEmpty ? Discovery.samples(of: bed.project, languages: languages) : files
        let suites = tests.choose(for: files, &evidence)
        baseline = tests.baseline
        return (suites, evidence.notRun)
    }

    /// All that the parser and the linters say of files as the bed has them.
    package func findings(
        in files: [String], of bed: TestBed, plan: TestPlan, baseline: inout Baseline,
        watch: GateWatch
    ) -> [LintFinding] {
        let syntax = files.compactMap { path -> Patch.File? in
            bed.project.read(path).map { Patch.File(path: path, before: nil, after: $0) }
        }
        var ignored = Evidence()
        var lint = LintGate(
            languages: languages,
            tests: TestGate(
                languages: languages, bed: bed, plan: plan, watch: watch, baseline: baseline))
        let found = lint.findings(in: files, &ignored)
        baseline = lint.tests.baseline
        return syntaxErrors(of: Patch(syntax)) + found
    }

    /// The syntax errors that a patch adds. Runs nothing.
    package func syntaxErrors(of patch: Patch) -> [LintFinding] {
        var evidence = Evidence()
        checkSyntax(of: patch, &evidence)
        return evidence.syntax
    }

    private func checkSyntax(of patch: Patch, _ evidence: inout Evidence) {
        for file in patch.files {
            guard let after = file.after else { continue }
            switch SyntaxGate.check(
                path: file.path, before: file.before, after: after, languages: languages)
            {
            case .checked(let findings): evidence.syntax += findings
            case .unchecked(let why): evidence.notRun.append(NotRun(.syntax, file.path, why))
            }
        }
        let errors = evidence.syntax.filter { $0.severity == .error }
        if !errors.isEmpty {
            evidence.reasons.append(
                "syntax: " + errors.listed { "\($0.place): \($0.message)" })
        }
    }

    private func timed<Failure: Error>(
        _ phase: GatePhase, _ watch: GateWatch, _ evidence: inout Evidence,
        _ body: (inout Evidence) throws(Failure) -> Void
    ) throws(Failure) {
        if watch.cancellation.isCancelled {
            let isKnown = evidence.notRun.contains { $0.why == GateWatch.cancelled }
            if !isKnown {
                evidence.notRun.append(NotRun(.tests, "\(phase)", GateWatch.cancelled))
            }
            return
        }
        watch.onPhase(phase)
        let begin = Instant.now
        try body(&evidence)
        evidence.phases.append(
            PhaseTime(phase: phase, milliseconds: Int(Instant.now.milliseconds(since: begin))))
    }
}

/// Who looks on while the gates work, and can stop them.
package struct GateWatch {
    package let cancellation: Cancellation
    package let onPhase: (GatePhase) -> Void
    package let onLine: (OutputLine) -> Void

    package init(
        cancellation: Cancellation, onPhase: @escaping (GatePhase) -> Void,
        onLine: @escaping (OutputLine) -> Void
    ) {
        self.cancellation = cancellation
        self.onPhase = onPhase
        self.onLine = onLine
    }

    static let cancelled = "it was cancelled"
}

extension Array {
    /// The first of them in words, for a message.
    func listed(_ describe: (Element) -> String) -> String {
        let shown = prefix(5).map(describe).joined(separator: "; ")
        return count > 5 ? "\(shown); and \(count - 5) more" : shown
    }
}
