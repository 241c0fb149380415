import Base
import TestKit
import Testing

@testable import Sandbox

@Suite("Runs")
struct RunTests {
    @Test(
        "A command works in its folder, and its end and output are told", arguments: Mode.allCases)
    func plain(mode: Mode) throws {
        let place = try SandboxPlace(mode, ["input": "in\n"])
        let outcome = place.run("cat input; echo made > made; pwd; echo error >&2; exit 3")
        #expect(outcome.verdict == .failed(3))
        #expect(outcome.output.text == "in\n\(place.directory.path)\nerror\n")
        #expect(try place.directory.read("made") == Array("made\n".utf8))
        #expect(place.run("true").verdict == .passed)
        #expect(place.run("kill -SEGV $$").verdict == .signalled(SIGSEGV))
    }

    @Test(
        "Standard error can be kept apart; lines come as they are written", arguments: Mode.allCases
    )
    func streams(mode: Mode) throws {
        let place = try SandboxPlace(mode)
        var lines: [String] = []
        let outcome = place.run("echo one; echo two >&2; printf three", streams: .apart) { line in
            lines.append(line.text)
        }
        #expect(outcome.output.text == "one\nthree")
        #expect(outcome.errors.text == "two\n")
        #expect(lines.sorted() == ["one", "three", "two"])
    }

    @Test(
        "The environment is the sandbox's own, and what the command asked for",
        arguments: Mode.allCases)
    func environment(mode: Mode) throws {
        unsafe setenv("TENON_CANARY_API_KEY", "sk-canary", 1)
        let place = try SandboxPlace(mode)
        let outcome = place.run("env", environment: ["WANTED": "yes"])
        let names = outcome.output.text.split(separator: "\n").compactMap {
            $0.split(separator: "=").first.map(String.init)
        }
        #expect(
            Set(names).subtracting(["PWD", "_", "SHLVL", "OLDPWD"]) == [
                "HOME", "LANG", "LOGNAME", "PATH", "TERM", "TMPDIR", "USER", "WANTED",
            ])
    }

    @Test("Time is bounded, by the clock and by the processor's", arguments: Mode.allCases)
    func time(mode: Mode) throws {
        let place = try SandboxPlace(mode)
        var limits = SandboxLimits.check
        limits.wallMilliseconds = 200
        #expect(place.run("sleep 60 & sleep 60", limits: limits).verdict == .timedOut)
        limits = .check
        limits.processorSeconds = 1
        #expect(place.run("while :; do :; done", limits: limits).verdict == .timedOut)
    }

    @Test("A cancelled run ends at once", arguments: Mode.allCases)
    func cancellation(mode: Mode) throws {
        let place = try SandboxPlace(mode)
        let cancellation = Cancellation()
        let outcome = place.run("echo begun; sleep 600", cancellation: cancellation) { line in
            if line.text == "begun" { cancellation.cancel() }
        }
        #expect(outcome.verdict == .cancelled)
        #expect(outcome.output.text == "begun\n")
        #expect(outcome.milliseconds < 60_000)
    }

    @Test("Limits that are closer than ours stay; core dumps are bounded by 1, which is none")
    func inheritedLimits() throws {
        let place = try SandboxPlace(.strict)
        var core = rlimit()
        #expect(unsafe getrlimit(__rlimit_resource_t(4), &core) == 0)
        let script = """
            ulimit -n 300 && exec '\(BuiltProgram.tenon)' sandbox --folder '\(place.directory.path)' \
            -- python3 -c 'import resource as r; print(r.getrlimit(7), r.getrlimit(4))'
            """
        let outcome = try Subprocess("sh", ["-c", script]).run()
        let most = min(1, core.rlim_max)
        #expect(outcome.outputText == "(300, 300) (\(most), \(most))\n", "\(outcome.errorText)")
    }

    @Test("When the machine's memory runs out, the run goes first", arguments: Mode.allCases)
    func scarceMemory(mode: Mode) throws {
        var limits = SandboxLimits.check
        limits.spareMemoryBytes = .max
        let outcome = try SandboxPlace(mode).run("sleep 600", limits: limits)
        #expect(outcome.verdict == .outOfMemory)
    }

    @Test("A program that is not there is told by name", arguments: Mode.allCases)
    func missing(mode: Mode) throws {
        let place = try SandboxPlace(mode, ["text": "no program\n"])
        func run(_ program: String) -> Outcome.Verdict {
            place.sandbox.run(
                SandboxCommand([program]),
                in: SandboxFolder(source: place.directory.path, place: place.directory.path),
                policy: SandboxPolicy(network: .none, readable: []), limits: .check
            ).verdict
        }
        for name in ["no-such-program", "./no/such/program", "text/program"] {
            #expect(run(name) == .missing(program: name))
        }
        guard case .refused(let refusal) = run("./text") else {
            Issue.record("a text is a program")
            return
        }
        #expect(refusal.reason.contains("./text"))
    }
}
