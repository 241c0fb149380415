import Base
import Synchronization
import Testing
import Transport

@Test func whatThePipeDoesNotTakeWaitsAndArrivesInOrder() throws {
    let pipe = try Pipe()
    let woken = Atomic<Int>(0)
    let outbox = Outbox(descriptor: pipe.writeEnd.number) {
        woken.add(1, ordering: .relaxed)
    }
    let bodies = (0..<40).map { [UInt8](repeating: UInt8($0), count: 10_000) }
    for body in bodies { outbox.send(body) }
    #expect(outbox.waitingBytes > 0)
    #expect(woken.load(ordering: .relaxed) == 1, "the loop is woken once, when the pipe fills up")

    var decoder = FrameDecoder()
    var received: [[UInt8]] = []
    while received.count < bodies.count {
        let count = try decoder.feed { buffer throws(SystemError) in
            try pipe.readEnd.read(into: &buffer, limit: 64 << 10)
        }
        try #require(count > 0)
        while let body = try decoder.next() { received.append(body) }
        outbox.flush()
    }
    #expect(received == bodies)
    #expect(outbox.waitingBytes == 0)
}

@Test func aClosedClientIsNoticedAndFurtherMessagesAreDropped() throws {
    signal(SIGPIPE, SIG_IGN)
    let pipe = try Pipe()
    let writeEnd = dup(pipe.writeEnd.number)
    defer { close(writeEnd) }
    _ = pipe.intoReadEnd()
    let outbox = Outbox(descriptor: writeEnd) {}
    outbox.send([1, 2, 3])
    #expect(outbox.isBroken)
    outbox.send([4])
    #expect(outbox.waitingBytes == 0)
}

@Test func eachRequestIsAnsweredByExactlyOneOfMany() {
    let pending = PendingReplies<Int, String>()
    #expect(pending.register(7, "a.py"))
    #expect(!pending.register(7, "again"), "an id is used by one request at a time")
    #expect(pending.register(8, "b.py"))
    #expect(pending.claim(7) == "a.py")
    #expect(pending.claim(7) == nil)
    #expect(pending.claim { $0 == "b.py" }.map(\.id) == [8])
    #expect(pending.count == 0)
}
