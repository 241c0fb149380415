import Base
import JSON
import TestKit
import Testing

@testable import Sandbox

/// What runs in the sandbox takes all that it can get; the editor is answered all the same.
@Suite("The server while something goes wrong in the sandbox", .serialized)
struct AnsweringTests {
    /// A program that takes too much, and what has to be said of it.
    struct Bomb: CustomTestStringConvertible, Sendable {
        let testDescription: String
        let script: String
        let verdict: Outcome.Verdict

        static let all = [
            Bomb(
                testDescription: "ten gigabytes of output", script: "head -c 10000000000 /dev/zero",
                verdict: .outputLimit),
            Bomb(
                testDescription: "a fork bomb",
                script:
                    "python3 -c 'import os\nwhile True:\n  try: os.fork()\n  except OSError: pass'",
                verdict: .quota(.processes)),
            Bomb(
                testDescription: "a memory bomb",
                script: "python3 -c 'kept = []\nwhile True: kept.append(bytearray(1 << 20))'",
                verdict: .outOfMemory),
            Bomb(
                testDescription: "a full disk", script: "head -c 10000000000 /dev/zero > /tmp/full",
                verdict: .quota(.disk)),
            Bomb(
                testDescription: "a million files",
                script: "mkdir /tmp/d; cd /tmp/d; seq 1000000 | xargs touch",
                verdict: .quota(.files)),
        ]

        var limits: SandboxLimits {
            var limits = SandboxLimits.check
            limits.memoryBytes = 256 << 20
            limits.processes = 200
            limits.diskBytes = 64 << 20
            limits.files = 5000
            return limits
        }
    }

    @Test("An editor is answered meanwhile, and each ends in its own verdict", arguments: Bomb.all)
    func answers(bomb: Bomb) throws {
        let text = "def one():\n    return 1\n"
        let client = try PipeClient("//- a.py\n\(text)", settings: ["syntax.folding=on"])
        try client.initialize()
        try client.open("a.py", text)
        let place = try SandboxPlace(.strict)
        // One bomb after the other goes off until the editor has its answers.
        let stop = Cancellation()
        let verdicts = Monitor<[Outcome.Verdict]>([])
        let isOver = Monitor(false)
        let (sandbox, path, limits) = (place.sandbox, place.directory.path, bomb.limits)
        try Thread.start(name: "bombs") {
            repeat {
                let outcome = sandbox.run(
                    SandboxCommand(["sh", "-c", bomb.script]),
                    in: SandboxFolder(source: path, place: path),
                    policy: SandboxPolicy(network: .none, readable: []), limits: limits)
                verdicts.update { $0.append(outcome.verdict) }
            } while !stop.isCancelled
            isOver.update { $0 = true }
        }
        for _ in 0..<20 {
            let folds = try client.request(
                "textDocument/foldingRange", ["textDocument": ["uri": .string(client.uri("a.py"))]])
            #expect(folds.elements.count == 1)
        }
        stop.cancel()
        _ = isOver.wait { $0 ? true : nil }
        #expect(verdicts.withLock { $0 }.allSatisfy { $0 == bomb.verdict })
        #expect(Survivors.of(path) == [])
        try client.close()
    }
}
