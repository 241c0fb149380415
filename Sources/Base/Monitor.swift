/// A value behind a mutex, with a condition to wait on. For threads that wait for work; where
/// nobody waits, `Lock` is the lighter choice.
@safe
package final class Monitor<State: Sendable>: Sendable {
    // The pointers are written once, in `init`; what they point to is guarded by the mutex.
    private nonisolated(unsafe) let mutex: UnsafeMutablePointer<pthread_mutex_t>
    private nonisolated(unsafe) let condition: UnsafeMutablePointer<pthread_cond_t>
    private nonisolated(unsafe) let state: UnsafeMutablePointer<State>

    package init(_ value: State) {
        unsafe mutex = .allocate(capacity: 1)
        unsafe condition = .allocate(capacity: 1)
        unsafe state = .allocate(capacity: 1)
        unsafe state.initialize(to: value)
        unsafe pthread_mutex_init(mutex, nil)
        var attributes = pthread_condattr_t()
        unsafe pthread_condattr_init(&attributes)
        #if canImport(Glibc)
            // Deadlines must not move when somebody sets the clock.
            unsafe pthread_condattr_setclock(&attributes, CLOCK_MONOTONIC)
        #endif
        unsafe pthread_cond_init(condition, &attributes)
        unsafe pthread_condattr_destroy(&attributes)
    }

    deinit {
        unsafe pthread_cond_destroy(condition)
        unsafe pthread_mutex_destroy(mutex)
        unsafe state.deinitialize(count: 1)
        unsafe state.deallocate()
        unsafe condition.deallocate()
        unsafe mutex.deallocate()
    }

    /// Runs `body` with the lock held.
    package func withLock<Result, Failure: Error>(
        _ body: (inout State) throws(Failure) -> Result
    ) throws(Failure) -> Result {
        unsafe pthread_mutex_lock(mutex)
        defer { unsafe pthread_mutex_unlock(mutex) }
        return try unsafe body(&state.pointee)
    }

    /// Runs `body` if nobody holds the lock; nil otherwise. For the thread that must never wait.
    package func tryLock<Result>(_ body: (inout State) -> Result) -> Result? {
        guard unsafe pthread_mutex_trylock(mutex) == 0 else { return nil }
        defer { unsafe pthread_mutex_unlock(mutex) }
        return unsafe body(&state.pointee)
    }

    /// Runs `body` with the lock held and wakes every waiter.
    package func update<Result>(_ body: (inout State) -> Result) -> Result {
        let result = withLock(body)
        unsafe pthread_cond_broadcast(condition)
        return result
    }

    /// Waits until `body` gives a value, or until `deadline` has passed (then nil).
    package func wait<Result>(
        until deadline: Instant? = nil, _ body: (inout State) -> Result?
    ) -> Result? {
        unsafe pthread_mutex_lock(mutex)
        defer { unsafe pthread_mutex_unlock(mutex) }
        while true {
            if let result = unsafe body(&state.pointee) { return result }
            guard let deadline else {
                unsafe pthread_cond_wait(condition, mutex)
                continue
            }
            if Instant.now >= deadline { return nil }
            sleep(until: deadline)
        }
    }

    private func sleep(until deadline: Instant) {
        #if canImport(Glibc)
            var time = deadline.timespec
            _ = unsafe pthread_cond_timedwait(condition, mutex, &time)
        #else
            var time = Instant.timespec(nanoseconds: deadline.nanoseconds(since: .now))
            _ = unsafe pthread_cond_timedwait_relative_np(condition, mutex, &time)
        #endif
    }
}
