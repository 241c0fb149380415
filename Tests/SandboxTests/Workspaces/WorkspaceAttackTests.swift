import Base
import JSON
import TestKit
import Testing

@testable import Sandbox

/// A repository, what lies beside it, and `tenon sandbox --throw-away --apply` in it.
final class WorkspaceStage {
    let directory: TemporaryDirectory
    private let column: Column

    fileprivate convenience init(_ attack: WorkspaceAttack, _ column: Column) throws {
        try self.init(programs: [attack.name, "../attempts.py"], before: attack.before, column)
    }

    /// With programs of the attacks' folder in the project; `before` is a script that runs in it.
    init(programs: [String], before: String, _ column: Column) throws {
        self.column = column
        directory = try TemporaryDirectory()
        for (name, text) in [
            ("project/a.txt", "a\n"), ("project/d/b.txt", "b\n"), ("outside/victim", "private\n"),
            ("outside/deep/victim", "private\n"), ("home/.cache/tenon/.keep", ""),
            ("temporary/.keep", ""),
        ] { try directory.write(name, text) }
        for name in programs {
            let bytes = try Files.read(WorkspaceAttack.folder / name, limit: 1 << 20)
            try directory.write("project/\(Path(name).name)", bytes)
        }
        var script = "chmod -R a+rX ."
        // The group too: an overlay knows one user and one group.
        let user = column.caller.user
        if geteuid() == 0 { script += " && chown -R \(user):\(user) ." }
        let outcome = try Subprocess("sh", ["-ec", script], directory: directory.path).run()
        try #require(outcome.succeeded, "\(outcome.errorText)")
        let identity = "-c user.name=n -c user.email=e"
        try become("git init -q && git add . && git \(identity) commit -qm c\n\(before)")
    }

    /// Of whoever starts `tenon`.
    var environment: [String: String] {
        [
            "PATH": "/usr/bin:/bin", "HOME": (directory.path / "home").string,
            "TMPDIR": (directory.path / "temporary").string,
            "OUTSIDE": (directory.path / "outside").string,
        ]
    }

    /// Runs a script in the project, as the caller.
    private func become(_ script: String) throws {
        let command = column.caller.starting(["sh", "-ec", script])
        let outcome = try Subprocess(
            command[0], Array(command.dropFirst()), directory: directory.path / "project",
            environment: environment
        ).run()
        try #require(outcome.succeeded, "\(outcome.errorText)")
    }

    /// A command, run by the column's caller.
    func starting(_ command: [String]) -> [String] { column.caller.starting(command) }

    /// The words that start `tenon sandbox` in a throw-away copy of the project.
    func words(_ arguments: [String], _ command: [String]) -> [String] {
        let outside = "OUTSIDE=\(directory.path)/outside"
        return column.caller.starting(
            [
                BuiltProgram.tenon.string, "sandbox", "--throw-away", "--policy",
                column.mode.rawValue, "--folder", "\(directory.path)/project", "--env", outside,
                "--time", "60",
            ] + arguments + ["--"] + command)
    }

    /// Runs it to its end; what it says.
    func run(_ arguments: [String], _ command: [String]) throws -> JSON {
        let whole = words(["--json"] + arguments, command)
        let outcome = try Subprocess(
            whole[0], Array(whole.dropFirst()), directory: "/", environment: environment
        ).run()
        try #require(outcome.end != .timedOut, "it hangs")
        try #require(!outcome.output.isEmpty, "\(outcome.errorText)")
        return try JSON.parse(outcome.output)
    }

    /// The files of the project, with what is in them and their modes.
    func project() throws -> [Path: [UInt8]] {
        try snapshot { $0.isInside("project") && !$0.isInside("project/.git") }
    }

    /// Everything that nobody has any business with.
    func beside() throws -> [Path: [UInt8]] {
        let own: [Path] = ["home", "temporary", "project"]
        return try snapshot { path in
            path.isInside("project/.git") || !own.contains(where: path.isInside)
        }
    }

    private func snapshot(_ isWanted: (Path) -> Bool) throws -> [Path: [UInt8]] {
        let tree = try Tree(directory.path)
        var found: [Path: [UInt8]] = [:]
        for path in directory.files where isWanted(path) {
            let file = try #require(try tree.read(path, limit: 1 << 20), "\(path)")
            found[path] = file.content.bytes + Array(" \(file.status.permissions)".utf8)
        }
        return found
    }

    /// What is left of workspaces and temporary files.
    var leftovers: [String] {
        let mounts = (try? Files.read("/proc/self/mounts", limit: 1 << 22)) ?? []
        let isMounted = String(decoding: mounts, as: UTF8.self).contains(directory.path.string)
        // What a server is to keep.
        let kept: [Path] = ["home/.cache/tenon/map", "home/.local/state/tenon"]
        return directory.files.filter { file in
            (file.isInside("home") || file.isInside("temporary")) && file.name != ".keep"
                && !kept.contains(where: file.isInside)
        }.map(\.string)
            + Files.list(directory.path / "home/.cache/tenon/workspaces").map(\.string)
            .filter { $0 != "mount" } + (isMounted ? ["a mount"] : [])
    }
}

/// One file of the folder Attacks/Workspaces: see `Attack` for its form. Its first lines say what
/// may come of it in the project:
///
///     # changes: added x, modified y    (all of them; left out, where that is not the same for all)
///     # problem: z is not a regular file    (then nothing is written back)
private struct WorkspaceAttack: CustomTestStringConvertible {
    static let folder = Attack.folder / "Workspaces"
    static let all = Files.list(folder).map(\.string).filter { !$0.hasSuffix(".before.sh") }
        .map(WorkspaceAttack.init)

    let name: String
    var testDescription: String { name }

    private func header(_ key: String) throws -> [String] {
        let text = String(
            decoding: try Files.read(WorkspaceAttack.folder / name, limit: 1 << 20), as: UTF8.self)
        return text.split(separator: "\n").compactMap { line in
            line.hasPrefix("# \(key): ") ? String(line.dropFirst(key.count + 4)) : nil
        }
    }

    /// What the attack looks like from outside, in the words of `FileChange`.
    func changes() throws -> [String]? {
        try header("changes").first.map { $0.split(separator: ", ").map(String.init).sorted() }
    }

    func problems() throws -> [String] { try header("problem") }

    /// What is done to the project before.
    var before: String {
        let path = WorkspaceAttack.folder / "\(name.split(separator: ".")[0]).before.sh"
        return String(decoding: (try? Files.read(path, limit: 1 << 20)) ?? [], as: UTF8.self)
    }
}

@Suite("Attacks on workspaces and write-back", .serialized)
struct WorkspaceAttackTests {
    @Test("Only what a person would review comes back", arguments: WorkspaceAttack.all, Column.all)
    private func attack(_ attack: WorkspaceAttack, _ column: Column) throws {
        let stage = try WorkspaceStage(attack, column)
        let beside = try stage.beside()
        let project = try stage.project()
        let result = try stage.run(["--apply"], ["/usr/bin/python3", "-B", attack.name])
        let output = ["output", "errors"].compactMap { result[$0]?["head"]?.string }.joined()
        #expect(result["verdict"]?.string == "passed", "\(output)")
        #expect(output.contains("attempts made: ") && !output.contains("ESCAPED"), "\(output)")

        func texts(_ key: String) -> [String] {
            result[key]?.elements.compactMap { $0.string?.replacing("\n", with: "\\n") }.sorted()
                ?? []
        }
        if let changes = try attack.changes() { #expect(texts("changes") == changes) }
        let problems = try attack.problems()
        #expect(problems.allSatisfy(texts("problems").contains), "\(texts("problems"))")
        #expect(problems.isEmpty == texts("problems").isEmpty, "\(texts("problems"))")
        #expect(result["applied"]?.bool == problems.isEmpty)
        if !problems.isEmpty { #expect(try stage.project() == project) }

        // What came back may be a trap for whoever looks at it next.
        let next = try stage.run([], ["true"])
        #expect(next["verdict"]?.string == "passed")
        #expect(next["changes"]?.elements.count == 0)
        #expect(try stage.beside() == beside)
        for path in try stage.project().keys {
            let status = try Tree(stage.directory.path).status(of: path)
            #expect(status?.kind == .file && (status?.permissions ?? 0) & 0o7002 == 0, "\(path)")
        }
        #expect(stage.leftovers == [])
    }

    @Test("Every attack is found")
    func all() {
        #expect(WorkspaceAttack.all.count >= 14)
    }
}
