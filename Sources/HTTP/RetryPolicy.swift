/// When a failed request is worth another try, and after what wait. Pure: the caller has the clock,
/// the dice and the patience.
package struct RetryPolicy: Sendable {
    /// What went wrong.
    package enum Failure: Sendable {
        case answer(HTTPHead)
        case error(HTTPError)
    }

    package enum Decision: Hashable, Sendable {
        case giveUp
        case retry(afterMilliseconds: Int)
    }

    package var maximumRetries: Int
    /// The wait before the first retry; each further one waits twice as long.
    package var firstDelayMilliseconds: Int
    package var longestDelayMilliseconds: Int
    /// A server that wants us to wait for longer has, for now, said no.
    package var longestServerDelayMilliseconds: Int

    package init(
        maximumRetries: Int = 2, firstDelayMilliseconds: Int = 500,
        longestDelayMilliseconds: Int = 8000, longestServerDelayMilliseconds: Int = 60_000
    ) {
        self.maximumRetries = maximumRetries
        self.firstDelayMilliseconds = firstDelayMilliseconds
        self.longestDelayMilliseconds = longestDelayMilliseconds
        self.longestServerDelayMilliseconds = longestServerDelayMilliseconds
    }

    /// What to do after a failure. `retries` have been made before; `hasShown` says whether any
    /// part of an answer was used already; `chance` lies in `0..<1`.
    package func decision(
        after failure: Failure, retries: Int, hasShown: Bool, unixSeconds: Int, chance: Double
    ) -> Decision {
        guard !hasShown, retries < maximumRetries, RetryPolicy.isWorthRetrying(failure) else {
            return .giveUp
        }
        if case .answer(let head) = failure,
            let wanted = RetryPolicy.serverDelay(head, unixSeconds: unixSeconds)
        {
            return wanted <= longestServerDelayMilliseconds
                ? .retry(afterMilliseconds: wanted) : .giveUp
        }
        var delay = firstDelayMilliseconds
        for _ in 0..<retries where delay < longestDelayMilliseconds { delay *= 2 }
        // Between three quarters and all of it, so that clients that failed together do not come
        // back together.
        let jittered = Double(min(delay, longestDelayMilliseconds)) * (1 - chance / 4)
        return .retry(afterMilliseconds: Int(jittered))
    }

    private static func isWorthRetrying(_ failure: Failure) -> Bool {
        switch failure {
        case .error(let error): return error.kind == .connectionLost
        case .answer(let head):
            switch head["x-should-retry"]?.lowercased() {
            case "true": return true
            case "false": return false
            default: break
            }
            // 501 says that the server cannot do this at all.
            return [408, 409, 429].contains(head.status) || head.status >= 500 && head.status != 501
        }
    }

    /// The wait that a server asks for, in milliseconds; nil if it asks for none.
    package static func serverDelay(_ head: HTTPHead, unixSeconds: Int) -> Int? {
        if let text = head["retry-after-ms"], let milliseconds = number(text) {
            return Int(milliseconds)
        }
        guard let text = head["retry-after"] else { return nil }
        if let seconds = number(text) { return Int((seconds * 1000).rounded(.up)) }
        guard let date = HTTPDate.unixSeconds(text) else { return nil }
        return max(0, date - unixSeconds) * 1000
    }

    /// A number that is neither negative nor beyond all reason.
    private static func number(_ text: String) -> Double? {
        guard let number = Double(text), number >= 0 else { return nil }
        return min(number, 1e9)
    }
}

/// Dates as HTTP writes them: `Sun, 06 Nov 1994 08:49:37 GMT`.
enum HTTPDate {
    static func unixSeconds(_ text: String) -> Int? {
        let parts = text.split(separator: " ")
        guard parts.count == 6, parts[0].hasSuffix(","), parts[5] == "GMT",
            let day = Int(parts[1]), (1...31).contains(day),
            let month = months.firstIndex(of: String(parts[2])),
            let year = Int(parts[3]), (1970...9999).contains(year)
        else { return nil }
        let time = parts[4].split(separator: ":").map { Int($0) ?? -1 }
        guard time.count == 3, (0...23).contains(time[0]), (0...59).contains(time[1]),
            (0...60).contains(time[2])
        else { return nil }
        let days = daysSince1970(year: year, month: month + 1, day: day)
        return days * 86_400 + time[0] * 3600 + time[1] * 60 + time[2]
    }

    private static let months = [
        "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
    ]

    /// Counted in years that begin with March, so that the leap day is the last one.
    private static func daysSince1970(year: Int, month: Int, day: Int) -> Int {
        let shifted = month > 2 ? year : year - 1
        let monthFromMarch = (month + 9) % 12
        let dayOfYear = (153 * monthFromMarch + 2) / 5 + day - 1
        let leapDays = shifted / 4 - shifted / 100 + shifted / 400
        return shifted * 365 + leapDays + dayOfYear - 719_468
    }
}
