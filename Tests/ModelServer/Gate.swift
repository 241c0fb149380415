internal import Base

/// Something that waits until a test lets it go on. It stays open.
package final class Gate: Sendable {
    let readEnd: FileDescriptor
    // Closing it makes the other end readable, for everyone who waits there and for ever.
    private let writeEnd: Lock<FileDescriptor?>

    package init() throws {
        let pipe = try Pipe()
        let number = fcntl(pipe.writeEnd.number, F_DUPFD_CLOEXEC, 0)
        guard number >= 0 else { throw SystemError("open a gate") }
        writeEnd = Lock(FileDescriptor(owning: number))
        readEnd = pipe.intoReadEnd()
    }

    /// Lets everyone go on.
    package func open() {
        writeEnd.withLock { $0 = nil }
    }
}
