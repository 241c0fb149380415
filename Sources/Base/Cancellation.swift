private import Synchronization

/// Says "stop" to work that runs elsewhere. Cheap to ask, safe from any thread, one way only.
package final class Cancellation: Sendable {
    private struct State {
        var cancelled = false
        var handlers: [@Sendable () -> Void] = []
    }

    private let flag = Atomic<Bool>(false)
    private let state = Lock(State())

    package init() {}

    package var isCancelled: Bool { flag.load(ordering: .relaxed) }

    /// Cancels, once; the handlers run on the calling thread.
    package func cancel() {
        let handlers = state.withLock { state -> [@Sendable () -> Void] in
            guard !state.cancelled else { return [] }
            state.cancelled = true
            flag.store(true, ordering: .relaxed)
            defer { state.handlers = [] }
            return state.handlers
        }
        for handler in handlers { handler() }
    }

    /// Runs `handler` when it is cancelled, at once if it already is.
    package func onCancel(_ handler: @escaping @Sendable () -> Void) {
        let late = state.withLock { state -> Bool in
            if !state.cancelled { state.handlers.append(handler) }
            return state.cancelled
        }
        if late { handler() }
    }
}
