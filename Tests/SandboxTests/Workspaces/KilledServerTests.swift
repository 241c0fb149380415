import Base
import EditorClient
import JSON
import TestKit
import Testing

@testable import Sandbox

/// What is left when Tenon is killed with -9 while something runs in a workspace.
@Suite("Killed while it runs", .serialized)
struct KilledServerTests {
    @Test(
        "The next run removes what one that was killed with -9 left", arguments: Column.all)
    func run(column: Column) throws {
        let stage = try WorkspaceStage(programs: [], before: "", column)
        let token = Token()
        let whole = stage.words([], ["sh", "-c", token.script])
        let process = try ChildProcess(
            whole[0], Array(whole.dropFirst()), directory: "/", environment: stage.environment)
        let copy = try kill(process.identifier, running: token, stage)
        let next = try stage.run([], ["true"])
        #expect(next["verdict"]?.string == "passed")
        #expect(copy.map { Files.kind(of: $0) == nil } ?? true)
        #expect(stage.leftovers == [])
    }

    /// A real server, which an editor has asked to mend a test: it runs tests that go on and on.
    @Test(
        "A server killed with -9 leaves no process and no mount, and the next one removes its copy",
        arguments: Column.all)
    func server(column: Column) throws {
        let stage = try WorkspaceStage(programs: [], before: "", column)
        let token = Token()
        let server = try stage.startServer(
            [
                "sandbox.mode=\(column.mode.rawValue)", "tests.command=\(token.script)",
                """
                models.providers={"m": {"dialect": "openai-compatible", "model": "m", \
                "url": "http://127.0.0.1:9"}}
                """, #"models.chat=["m"]"#,
            ], path: column.mode == .strict ? nil : "/nowhere")
        let file = stage.directory.path / "project/a.txt"
        let uri = DocumentURI(path: file).spelling
        try server.editor.open(uri, languageID: "plaintext", text: "a\n")
        _ = try server.editor.begin(
            "workspace/executeCommand",
            ["command": "tenon.fix", "arguments": [["uri": .string(uri)]]]
        )
        let copy = try kill(server.identifier, running: token, stage)
        guard let copy else {
            // An overlay goes with who made it.
            #expect(stage.leftovers == [])
            return
        }
        // It may be gone already: whoever starts Tenon as the same user removes it.
        let next = try stage.startServer([], path: nil)
        try poll("the copy goes") { Files.kind(of: copy) == nil && stage.leftovers == [] }
        try next.editor.shutDown()
        #expect(next.end(withinMilliseconds: 60_000) == .exited(0))
    }

    /// What a command is known by, wherever it runs.
    private struct Token {
        let seconds = String(UInt64.random(in: 1_000_000_000..<9_000_000_000))
        /// A daemon, and a command that goes on.
        var script: String { "setsid -f sleep \(seconds); exec sleep \(seconds)" }

        /// Where its processes are.
        var folders: [Path] {
            Files.list("/proc", limit: 1 << 20).compactMap { process in
                let entry = Path("/proc") / process.string
                let words = (try? Files.read(entry / "cmdline", limit: 4096)) ?? []
                guard
                    words.split(separator: 0).map({ Array($0) })
                        == ["sleep", seconds].map({ Array($0.utf8) })
                else { return nil }
                return Files.resolved(entry / "cwd") ?? "/"
            }
        }
    }

    /// Kills a process once the daemon and the command are there, and waits until they are gone,
    /// and every mount that was theirs. The copy in which they were; nil where it was an overlay.
    private func kill(
        _ process: pid_t, running token: Token, _ stage: WorkspaceStage
    ) throws -> Path? {
        try poll("the command runs") { token.folders.count == 2 }
        let folder = try #require(token.folders.first)
        let isOverlay = folder == stage.directory.path / "project"
        #expect(Glibc.kill(process, SIGKILL) == 0)
        try poll("everything is gone") {
            token.folders.isEmpty && Survivors.of(stage.directory.path).isEmpty
                && Survivors.of(folder).isEmpty && mounts(of: stage.directory.path).isEmpty
        }
        return isOverlay ? nil : folder
    }

    /// Processes in whose view something is mounted below a folder.
    private func mounts(of folder: Path) -> [String] {
        Files.list("/proc", limit: 1 << 20).map(\.string).filter { process in
            let path = Path("/proc") / process / "mountinfo"
            let text = (try? Files.read(path, limit: 1 << 22)) ?? []
            return String(decoding: text, as: UTF8.self).contains(folder.string)
        }
    }

    /// Waits for something that another process does.
    private func poll(_ what: String, _ isTrue: () -> Bool) throws {
        let deadline = Instant.now.adding(milliseconds: 60_000)
        while !isTrue() {
            try #require(Instant.now < deadline, "\(what)")
            usleep(5000)
        }
    }
}

extension WorkspaceStage {
    /// An editor's server in the project, which knows these settings. Without bubblewrap on its path
    /// it has the reduced mode at most.
    fileprivate func startServer(_ settings: [String], path: String?) throws -> ServerProcess {
        let whole = starting(
            [BuiltProgram.tenon.string, "serve"] + settings.flatMap { ["--set", $0] })
        let server = try ServerProcess(
            whole[0], Array(whole.dropFirst()), directory: "/",
            environment: environment.merging(path.map { ["PATH": $0] } ?? [:]) { $1 })
        server.editor.patienceMilliseconds = 60_000
        server.editor.answering["window/workDoneProgress/create"] = { _ in nil }
        server.editor.ignoring = [
            "window/logMessage", "window/showMessage", "textDocument/publishDiagnostics",
            "$/progress",
        ]
        _ = try server.editor.initialize(folders: [directory.path / "project"])
        return server
    }
}
