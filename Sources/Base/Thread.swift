private import CBase

/// Plain threads. The Swift pool is as wide as the machine has cores and must never block;
/// these may.
package enum Thread {
    /// Starts a thread that nobody waits for; it says itself when it is done, where that matters.
    /// Names are cut to the fifteen bytes that the kernel keeps.
    package static func start(
        name: String, stackBytes: Int = 1 << 20, _ body: @escaping @Sendable () -> Void
    ) throws(SystemError) {
        var attributes = pthread_attr_t()
        unsafe pthread_attr_init(&attributes)
        defer { unsafe pthread_attr_destroy(&attributes) }
        unsafe pthread_attr_setstacksize(&attributes, stackBytes)
        unsafe pthread_attr_setdetachstate(&attributes, Int32(PTHREAD_CREATE_DETACHED))
        let start = unsafe Unmanaged.passRetained(Start(name: name, body: body))
        #if canImport(Glibc)
            var handle = pthread_t()
        #else
            var handle: pthread_t?
        #endif
        let code = unsafe pthread_create(&handle, &attributes, threadMain, start.toOpaque())
        guard code == 0 else {
            unsafe start.release()
            throw SystemError("start thread", name, code: code)
        }
    }
}

private final class Start: Sendable {
    let name: String
    let body: @Sendable () -> Void

    init(name: String, body: @escaping @Sendable () -> Void) {
        self.name = name
        self.body = body
    }
}

private func runStart(_ argument: UnsafeMutableRawPointer) {
    let start = unsafe Unmanaged<Start>.fromOpaque(argument).takeRetainedValue()
    unsafe tenon_name_thread(String(start.name.prefix(15)))
    start.body()
}

#if canImport(Glibc)
    private func threadMain(_ argument: UnsafeMutableRawPointer?) -> UnsafeMutableRawPointer? {
        if let argument = unsafe argument { unsafe runStart(argument) }
        return nil
    }
#else
    private func threadMain(_ argument: UnsafeMutableRawPointer) -> UnsafeMutableRawPointer? {
        unsafe runStart(argument)
        return nil
    }
#endif
