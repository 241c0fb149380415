internal import Base
private import CSandbox

/// What the launcher says while it works.
enum LauncherMessage {
    /// The keeper is there, and lets us watch these folders.
    case hello([SharedDescriptor])
    /// Everything is given up; the command follows.
    case started
    /// The command cannot be started: its name, and the error number.
    case notStarted(String, Int32)
    /// A restriction could not be set up: what, and the error number.
    case failed(String, Int32)
    /// How the command ended, as `waitpid` tells it.
    case ended(Int32)
}

/// A descriptor with more than one owner.
final class SharedDescriptor: Sendable {
    let file: FileDescriptor

    init(_ file: consuming FileDescriptor) { self.file = file }
}

/// Our end of the socket between us and the launcher. When it closes, the keeper ends everything.
struct StatusSocket: ~Copyable {
    let descriptor: FileDescriptor

    /// The next message; nil when there is none yet. Throws at the end of the connection.
    func receive() throws(SystemError) -> LauncherMessage? {
        var message = tenon_message()
        var numbers = [Int32](repeating: -1, count: 8)
        var count: Int32 = 0
        let result = unsafe tenon_receive(descriptor.number, &message, &numbers, &count)
        if result == -EAGAIN { return nil }
        let folders = numbers.prefix(Int(count)).map {
            SharedDescriptor(FileDescriptor(owning: $0))
        }
        guard result == 1 else { throw SystemError("hear from the launcher", code: -result) }
        let text = unsafe withUnsafeBytes(of: &message.text) { bytes in
            unsafe String(decoding: bytes.prefix { $0 != 0 }, as: UTF8.self)
        }
        switch UInt8(bitPattern: message.kind) {
        case UInt8(ascii: "h"): return .hello(folders)
        case UInt8(ascii: "s"): return .started
        case UInt8(ascii: "e"): return .notStarted(text, message.code)
        case UInt8(ascii: "x"): return .ended(message.code)
        default: return .failed(text, message.code)
        }
    }

    /// Asks the keeper to end everything.
    func hangUp() {
        shutdown(descriptor.number, Int32(SHUT_RDWR))
    }
}

/// Both ends of a new connection.
struct StatusSocketPair: ~Copyable {
    let ours: StatusSocket
    /// The launcher's.
    let theirs: FileDescriptor

    init() throws(SystemError) {
        var ends: [Int32] = [-1, -1]
        guard unsafe tenon_socket_pair(&ends) == 0 else { throw SystemError("open a socket") }
        ours = StatusSocket(descriptor: FileDescriptor(owning: ends[0]))
        theirs = FileDescriptor(owning: ends[1])
    }

    /// Keeps our end and closes the other.
    consuming func intoOurs() -> StatusSocket { ours }
}
