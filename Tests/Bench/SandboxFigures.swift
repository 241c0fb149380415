import Base
import EditorClient
import JSON
import Sandbox

/// What it costs to start a command in the sandbox, beside bubblewrap alone in the same run; what
/// many runs leave; and how the editor is answered while the worst goes on in one.
func sandboxFigures(_ bench: Bench) throws -> [Figure] {
    let options = SandboxOptions(allowsReduced: false, user: "")
    let strict = Sandbox.forThisHost(options, environment: .current)
    guard case .strict(let bubblewrap) = strict.backend else { return [] }
    let folder = try SandboxFigures.folder(bench, strict)
    return try SandboxFigures.starts(bench, strict, bubblewrap, folder)
        + SandboxFigures.manyRuns(bench, strict, folder)
        + [try SandboxFigures.requests(bench, strict, folder)]
        + SandboxFigures.answersDuringBombs(bench, strict, folder)
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

    /// Each way to start a program that does nothing, one after the other in each round.
    static func starts(
        _ bench: Bench, _ strict: Sandbox, _ bubblewrap: Path, _ folder: SandboxFolder
    ) throws -> [Figure] {
        let reduced = Sandbox.reduced(
            SandboxOptions(allowsReduced: true, user: ""), environment: .current)
        let bare = Subprocess(
            bubblewrap.string, ["--unshare-all", "--ro-bind", "/", "/", "true"], environment: [:])
        let shell = Subprocess(
            bench.tenon.program.string,
            ["sandbox", "--folder", folder.source.string, "--", "true"],
            environment: bench.tenon.environment)
        var ways: [(name: String, times: Times, run: () throws -> Bool)] = [
            ("a program, no sandbox", Times(), { try Subprocess("true", []).run().succeeded }),
            ("bwrap --unshare-all", Times(), { try bare.run().succeeded }),
            ("strict sandbox", Times(), { succeeds(strict, folder) }),
            ("reduced sandbox", Times(), { succeeds(reduced, folder) }),
            ("tenon sandbox -- true", Times(), { try shell.run().succeeded }),
        ]
        for round in -2..<bench.rounds(60) {
            for index in ways.indices {
                let begin = Instant.now
                guard try ways[index].run() else { throw UsageError(message: ways[index].name) }
                if round >= 0 { ways[index].times.add(Instant.now.nanoseconds(since: begin)) }
            }
        }
        func ratio(_ way: Int) -> Double {
            ways[way].times.percentile(0.5) / ways[1].times.percentile(0.5)
        }
        return ways.map { Figure("start and end: \($0.name)", $0.times) } + [
            Figure("strict sandbox over bwrap", ratio(2), unit: "x", goal: .below(2.5)),
            Figure("tenon sandbox over bwrap", ratio(4), unit: "x"),
        ]
    }

    static func succeeds(_ sandbox: Sandbox, _ folder: SandboxFolder) -> Bool {
        run(["true"], sandbox, folder, .check).verdict == .passed
    }

    /// What a thousand runs leave in this process and on the machine.
    static func manyRuns(
        _ bench: Bench, _ sandbox: Sandbox, _ folder: SandboxFolder
    ) throws -> [Figure] {
        let count = bench.size(1000)
        for _ in 0..<20 { _ = succeeds(sandbox, folder) }
        let before = (Leftovers.things, Leftovers.memoryBytes)
        for _ in 0..<count {
            guard succeeds(sandbox, folder) else { throw UsageError(message: "a run of many") }
        }
        let things = Leftovers.things - before.0
        let kilobytes = Double(Leftovers.memoryBytes - before.1) / 1024
        return [
            Figure(
                "left behind by \(count) runs", Double(things), unit: "", goal: .below(1),
                note: "descriptors, mounts, children, files"),
            Figure("memory of \(count) runs", kilobytes, unit: "KB", goal: .below(1024)),
        ]
    }

    /// A request and its answer, where the command goes on.
    static func requests(
        _ bench: Bench, _ sandbox: Sandbox, _ folder: SandboxFolder
    ) throws -> Figure {
        let session = try sandbox.start(
            SandboxCommand(["sh", "-c", "while read -r line; do echo \"$line\"; done"]), in: folder,
            policy: SandboxPolicy(network: .none, readable: []), limits: .check)
        var times = Times()
        for round in -2..<bench.rounds(300) {
            let begin = Instant.now
            _ = try session.ask(Array("request\n".utf8), milliseconds: 60_000) { _ in true }
            if round >= 0 { times.add(Instant.now.nanoseconds(since: begin)) }
        }
        _ = session.end()
        return Figure("a request to a session", times)
    }

    /// How long the server takes to answer while one bomb after the other goes off.
    static func answersDuringBombs(
        _ bench: Bench, _ sandbox: Sandbox, _ folder: SandboxFolder
    ) throws -> [Figure] {
        let bombs = [
            ("fork bombs", "f() { f | f & }; f; wait"),
            ("floods of output", "yes"),
            (
                "memory bombs",
                "python3 -c 'kept = []\nwhile True: kept.append(bytearray(1 << 20))'"
            ),
            ("full disks", "cat /dev/zero > /tmp/full"),
        ]
        return try bombs.map { name, script in
            Figure(
                "an outline during \(name)",
                try answers(bench, while: script, sandbox, folder), goals: ["p95": .below(50)])
        }
    }

    private static func answers(
        _ bench: Bench, while script: String, _ sandbox: Sandbox, _ folder: SandboxFolder
    ) throws -> Times {
        let stop = Cancellation()
        let ended = Monitor(false)
        try Thread.start(name: "bombs") {
            var limits = SandboxLimits.check
            limits.processes = 200
            while !stop.isCancelled { _ = run(["sh", "-c", script], sandbox, folder, limits) }
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
        return times
    }

    private static func run(
        _ command: [String], _ sandbox: Sandbox, _ folder: SandboxFolder, _ limits: SandboxLimits
    ) -> Outcome {
        sandbox.run(
            SandboxCommand(command), in: folder,
            policy: SandboxPolicy(network: .loopback, readable: []), limits: limits)
    }
}

/// What this process holds of the system.
private enum Leftovers {
    /// Descriptors, mounts, children and files for what is temporary.
    static var things: Int {
        let children = Files.list("/proc/self/task").reduce(0) { sum, task in
            sum + words(Path("/proc/self/task").appending(task) / "children")
        }
        let temporary = Environment.current["TMPDIR"] ?? "/tmp"
        return Files.list("/proc/self/fd").count + lines("/proc/self/mountinfo") + children
            + Files.list(Path(temporary) / "tenon-\(geteuid())").count
    }

    static var memoryBytes: Int {
        let fields = text("/proc/self/statm").split(separator: " ")
        return (fields.count > 1 ? Int(fields[1]) ?? 0 : 0) * 4096
    }

    private static func words(_ path: Path) -> Int { text(path).split(separator: " ").count }

    private static func lines(_ path: Path) -> Int { text(path).split(separator: "\n").count }

    private static func text(_ path: Path) -> String {
        String(decoding: (try? Files.read(path, limit: 1 << 22)) ?? [], as: UTF8.self)
    }
}
