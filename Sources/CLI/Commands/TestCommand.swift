internal import Base
internal import Sandbox
internal import Server
internal import Settings
internal import Verify

/// `tenon test`: the project's tests, as a patch would be judged by them.
let testCommand: Command = Command(
    name: "test",
    summary: "Run a project's tests in the sandbox, and say which are red",
    discussion: [
        "The way in which a project is tested is found from its files, and the tests run in a "
            + "throw-away copy of it, as they do for a patch. Tests that are red are run once "
            + "more: those that are green then are called flaky.",
        "With files named, only the tests of their languages run, and those first that the "
            + "repository's map says reach what the files define.",
    ],
    options: [
        Option(
            name: "folder", placeholder: "DIR", completion: .directory,
            summary: "The project; the current folder when left out"),
        Option(
            name: "command", placeholder: "LINE",
            summary: "The command that runs the tests, as typed in a shell; when left out, what "
                + "tests.command says, else what fits the project"),
        Option(
            name: "time", placeholder: "SECONDS", summary: "The most time of a run, by the clock"),
        Option(name: "no-cache", summary: "Make the map anew, and keep nothing of it"),
    ],
    positionals: [
        Positional(
            placeholder: "FILE", count: .any, completion: .file,
            summary: "Files of the project, relative to it")
    ],
    exitCodes: [
        ExitCode(code: 1, meaning: "a test is red"),
        ExitCode(code: 3, meaning: "no test was run; standard error says why"),
    ],
    run: { invocation, console throws(CommandFailure) in
        let named = Path(invocation.value("folder") ?? ".")
        guard let root = Files.resolved(named), Files.kind(of: root) == .directory else {
            throw CommandFailure("\(named): there is no such folder")
        }
        var limits = SandboxLimits.tests
        if let text = invocation.value("time") {
            guard let seconds = Int(text), (1...86_400).contains(seconds) else {
                throw CommandFailure(
                    "--time: expected a number from 1 to 86400, got '\(text)'", exitCode: 2)
            }
            limits.wallMilliseconds = seconds * 1000
        }
        let settings = settingsInForce(folder: root)
        let sandbox = Sandbox.forCommands(SandboxOptions(settings), environment: .current)
        let copy = try ThrowAwayCopy(of: root, sandbox, limits)
        guard let workspace = copy.workspace, let user = sandbox.user else {
            if case .none(let refusal) = sandbox.backend {
                console.complain("not run: no sandbox: \(refusal.reason)\n  \(refusal.fix)")
            }
            return 3
        }
        let first = testsReaching(
            invocation.positionals, in: root, usesCache: !invocation.has("no-cache"), console)
        var baseline = Baseline()
        let notRun = Gates(languages: languageRegistry(.current)).reproduce(
            for: invocation.positionals,
            in: TestBed(
                workspace, sandbox: sandbox, network: .loopback,
                toolchains: .ofUser(.current, for: user)),
            plan: TestPlan(
                ownCommand: invocation.value("command") ?? settings.ownTestCommand,
                first: first, runsWholeSuite: true, repetitions: 1, limits: limits),
            baseline: &baseline,
            watch: GateWatch(cancellation: Cancellation(), onPhase: { _ in }, onLine: { _ in }))
        for item in notRun {
            console.complain("not run: \(item.what): \(item.why)")
            if !item.fix.isEmpty { console.complain("  to mend it: \(item.fix)") }
        }
        let runs = baseline.runs
        for run in runs { console.write(described(run, flaky: baseline.flaky)) }
        if !runs.contains(where: { !$0.report.tests.isEmpty }) { return 3 }
        return baseline.red.isEmpty ? 0 : 1
    })

/// A run in lines: what it counts, then what is red.
private func described(_ run: TestRun, flaky: Set<TestID>) -> String {
    let counts = TestStatus.allCases.map { status in
        (status, run.report.tests.count { $0.status == status && !flaky.contains($0.id) })
    }
    let words =
        counts.filter { $0.1 > 0 }.map { "\($0.1) \($0.0.rawValue)" }
        + (flaky.isEmpty ? [] : ["\(flaky.count) flaky"])
    let folder = run.suite.folder.isEmpty ? "" : " in \(run.suite.folder)"
    var text = run.suite.name + folder + (run.tests.isEmpty ? ": " : ", tests that reach it: ")
    text += words.isEmpty ? "no tests" : words.joined(separator: ", ")
    text += ", after \(run.milliseconds) ms\n"
    for test in run.report.tests where test.status.isRed && !flaky.contains(test.id) {
        let name = ([test.id.scope] + test.id.path).filter { !$0.isEmpty }.joined(separator: " > ")
        text += "  \(test.status.rawValue): \(name)\n"
        if !test.message.isEmpty { text += "    \(test.message)\n" }
        for frame in test.frames { text += "    at \(frame.place)\n" }
    }
    return text + run.report.problems.map { "  problem: \($0)\n" }.joined()
}
