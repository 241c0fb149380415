internal import Base
internal import JSON
internal import Sandbox
internal import Server
internal import Settings

/// `tenon sandbox`: one command in the sandbox that tests get.
let sandboxCommand: Command = Command(
    name: "sandbox",
    summary: "Run a command in the sandbox that tests run in",
    discussion: [
        "The command can change the folder and its own temporary files, and read the system's "
            + "programs. It sees no other file, no network, none of your environment and no other "
            + "process, and it is ended at the limits below.",
        "Its output is shown as it comes, without what a terminal would obey; standard error says "
            + "at the end how it went.",
    ],
    options: [
        Option(
            name: "folder", placeholder: "DIR", completion: .directory,
            summary: "The folder that it works in and may change; the current one when left out"),
        Option(
            name: "throw-away",
            summary: "Work in a throw-away copy of the folder, and say what changed in it"),
        Option(
            name: "apply",
            summary: "With --throw-away: if the command passes, make its changes in the folder"),
        Option(
            name: "policy", placeholder: "MODE",
            completion: .choices(SandboxMode.allCases.map(\.rawValue)),
            summary: "strict (namespaces) or reduced (Landlock and seccomp alone); when left out, "
                + "what sandbox.mode allows"),
        Option(
            name: "network", placeholder: "REACH", completion: .choices(["loopback", "none"]),
            summary: "loopback (one of its own; the default) or none"),
        Option(
            name: "read", placeholder: "PATH", repeats: true, completion: .file,
            summary: "What it may read beside the system's programs"),
        Option(
            name: "env", placeholder: "NAME=VALUE", repeats: true,
            summary: "A variable of its environment, which is empty otherwise"),
        Option(name: "time", placeholder: "SECONDS", summary: "The most time by the clock"),
        Option(name: "memory", placeholder: "MIB", summary: "The most memory of all processes"),
        Option(name: "processes", placeholder: "COUNT", summary: "The most processes and threads"),
        Option(name: "output", placeholder: "MIB", summary: "The most output"),
        Option(name: "disk", placeholder: "MIB", summary: "The most that may be written"),
        Option(name: "files", placeholder: "COUNT", summary: "The most files that may be made"),
        Option(name: "json", summary: "Print the outcome as JSON, in place of the output"),
    ],
    positionals: [
        Positional(
            placeholder: "COMMAND", count: .oneOrMore, completion: .file,
            summary: "The program and its arguments; put -- before it")
    ],
    exitCodes: [
        ExitCode(code: 124, meaning: "it took longer than allowed"),
        ExitCode(code: 125, meaning: "another limit ended it, or it was cancelled"),
        ExitCode(code: 126, meaning: "it never ran; standard error says why"),
        ExitCode(code: 127, meaning: "there is no such program in the sandbox"),
    ],
    run: { invocation, console throws(CommandFailure) in
        let request = try SandboxRequest(invocation)
        let sandbox = request.sandbox()
        let copy =
            try invocation.has("throw-away")
            ? ThrowAwayCopy(of: request.folder.source, sandbox, request.limits) : nil
        let outcome = sandbox.run(
            request.command, in: copy?.folder ?? request.folder, policy: request.policy,
            limits: request.limits
        ) { line in
            guard !request.writesJSON else { return }
            switch line.stream {
            case .output: console.write(line.text + "\n")
            case .errors: console.complain(line.text)
            }
        }
        let result = copy?.result(
            applying: invocation.has("apply") && outcome.verdict == .passed)
        if request.writesJSON {
            console.write(indentedJSON(described(outcome, result)))
        } else {
            for line in result?.lines ?? [] { console.complain(line) }
            if case .refused(let refusal) = outcome.verdict {
                console.complain("tenon: refused: \(refusal.reason)\n  to mend it: \(refusal.fix)")
            } else if outcome.verdict != .passed {
                console.complain("tenon: \(outcome.verdict) after \(outcome.milliseconds) ms")
            }
        }
        return exitCode(outcome.verdict)
    })

/// What the command line asks for.
private struct SandboxRequest {
    /// nil leaves it to the settings.
    let mode: SandboxMode?
    let command: SandboxCommand
    let folder: SandboxFolder
    let policy: SandboxPolicy
    let limits: SandboxLimits
    let writesJSON: Bool

    init(_ invocation: Invocation) throws(CommandFailure) {
        mode = invocation.value("policy").flatMap(SandboxMode.init)
        writesJSON = invocation.has("json")
        let named = Path(invocation.value("folder") ?? ".")
        guard let root = Files.resolved(named), Files.kind(of: root) == .directory else {
            throw CommandFailure("\(named): there is no such folder")
        }
        folder = SandboxFolder(source: root, place: root)
        var readable: [Path] = []
        for text in invocation.values["read"] ?? [] {
            guard let path = Files.resolved(Path(text)) else {
                throw CommandFailure("--read: \(text): there is no such file or folder")
            }
            readable.append(path)
        }
        policy = SandboxPolicy(
            network: invocation.value("network") == "none" ? .none : .loopback, readable: readable)
        var variables: [String: String] = [:]
        for text in invocation.values["env"] ?? [] {
            let parts = text.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
            guard parts.count == 2, !parts[0].isEmpty else {
                throw CommandFailure("--env: expected NAME=VALUE, got '\(text)'", exitCode: 2)
            }
            variables[String(parts[0])] = String(parts[1])
        }
        command = SandboxCommand(
            invocation.positionals, environment: variables, streams: .apart)
        limits = try SandboxRequest.limits(invocation)
    }

    /// The sandbox of this host, in the mode that was asked for.
    func sandbox() -> Sandbox {
        var options = SandboxOptions(settingsInForce(folder: folder.place))
        switch mode {
        case nil: break
        case .strict: options.allowsReduced = false
        case .reduced: return Sandbox.reduced(options, environment: .current)
        }
        return Sandbox.forCommands(options, environment: .current)
    }

    private static func limits(
        _ invocation: Invocation
    ) throws(CommandFailure) -> SandboxLimits {
        func number(_ option: String, _ unit: Int, _ known: Int) throws(CommandFailure) -> Int {
            guard let text = invocation.value(option) else { return known }
            guard let number = Int(text), (1...1_000_000).contains(number) else {
                throw CommandFailure(
                    "--\(option): expected a number from 1 to 1000000, got '\(text)'", exitCode: 2)
            }
            return number * unit
        }
        var limits = SandboxLimits.tests
        limits.wallMilliseconds = try number("time", 1000, limits.wallMilliseconds)
        limits.memoryBytes = try number("memory", 1 << 20, limits.memoryBytes)
        limits.processes = try number("processes", 1, limits.processes)
        limits.outputBytes = try number("output", 1 << 20, limits.outputBytes)
        limits.diskBytes = try number("disk", 1 << 20, limits.diskBytes)
        limits.files = try number("files", 1, limits.files)
        return limits
    }
}

private func exitCode(_ verdict: Outcome.Verdict) -> Int32 {
    switch verdict {
    case .passed: 0
    case .failed(let code): code
    case .signalled(let signal): 128 + signal
    case .timedOut: 124
    case .outOfMemory, .outputLimit, .quota, .cancelled: 125
    case .missing: 127
    case .refused: 126
    }
}

private func described(
    _ outcome: Outcome, _ result: ThrowAwayCopy.Result?
) -> JSONLiteral {
    func text(_ captured: CapturedOutput) -> JSONLiteral {
        [
            "head": .string(String(decoding: captured.head, as: UTF8.self)),
            "tail": .string(String(decoding: captured.tail, as: UTF8.self)),
            "elidedBytes": .int(captured.elidedBytes),
        ]
    }
    return [
        "verdict": .string(outcome.verdict.description),
        "exitCode": .int(Int(exitCode(outcome.verdict))),
        "milliseconds": .int(outcome.milliseconds),
        "output": text(outcome.output), "errors": text(outcome.errors),
        "changes": .array(result?.changes.map { .string($0) } ?? []),
        "problems": .array(result?.problems.map { .string($0) } ?? []),
        "applied": .bool(result?.isApplied ?? false),
        "resources": [
            "userMilliseconds": .int(outcome.resources.userMilliseconds),
            "systemMilliseconds": .int(outcome.resources.systemMilliseconds),
            "peakProcessBytes": .int(outcome.resources.peakProcessBytes),
            "peakMemoryBytes": .int(outcome.resources.peakMemoryBytes),
            "peakProcesses": .int(outcome.resources.peakProcesses),
        ],
    ]
}
