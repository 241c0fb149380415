internal import Base

/// The owner of a TCP socket on the loopback interface. It never blocks but in `wait`.
struct Socket: ~Copyable, Sendable {
    private let descriptor: FileDescriptor

    private init(_ descriptor: consuming FileDescriptor) {
        self.descriptor = descriptor
        IO.setNonBlocking(self.descriptor.number, true)
    }

    /// A socket that waits for connections, on a port that the system chooses.
    static func listening() throws(SystemError) -> Socket {
        let kind = Int32(SOCK_STREAM.rawValue)
        let number = socket(AF_INET, kind | Int32(SOCK_CLOEXEC.rawValue), 0)
        guard number >= 0 else { throw SystemError("open a socket") }
        let socket = Socket(FileDescriptor(owning: number))
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_addr.s_addr = UInt32(0x7f00_0001).bigEndian
        let size = socklen_t(MemoryLayout<sockaddr_in>.size)
        let bound = unsafe withUnsafePointer(to: &address) { pointer in
            unsafe pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                unsafe bind(number, $0, size)
            }
        }
        guard bound == 0, listen(number, 1024) == 0 else { throw SystemError("listen") }
        return socket
    }

    /// The port that it listens on.
    var port: Int {
        get throws(SystemError) {
            var address = sockaddr_in()
            var size = socklen_t(MemoryLayout<sockaddr_in>.size)
            let result = unsafe withUnsafeMutablePointer(to: &address) { pointer in
                unsafe pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                    unsafe getsockname(descriptor.number, $0, &size)
                }
            }
            guard result == 0 else { throw SystemError("ask for a port") }
            return Int(UInt16(bigEndian: address.sin_port))
        }
    }

    /// A connection that waits to be taken.
    borrowing func accept() -> Socket? {
        let number = Glibc.accept(descriptor.number, nil, nil)
        guard number >= 0 else { return nil }
        _ = fcntl(number, F_SETFD, FD_CLOEXEC)
        let socket = Socket(FileDescriptor(owning: number))
        socket.setOption(Int32(IPPROTO_TCP), TCP_NODELAY, Int32(1))
        return socket
    }

    enum Interest {
        case input, output
        /// Only whether the other side is still there.
        case nothing
    }

    enum Wakeup {
        case ready
        /// The other side has closed.
        case gone
        case gate
        case stopped
    }

    /// Waits for the socket, for a gate, or for the server's end.
    borrowing func wait(for interest: Interest, gate: Gate? = nil, stopping: Gate) -> Wakeup {
        let hangUp: Int16 = 0x2000
        let wanted: Int16 =
            switch interest {
            case .input: Int16(POLLIN)
            case .output: Int16(POLLOUT) | hangUp
            case .nothing: hangUp
            }
        var polled = [
            pollfd(fd: descriptor.number, events: wanted, revents: 0),
            pollfd(fd: stopping.readEnd.number, events: Int16(POLLIN), revents: 0),
            pollfd(fd: gate?.readEnd.number ?? -1, events: Int16(POLLIN), revents: 0),
        ]
        _ = retryingInterrupts { unsafe poll(&polled, 3, -1) }
        if polled[1].revents != 0 { return .stopped }
        if polled[2].revents != 0 { return .gate }
        let broken = Int16(POLLHUP) | Int16(POLLERR)
        let goneBits: Int16 = interest == .input ? 0 : broken | hangUp
        return polled[0].revents & goneBits == 0 ? .ready : .gone
    }

    /// What has come; empty at the end, nil when the connection is broken.
    borrowing func receive() -> [UInt8]? {
        var bytes: [UInt8] = []
        return (try? IO.read(descriptor.number, into: &bytes, limit: 64 << 10)).map { _ in bytes }
    }

    /// Writes what there is room for; nil when the connection is broken.
    borrowing func send(_ bytes: ArraySlice<UInt8>) -> Int? {
        let count = unsafe bytes.withUnsafeBytes { buffer in
            unsafe Glibc.send(
                descriptor.number, buffer.baseAddress, buffer.count, Int32(MSG_NOSIGNAL))
        }
        if count >= 0 { return count }
        return errno == EAGAIN || errno == EINTR ? 0 : nil
    }

    /// Closing will not say good-bye: the other side gets an error.
    borrowing func resetOnClose() {
        setOption(SOL_SOCKET, SO_LINGER, linger(l_onoff: 1, l_linger: 0))
    }

    private borrowing func setOption<Value: BitwiseCopyable>(
        _ level: Int32, _ name: Int32, _ value: Value
    ) {
        var value = value
        let size = socklen_t(MemoryLayout<Value>.size)
        _ = unsafe setsockopt(descriptor.number, level, name, &value, size)
    }
}
