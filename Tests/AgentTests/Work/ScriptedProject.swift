import Agent
import Base
import HTTP
import JSON
import Languages
import ModelServer
import Models
import Sandbox
import Secrets
import Syntax
import TestKit
import Testing
import Verify

/// A call that the scripted model makes.
struct ScriptedCall {
    let name: String
    let arguments: JSONText

    static let finish = call("finish", ["summary": "done"])

    static func call(_ name: String, _ arguments: JSONText) -> ScriptedCall {
        ScriptedCall(name: name, arguments: arguments)
    }

    static func read(_ path: String) -> ScriptedCall { call("read_file", ["path": path]) }

    static func command(_ command: String) -> ScriptedCall {
        call("run_command", ["command": command])
    }

    static func replace(_ path: String, _ old: String, _ new: String) -> ScriptedCall {
        call("edit_file", ["path": path, "old_text": old, "new_text": new])
    }

    static func edit(_ old: String, _ new: String) -> ScriptedCall { replace("app.py", old, new) }

    static func create(_ path: String, _ content: String) -> ScriptedCall {
        call("create_file", ["path": path, "content": content])
    }
}

/// An object of strings, as JSON.
struct JSONText: ExpressibleByDictionaryLiteral {
    let text: String

    init(dictionaryLiteral members: (String, String)...) {
        text =
            "{"
            + members.map { key, value in
                "\(JSONText.quoted(key)): \(JSONText.quoted(value))"
            }.joined(separator: ", ") + "}"
    }

    private static func quoted(_ text: String) -> String {
        var writer = JSONWriter()
        writer.write(text)
        return String(decoding: writer.bytes, as: UTF8.self)
    }
}

/// A project in a folder of its own, a scripted model, and an agent between them: the real
/// protocol, the real sandbox, real tests.
final class ScriptedProject {
    let server: ModelServer
    let project: TemporaryDirectory
    var task = AgentTask(
        goal: .fix, instruction: "", budget: Budget(iterations: 10), turnLimit: 20)
    var plan = TestPlan(
        ownCommand: nil, first: [], runsWholeSuite: true, repetitions: 0, limits: .tests)
    var window = 32_768
    var editFormat: EditFormat?
    let cancellation = Cancellation()
    /// What happened, in the order in which it did.
    let steps = Lock<[AgentStep]>([])
    /// Where it was, as people are told.
    let progress = Lock<[String]>([])
    /// Called with each step.
    var onStep: @Sendable (AgentStep, AgentSession) -> Void = { _, _ in }
    private let place: TemporaryDirectory
    static let sandbox = Sandbox.forThisHost(
        SandboxOptions(allowsReduced: false, user: ""), environment: .current)
    static let languages = LanguageRegistry(
        loader: GrammarLoader(
            environment: .current,
            directories: [Directories(environment: .current).data / "grammars"]))

    /// `fixture` has the project's files; the model makes these calls, turn by turn.
    init(_ fixture: String, _ turns: [[ScriptedCall]]) throws {
        server = try ModelServer(.openAI)
        server.play(turns.enumerated().map { ScriptedProject.script($0.offset, $0.element) })
        project = try TemporaryDirectory(Fixture(fixture))
        place = try TemporaryDirectory(failsOnLeftovers: true)
        for path in [project.path, place.path] {
            guard unsafe chmod(path.string, 0o755) == 0 else {
                throw SystemError("open up", path.string)
            }
        }
    }

    static func script(_ turn: Int, _ calls: [ScriptedCall], saying text: [String] = [])
        -> ModelScript
    {
        var answer = ScriptedAnswer(text: text)
        answer.calls = calls.enumerated().map { place, call in
            ScriptedAnswer.Call(
                id: "call_\(turn)_\(place)", name: call.name, fragments: [call.arguments.text])
        }
        return ModelScript(answer)
    }

    var setting: AgentSetting {
        AgentSetting(window: window, editFormat: editFormat, mayRun: true)
    }

    /// Works until the run stops.
    func stop() throws -> AgentStop {
        var session = AgentSession(task: task, setting: setting)
        return try goOn(&session)
    }

    /// Works until the run stops, and says how.
    func work() throws -> String { "\(try stop().reason)" }

    /// Goes on with a session until it stops.
    func goOn(_ session: inout AgentSession) throws -> AgentStop {
        try worker().work(on: &session)
    }

    func worker() throws -> AgentWorker {
        let user = try #require(ScriptedProject.sandbox.user)
        let (root, place) = (project.path, place.path)
        let (steps, onStep, progress) = (steps, onStep, progress)
        return AgentWorker(
            project: AgentProject(
                root: root, languages: ScriptedProject.languages, plan: plan,
                unread: UnreadFiles(secret: UnreadFiles.usualSecretNames), base: [:]
            ) { () throws(WorkspaceFailure) in
                do throws(WorkspaceError) {
                    return ProjectCopy(
                        workspace: try Workspace(
                            of: root, in: WorkspacePlace(place / "place", user: user),
                            user: user, method: .overlayElseCopy, bounds: .standard),
                        sandbox: ScriptedProject.sandbox,
                        toolchains: .ofUser(.current, for: user))
                } catch {
                    throw WorkspaceFailure(reason: "\(error)")
                }
            },
            door: try door(), turns: GateTurns(2), cancellation: cancellation,
            askIndex: { name, _ in "\(name) is not in the index." },
            watcher: AgentWatcher(
                progressed: { now in progress.withLock { $0.append(now.line) } },
                happened: { step, session in
                    steps.withLock { $0.append(step) }
                    onStep(step, session)
                }))
    }

    private func door() throws -> ModelDoor {
        let client = ModelClient(
            http: HTTPClient(),
            retry: RetryPolicy(firstDelayMilliseconds: 1, longestDelayMilliseconds: 2),
            keys: KeyRing { source throws(KeyError) in throw .variableMissing("\(source)") })
        let meters = Meters(store: nil, session: "test") { Day(unixSeconds: 0) }
        let desk = ModelDesk(
            client: client, meters: { meters }, tell: { _ in })
        var provider = Provider(
            name: "mine", dialect: .openAICompatible, endpoint: try Endpoint(server.baseURL),
            model: "scripted")
        provider.limits.maximumResponseBytes = 100_000
        desk.use(ModelRoster([.chat: [.model(provider)]]))
        return ModelDoor(desk)
    }

    /// All that the model was sent.
    var asked: String {
        server.exchanges.map { String(decoding: $0.request.body, as: UTF8.self) }.joined()
            .split(separator: "\\\"").joined(separator: "\"")
    }

    /// The project's files with their contents.
    var contents: [String] {
        project.files.map { path in
            let bytes = try? Files.read(project.path.appending(path), limit: 1 << 20)
            return "\(path)\n" + String(decoding: bytes ?? [], as: UTF8.self)
        }
    }
}
