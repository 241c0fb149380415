import Base
import ModelServer
import TestKit
import Testing

@testable import Models

/// Every fault of a server, as somebody meets it who types.
@Suite("Each fault is told once, however many keys are typed, and nothing stays stuck")
struct FaultNoticeTests {
    private static let said = ScriptedAnswer(text: ["return", " é"])

    /// Every way in which a server goes wrong, by a name. What waits ends by the provider's bounds.
    private static func faults(_ gate: Gate) -> [(name: String, fault: Fault)] {
        let refusals = Refusal.allCases.map { refusal in
            ("\(refusal)", Fault.refusal(refusal, headers: []))
        }
        return refusals + [
            ("slow first byte", .slowFirstByte(gate)), ("slow record", .slowFirstRecord(gate)),
            ("stall", .stall(after: 2, gate)), ("reset", .reset(after: 0)),
            ("reset in the middle", .reset(after: 2)), ("page", .page(status: 200)),
            ("gateway's page", .page(status: 502)), ("endless", .endless),
            ("no end", .noTerminator), ("error record", .errorRecord(after: 1)),
            ("broken record", .brokenRecord(after: 1)),
            ("retry-after", .refusal(.tooManyRequests, headers: [("Retry-After", "0")])),
        ]
    }

    private var fim: FIMRequest {
        FIMRequest(prefix: [97], suffix: [98], path: "a.py", maximumTokens: 8)
    }

    @Test("Over many keys", arguments: [Dialect.llamaCpp, .ollama, .openAI, .anthropic])
    func once(dialect: Dialect) throws {
        for (name, fault) in Self.faults(try Gate()) {
            // With no time to rest, every key asks the server again.
            let tellers = Tellers(firstRest: 0)
            var bench = try Bench(dialect, ModelScript(Self.said, fault: fault))
            bench.provider.limits.firstByteMilliseconds = 30
            bench.provider.limits.stallMilliseconds = 30
            let order = [Answerer.model(bench.provider)]
            for _ in 0..<5 {
                let answer = try tellers.fill(fim, order, embedded: nil)
                #expect(answer.fault != nil, "\(name)")
            }
            #expect(bench.server?.exchanges.count ?? 0 >= 5, "\(name)")
            #expect(tellers.told.count == 1, "\(name): \(tellers.told)")
            let message = tellers.told.first ?? ""
            #expect(message.contains("mine") && !message.contains("\n"), "\(name): \(message)")
            // The server has recovered: so has the one who types.
            bench.server?.play(ModelScript(Self.said))
            #expect(try tellers.fill(fim, nil, embedded: nil).string == "return é", "\(name)")
            #expect(tellers.told.count == 1, "\(name)")
        }
    }

    @Test("Half characters, single bytes and repeated records are no faults")
    func harmless() throws {
        for fault in [Fault.cutCharacters, .singleBytes, .wrongType, .duplicates] {
            let tellers = Tellers()
            let bench = try Bench(.llamaCpp, ModelScript(Self.said, fault: fault))
            let answer = try tellers.fill(fim, [.model(bench.provider)], embedded: nil)
            #expect(answer.outcome == .success(.stop))
            #expect(tellers.told == [])
        }
    }

    @Test("A server that fails is left alone for a while, and others answer at once")
    func rest() throws {
        let tellers = Tellers(firstRest: 60_000)
        let script = ModelScript(Self.said, fault: .refusal(.serverError, headers: []))
        let bench = try Bench(.llamaCpp, script)
        let order = [Answerer.model(bench.provider), .embedded]
        for _ in 0..<20 {
            #expect(try tellers.fill(fim, order, embedded: "own").string == "own")
        }
        #expect(bench.server?.exchanges.count == 1)
        #expect(tellers.told.count == 1)
        // New settings are another chance.
        bench.server?.play(ModelScript(Self.said))
        tellers.desk.use(ModelRoster([.fim: [.model(bench.provider)]]))
        #expect(try tellers.fill(fim, nil, embedded: "own").string == "return é")
    }
}
