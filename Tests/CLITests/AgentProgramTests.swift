import Base
import EditorClient
import JSON
import ModelServer
import TestKit
import Testing

/// `tenon fix` and `tenon session` as a user runs them: the built program, a scripted model on
/// loopback, the real sandbox, real tests.
@Suite("The agent as a program") struct AgentProgramTests {
    @Test("tenon fix asks the model, shows the patch with its evidence, and writes when told to")
    func fixes() throws {
        let user = try AgentUser([.right, .right])
        let shown = try user.tenon("fix", "first of nothing is None")
        #expect(shown.end == .exited(0), "\(shown.errorText)")
        #expect(shown.outputText.contains("+    return items[0] if items else None\n"))
        #expect(shown.errorText.contains("verified: 1 turned green, 1 stayed green"))
        #expect(try user.source == AgentUser.source)
        let asked = String(decoding: user.server.exchanges[0].request.body, as: UTF8.self)
        #expect(asked.contains("first of nothing is None"))
        #expect(asked.contains("IndexError"), "the failing test is reproduced first")

        let written = try user.tenon("fix", "--apply", "--at", "app.py:2", "first of nothing")
        #expect(written.end == .exited(0), "\(written.errorText)")
        #expect(written.errorText.hasSuffix("applied\n"))
        #expect(try user.source.contains("if items else None"))
        let again = try user.tenon("fix")
        #expect(again.end == .exited(0))
        #expect(again.errorText.contains("nothing to fix: no test fails"))
    }

    @Test("What is not verified is shown, not written, and the exit code says so")
    func refuses() throws {
        let user = try AgentUser([.wrong], ["budget.iterations": 1])
        let refused = try user.tenon("fix", "--apply")
        #expect(refused.end == .exited(1))
        #expect(refused.errorText.contains("stopped: the budget of 1 iterations is used up"))
        #expect(refused.errorText.contains("refuted: "))
        #expect(refused.outputText.contains("+    return None\n"))
        #expect(try user.source == AgentUser.source)
    }

    @Test("Without a model the embedded engine works, and an instruction needs one")
    func embedded() throws {
        let user = try AgentUser([])
        try user.configure(["tests.command": .string(AgentUser.command)])
        let words = try user.tenon("fix", "make it faster")
        #expect(words.end == .exited(2))
        #expect(words.errorText.contains("set models.providers"))
        #expect(try user.tenon("fix", "--engine", "model").end == .exited(2))
        #expect(try user.tenon("fix", "--at", "../app.py").end == .exited(2))
        #expect(try user.tenon("fix", "--at", "none.py:3").end == .exited(2))
        try user.write("app.py", "def first(items):\n    return items[1] if items else None\n")
        let fixed = try user.tenon("fix", "--test", AgentUser.command, "--apply")
        #expect(fixed.end == .exited(0), "\(fixed.errorText)")
        #expect(fixed.errorText.contains("red: test_app › FirstTests › test_some"))
        #expect(try user.source == "def first(items):\n    return items[0] if items else None\n")
    }

    @Test("Sessions are listed, shown, exported without secrets, and gone on with")
    func sessions() throws {
        let user = try AgentUser([.right, .longer])
        let secret = "ghp_aB3kZ9qLm2Xv7RtYp5WcN8dEf1GhJ4sKuV6b"
        _ = try user.tenon("fix", "first of nothing is None, my token is \(secret)")
        let list = try user.tenon("session", "list").outputText
        let id = try #require(list.split(separator: " ").first.map(String.init))
        #expect(list.contains("accepted"))
        #expect(list.split(separator: "\n").count == 1)
        let text = try user.tenon("session", "show", String(id.prefix(12))).outputText
        #expect(text.contains("something is red"))
        #expect(text.contains("verified: 1 turned green"))
        #expect(text.contains("+    return items[0] if items else None"))
        let export = try user.tenon("session", "export", id).output
        #expect(try JSON.parse(export)["steps"]?.elements.count == 4)
        for output in [Array(list.utf8), Array(text.utf8), export] {
            #expect(!String(decoding: output, as: UTF8.self).contains(secret))
        }
        let resumed = try user.tenon("session", "resume", id, "Say it with len.", "--apply")
        #expect(resumed.end == .exited(0), "\(resumed.errorText)")
        #expect(try user.source.contains("if len(items) > 0 else None"))
        #expect(try user.tenon("session", "show", "nothing").end == .exited(1))
    }

    @Test("A server that is killed in the middle of a run loses nothing: the session goes on")
    func killed() throws {
        let gate = try Gate()
        let user = try AgentUser([])
        user.server.play(
            ModelScript(.wrong), ModelScript(.right, fault: .slowFirstByte(gate)),
            ModelScript(.repaired))
        let process = try user.serve()
        _ = try process.editor.initialize([:], folders: [user.project.path])
        _ = try process.editor.begin(
            "workspace/executeCommand",
            [
                "command": "tenon.fix",
                "arguments": [["uri": .string("file://\(user.project.path / "app.py")")]],
            ])
        // The first draft was refused, and the model thinks about the second.
        _ = user.server.wait { $0.count == 2 ? true : nil }
        #expect(kill(process.identifier, SIGKILL) == 0)
        #expect(process.end() == .signalled(SIGKILL))
        gate.open()
        let list = try user.tenon("session", "list").outputText
        #expect(list.contains("unfinished"), "\(list)")
        let id = try #require(list.split(separator: " ").first.map(String.init))
        let resumed = try user.tenon("session", "resume", id, "--apply")
        #expect(resumed.end == .exited(0), "\(resumed.errorText)")
        #expect(try user.source == "def first(items):\n    return items[0] if items else None\n")
        // What was done is not done again: the model goes on from its own first draft.
        let last = try #require(user.server.exchanges.last)
        #expect(String(decoding: last.request.body, as: UTF8.self).contains("return None"))
        #expect(try user.tenon("session", "list").outputText.contains("accepted"))
    }
}

/// A user with a project that has a failing test, and a scripted model.
private final class AgentUser {
    let server: ModelServer
    let project: TemporaryDirectory
    private let home: TemporaryDirectory

    static let command = "python3 -m unittest -v"
    static let source = "def first(items):\n    return items[0]\n"

    init(_ answers: [ScriptedAnswer], _ settings: [String: JSONLiteral] = [:]) throws {
        server = try ModelServer(.openAI)
        server.play(answers.map { ModelScript($0) })
        home = try TemporaryDirectory()
        project = try TemporaryDirectory()
        for path in [home.path, project.path] {
            guard unsafe chmod(path.string, 0o755) == 0 else {
                throw SystemError("open up", path.string)
            }
        }
        try write("app.py", AgentUser.source)
        try write(
            "test_app.py",
            """
            import unittest
            from app import first


            class FirstTests(unittest.TestCase):
                def test_some(self):
                    self.assertEqual(first([3, 4]), 3)

                def test_none(self):
                    self.assertIsNone(first([]))

            """)
        try configure(
            settings.merging([
                "models.providers": [
                    "m": [
                        "dialect": "openai-compatible", "model": "scripted",
                        "url": .string(server.baseURL),
                    ]
                ], "models.chat": ["m"], "tests.command": .string(AgentUser.command),
            ]) { own, _ in own })
    }

    /// What the user's own configuration says.
    func configure(_ settings: [String: JSONLiteral]) throws {
        let members = settings.sorted { $0.key < $1.key }.map { ($0.key, $0.value) }
        try home.write(".config/tenon/config.json", "\(JSON(.object(members)))")
    }

    func write(_ name: String, _ text: String) throws { try project.write(name, text) }

    var source: String {
        get throws { String(decoding: try project.read("app.py"), as: UTF8.self) }
    }

    private static let program =
        (Path(#filePath).parent.parent.parent / ".build/debug/tenon").string

    /// Runs the program in the project.
    func tenon(_ arguments: String...) throws -> Subprocess.Outcome {
        try Subprocess(
            AgentUser.program, arguments, directory: project.path,
            environment: isolatedEnvironment(home: home.path)
        ).run()
    }

    /// Starts the program as an editor does.
    func serve() throws -> ServerProcess {
        try ServerProcess(
            AgentUser.program, ["serve"], directory: project.path,
            environment: isolatedEnvironment(home: home.path))
    }
}

extension ScriptedAnswer {
    fileprivate static let right = edit("return items[0]", "return items[0] if items else None")
    fileprivate static let wrong = edit("return items[0]", "return None")
    fileprivate static let repaired = edit("return None", "return items[0] if items else None")
    fileprivate static let longer = edit("if items else", "if len(items) > 0 else")

    private static func edit(_ old: String, _ new: String) -> ScriptedAnswer {
        var answer = ScriptedAnswer()
        answer.calls = [
            .init(
                id: "a", name: "edit_file",
                fragments: [
                    #"{"path": "app.py", "old_text": "\#(old)", "new_text": "\#(new)"}"#
                ]), .init(id: "b", name: "finish", fragments: ["{}"]),
        ]
        return answer
    }
}
