internal import Base
internal import Models
package import Verify

/// Finds out what is wrong with a project, and what a draft makes of it. It blocks, for as long as
/// tests take.
final class DraftJudge {
    private let project: AgentProject
    private let task: AgentTask
    private let turns: GateTurns
    private let watch: GateWatch
    private var baseline = Baseline()
    /// Whether the complaint can be seen here; nil before that was looked at.
    private var seesComplaint: Bool?

    init(project: AgentProject, task: AgentTask, turns: GateTurns, watch: GateWatch) {
        self.project = project
        self.task = task
        self.turns = turns
        self.watch = watch
    }

    private var gates: Gates { Gates(languages: project.languages) }

    // -- Before anything is changed ---------------------------------------------------------------

    func reproduce() -> Reproduction {
        guard task.goal.beginsRed else { return .notNeeded }
        return turns.take { [self] in
            do {
                let bed = try project.copy(with: Draft()).bed
                let notRun = gates.reproduce(
                    for: project.files.map(\.string), in: bed, plan: project.plan,
                    baseline: &baseline, watch: watch)
                let isRed = !baseline.red.isEmpty
                let seen = complaints(in: bed)
                seesComplaint = !seen.isEmpty
                let evidence = [
                    seen.map { "\($0.place): \($0.message)" }.joined(separator: "\n"),
                    isRed ? Reports.failing(relevant(baseline.red)) : "",
                    frames(of: relevant(baseline.red)),
                ].filter { !$0.isEmpty }
                if isRed || !seen.isEmpty {
                    return .red(evidence: evidence.joined(separator: "\n\n"))
                }
                if let reason = notRun.first { return .impossible("\(reason.what): \(reason.why)") }
                return task.complaint == nil && task.focus == nil && task.instruction.isEmpty
                    ? .green : .notNeeded
            } catch {
                return .impossible("\(error)")
            }
        }
    }

    /// What was complained of, as far as the parser and the linters here say the same.
    private func complaints(in bed: TestBed) -> [LintFinding] {
        guard let complaint = task.complaint else { return [] }
        return gates.findings(
            in: [complaint.path.string], of: bed, plan: project.plan, baseline: &baseline,
            watch: watch
        ).filter { finding in
            finding.place.file == complaint.path.string
                && (finding.place.line == complaint.line
                    || finding.message.contains(complaint.message)
                    || complaint.message.contains(finding.message))
        }
    }

    /// The tests that matter, where those are known; else all.
    private func relevant(_ tests: [TestResult]) -> [TestResult] {
        guard !project.plan.first.isEmpty else { return tests }
        let named = project.plan.first.map { TestID(scope: "", path: $0.path) }
        let own = tests.filter { $0.id.isOne(of: named) }
        return own.isEmpty ? tests : own
    }

    /// The project's code where the failures came through.
    private func frames(of tests: [TestResult]) -> String {
        var shown: Set<SourcePlace> = []
        var parts: [String] = []
        for test in tests.prefix(3) {
            for frame in test.frames.suffix(3) where shown.insert(frame.place).inserted {
                guard let path = try? ProjectPath(frame.place.file),
                    case .content(let bytes) = project.read(path)
                else { continue }
                let code = NumberedLines(bytes).around(frame.place.line)
                parts.append("The code at \(frame.place):\n\(code)")
            }
        }
        return parts.joined(separator: "\n\n")
    }

    // -- A draft ----------------------------------------------------------------------------------

    func judge(_ draft: Draft) -> Judgement {
        turns.take { [self] in
            do {
                switch task.goal {
                case .writeTests: return try judgeTests(draft)
                case .document:
                    if let problem = CodeTokens.difference(draft, project.languages) {
                        return Judgement(refused: [problem])
                    }
                    return try judgeChange(draft)
                case .optimise: return try timed(draft, try judgeChange(draft))
                case .fix, .refactor, .simplify, .addTypes: return try judgeChange(draft)
                }
            } catch {
                // Whether it parses can be said of any draft.
                let errors = gates.syntaxErrors(of: draft.patch)
                return errors.isEmpty
                    ? Judgement(notRun: "\(error)")
                    : Judgement(refused: errors.map { "syntax: \($0.place): \($0.message)" })
            }
        }
    }

    private func judgeChange(_ draft: Draft) throws(WorkspaceFailure) -> Judgement {
        let bed = try project.copy(with: Draft()).bed
        let isSeen = seesComplaint ?? !complaints(in: bed).isEmpty
        seesComplaint = isSeen
        let evidence = gates.judge(
            draft.patch, in: bed, plan: project.plan, baseline: &baseline, watch: watch)
        // Of tests that matter the gates have said already what is red among them.
        let mustBeGreen = task.goal.beginsRed && project.plan.first.isEmpty && !isSeen
        var judgement = Judgement(evidence, mustBeGreen: mustBeGreen)
        if isSeen, judgement.verdict != .refused {
            // The bed has the patch now.
            for finding in complaints(in: bed) {
                judgement.refuse("still there: \(finding.place): \(finding.message)")
            }
        } else if let complaint = task.complaint, !isSeen {
            judgement.evidence.remarks.append(
                "nothing here reports \"\(complaint.message)\", so whether that is gone was not "
                    + "looked at")
        }
        return judgement
    }

    // -- Time -------------------------------------------------------------------------------------

    private static let timings = 3

    /// Adds how long the tests take before and after.
    private func timed(
        _ draft: Draft, _ judgement: Judgement
    ) throws(WorkspaceFailure) -> Judgement {
        guard judgement.verdict == .accepted else { return judgement }
        var before: [Int] = []
        var after: [Int] = []
        for _ in 0..<DraftJudge.timings where !watch.cancellation.isCancelled {
            // In turns, so that what else the machine does hits both alike.
            before.append(try testMilliseconds(Draft()))
            after.append(try testMilliseconds(draft))
        }
        guard !after.isEmpty else { return judgement }
        let (old, new) = (before.sorted()[before.count / 2], after.sorted()[after.count / 2])
        let words = "the tests took \(old) ms before and \(new) ms after (median of \(after.count))"
        var judgement = judgement
        judgement.evidence.remarks.append(words)
        judgement.report += "\n\n\(words)"
        if new > old + old / 20 { judgement.refuse("it is slower: \(words)") }
        return judgement
    }

    private func testMilliseconds(_ draft: Draft) throws(WorkspaceFailure) -> Int {
        var fresh = Baseline()
        _ = gates.reproduce(
            for: project.files.map(\.string), in: try project.copy(with: draft).bed,
            plan: project.plan,
            baseline: &fresh, watch: watch)
        return fresh.runs.reduce(0) { $0 + $1.milliseconds }
    }

    // -- Tests ------------------------------------------------------------------------------------

    /// Of tests nobody can say that they turn something green. They have to be green, and to notice
    /// when the code that they are about is wrong.
    private func judgeTests(_ draft: Draft) throws(WorkspaceFailure) -> Judgement {
        let patch = draft.patch
        let tests = Set(Tampering(of: patch).findings.filter { $0.reason == .test }.map(\.path))
        let others = patch.files.map(\.path).filter { !tests.contains($0) }
        if !others.isEmpty {
            return Judgement(
                refused: [
                    "only test files may change, and \(others.joined(separator: ", ")) "
                        + "is none"
                ])
        }
        let errors = gates.syntaxErrors(of: patch)
        if !errors.isEmpty {
            return Judgement(refused: errors.map { "syntax: \($0.place): \($0.message)" })
        }
        let old = try run(Draft())
        let new = try run(draft)
        if let reason = new.notRun ?? old.notRun { return Judgement(notRun: reason) }
        let comparison = TestComparison(before: old.report, after: new.report)
        if !comparison.turnedRed.isEmpty {
            return Judgement(
                refused: comparison.turnedRed.map { "red: \($0.id.words)" },
                details: Reports.failing(comparison.turnedRed))
        }
        if comparison.added.isEmpty { return Judgement(refused: ["no new test was found"]) }
        return try mutated(draft, comparison, new)
    }

    private func mutated(
        _ draft: Draft, _ comparison: TestComparison, _ run: SuiteReport
    ) throws(WorkspaceFailure) -> Judgement {
        var evidence = EvidenceSummary(.verified)
        evidence.greenCount = comparison.stayedGreen.count + comparison.added.count
        evidence.remarks.append("\(comparison.added.count) new tests")
        let mutants = task.focus.map { Mutant.all(of: $0, in: project) } ?? []
        var survivors: [Mutant] = []
        for mutant in mutants where !watch.cancellation.isCancelled {
            let result = try self.run(draft.changing(mutant))
            let noticed = result.report.tests.contains { test in
                test.status.isRed && comparison.added.contains(test.id)
            }
            if !noticed { survivors.append(mutant) }
        }
        if mutants.isEmpty {
            evidence.remarks.append("no mutated version of the code could be tried")
        } else {
            evidence.remarks.append(
                "the new tests notice \(mutants.count - survivors.count) of \(mutants.count) "
                    + "mutated versions of the code")
            evidence.remarks += survivors.map { "not noticed: \($0)" }
        }
        var judgement = Judgement(
            verdict: .accepted, failures: [], report: evidence.lines.joined(separator: "\n"),
            evidence: evidence)
        if !mutants.isEmpty, survivors.count == mutants.count {
            judgement.refuse(
                "the new tests stay green when the code is wrong: "
                    + survivors.map(\.description).joined(separator: "; "))
        }
        return judgement
    }

    /// What the tests say of a draft; nothing of it is withheld.
    private func run(_ draft: Draft) throws(WorkspaceFailure) -> SuiteReport {
        var found = Baseline()
        let notRun = gates.reproduce(
            for: project.files.map(\.string) + draft.files.keys.map(\.string),
            in: try project.copy(with: draft).bed, plan: project.plan, baseline: &found,
            watch: watch)
        return SuiteReport(
            report: TestReport(tests: found.runs.flatMap(\.report.tests)),
            notRun: notRun.first.map { "\($0.what): \($0.why)" })
    }
}

private struct SuiteReport {
    let report: TestReport
    let notRun: String?
}

/// How many drafts are tested at the same time: what the machine has room for. Who comes later
/// waits.
package final class GateTurns: Sendable {
    private let free: Monitor<Int>

    /// So many at a time.
    package init(_ count: Int) {
        free = Monitor(max(1, count))
    }

    func take<Result>(_ body: () -> Result) -> Result {
        free.wait { count -> Void? in
            guard count > 0 else { return nil }
            count -= 1
            return ()
        }
        defer { free.update { $0 += 1 } }
        return body()
    }
}

/// The lines of a text with their numbers.
struct NumberedLines {
    private let lines: [ArraySlice<UInt8>]

    init(_ bytes: [UInt8]) {
        lines = bytes.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
    }

    /// The lines around one, which is counted from 1.
    func around(_ line: Int, reach: Int = 8) -> String {
        let first = max(1, min(line, lines.count) - reach)
        let last = min(lines.count, line + reach)
        guard first <= last else { return "" }
        return (first...last).map { number in
            "\(number == line ? ">" : " ") \(number): "
                + String(decoding: lines[number - 1], as: UTF8.self)
        }.joined(separator: "\n")
    }
}

extension Judgement {
    /// What the gates' evidence comes to. Tests that are still red speak against a draft that is to
    /// make all of them green.
    init(_ evidence: Evidence, mustBeGreen: Bool) {
        let summary = EvidenceSummary(evidence)
        let stillRed = mustBeGreen ? evidence.tests.flatMap(\.comparison.stayedRed) : []
        let red = stillRed + evidence.tests.flatMap(\.comparison.turnedRed)
        let lint = evidence.lint.map {
            "\($0.tool): \($0.finding.place): \($0.finding.message)"
        }
        self.init(
            verdict: .accepted, failures: Set(red.map { $0.id.words } + evidence.reasons),
            report: (evidence.reasons + evidence.flags + lint + [Reports.failing(red)])
                .filter { !$0.isEmpty }.joined(separator: "\n\n"),
            evidence: summary)
        switch evidence.verdict {
        case .verified: if !stillRed.isEmpty { verdict = .refused }
        case .refuted: verdict = .refused
        case .unverified:
            let first = evidence.notRun.first
            verdict = .unverified(first.map { "\($0.what): \($0.why)" } ?? "no test did run")
        }
        if verdict == .refused { self.evidence.verdict = .refuted }
    }

    /// A draft that was refused for these reasons.
    init(refused reasons: [String], details: String = "") {
        var evidence = EvidenceSummary(.refuted)
        evidence.reasons = reasons
        self.init(
            verdict: .refused, failures: Set(reasons),
            report: (reasons + [details]).filter { !$0.isEmpty }.joined(separator: "\n"),
            evidence: evidence)
    }

    /// A draft of which nothing could be found out.
    init(notRun reason: String) {
        var evidence = EvidenceSummary(.unverified)
        evidence.notRun = [reason]
        self.init(
            verdict: .unverified(reason), failures: [], report: "not run: \(reason)",
            evidence: evidence)
    }

    /// Something that the gates do not look at speaks against it.
    mutating func refuse(_ reason: String) {
        verdict = .refused
        failures.insert(reason)
        report += (report.isEmpty ? "" : "\n\n") + reason
        evidence.verdict = .refuted
        evidence.reasons.append(reason)
    }
}

extension Draft {
    /// As the gates want it.
    package var patch: Patch {
        Patch(
            files.sorted { $0.key < $1.key }.map { path, change in
                Patch.File(
                    path: path.string, before: change.original, after: change.content)
            })
    }
}

/// What is told of tests, in words for the model.
enum Reports {
    /// Red tests with why they are.
    static func failing(_ tests: [TestResult]) -> String {
        tests.prefix(10).map { test in
            let place = test.place.map { " (\($0))" } ?? ""
            let details = test.details.isEmpty ? test.message : test.details
            return "\(test.status.rawValue): \(test.id.words)\(place)\n"
                + Untrusted.shortened(details, to: 3000)
        }.joined(separator: "\n\n")
            + (tests.count > 10 ? "\n\nand \(tests.count - 10) more" : "")
    }
}
