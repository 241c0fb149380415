import Base
import HTTP
import JSON
import ModelServer
import Models
import Secrets
import Store
import TestKit
import Testing

/// Keys that are easy to find again, wherever they turn up.
@Suite("No key shows up anywhere but in the header that is for it")
struct CanaryTests {
    private static let canary = "canary-key-0123456789"

    /// A request to a server that refuses the key and repeats it, as some do.
    @Test(
        "Of a request: only the header; no fault, log, prompt, database or command line",
        arguments: [
            (ServerKind.llamaCpp, Dialect.llamaCpp), (.openAI, .openAI), (.anthropic, .anthropic),
        ])
    func request(kind: ServerKind, dialect: Dialect) throws {
        let folder = try TemporaryDirectory()
        let keyFile = folder.path / "key"
        try Files.writeAtomically(keyFile, Array(Self.canary.utf8), mode: 0o600)
        let answer = ScriptedAnswer(text: ["ok"])
        let server = try ModelServer(
            kind, ModelScript(answer, fault: .refusal(.badKey, headers: [])), ModelScript(answer))
        let lines = Lock<[String]>([])
        let sink = Log.add { _, line in lines.withLock { $0.append(line) } }
        defer { Log.remove(sink) }
        let store = try Store(path: folder.path / "state/meters.db", schema: Meters.schema)
        let meters = Meters(store: store, session: "s") { Day(unixSeconds: 0) }
        // Nothing has read a key before the first prompt.
        let ring = KeyRing(reader: KeyReader(environment: Environment(["KEY": Self.canary])))
        let desk = ModelDesk(
            client: .impatient(ring), meters: { meters },
            tell: { notice in lines.withLock { $0.append(notice) } })
        var said = ""
        // While it runs, it notes what everybody can see of all processes.
        let seen = folder.path / "seen"
        let command = folder.path / "give-key"
        let script = "#!/bin/sh\ncat /proc/[0-9]*/cmdline > \(seen) 2> /dev/null\ncat \(keyFile)\n"
        try Files.writeAtomically(command, Array(script.utf8), mode: 0o700)
        let sources: [KeySource] = [
            .environment("KEY"), .file(keyFile.string), .command([command.string, "show", "it"]),
        ]
        for source in sources {
            var provider = try Provider(
                name: "p", dialect: dialect, endpoint: Endpoint(server.baseURL),
                model: "scripted")
            provider.key = source
            desk.use(ModelRoster([.chat: [.model(provider)]]))
            let answer = desk.answer(
                to: ChatRequest(messages: [.user("my key is \(Self.canary)")], maximumTokens: 9),
                for: ModelRunID(), cancellation: Cancellation())
            said += "\(answer) \(provider) \(ring) \(server.exchanges.count)\n"
        }
        store.close()
        #expect(server.exchanges.count >= 2)
        for exchange in server.exchanges {
            #expect(exchange.request.headers.contains { $0.value.contains(Self.canary) })
            #expect(!exchange.request.target.contains(Self.canary))
            #expect(!String(decoding: exchange.request.body, as: UTF8.self).contains(Self.canary))
        }
        said += lines.withLock { $0.joined() }
        #expect(!said.contains(Self.canary))
        try expectNoCanary(in: folder, but: "key")
    }

    private func expectNoCanary(in folder: TemporaryDirectory, but known: String...) throws {
        for file in folder.files where !known.contains(file.string) {
            let bytes = try folder.read(file.string)
            #expect(!String(decoding: bytes, as: UTF8.self).contains(Self.canary), "\(file)")
        }
        for process in Files.list("/proc") where Int(process.string) != nil {
            let path = Path("/proc").appending(process) / "cmdline"
            let bytes = (try? Files.read(path, limit: 1 << 20)) ?? []
            #expect(!String(decoding: bytes, as: UTF8.self).contains(Self.canary))
        }
    }
}
