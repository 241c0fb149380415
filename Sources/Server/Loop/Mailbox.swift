import Base

/// How other threads reach the session: they post work, and the loop thread runs it in order.
final class Mailbox: Sendable {
    typealias Work = @Sendable (Session) -> Void

    private let waiting = Lock<[Work]>([])
    private let wakeUp: Pipe

    init() throws(SystemError) {
        wakeUp = try Pipe()
        IO.setNonBlocking(wakeUp.readEnd.number, true)
        IO.setNonBlocking(wakeUp.writeEnd.number, true)
    }

    /// What the loop polls: readable when there is something to do.
    var descriptor: Int32 { wakeUp.readEnd.number }

    /// Hands work to the loop thread. What is posted is bounded by what runs elsewhere: each job
    /// of a worker posts at most a few times.
    func post(_ work: @escaping @Sendable (Session) -> Void) {
        let wasEmpty = waiting.withLock { waiting in
            waiting.append(work)
            return waiting.count == 1
        }
        if wasEmpty { wake() }
    }

    /// For signal handlers, which may do no more than write to it.
    var wakeDescriptor: Int32 { wakeUp.writeEnd.number }

    /// Makes the loop look around, without any work.
    func wake() {
        // A full pipe means that the loop is already being woken.
        _ = try? IO.write(wakeUp.writeEnd.number, [1])
    }

    /// Takes everything that waits. Only the loop thread calls this.
    func takeAll() -> [Work] {
        var ignored: [UInt8] = []
        while (try? IO.read(wakeUp.readEnd.number, into: &ignored, limit: 512)) ?? 0 == 512 {}
        return waiting.withLock { waiting in
            defer { waiting = [] }
            return waiting
        }
    }
}
