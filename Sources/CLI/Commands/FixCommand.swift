internal import Base
internal import Repair
internal import Sandbox
internal import Server
internal import Text
internal import Verify

/// `tenon fix`: a patch that turns red tests green, without a model.
let fixCommand: Command = Command(
    name: "fix",
    summary: "Find a patch that makes failing tests pass, and show it with its evidence",
    discussion: [
        "The tests run in the sandbox, in a throw-away copy of the project. The embedded engine "
            + "needs no model: it finds out which lines the failing tests go through, tries "
            + "small changes of them in the order of their likelihood, and shows a patch only "
            + "when the whole suite passes with it.",
        "The tests are all that is checked: read the patch before you keep it.",
    ],
    options: [
        Option(
            name: "engine", placeholder: "NAME", completion: .choices(["embedded"]),
            summary: "What looks for the patch; 'embedded' needs no model and is the default"),
        Option(
            name: "root", placeholder: "DIR", completion: .directory,
            summary: "The project; the current folder when left out"),
        Option(
            name: "test-command", placeholder: "LINE",
            summary: "The command that runs the tests, as typed in a shell"),
        Option(
            name: "time", placeholder: "SECONDS", summary: "How long to search; 60 when left out"),
        Option(name: "apply", summary: "Write the patch into the project"),
    ],
    positionals: [
        Positional(
            placeholder: "FILE", count: .any, completion: .file,
            summary: "Files whose tests run, where no command is given")
    ],
    exitCodes: [
        ExitCode(code: 1, meaning: "no patch was found, or no test is red"),
        ExitCode(code: 3, meaning: "the tests could not be run; standard error says why"),
    ],
    run: { invocation, console throws(CommandFailure) in
        let engine = invocation.value("engine") ?? "embedded"
        guard engine == "embedded" else {
            throw CommandFailure("--engine: expected 'embedded', got '\(engine)'", exitCode: 2)
        }
        let named = Path(invocation.value("root") ?? ".")
        guard let root = Files.resolved(named), Files.kind(of: root) == .directory else {
            throw CommandFailure("\(named): there is no such folder")
        }
        var bounds = RepairBounds.standard
        // Only the best is written.
        if invocation.has("apply") { bounds.verified = 1 }
        if let text = invocation.value("time") {
            guard let seconds = Int(text), (1...86_400).contains(seconds) else {
                throw CommandFailure(
                    "--time: expected a number from 1 to 86400, got '\(text)'", exitCode: 2)
            }
            bounds.milliseconds = seconds * 1000
        }
        let sandbox = Sandbox.forThisHost(
            SandboxOptions(settingsInForce(folder: root)), environment: .current)
        let copy = try ThrowAwayCopy(of: root, sandbox, .tests)
        guard let workspace = copy.workspace, let user = sandbox.user else {
            if case .none(let refusal) = sandbox.backend {
                console.complain("not run: no sandbox: \(refusal.reason)\n  \(refusal.fix)")
            }
            return 3
        }
        let bed = TestBed(
            workspace, sandbox: sandbox, network: .loopback,
            toolchains: .ofUser(.current, for: user))
        let report = RepairEngine(languages: languageRegistry(.current)).repair(
            RepairTask(
                command: invocation.value("test-command"), files: invocation.positionals,
                bounds: bounds),
            in: bed, control: RepairControl(cancellation: Cancellation()),
            onProgress: { console.writeError(described($0)) })
        for line in described(report) { console.complain(line) }
        guard let best = report.patches.first, best.evidence.verdict == .verified else {
            if case .impossible = report.ending { return 3 }
            return 1
        }
        console.write(diff(of: best.patch))
        if invocation.has("apply") {
            do throws(WriteBackError) {
                try write(best.patch, back: workspace)
            } catch {
                throw CommandFailure("\(error)")
            }
            console.complain("applied")
        }
        return 0
    })

private func described(_ progress: RepairProgress) -> String {
    switch progress.phase {
    case .reproducing: return "running the tests as they are\n"
    case .verifying: return "verifying\n"
    case .searching:
        var text = "tried \(progress.tried), \(Int(progress.rate)) a second"
        if let best = progress.best { text += "; best so far: \(best)" }
        return text + "\n"
    }
}

/// What came of it, in lines for people.
private func described(_ report: RepairReport) -> [String] {
    var lines: [String] = []
    if !report.red.isEmpty {
        lines.append("red: \(report.red.count)")
        for test in report.red.prefix(5) {
            let message = test.message.split(separator: "\n").first.map { ": \($0)" } ?? ""
            lines.append("  \(test.test.name)\(message)")
        }
    }
    for (place, suspicion) in report.suspicion.first(3) where !report.red.isEmpty {
        lines.append("suspicious: \(place) (\(Int(suspicion * 100)) %)")
    }
    let seconds = Double(report.milliseconds / 10) / 100
    switch report.ending {
    case .repaired where report.patches.isEmpty:
        lines.append("what passed the trials did not pass the gates")
    case .repaired: break
    case .nothingRed: lines.append("no test is red: there is nothing to repair")
    case .exhausted: lines.append("nothing that could be thought of makes the tests pass")
    case .outOfTime: lines.append("nothing was found in time; --time gives it more")
    case .cancelled: lines.append("cancelled")
    case .impossible(let failure):
        lines.append("not run: \(failure.reason)")
        if !failure.fix.isEmpty { lines.append("  to mend it: \(failure.fix)") }
    }
    lines.append("tried \(report.tried) in \(seconds) s")
    for (number, patch) in report.patches.enumerated() {
        lines.append("\(number + 1). \(patch.summary)")
        for suite in patch.evidence.tests {
            let comparison = suite.comparison
            lines.append(
                "   \(suite.suite.name): \(comparison.turnedGreen.count) turned green, "
                    + "\(comparison.stayedGreen.count) stayed green")
        }
        for item in patch.evidence.notRun {
            lines.append("   not run: \(item.what): \(item.why)")
        }
        for flag in patch.evidence.flags { lines.append("   \(flag)") }
    }
    if !report.patches.isEmpty {
        lines.append("The tests are all that was checked.")
    }
    return lines
}

private func diff(of patch: Patch) -> String {
    patch.files.map { file in
        String(
            decoding: unifiedDiff(
                from: file.before ?? [], named: "a/\(file.path)", to: file.after ?? [],
                named: "b/\(file.path)"), as: UTF8.self)
    }.joined()
}

/// Writes the patch into the project; a file's other traits stay as they are.
private func write(_ patch: Patch, back workspace: Workspace) throws(WriteBackError) {
    try workspace.writeBack(
        patch.files.compactMap { file in
            let old = try? workspace.read(Path(file.path), limit: .max)
            guard let after = file.after, let old else { return nil }
            return .init(
                path: Path(file.path),
                kind: .modified(
                    from: old, to: FileContent(bytes: after, isExecutable: old.isExecutable)))
        }, limits: .standard)
}
