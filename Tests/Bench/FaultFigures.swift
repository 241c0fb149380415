import Base
import HTTP
import ModelServer
import Models
import Store

/// What is left after very many requests that failed in every way, asked as features ask.
func faultFigures(_ bench: Bench) throws -> [Figure] {
    let answer = ScriptedAnswer(text: ["return", " é"])
    let gate = try Gate()
    let refusals = Refusal.allCases.map {
        Fault.refusal($0, headers: [("Retry-After", "0")])
    }
    let faults: [Fault] =
        refusals + [
            .reset(after: 0), .reset(after: 2), .cutCharacters, .singleBytes, .page(status: 502),
            .page(status: 200), .wrongType, .endless, .duplicates, .noTerminator,
            .errorRecord(after: 1), .brokenRecord(after: 1),
        ]
    // These end by their time, so there are few of them.
    let silences: [Fault] = [.slowFirstByte(gate), .stall(after: 1, gate)]
    func play(_ count: Int) throws {
        // The server remembers every request, so it is a new one now and then.
        for start in stride(from: 0, to: count, by: 100) {
            let server = try ModelServer(.anthropic)
            let desk = try DeskUser(bench, server, .anthropic, patienceMilliseconds: 50)
            for number in start..<min(count, start + 100) {
                let fault =
                    number % 100 < 4 ? silences[number / 2 % 2] : faults[number % faults.count]
                server.play(ModelScript(answer, fault: fault))
                if number % 2 == 0 {
                    _ = try desk.fillIn(
                        FIMRequest(prefix: [97], suffix: [98], path: "a.py", maximumTokens: 8))
                } else {
                    desk.chat()
                }
            }
            desk.close()
        }
    }
    let count = bench.size(10_000)
    try play(count / 5)
    let (memory, descriptors) = (ownMemory(), ownDescriptors())
    try play(count)
    let grown = (memory: ownMemory() - memory, descriptors: ownDescriptors() - descriptors)
    gate.open()
    return [
        Figure(
            "memory grown over \(count) faulty requests", megabytes(grown.memory), unit: "MB",
            goal: .below(4)),
        Figure(
            "descriptors grown over them", Double(grown.descriptors), unit: "", goal: .below(17),
            note: "16 connections are kept for the next request"),
    ]
}

/// Somebody who asks at a desk, with all that a session has behind it.
final class DeskUser {
    private let desk: ModelDesk
    private let store: Store

    /// Asks a played server, and waits so long for what does not come.
    init(
        _ bench: Bench, _ server: ModelServer, _ dialect: Dialect,
        patienceMilliseconds: Int = 30_000
    ) throws {
        let store = try Store(path: bench.folder / "meters.db", schema: Meters.schema)
        let meters = Meters(store: store, session: "bench") {
            Day(unixSeconds: WallClock.unixSeconds)
        }
        var delays = ModelDesk.Delays()
        delays.agents = 0
        delays.firstRest = 0
        let retry = RetryPolicy(firstDelayMilliseconds: 1, longestDelayMilliseconds: 1)
        self.store = store
        desk = ModelDesk(
            client: ModelClient(
                http: HTTPClient(), retry: retry, keys: KeyRing { _ in Secret("key".utf8) }),
            meters: { meters }, delays: delays, tell: { _ in })
        var provider = Provider(
            name: "played", dialect: dialect, endpoint: try Endpoint(server.baseURL),
            model: "scripted")
        provider.key = .environment("KEY")
        provider.limits.firstByteMilliseconds = patienceMilliseconds
        provider.limits.stallMilliseconds = patienceMilliseconds
        provider.limits.maximumResponseBytes = 20_000
        let order = [Answerer.model(provider)]
        desk.use(ModelRoster([.fim: order, .chat: order]))
    }

    /// Asks for a text, and gives the moment in which its first piece came.
    func fillIn(_ request: FIMRequest) throws -> Instant? {
        let state = Monitor((first: Instant?.none, isOver: false))
        desk.fillIn(
            request, in: DocumentURI("file:///a.py"), cancellation: Cancellation(),
            embedded: { done in done(nil) }
        ) { event in
            state.update { state in
                if case .text = event, state.first == nil { state.first = .now }
                if event.isLast { state.isOver = true }
            }
        }
        return state.wait { $0.isOver ? .some($0.first) : nil } ?? nil
    }

    /// Asks for a message, and waits for its end.
    func chat() {
        _ = desk.answer(
            to: ChatRequest(messages: [.user("x")], maximumTokens: 10), for: ModelRunID(),
            cancellation: Cancellation())
    }

    func close() { store.close() }
}

/// The bytes of this process that are in memory.
func ownMemory() -> Int {
    let bytes = (try? Files.read("/proc/self/statm", limit: 1000)) ?? []
    let numbers = String(decoding: bytes, as: UTF8.self).split(separator: " ")
    let pages = numbers.dropFirst().first.flatMap { Int($0) } ?? 0
    return pages * Int(sysconf(Int32(_SC_PAGESIZE)))
}

/// How many descriptors this process has open.
func ownDescriptors() -> Int { Files.list("/proc/self/fd").count }
