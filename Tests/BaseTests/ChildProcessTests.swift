import Base
import Testing

@Test func aChildEchoesWhatItIsSent() throws {
    var child = try ChildProcess("cat", [])
    try send("mortise", to: &child)
    var bytes: [UInt8] = []
    if let output = child.takeOutput() {
        while try output.read(into: &bytes, limit: 64) > 0 {}
    }
    #expect(String(decoding: bytes, as: UTF8.self) == "mortise")
    let end = child.wait(until: Instant.now.adding(milliseconds: 10_000))
    #expect(end == .exited(0))
}

/// Sends it all.
private func send(_ text: String, to child: inout ChildProcess) throws {
    if let input = child.takeInput() { try input.writeAll(Array(text.utf8)) }
}

@Test func aChildThatNobodyOwnsIsGone() throws {
    let identifier: pid_t
    do {
        var child = try ChildProcess("sleep", ["100"])
        identifier = child.identifier
        let end = child.wait(until: Instant.now)
        #expect(end == nil)
        #expect(kill(identifier, 0) == 0)
    }
    #expect(kill(identifier, 0) == -1)
    #expect(errno == ESRCH)
}

@Test func aProgramThatIsNotThereIsNamed() {
    #expect(throws: SystemError("find the program", "no-such-program", code: ENOENT)) {
        _ = try ChildProcess("no-such-program", [])
    }
}
