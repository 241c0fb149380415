import Base
import TestKit
import Testing

@testable import Sandbox

@Suite("Sessions")
struct SessionTests {
    /// A shell that answers each request with its output and a line that says so.
    private static let server = "while read -r line; do eval \"$line\"; echo done; done"

    private func start(
        _ place: SandboxPlace, _ script: String = server, limits: SandboxLimits = .check
    ) throws -> SandboxSession {
        try place.sandbox.start(
            SandboxCommand(["sh", "-c", script]),
            in: SandboxFolder(source: place.directory.path, place: place.directory.path),
            policy: SandboxPolicy(network: .none, readable: []), limits: limits)
    }

    /// What a request is answered, without the line that ends it.
    private func answer(
        _ request: String, by session: SandboxSession, milliseconds: Int = 60_000
    ) throws(SessionOver) -> [String] {
        try session.ask(Array("\(request)\n".utf8), milliseconds: milliseconds) {
            $0.text == "done"
        }.dropLast().map(\.text)
    }

    /// How it ends when a request is too much for it.
    private func end(
        _ request: String, by session: SandboxSession, milliseconds: Int = 60_000
    ) -> Outcome.Verdict? {
        do {
            _ = try answer(request, by: session, milliseconds: milliseconds)
            return nil
        } catch {
            return error.outcome.verdict
        }
    }

    @Test(
        "One process answers requests, in the folder and under the rules of a run",
        arguments: Mode.allCases)
    func requests(mode: Mode) throws {
        let place = try SandboxPlace(mode, ["input": "in\n"])
        let session = try start(place)
        #expect(try answer("count=1; cat input", by: session) == ["in"])
        #expect(try answer("count=$((count + 1)); echo $count; pwd", by: session).first == "2")
        #expect(try answer("cat /etc/shadow || echo refused", by: session).last == "refused")
        #expect(try answer("echo made > made", by: session) == [])
        #expect(try place.directory.read("made") == Array("made\n".utf8))
        let outcome = session.end()
        #expect(outcome.verdict == .cancelled)
        #expect(Survivors.of(place.directory.path) == [])
        #expect(end("echo", by: session) == .cancelled)
    }

    @Test("Long requests and long lines pass in one piece")
    func long() throws {
        let place = try SandboxPlace(.strict)
        let session = try start(place, "while IFS= read -r line; do echo \"$line\"; done")
        for length in [1, 70_000, 400_000] {
            let text = String(repeating: "x", count: length)
            let lines = try session.ask(Array("\(text)\n".utf8), milliseconds: 60_000) { _ in true }
            #expect(lines.map(\.text) == [text])
        }
    }

    @Test(
        "Time is each request's; who takes longer is ended with all that it started",
        arguments: Mode.allCases)
    func time(mode: Mode) throws {
        let place = try SandboxPlace(mode)
        let session = try start(place)
        #expect(try answer("setsid -f sleep 3600; echo on", by: session) == ["on"])
        #expect(!Survivors.of(place.directory.path).isEmpty)
        #expect(end("sleep 3600", by: session, milliseconds: 200) == .timedOut)
        #expect(Survivors.of(place.directory.path) == [])
        #expect(session.end().verdict == .timedOut)
    }

    @Test("Output is each request's; a flood ends the session, asked for or not")
    func output() throws {
        let place = try SandboxPlace(.strict)
        var limits = SandboxLimits.check
        limits.outputBytes = 100_000
        let session = try start(place, limits: limits)
        for _ in 0..<4 {
            #expect(
                try answer("head -c 60000 /dev/zero | tr '\\0' x; echo", by: session).count == 1)
        }
        #expect(end("yes", by: session) == .outputLimit)
        // Lines without anything in them take memory too.
        let other = try start(place, limits: limits)
        #expect(end("yes ''", by: other) == .outputLimit)
        let third = try start(place, limits: limits)
        _ = try third.ask(Array("yes &\n".utf8), milliseconds: 60_000) { $0.text == "y" }
        #expect(third.outcomeOfItsOwn() == .outputLimit)
    }

    @Test("Memory is bounded, and a command that ends itself says how")
    func otherEnds() throws {
        let place = try SandboxPlace(.strict)
        var limits = SandboxLimits.check
        limits.memoryBytes = 64 << 20
        let session = try start(place, limits: limits)
        let bomb = "python3 -c 'import time; kept = bytearray(200 << 20); time.sleep(600)'"
        #expect(end(bomb, by: session) == .outOfMemory)
        #expect(end("exit 3", by: try start(place)) == .failed(3))
        #expect(end("kill -SEGV $$", by: try start(place)) == .signalled(SIGSEGV))
    }

    @Test("A session that nobody holds any more is ended")
    func letGo() throws {
        let place = try SandboxPlace(.strict)
        var session: SandboxSession? = try start(place)
        if let session { #expect(try answer("echo on", by: session) == ["on"]) }
        #expect(!Survivors.of(place.directory.path).isEmpty)
        session = nil
        let deadline = Instant.now.adding(milliseconds: 60_000)
        while !Survivors.of(place.directory.path).isEmpty {
            try #require(Instant.now < deadline, "it goes on")
            usleep(2000)
        }
    }

    @Test("Cancelling ends it; without a sandbox there is none")
    func cancellation() throws {
        let place = try SandboxPlace(.strict)
        let cancellation = Cancellation()
        let folder = SandboxFolder(source: place.directory.path, place: place.directory.path)
        let policy = SandboxPolicy(network: .none, readable: [])
        let session = try place.sandbox.start(
            SandboxCommand(["sh", "-c", SessionTests.server]), in: folder, policy: policy,
            limits: .check, cancellation: cancellation)
        #expect(try answer("echo on", by: session) == ["on"])
        cancellation.cancel()
        #expect(end("sleep 3600", by: session) == .cancelled)
        let none = Sandbox.forThisHost(
            SandboxOptions(allowsReduced: false, user: ""),
            environment: Environment(["PATH": "/nowhere"]))
        #expect(throws: Refusal.self) {
            try none.start(SandboxCommand(["true"]), in: folder, policy: policy, limits: .check)
        }
    }
}

extension SandboxSession {
    /// How it ends without being asked anything.
    fileprivate func outcomeOfItsOwn() -> Outcome.Verdict {
        do {
            _ = try ask([], milliseconds: 60_000) { _ in false }
            return .cancelled
        } catch {
            return error.outcome.verdict
        }
    }
}
