/// A fixed set of plain threads that work through a bounded queue. CPU work goes here: parsing,
/// ranking, reading files. Of two jobs under one key, only the later one runs.
package final class WorkerPool: Sendable {
    /// How soon a job is taken up; within one urgency first come, first served.
    package enum Urgency: Int, Sendable {
        /// Somebody waits for the answer.
        case request
        /// Nobody waits: indexing, diagnostics, warm-up.
        case background
    }

    private struct Job: Sendable {
        let key: String?
        let run: @Sendable () -> Void
    }

    private struct State: Sendable {
        /// One queue an urgency; taken from the front.
        var queues: [[Job]] = [[], []]
        var running = 0
        var closed = false
    }

    private let state = Monitor(State())
    private let capacity: Int

    /// Starts `threads` workers. Their stacks have room for parsing half a megabyte of the worst
    /// text; memory is taken as it is used.
    package init(threads: Int, capacity: Int = 8192) throws(SystemError) {
        self.capacity = capacity
        for index in 0..<threads {
            try Thread.start(name: "worker \(index)", stackBytes: 64 << 20) { [state] in
                WorkerPool.work(state, backgroundToo: threads == 1 || index > 0)
            }
        }
    }

    deinit { close() }

    /// The number of workers that suits this machine: all cores but the loop's.
    package static var suitableThreads: Int {
        max(2, Int(sysconf(Int32(_SC_NPROCESSORS_ONLN))) - 1)
    }

    /// Queues a job; false when the queue is full or closed, and the job will never run.
    /// A job that waits under the same key is replaced.
    package func submit(
        _ urgency: Urgency, key: String? = nil, _ run: @escaping @Sendable () -> Void
    ) -> Bool {
        state.update { state in
            guard !state.closed else { return false }
            let job = Job(key: key, run: run)
            if let key {
                let queue = state.queues[urgency.rawValue]
                if let place = queue.firstIndex(where: { $0.key == key }) {
                    state.queues[urgency.rawValue][place] = job
                    return true
                }
            }
            guard state.queues[urgency.rawValue].count < capacity else { return false }
            state.queues[urgency.rawValue].append(job)
            return true
        }
    }

    /// Drops what has not begun and lets the threads end.
    package func close() {
        state.update { state in
            state.closed = true
            state.queues = [[], []]
        }
    }

    /// Waits until nothing is queued and nothing runs; false at the deadline.
    package func drain(until deadline: Instant) -> Bool {
        state.wait(until: deadline) { state in
            state.running == 0 && state.queues.allSatisfy(\.isEmpty) ? true : nil
        } ?? false
    }

    /// The first of several workers takes requests only, so that a long background job never
    /// keeps somebody waiting.
    private static func work(_ state: Monitor<State>, backgroundToo: Bool) {
        let urgencies: [Urgency] = backgroundToo ? [.request, .background] : [.request]
        while true {
            let job: Job?? = state.wait { state in
                if state.closed { return .some(nil) }
                for urgency in urgencies where !state.queues[urgency.rawValue].isEmpty {
                    state.running += 1
                    return .some(state.queues[urgency.rawValue].removeFirst())
                }
                return nil
            }
            guard let job = job ?? nil else { return }
            job.run()
            state.update { $0.running -= 1 }
        }
    }
}
