import Agent
import Base
import HTTP
import Languages
import ModelServer
import Models
import Sandbox
import Secrets
import Syntax
import TestKit
import Testing
import Verify

/// Whole sessions: a model server on loopback that speaks the real protocol, the real sandbox, real
/// tests of a real project.
@Suite("Sessions of the agent") struct AgentWorkerTests {
    @Test func aRightAnswerIsAccepted() throws {
        let session = try Session([
            [.read("app.py")],
            [.edit("return items[0]", "return items[0] if items else None"), .finish],
        ])
        #expect(try session.work() == "accepted")
        #expect(session.asked.contains("IndexError: list index out of range"))
    }

    @Test func wrongPartialAndCheatingAnswersAreRefused() throws {
        let session = try Session([
            // Does not parse.
            [.edit("return items[0]", "return items[0"), .finish],
            // Wrong.
            [.edit("return items[0", "return 1"), .finish],
            // Partial: it breaks what was green.
            [.edit("return 1", "return None"), .finish],
            // Cheats.
            [.edit("return None", "import os; os._exit(0)"), .finish],
            [.replace("test_app.py", "self.assertIsNone(first([]))", "pass"), .finish],
            [.edit("import os; os._exit(0)", "return items[0] if items else None"), .finish],
        ])
        #expect(try session.work() == "accepted")
        let reports = session.asked
        for reason in ["syntax: app.py", "failed: test_app", "turned red: test_some"] {
            #expect(reports.contains(reason), "\(reason)")
        }
    }

    @Test func theProjectItselfIsNeverWrittenTo() throws {
        let session = try Session([
            [.command("echo broken > app.py; touch left; rm test_app.py; cat app.py")],
            [.edit("return items[0]", "return items[0] if items else None"), .finish],
        ])
        let before = session.contents
        #expect(try session.work() == "accepted")
        #expect(session.contents == before)
        #expect(session.asked.contains("broken"))
    }

    @Test func whatACommandPrintsOfSecretsNeverReachesTheModel() throws {
        let token = "aB3kZ9qLm2Xv7RtYp5WcN8dEf1GhJ4sKuV6b"
        let session = try Session([
            // The shell joins what is no secret before.
            [.command("echo before gh''p_\(token) after")],
            [.edit("return items[0]", "return items[0] if items else None"), .finish],
        ])
        #expect(try session.work() == "accepted")
        #expect(session.asked.contains("before ") && session.asked.contains(" after"))
        #expect(!session.asked.contains("ghp_\(token)"))
    }

    @Test func theModelSearchesListsAndReadsWhatItMay() throws {
        let session = try Session([
            [
                .call("search", #"{"pattern": "items"}"#), .call("list_files", "{}"),
                .read(".env"), .read("../outside.txt"),
            ],
            [.edit("return items[0]", "return items[0] if items else None"), .finish],
        ])
        #expect(try session.work() == "accepted")
        let asked = session.asked
        #expect(asked.contains("app.py:2:    return items[0]"))
        #expect(asked.contains("may hold secrets"))
        #expect(!asked.contains("canary-7d2a"))
        #expect(asked.contains("must not contain `..`"))
    }

    @Test func aServerThatDiesEndsTheRunWithItsReason() throws {
        let session = try Session([])
        session.server.play(
            ModelScript(ScriptedAnswer(text: ["a", "b", "c"]), fault: .reset(after: 1)))
        #expect(try session.work().hasPrefix("modelFailed"))
    }
}

/// A call that the scripted model makes.
private struct ScriptedCall {
    let name: String
    let arguments: String

    static let finish = call("finish", #"{"summary": "done"}"#)

    static func call(_ name: String, _ arguments: String) -> ScriptedCall {
        ScriptedCall(name: name, arguments: arguments)
    }

    static func read(_ path: String) -> ScriptedCall {
        call("read_file", #"{"path": "\#(path)"}"#)
    }

    static func command(_ command: String) -> ScriptedCall {
        call("run_command", #"{"command": "\#(command)"}"#)
    }

    static func edit(_ old: String, _ new: String) -> ScriptedCall { replace("app.py", old, new) }

    static func replace(_ path: String, _ old: String, _ new: String) -> ScriptedCall {
        call("edit_file", #"{"path": "\#(path)", "old_text": "\#(old)", "new_text": "\#(new)"}"#)
    }
}

/// A project with a failing test, a scripted model, and an agent between them.
private final class Session {
    let server: ModelServer
    private let project: TemporaryDirectory
    private let place: TemporaryDirectory
    private static let sandbox = Sandbox.forThisHost(
        SandboxOptions(allowsReduced: false, user: ""), environment: .current)

    init(_ turns: [[ScriptedCall]]) throws {
        server = try ModelServer(.openAI)
        server.play(
            turns.enumerated().map { turn, calls in
                var answer = ScriptedAnswer()
                answer.calls = calls.enumerated().map { place, call in
                    ScriptedAnswer.Call(
                        id: "call_\(turn)_\(place)", name: call.name, fragments: [call.arguments])
                }
                return ModelScript(answer)
            })
        project = try TemporaryDirectory()
        place = try TemporaryDirectory(failsOnLeftovers: true)
        try project.write("app.py", "def first(items):\n    return items[0]\n")
        try project.write(".env", "TOKEN=canary-7d2a\n")
        try project.write(
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
        for path in [project.path, place.path] {
            guard unsafe chmod(path.string, 0o755) == 0 else {
                throw SystemError("open up", path.string)
            }
        }
    }

    /// Works until the run stops, and says how.
    func work() throws -> String {
        let user = try #require(Session.sandbox.user)
        let (root, place) = (project.path, place.path)
        let client = ModelClient(
            http: HTTPClient(),
            retry: RetryPolicy(firstDelayMilliseconds: 1, longestDelayMilliseconds: 2),
            keys: KeyRing { source throws(KeyError) in throw .variableMissing("\(source)") })
        let meters = Meters(store: nil, session: "test") { Day(unixSeconds: 0) }
        let desk = ModelDesk(client: client, meters: { meters }, tell: { _ in })
        let provider = Provider(
            name: "mine", dialect: .openAICompatible, endpoint: try Endpoint(server.baseURL),
            model: "scripted")
        desk.use(ModelRoster([.chat: [.model(provider)]]))
        let worker = AgentWorker(
            project: AgentProject(
                root: root,
                languages: LanguageRegistry(
                    loader: GrammarLoader(
                        environment: .current,
                        directories: [Directories(environment: .current).data / "grammars"])),
                plan: TestPlan(
                    ownCommand: "python3 -m unittest -v", first: [], runsWholeSuite: true,
                    repetitions: 0, limits: .tests),
                sandbox: Session.sandbox, toolchains: .ofUser(.current, for: user),
                unread: UnreadFiles(secret: UnreadFiles.usualSecretNames)
            ) { () throws(WorkspaceError) in
                try Workspace(
                    of: root, in: WorkspacePlace(place / "place", user: user), user: user,
                    method: .overlayElseCopy, bounds: .standard)
            },
            desk: desk, cancellation: Cancellation(),
            askIndex: { name, _ in "\(name) is not in the index." }, observe: { _ in })
        let run = AgentRun(
            task: AgentTask(
                instruction: "Fix the failing test.", budget: Budget(iterations: 10),
                turnLimit: 20),
            setting: AgentSetting(window: 32_768, editFormat: nil, mayRun: true))
        return "\(worker.work(on: run).reason)"
    }

    /// All that the model was sent.
    var asked: String {
        server.exchanges.map { String(decoding: $0.request.body, as: UTF8.self) }.joined()
            .replacingEscapes
    }

    /// The project's files with their contents.
    var contents: [String] {
        project.files.map { path in
            let bytes = try? Files.read(project.path.appending(path), limit: 1 << 20)
            return "\(path)\n" + String(decoding: bytes ?? [], as: UTF8.self)
        }
    }
}

extension String {
    /// JSON's escapes of quotes as quotes.
    fileprivate var replacingEscapes: String {
        split(separator: "\\\"").joined(separator: "\"")
    }
}
