import Base
import CBase
import Transport

/// The loop: one plain thread that owns all mutable state, reads the client's messages and never
/// blocks on anything but `poll`. No disk, no network, no child process happens here.
struct Loop: ~Copyable {
    private let input: Int32
    private let output: Int32
    private let session: Session
    private var decoder = FrameDecoder()

    init(input: Int32, output: Int32, session: Session) {
        self.input = input
        self.output = output
        self.session = session
    }

    /// The client may leave this much unread before its own messages have to wait.
    private static let unreadLimit = 64 << 20

    /// Runs until the session ends; returns the process's exit code.
    mutating func run() -> Int32 {
        while session.exitCode == nil {
            wait()
        }
        session.close()
        // eglot kills a server that lives on for 0.1 s after `exit`.
        session.outbox.drain(until: Instant.now.adding(milliseconds: 50))
        return session.exitCode ?? 1
    }

    /// One round: waits for something to happen, and handles it.
    private mutating func wait() {
        // A copy: changing what the session holds through `self`, which cannot be copied, is what
        // the compiler cannot build for the thread sanitizer.
        let session = session
        let outbox = session.outbox
        let isClogged = outbox.waitingBytes > Loop.unreadLimit
        var polled = [
            pollfd(fd: isClogged ? -1 : input, events: Int16(POLLIN), revents: 0),
            pollfd(fd: session.mailbox.descriptor, events: Int16(POLLIN), revents: 0),
            pollfd(
                fd: outbox.waitingBytes > 0 ? output : -1, events: Int16(POLLOUT), revents: 0),
            pollfd(fd: session.parent?.number ?? -1, events: Int16(POLLIN), revents: 0),
        ]
        let ready = unsafe poll(&polled, nfds_t(polled.count), timeout)
        if ready < 0, errno != EINTR {
            session.end(exitCode: 1, because: "poll: \(SystemError.text(of: errno))")
        }
        if polled[2].revents != 0 { outbox.flush() }
        if outbox.isBroken { session.end(exitCode: 1, because: "the client closed its side") }
        if polled[0].revents != 0 { readInput() }
        if polled[1].revents != 0 {
            for work in session.mailbox.takeAll() { work(session) }
        }
        if polled[3].revents != 0 {
            session.end(exitCode: 1, because: "the client's process ended")
        }
        for work in session.timers.takeDue(now: .now) { work(session) }
        if Termination.isRequested {
            session.end(exitCode: 1, because: "asked to terminate by a signal")
        }
    }

    private var timeout: Int32 {
        guard let next = session.timers.next else { return -1 }
        let milliseconds = (next.nanoseconds(since: .now) + 999_999) / 1_000_000
        return Int32(clamping: max(0, milliseconds))
    }

    private mutating func readInput() {
        do {
            let descriptor = input
            let count = try decoder.feed { buffer throws(SystemError) in
                try IO.read(descriptor, into: &buffer, limit: 64 << 10)
            }
            if count == 0 {
                let inside = decoder.isInsideMessage ? " inside a message" : ""
                session.inputEnded("end of input\(inside)")
                return
            }
            while session.exitCode == nil, let body = try decoder.next() {
                session.receive(body)
            }
        } catch let error as SystemError {
            if error.code != EAGAIN { session.inputEnded(error.description) }
        } catch {
            session.end(exitCode: 1, because: "\(error)")
        }
    }
}
