/// A key, a token or a password that we were given. It cannot be printed by accident: every way of
/// turning it into text gives `<secret>`. Its bytes are overwritten when nobody holds it any more.
@safe
package final class Secret: Sendable {
    // Written in `init` alone, and only read until `deinit`.
    private nonisolated(unsafe) let memory: UnsafeMutableBufferPointer<UInt8>

    /// Takes a copy of the bytes. The caller's own are its business.
    package init(_ bytes: some Collection<UInt8>) {
        unsafe memory = .allocate(capacity: bytes.count)
        _ = unsafe memory.initialize(fromContentsOf: bytes)
    }

    deinit {
        // Unlike assignments, these are not optimised away.
        if let start = unsafe memory.baseAddress {
            #if canImport(Glibc)
                unsafe explicit_bzero(start, memory.count)
            #else
                unsafe memset_s(start, memory.count, 0, memory.count)
            #endif
        }
        unsafe memory.deallocate()
    }

    /// Lends the bytes. Do not copy them into anything that lives longer than it must.
    package func withBytes<Result, Failure: Error>(
        _ body: (Span<UInt8>) throws(Failure) -> Result
    ) throws(Failure) -> Result {
        try unsafe body(Span(_unsafeElements: memory))
    }
}

extension Secret: CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
    package var description: String { "<secret>" }
    package var debugDescription: String { "<secret>" }
    package var customMirror: Mirror { Mirror(self, children: []) }
}
