package import Base
package import Transport

// EditorClient is an editor without a screen: it speaks the protocol with a server over two
// descriptors, for tests, measurements and the demo. It knows nothing of tests itself.

/// The bytes between an editor and a server: framed messages, each wait with a deadline. It never
/// looks inside a message.
package final class Wire {
    private var toServer: FileDescriptor?
    private let fromServer: FileDescriptor
    private var decoder = FrameDecoder()
    private var waiting: [[UInt8]] = []
    private var hasEnded = false

    /// Takes over both descriptors.
    package init(toServer: consuming FileDescriptor, fromServer: consuming FileDescriptor) {
        // A server that is gone is an error to handle, not the end of this process.
        signal(SIGPIPE, SIG_IGN)
        IO.setNonBlocking(toServer.number, true)
        self.toServer = consume toServer
        self.fromServer = fromServer
    }

    /// Frames a message's body.
    package static func frame(_ body: [UInt8]) -> [UInt8] {
        Array("Content-Length: \(body.count)\r\n\r\n".utf8) + body
    }

    /// Sends bytes as they are. While the pipe is full, what the server says is taken in: else both
    /// sides could wait for the other to read. Bytes for a server that hung up are lost.
    package func send(raw bytes: [UInt8], until deadline: Instant) throws(EditorError) {
        var rest = bytes[...]
        while !rest.isEmpty {
            guard let number = toServer?.number else { return }
            do {
                rest = rest.dropFirst(try IO.write(number, rest))
            } catch {
                if error.code == EPIPE { return }
                guard error.code == EAGAIN else { throw .system(error) }
                try waitForEither(number, deadline)
            }
        }
    }

    /// The next message's body; nil when none came in time.
    package func nextBody(until deadline: Instant) throws(EditorError) -> [UInt8]? {
        while waiting.isEmpty {
            if hasEnded { throw .ended }
            guard isReadable(until: deadline) else { return nil }
            try readSome()
        }
        return waiting.removeFirst()
    }

    /// Closes the writing side, as an editor that died does.
    package func hangUp() {
        toServer = nil
    }

    private func waitForEither(_ writing: Int32, _ deadline: Instant) throws(EditorError) {
        var polled = [
            pollfd(fd: writing, events: Int16(POLLOUT), revents: 0),
            pollfd(fd: hasEnded ? -1 : fromServer.number, events: Int16(POLLIN), revents: 0),
        ]
        let ready = unsafe poll(&polled, 2, milliseconds(until: deadline))
        guard ready != 0 else { throw .silence(of: "the server does not read") }
        if polled[1].revents != 0 { try readSome() }
    }

    private func isReadable(until deadline: Instant) -> Bool {
        var polled = pollfd(fd: fromServer.number, events: Int16(POLLIN), revents: 0)
        return retryingInterrupts { unsafe poll(&polled, 1, milliseconds(until: deadline)) } > 0
    }

    private func readSome() throws(EditorError) {
        let descriptor = fromServer.number
        do throws(SystemError) {
            let count = try decoder.feed { buffer throws(SystemError) in
                try IO.read(descriptor, into: &buffer, limit: 64 << 10)
            }
            hasEnded = count == 0
        } catch {
            throw .system(error)
        }
        do throws(FrameError) {
            while let body = try decoder.next() { waiting.append(body) }
        } catch {
            throw .frame(error)
        }
    }

    private func milliseconds(until deadline: Instant) -> Int32 {
        let left = deadline.nanoseconds(since: .now)
        return left <= 0 ? 0 : Int32(clamping: (left + 999_999) / 1_000_000)
    }
}

/// Why an editor has no answer.
package enum EditorError: Error, CustomStringConvertible {
    /// Nothing came in time.
    case silence(of: String)
    /// The server closed its side.
    case ended
    /// The server answered with an error, or with something else than was hoped for.
    case refused(String)
    case frame(FrameError)
    case system(SystemError)

    package var description: String {
        switch self {
        case .silence(let what): "in vain waited for: \(what)"
        case .ended: "the server has closed its side"
        case .refused(let answer): answer
        case .frame(let error): "\(error)"
        case .system(let error): "\(error)"
        }
    }
}
