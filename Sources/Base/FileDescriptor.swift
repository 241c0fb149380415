private import CBase

/// The only owner of a file descriptor: closed once, when it goes.
package struct FileDescriptor: ~Copyable, Sendable {
    package let number: Int32

    /// Takes ownership of an open descriptor.
    package init(owning number: Int32) {
        self.number = number
    }

    deinit {
        close(number)
    }

    /// Opens a file. `O_CLOEXEC` is always added: nothing is inherited by accident.
    package static func open(
        _ path: Path, _ flags: Int32, mode: mode_t = 0o644
    ) throws(SystemError) -> FileDescriptor {
        let number = retryingInterrupts { tenonOpen(path.string, flags | O_CLOEXEC, mode) }
        guard number >= 0 else { throw SystemError("open", path.string) }
        return FileDescriptor(owning: number)
    }

    /// Reads at most `limit` bytes to the end of `into`; 0 means end of file.
    package func read(into bytes: inout [UInt8], limit: Int) throws(SystemError) -> Int {
        try IO.read(number, into: &bytes, limit: limit)
    }

    /// Writes all of it, waiting as long as the other side needs.
    package func writeAll(_ bytes: [UInt8]) throws(SystemError) {
        try IO.writeAll(number, bytes)
    }
}

/// Plain reads and writes on descriptors that somebody else owns (standard input and output).
package enum IO {
    /// Reads at most `limit` bytes to the end of `bytes`; 0 means end of file.
    package static func read(
        _ descriptor: Int32, into bytes: inout [UInt8], limit: Int
    ) throws(SystemError) -> Int {
        let old = bytes.count
        var failure: SystemError?
        var count = 0
        // Reading into a stack buffer first avoids zeroing the array's tail for every read.
        unsafe withUnsafeTemporaryAllocation(of: UInt8.self, capacity: limit) { buffer in
            let result = retryingInterrupts {
                unsafe Int(tenonRead(descriptor, buffer.baseAddress, limit))
            }
            if result < 0 {
                failure = SystemError("read", "descriptor \(descriptor)")
            } else {
                count = result
                unsafe bytes.append(contentsOf: UnsafeBufferPointer(rebasing: buffer[..<result]))
            }
        }
        if let failure { throw failure }
        assert(bytes.count == old + count)
        return count
    }

    /// Writes what the descriptor takes now and says how much that was.
    package static func write(
        _ descriptor: Int32, _ bytes: ArraySlice<UInt8>
    ) throws(SystemError) -> Int {
        let result = unsafe bytes.withUnsafeBytes { buffer in
            retryingInterrupts {
                unsafe Int(tenonWrite(descriptor, buffer.baseAddress, buffer.count))
            }
        }
        guard result >= 0 else { throw SystemError("write", "descriptor \(descriptor)") }
        return result
    }

    /// Writes all of it, waiting as long as the other side needs.
    package static func writeAll(_ descriptor: Int32, _ bytes: [UInt8]) throws(SystemError) {
        var rest = bytes[...]
        while !rest.isEmpty { rest = rest.dropFirst(try write(descriptor, rest)) }
    }

    /// Whether the descriptor is a pipe or a socket, whose writes can be made non-blocking
    /// without a terminal's other users noticing.
    package static func isPipeOrSocket(_ descriptor: Int32) -> Bool {
        var status = stat()
        guard unsafe fstat(descriptor, &status) == 0 else { return false }
        let kind = status.st_mode & S_IFMT
        return kind == S_IFIFO || kind == S_IFSOCK
    }

    /// Lets a pipe hold so many bytes that its reader has not read, where the system can do that
    /// and this user may.
    package static func enlargePipe(_ descriptor: Int32, byteCount: Int32) {
        #if os(Linux)
            let setPipeSize: Int32 = 1031
            _ = fcntl(descriptor, setPipeSize, byteCount)
        #endif
    }

    /// Sets or clears `O_NONBLOCK`.
    package static func setNonBlocking(_ descriptor: Int32, _ on: Bool) {
        let flags = fcntl(descriptor, F_GETFL)
        guard flags >= 0 else { return }
        _ = fcntl(descriptor, F_SETFL, on ? flags | O_NONBLOCK : flags & ~O_NONBLOCK)
    }
}

/// Repeats a system call for as long as a signal interrupts it.
package func retryingInterrupts<Result: SignedInteger>(_ call: () -> Result) -> Result {
    while true {
        let result = call()
        if result >= 0 || errno != EINTR { return result }
    }
}

// Members named `open`, `read` and `write` hide the C functions, hence these.
private func tenonOpen(_ path: String, _ flags: Int32, _ mode: mode_t) -> Int32 {
    unsafe open(path, flags, mode)
}

private func tenonRead(_ descriptor: Int32, _ to: UnsafeMutablePointer<UInt8>?, _ count: Int) -> Int
{
    unsafe read(descriptor, to, count)
}

private func tenonWrite(_ descriptor: Int32, _ from: UnsafeRawPointer?, _ count: Int) -> Int {
    unsafe write(descriptor, from, count)
}

/// A pipe whose ends no child inherits by accident.
package struct Pipe: ~Copyable {
    package let readEnd: FileDescriptor
    package let writeEnd: FileDescriptor

    package init() throws(SystemError) {
        var ends: [Int32] = [-1, -1]
        let result = unsafe ends.withUnsafeMutableBufferPointer {
            unsafe tenon_pipe($0.baseAddress, O_CLOEXEC)
        }
        guard result == 0 else { throw SystemError("open a pipe") }
        readEnd = FileDescriptor(owning: ends[0])
        writeEnd = FileDescriptor(owning: ends[1])
    }

    /// Keeps the reading end and closes the other.
    package consuming func intoReadEnd() -> FileDescriptor { readEnd }

    /// Keeps the writing end and closes the other.
    package consuming func intoWriteEnd() -> FileDescriptor { writeEnd }
}
