/// A point on the clock that never goes back.
package struct Instant: Comparable, Hashable, Sendable {
    /// Nanoseconds since an arbitrary start.
    package let rawNanoseconds: Int64

    package init(rawNanoseconds: Int64) {
        self.rawNanoseconds = rawNanoseconds
    }

    package static var now: Instant {
        var time = ClockTime()
        unsafe clock_gettime(CLOCK_MONOTONIC, &time)
        return Instant(rawNanoseconds: Int64(time.tv_sec) * 1_000_000_000 + Int64(time.tv_nsec))
    }

    package func adding(milliseconds: Int) -> Instant {
        adding(nanoseconds: Int64(clamping: milliseconds).multipliedClamped(by: 1_000_000))
    }

    package func adding(nanoseconds: Int64) -> Instant {
        let (sum, overflow) = rawNanoseconds.addingReportingOverflow(nanoseconds)
        return Instant(rawNanoseconds: overflow ? (nanoseconds < 0 ? .min : .max) : sum)
    }

    /// How long ago `earlier` was; negative when it lies ahead.
    package func nanoseconds(since earlier: Instant) -> Int64 {
        let (difference, overflow) =
            rawNanoseconds.subtractingReportingOverflow(earlier.rawNanoseconds)
        return overflow ? (rawNanoseconds < earlier.rawNanoseconds ? .min : .max) : difference
    }

    package func milliseconds(since earlier: Instant) -> Double {
        Double(nanoseconds(since: earlier)) / 1e6
    }

    package static func < (one: Instant, other: Instant) -> Bool {
        one.rawNanoseconds < other.rawNanoseconds
    }

    /// The same instant as the C library wants it.
    package var timespec: ClockTime { Instant.timespec(nanoseconds: rawNanoseconds) }

    static func timespec(nanoseconds: Int64) -> ClockTime {
        let clamped = max(0, nanoseconds)
        return ClockTime(
            tv_sec: Int(clamped / 1_000_000_000), tv_nsec: Int(clamped % 1_000_000_000))
    }
}

/// `timespec` under a name that `Instant.timespec` does not hide.
package typealias ClockTime = timespec

extension Int64 {
    /// The product, or the nearest bound.
    package func multipliedClamped(by factor: Int64) -> Int64 {
        let (product, overflow) = multipliedReportingOverflow(by: factor)
        return overflow ? ((self < 0) == (factor < 0) ? .max : .min) : product
    }
}

/// The time of day, for log lines and records; never for measuring.
package enum WallClock {
    /// Seconds since 1970.
    package static var unixSeconds: Int {
        var now = timeval()
        _ = unsafe gettimeofday(&now, nil)
        return now.tv_sec
    }

    /// Now, as `2026-01-31T12:00:00.123Z`.
    package static var timestamp: String {
        var now = timeval()
        _ = unsafe gettimeofday(&now, nil)
        var seconds = now.tv_sec
        var parts = unsafe tm()
        _ = unsafe gmtime_r(&seconds, &parts)
        func pad(_ number: Int, _ width: Int) -> String {
            let digits = String(number)
            return String(repeating: "0", count: max(0, width - digits.utf8.count)) + digits
        }
        let date = unsafe [parts.tm_year + 1900, parts.tm_mon + 1, parts.tm_mday]
        let time = unsafe [parts.tm_hour, parts.tm_min, parts.tm_sec]
        return date.map { pad(Int($0), 2) }.joined(separator: "-") + "T"
            + time.map { pad(Int($0), 2) }.joined(separator: ":")
            + ".\(pad(Int(now.tv_usec) / 1000, 3))Z"
    }
}
