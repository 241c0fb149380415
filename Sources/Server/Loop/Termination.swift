import Base
import Synchronization

/// SIGTERM, SIGINT and SIGHUP end the session in order. The handler does what a handler may: it
/// sets a flag and writes one byte.
enum Termination {
    private static let requested = Atomic<Bool>(false)
    private static let wakeDescriptor = Atomic<Int32>(-1)

    static var isRequested: Bool { requested.load(ordering: .relaxed) }

    static func watch(waking mailbox: Mailbox) {
        wakeDescriptor.store(mailbox.wakeDescriptor, ordering: .relaxed)
        for number in [SIGTERM, SIGINT, SIGHUP] {
            signal(number, terminationHandler)
        }
    }

    fileprivate static func request() {
        requested.store(true, ordering: .relaxed)
        var byte: UInt8 = 1
        _ = unsafe write(wakeDescriptor.load(ordering: .relaxed), &byte, 1)
    }
}

// A C callback must be a top-level function.
private func terminationHandler(_ number: Int32) {
    Termination.request()
}
