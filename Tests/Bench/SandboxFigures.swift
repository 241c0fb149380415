import Base
import EditorClient
import JSON
import Sandbox

/// What it costs to start a command in the sandbox, beside bubblewrap alone in the same run.
func sandboxFigures(_ bench: Bench) throws -> [Figure] {
    let options = SandboxOptions(allowsReduced: false, user: "")
    let strict = Sandbox.forThisHost(options, environment: .current)
    let reduced = Sandbox.reduced(options, environment: .current)
    guard case .strict(let bubblewrap) = strict.backend else { return [] }
    let folder = try SandboxFigures.folder(bench, strict)
    let bare = Subprocess(
        bubblewrap.string, ["--unshare-all", "--ro-bind", "/", "/", "true"], environment: [:])
    var times: [(name: String, times: Times, run: () throws -> Bool)] = [
        ("a program, no sandbox", Times(), { try Subprocess("true", []).run().succeeded }),
        ("bwrap --unshare-all", Times(), { try bare.run().succeeded }),
        ("strict sandbox", Times(), { SandboxFigures.succeeds(strict, folder) }),
        ("reduced sandbox", Times(), { SandboxFigures.succeeds(reduced, folder) }),
    ]
    for round in -2..<bench.rounds(60) {
        for index in times.indices {
            let begin = Instant.now
            guard try times[index].run() else { throw UsageError(message: times[index].name) }
            if round >= 0 { times[index].times.add(Instant.now.nanoseconds(since: begin)) }
        }
    }
    let ratio = times[2].times.percentile(0.5) / times[1].times.percentile(0.5)
    return times.map { Figure("start and end: \($0.name)", $0.times) } + [
        Figure("strict sandbox over bwrap --unshare-all", ratio, unit: "x", goal: .below(2.5)),
        try SandboxFigures.answersDuringBombs(bench, strict, folder),
    ]
}

private enum SandboxFigures {
    /// A folder that commands may run in, whoever runs them.
    static func folder(_ bench: Bench, _ sandbox: Sandbox) throws -> SandboxFolder {
        let path = bench.folder / "sandbox"
        try Files.createDirectories(path)
        if let user = sandbox.user, user.isDropped {
            unsafe chmod(bench.folder.string, 0o711)
            unsafe chown(path.string, user.uid, user.gid)
        }
        return SandboxFolder(source: path, place: path)
    }

    static func succeeds(_ sandbox: Sandbox, _ folder: SandboxFolder) -> Bool {
        run(["true"], sandbox, folder, .check).verdict == .passed
    }

    /// How long the server takes to answer while one fork bomb after the other goes off.
    static func answersDuringBombs(
        _ bench: Bench, _ sandbox: Sandbox, _ folder: SandboxFolder
    ) throws -> Figure {
        let stop = Cancellation()
        let ended = Monitor(false)
        try Thread.start(name: "bombs") {
            var limits = SandboxLimits.check
            limits.processes = 200
            while !stop.isCancelled {
                _ = run(["sh", "-c", "f() { f | f & }; f; wait"], sandbox, folder, limits)
            }
            ended.update { $0 = true }
        }
        defer {
            stop.cancel()
            _ = ended.wait { $0 ? true : nil }
        }
        let server = try bench.tenon.start(in: bench.folder)
        _ = try server.editor.initialize(Candidate.capabilities, folders: [bench.folder])
        let sample = SampleText(.python, lines: bench.size(5000))
        let document = try OpenSample(sample, in: bench.folder, editor: server.editor)
        var times = Times()
        for _ in 0..<bench.rounds(100) {
            let (body, id) = document.request("textDocument/documentSymbol")
            times.add(try server.editor.time([body], answeredBy: id))
        }
        return Figure("an outline during fork bombs", times, goals: ["p95": .below(50)])
    }

    private static func run(
        _ command: [String], _ sandbox: Sandbox, _ folder: SandboxFolder, _ limits: SandboxLimits
    ) -> Outcome {
        sandbox.run(
            SandboxCommand(command), in: folder,
            policy: SandboxPolicy(network: .loopback, readable: []), limits: limits)
    }
}
