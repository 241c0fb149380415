import Base
import TestKit
import Testing

@testable import Sandbox

@Suite("What a run leaves behind", .serialized)
struct SupervisorTests {
    @Test("Nothing survives whoever started it, even killed with -9", arguments: Column.all)
    func killed(column: Column) throws {
        let stage = try AttackStage(column)
        let script = "setsid -f sleep 3600; echo running > begun; exec sleep 3600"
        let process = try ChildProcess(
            "sh", ["-c", stage.start([], ["sh", "-c", script])], environment: stage.environment)
        try poll("the command runs") { Files.size(of: stage.work / "begun") == 8 }
        #expect(!stage.survivors().isEmpty)
        kill(process.identifier, SIGKILL)
        try poll("everything is gone") { stage.survivors().isEmpty }
        // What the killed one had no time to remove, the next one removes.
        #expect(try stage.run([], ["true"]).verdict == "passed")
        #expect(try stage.damage() == [])
    }

    @Test("A thousand runs leave no process, mount, descriptor or memory behind")
    func thousandRuns() throws {
        let place = try SandboxPlace(.strict)
        _ = place.run("true")
        let before = Leftovers.now()
        for _ in 0..<1000 {
            let outcome = place.run("true")
            guard outcome.verdict == .passed else {
                Issue.record("\(outcome.verdict): \(outcome.output.text)")
                return
            }
        }
        let after = Leftovers.now()
        #expect(Survivors.of(place.directory.path) == [])
        #expect(after.mounts == before.mounts)
        // Other tests run in this process too: a leak in each run would show all the same.
        #expect(after.descriptors < before.descriptors + 200)
        #expect(after.memoryPages < before.memoryPages + 25_000)
        #expect(place.directory.files == [])
    }

    @Test("Two runs at once lose nothing", arguments: Mode.allCases)
    func twoAtOnce(mode: Mode) throws {
        let places = [try SandboxPlace(mode), try SandboxPlace(mode)]
        let outcomes = Lock<[Int: Outcome]>([:])
        let done = Monitor(0)
        for (index, place) in places.enumerated() {
            let sandbox = place.sandbox
            let folder = SandboxFolder(source: place.directory.path, place: place.directory.path)
            try Thread.start(name: "run \(index)") {
                let outcome = sandbox.run(
                    SandboxCommand(["seq", "-f", "\(index)-%.0f", "20000"]), in: folder,
                    policy: SandboxPolicy(network: .none, readable: []), limits: .check)
                outcomes.withLock { $0[index] = outcome }
                done.update { $0 += 1 }
            }
        }
        _ = done.wait { $0 == 2 ? true : nil }
        for index in 0..<2 {
            let outcome = try #require(outcomes.withLock { $0[index] })
            let expected = (1...20_000).map { "\(index)-\($0)\n" }.joined()
            #expect(outcome.verdict == .passed)
            #expect(outcome.output.text == expected)
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

/// What this process holds of the system.
private struct Leftovers {
    let mounts: Int
    let descriptors: Int
    let memoryPages: Int

    static func now() -> Leftovers {
        func lines(_ path: Path, _ separator: Character) -> Int {
            let bytes = (try? Files.read(path, limit: 1 << 22)) ?? []
            return String(decoding: bytes, as: UTF8.self).split(separator: separator).count
        }
        let statm = (try? Files.read("/proc/self/statm", limit: 4096)) ?? []
        let fields = String(decoding: statm, as: UTF8.self).split(separator: " ")
        return Leftovers(
            mounts: lines("/proc/self/mountinfo", "\n"),
            descriptors: Files.list("/proc/self/fd").count,
            memoryPages: fields.count > 1 ? Int(fields[1]) ?? 0 : 0)
    }
}
