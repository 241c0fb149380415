import Base
import Testing

@Test func aToolsOutputAndExitCodeComeBack() throws {
    let outcome = try Subprocess(
        "sh", ["-c", "echo out; echo err >&2; pwd; echo $X; cat; exit 3"], directory: "/",
        environment: ["X": "ü", "PATH": "/usr/bin:/bin"]
    ).run()
    #expect(outcome.end == .exited(3))
    #expect(outcome.outputText == "out\n/\nü\n")
    #expect(outcome.errorText == "err\n")
}

@Test func aToolThatHangsIsEndedWithItsChildren() throws {
    let outcome = try Subprocess("sh", ["-c", "sleep 600 & sleep 600"], timeoutMilliseconds: 50)
        .run()
    #expect(outcome.end == .timedOut)
}

@Test func aToolThatFloodsIsEnded() throws {
    let outcome = try Subprocess("cat", ["/dev/zero"], maximumOutputBytes: 100_000).run()
    #expect(outcome.end == .tooMuchOutput)
    #expect(outcome.output.count < 300_000)
}

@Test func aSignalIsTold() throws {
    #expect(try Subprocess("sh", ["-c", "kill -TERM $$"]).run().end == .signalled(SIGTERM))
}

@Test func aMissingToolIsNamed() {
    #expect(throws: SystemError("find the program", "no-such-tool", code: ENOENT)) {
        try Subprocess("no-such-tool", []).run()
    }
    #expect(Subprocess.find("sh")?.name == "sh")
}
