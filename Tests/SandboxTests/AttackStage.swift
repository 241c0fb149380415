import Base
import JSON
import TestKit
import Testing

@testable import Sandbox

/// A developer's machine in small: secrets, daemons, shared memory, an API key in the environment,
/// and a sandbox that is started there from the command line.
final class AttackStage {
    /// How a run from the command line ended.
    struct Result {
        let verdict: String
        /// Both streams, as far as they were kept.
        let output: String
        let keptBytes: Int
        /// What `tenon` itself said.
        let complaint: String
    }

    /// What no attack may print.
    static let canary = "CANARY-f3b1c2d4"

    private let column: Column
    private let directory: TemporaryDirectory
    private let tenon: Path
    /// Found in the environment of everything that the run starts, for as long as it lives.
    private let marker: String
    private var victim: ChildProcess
    private let victimOutput: FileDescriptor
    private var victimInput: FileDescriptor?
    private var facts: [String: String] = [:]

    /// The folder that the attack works in.
    var work: Path { directory.path / "work" }
    var path: Path { directory.path }
    private var home: Path { directory.path / "home" }
    private var temporary: Path { directory.path / "temporary" }

    init(_ column: Column) throws {
        self.column = column
        directory = try TemporaryDirectory()
        marker = "TENON_STAGE=\(directory.path.name)"
        tenon = directory.path / "tenon"
        try AttackStage.link(BuiltProgram.tenon, to: tenon)
        for (name, text) in [
            ("home/.ssh/id_ed25519", AttackStage.canary), ("work/file", "work\n"),
            ("home/.aws/credentials", AttackStage.canary), ("temporary/.keep", ""),
            ("host/.keep", ""),
        ] { try directory.write(name, text) }
        let victimProgram = Attack.folder / "victim.py"
        try directory.write("victim.py", try Files.read(victimProgram, limit: 1 << 20))
        try AttackStage.handOver(directory, to: column)
        var child = try ChildProcess(
            "setsid",
            column.caller.starting([
                "/usr/bin/python3", "-S", (directory.path / "victim.py").string,
                (directory.path / "host").string,
            ]),
            environment: ["TENON_CANARY_API_KEY": AttackStage.canary, "PATH": "/usr/bin:/bin"])
        guard let input = child.takeInput(), let output = child.takeOutput() else {
            throw SystemError("talk to", "the victim", code: EBADF)
        }
        victim = child
        victimInput = consume input
        victimOutput = output
        facts = try AttackStage.facts(from: victimOutput)
    }

    /// Runs one attack.
    func run(_ attack: Attack) throws -> Result {
        try install(Path(attack.name), attack.program)
        try install("attempts.py", try Files.read(Attack.folder / "attempts.py", limit: 1 << 20))
        return try run(attack.arguments, attack.command)
    }

    /// `tenon sandbox`, started by the column's caller.
    /// `path` is where it finds the programs that it needs.
    func run(
        _ arguments: [String], _ command: [String], path: String = "/usr/bin:/bin"
    ) throws -> Result {
        let outcome = try Subprocess(
            "sh", ["-c", start(arguments + ["--json"], command)],
            environment: environment.merging(["PATH": path]) { $1 }, timeoutMilliseconds: 300_000
        ).run()
        guard outcome.end != .timedOut else {
            return Result(verdict: "hangs", output: "", keptBytes: 0, complaint: "")
        }
        let json = try JSON.parse(outcome.output)
        let texts = ["output", "errors"].flatMap { stream in
            ["head", "tail"].map { json[stream]?[$0]?.string ?? "" }
        }
        return Result(
            verdict: json["verdict"]?.string ?? "none", output: texts.joined(),
            keptBytes: texts.reduce(0) { $0 + $1.utf8.count }, complaint: outcome.errorText)
    }

    /// A line for the shell that becomes `tenon sandbox`, with a descriptor open that is none of
    /// the command's business.
    func start(_ arguments: [String], _ command: [String]) -> String {
        let variables = facts.sorted { $0.key < $1.key }.flatMap {
            ["--env", "\($0.key)=\($0.value)"]
        }
        let whole =
            column.caller.starting([tenon.string])
            + ["sandbox", "--policy", column.mode.rawValue, "--folder", work.string]
            + ["--env", "VICTIM_HOME=\(home)", "--env", marker] + variables + arguments + ["--"]
            + command
        let quoted = whole.map { "'" + $0.replacing("'", with: "'\\''") + "'" }
        return "cd / && exec \(quoted.joined(separator: " ")) 9<'\(directory.path)/host/secret'"
    }

    /// The environment of whoever starts `tenon`: with a secret in it, as developers have.
    var environment: [String: String] {
        [
            "TENON_CANARY_API_KEY": AttackStage.canary, "PATH": "/usr/bin:/bin",
            "HOME": home.string,
            "TMPDIR": temporary.string, "SSH_AUTH_SOCK": facts["VICTIM_SOCKET"] ?? "",
        ]
    }

    /// Everything that a run left behind or reached.
    func damage() throws -> [String] {
        var found = survivors().map { "process \($0) survives" }
        // The place for such folders stays, with the point where overlays are mounted.
        let place = "tenon-\(column.caller.user)"
        found += (Files.list(temporary) + Files.list(temporary / place)).map(\.string)
            .filter { ![".keep", "mount", place].contains($0) }
            .map { "\($0) is left in the folder for temporary files" }
        for name in ["home/.ssh/id_ed25519", "home/.aws/credentials"]
        where try directory.read(name) != Array(AttackStage.canary.utf8) {
            found.append("\(name) is changed")
        }
        victimInput = nil
        var words: [UInt8] = []
        while try victimOutput.read(into: &words, limit: 4096) > 0 {}
        let end = victim.wait(until: Instant.now.adding(milliseconds: 30_000))
        if end != .exited(0) {
            found.append(
                "the victim: \(end.map { "\($0)" } ?? "hangs"), "
                    + String(decoding: words, as: UTF8.self))
        }
        return found
    }

    /// Processes that have this stage's marker in their environment or work in its folder.
    func survivors() -> [String] { Survivors.of(work, marker: marker) }

    /// Puts a file into the folder that the attack works in.
    func install(_ name: Path, _ bytes: [UInt8]) throws {
        let file = Path("work").appending(name)
        try directory.write(file.string, bytes)
        try AttackStage.give(directory.path.appending(file), to: column.worker)
    }

    deinit {
        // Attacks leave folders that are deeper than paths can be long.
        if let tree = try? Tree(work) { try? tree.removeContents() }
    }
}

extension AttackStage {
    /// Hands the stage over to the caller, and the folder of the attack to whom the attack runs as.
    /// Nothing is protected by its mode: the sandbox has to do that.
    private static func handOver(_ directory: TemporaryDirectory, to column: Column) throws {
        for name in ["", "host", "home", "home/.ssh", "home/.aws", "temporary", "work"] {
            let path = directory.path / name
            guard unsafe chmod(path.string, 0o755) == 0 else {
                throw SystemError("open", path.string)
            }
            try give(path, to: name == "work" ? column.worker : column.caller.user)
        }
        for file in directory.files {
            let user = file.isInside("work") ? column.worker : column.caller.user
            try give(directory.path.appending(file), to: user)
        }
    }

    private static func give(_ path: Path, to user: UInt32) throws {
        guard geteuid() == 0 else { return }
        guard unsafe lchown(path.string, user, user) == 0 else {
            throw SystemError("hand over", path.string)
        }
    }

    /// Shows a file under another name as well; copies it where that cannot be.
    private static func link(_ file: Path, to other: Path) throws {
        if unsafe Glibc.link(file.string, other.string) == 0 { return }
        try Files.writeAtomically(other, try Files.read(file, limit: 1 << 30), mode: 0o755)
    }

    /// What the victim says of itself before it is ready.
    private static func facts(from output: borrowing FileDescriptor) throws -> [String: String] {
        var bytes: [UInt8] = []
        while bytes.suffix(6) != Array("ready\n".utf8)[...] {
            guard try output.read(into: &bytes, limit: 4096) > 0 else {
                throw SystemError("hear from", "the victim", code: EPIPE)
            }
        }
        var facts: [String: String] = [:]
        for line in String(decoding: bytes, as: UTF8.self).split(separator: "\n") {
            let parts = line.split(separator: "=", maxSplits: 1)
            if parts.count == 2 { facts[String(parts[0])] = String(parts[1]) }
        }
        return facts
    }
}

/// The programs that were built with these tests.
enum BuiltProgram {
    static var tenon: Path {
        let bundle = CommandLine.arguments.first { $0.hasSuffix(".xctest") }
        let folder = bundle.map { Path($0).parent }
        return (folder ?? Path(#filePath).parent.parent.parent / ".build/debug") / "tenon"
    }
}

/// Processes that a run has left.
enum Survivors {
    /// Those that work in a folder, or have a marker in their environment.
    static func of(_ folder: Path, marker: String? = nil) -> [String] {
        Files.list("/proc", limit: 1 << 20).map(\.string).filter { process in
            guard process.utf8.allSatisfy({ (0x30...0x39).contains($0) }) else { return false }
            let entry = Path("/proc") / process
            if Files.resolved(entry / "cwd").map({ $0.isInside(folder) }) ?? false { return true }
            guard let marker else { return false }
            let environment = (try? Files.read(entry / "environ", limit: 1 << 20)) ?? []
            return environment.split(separator: 0).contains { $0 == Array(marker.utf8)[...] }
        }
    }
}
