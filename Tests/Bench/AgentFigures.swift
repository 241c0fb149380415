import Agent
import Base
import HTTP
import Languages
import ModelServer
import Models
import RepoMap
import Server
import Settings
import Syntax

/// What a run of the agent costs beside its model and its tests, and what very many runs leave. The
/// model answers at once, and one look at a file is the test; both are counted in.
func agentFigures(_ bench: Bench) throws -> [Figure] {
    // Whom root becomes for a run has to get in.
    guard unsafe chmod(bench.folder.string, 0o755) == 0 else {
        throw SystemError("open up", bench.folder.string)
    }
    let large = bench.folder / "large"
    _ = try makeRepository(large, bench.size(6500), functions: 25)
    let small = bench.folder / "small"
    _ = try makeRepository(small, 5, functions: 25)
    var (one, three, each) = (Times(), Times(), Times())
    for round in -1..<bench.rounds(30) {
        let first = try agentRun(bench, large, drafts: 1)
        let second = try agentRun(bench, large, drafts: 3)
        guard round >= 0 else { continue }
        one.add(first)
        three.add(second)
        each.add((second - first) / 2)
    }
    let count = bench.size(500)
    try manyRuns(bench, small, count / 10)
    let (memory, descriptors) = (ownMemory(), ownDescriptors())
    try manyRuns(bench, small, count)
    let grown = (memory: ownMemory() - memory, descriptors: ownDescriptors() - descriptors)
    return [
        Figure("a run of one draft", one), Figure("a run of three drafts", three),
        Figure("each further draft", each, goals: ["p50": .below(100)]),
        Figure(
            "memory grown over \(count) runs", megabytes(grown.memory), unit: "MB",
            goal: .below(8)),
        Figure("descriptors grown over them", Double(grown.descriptors), unit: "", goal: .below(1)),
    ]
}

private func manyRuns(_ bench: Bench, _ root: Path, _ count: Int) throws {
    for _ in 0..<count { _ = try agentRun(bench, root, drafts: 1) }
}

/// How long a whole run takes that gets it right with the last of so many drafts.
private func agentRun(_ bench: Bench, _ root: Path, drafts: Int) throws -> Int64 {
    let file = "folder0/file0.py"
    let wrong = (1..<drafts).map { "wrong\($0)" }
    let server = try ModelServer(.openAI)
    server.play(
        zip(["name0"] + wrong, wrong + ["right"]).map { old, new in
            var answer = ScriptedAnswer()
            answer.calls = [
                ScriptedAnswer.Call(
                    id: "edit", name: "edit_file",
                    fragments: [
                        #"{"path": "\#(file)", "old_text": "def \#(old)(", "#
                            + #""new_text": "def \#(new)("}"#
                    ]),
                ScriptedAnswer.Call(id: "end", name: "finish", fragments: ["{}"]),
            ]
            return ModelScript(answer)
        })
    let environment = Environment(["HOME": bench.folder.string, "PATH": "/usr/bin:/bin"])
    let settings = SettingsStack().settings()
    let meters = Meters(store: nil, session: "bench") { Day(unixSeconds: 0) }
    let desk = ModelDesk(
        client: ModelClient(http: HTTPClient(), keys: KeyRing { _ in Secret("key".utf8) }),
        meters: { meters }, tell: { _ in })
    let provider = Provider(
        name: "played", dialect: .openAICompatible, endpoint: try Endpoint(server.baseURL),
        model: "scripted")
    desk.use(ModelRoster([.chat: [.model(provider)]]))
    let sessions = try SessionStore(in: bench.folder / "state", keys: desk.secrets)
    defer { sessions.close() }
    let job = AgentJob(
        site: AgentSite(settings, environment: environment),
        languages: LanguageRegistry(
            loader: GrammarLoader(
                environment: .current,
                directories: [Directories(environment: .current).data / "grammars"])),
        settings: settings, budget: Budget(iterations: 10), desk: desk, sessions: sessions,
        guide: { MapGuide(MapIndex(records: [])) { _ in MapQuery() } },
        cancellation: Cancellation(), rests: SearchRests(), progressed: { _ in })
    var order = AgentOrder(root: root, goal: .fix)
    order.testCommand = "grep -q right \(file)"
    let begin = Instant.now
    let outcome = job.work(on: order, by: [.model], base: [:])
    let end = Instant.now.nanoseconds(since: begin)
    guard outcome.ending == .accepted else {
        throw UsageError(message: "the agent's run: \(outcome.words)")
    }
    return end
}
