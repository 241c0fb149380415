package import Base

/// The only way to the client. Any thread may send: a message goes out at once where the pipe
/// takes it, and waits here where it does not; the loop flushes when the pipe has room again.
package final class Outbox: Sendable {
    private struct State {
        /// Framed bytes that wait for the pipe; those before `written` are gone.
        var waiting: [UInt8] = []
        var written = 0
        var isBroken = false
    }

    private let descriptor: Int32
    private let isNonBlocking: Bool
    private let wake: @Sendable () -> Void
    private let state = Lock(State())

    /// Takes over a descriptor for writing. `wake` is called, from any thread, when the loop has
    /// to wait for room.
    package init(descriptor: Int32, wake: @escaping @Sendable () -> Void) {
        self.descriptor = descriptor
        self.wake = wake
        isNonBlocking = IO.isPipeOrSocket(descriptor)
        if isNonBlocking {
            IO.setNonBlocking(descriptor, true)
            // The outline of a long file then goes out in one piece, without a wait for room.
            IO.enlargePipe(descriptor, byteCount: 256 << 10)
        }
    }

    /// Frames a message's body and sends it.
    package func send(_ body: [UInt8]) {
        let header = Array("Content-Length: \(body.count)\r\n\r\n".utf8)
        let mustWait = state.withLock { state in
            guard !state.isBroken else { return false }
            let wasEmpty = state.waiting.isEmpty
            if wasEmpty {
                // One write a message, so that a client that reads now gets it whole.
                state.waiting = header + body
            } else {
                state.waiting.append(contentsOf: header)
                state.waiting.append(contentsOf: body)
                return false
            }
            write(&state)
            return !state.waiting.isEmpty || state.isBroken
        }
        if mustWait { wake() }
    }

    /// Writes as much of what waits as the pipe takes.
    package func flush() {
        state.withLock { write(&$0) }
    }

    /// Bytes that wait for the client to read.
    package var waitingBytes: Int {
        state.withLock { $0.waiting.count - $0.written }
    }

    /// Whether the client has closed its side.
    package var isBroken: Bool { state.withLock { $0.isBroken } }

    /// Waits for the client to take the rest, but not longer than until `deadline`.
    package func drain(until deadline: Instant) {
        while waitingBytes > 0, !isBroken {
            let left = deadline.nanoseconds(since: .now) / 1_000_000
            guard left > 0 else { return }
            var polled = pollfd(fd: descriptor, events: Int16(POLLOUT), revents: 0)
            _ = unsafe poll(&polled, 1, Int32(clamping: left))
            flush()
        }
        if isNonBlocking { IO.setNonBlocking(descriptor, false) }
    }

    private func write(_ state: inout State) {
        while state.written < state.waiting.count {
            do {
                state.written += try IO.write(descriptor, state.waiting[state.written...])
            } catch {
                if error.code == EAGAIN || error.code == EWOULDBLOCK {
                    // A client that is always a little behind must not make us keep it all.
                    if state.written > 1 << 20 {
                        state.waiting.removeFirst(state.written)
                        state.written = 0
                    }
                    return
                }
                state.isBroken = true
                break
            }
        }
        state.waiting = []
        state.written = 0
    }
}
