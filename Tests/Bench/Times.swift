import Base

/// How long something took, several times over.
struct Times {
    private var nanoseconds: [Int64] = []

    mutating func add(_ nanoseconds: Int64) {
        self.nanoseconds.append(nanoseconds)
    }

    var count: Int { nanoseconds.count }

    /// The time that a share of the runs stayed below, in milliseconds.
    func percentile(_ share: Double) -> Double {
        let sorted = nanoseconds.sorted()
        guard !sorted.isEmpty else { return 0 }
        return Double(sorted[min(sorted.count - 1, Int(Double(sorted.count) * share))]) / 1e6
    }

    var percentiles: [(label: String, value: Double)] {
        [("p50", percentile(0.5)), ("p95", percentile(0.95)), ("p99", percentile(0.99))]
    }

    /// Times work in this thread that is done again and again, within about a budget, once before
    /// it counts. Other processes' time does not count.
    static func repeating(
        atMost rounds: Int, budgetMilliseconds: Int, _ work: () throws -> Void
    ) rethrows -> Times {
        try work()
        var times = Times()
        let end = Instant.now.adding(milliseconds: budgetMilliseconds)
        repeat {
            let start = threadNanoseconds()
            try work()
            times.add(threadNanoseconds() - start)
        } while times.count < rounds && Instant.now < end
        return times
    }
}

/// How long this thread has been at work.
func threadNanoseconds() -> Int64 {
    var time = ClockTime()
    _ = unsafe clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time)
    return Int64(time.tv_sec) * 1_000_000_000 + Int64(time.tv_nsec)
}

/// Keeps the compiler from leaving out work whose result nobody uses.
@inline(never)
func keep<Value>(_ value: Value) {}
