internal import Base

/// How providers have been doing while somebody typed: who is left alone for a while, and what the
/// user is told of it. Every keystroke asks, so a server that is down would otherwise be asked, and
/// complained about, several times a second. Pure: the time is given.
struct ProviderHealth: Sendable {
    private var records: [String: Record] = [:]
    private let firstRestMilliseconds: Int

    private struct Record: Sendable {
        /// Why it is left alone, and until when.
        var rest: (fault: ModelFault, until: Instant)?
        var failures = 0
        var told: [ModelFault.Kind: Told] = [:]
    }

    private struct Told: Sendable {
        let at: Instant
        /// Whether it has worked since.
        var hasPassed = false
    }

    /// The same is not told again before, even if the provider works now and then.
    private static let quietMilliseconds = 600_000

    /// After one failure a provider is left alone for so long, then for longer and longer.
    init(firstRestMilliseconds: Int) {
        self.firstRestMilliseconds = firstRestMilliseconds
    }

    /// Why it would be in vain to ask a provider now; nil when it may be asked.
    func fault(of name: String, now: Instant) -> ModelFault? {
        records[name]?.rest.flatMap { now < $0.until ? $0.fault : nil }
    }

    /// Takes in how asking it went, and gives what the user is told of that.
    mutating func take(_ reading: Reading, now: Instant) -> String? {
        let name = reading.name.provider
        if reading.end == .finished || reading.firstTokenMilliseconds != nil { worked(name) }
        guard let fault = reading.fault, reading.end == .failed else { return nil }
        var record = records[name] ?? Record()
        let usual = min(firstRestMilliseconds << min(record.failures, 5), 60_000)
        if let milliseconds = fault.kind.rest(usualMilliseconds: usual) {
            record.failures += 1
            record.rest = (fault, now.adding(milliseconds: milliseconds))
        }
        records[name] = record
        return notice(fault, of: name, now: now)
    }

    /// What the user is told of a fault; nil when it was told already.
    mutating func notice(_ fault: ModelFault, of name: String, now: Instant) -> String? {
        let kind = fault.kind.plain
        if let told = records[name]?.told[kind] {
            let mayTell = told.at.adding(milliseconds: ProviderHealth.quietMilliseconds) <= now
            guard told.hasPassed, mayTell else { return nil }
        }
        records[name, default: Record()].told[kind] = Told(at: now)
        return fault.message
    }

    private mutating func worked(_ name: String) {
        records[name]?.rest = nil
        records[name]?.failures = 0
        for kind in (records[name]?.told ?? [:]).keys {
            records[name]?.told[kind]?.hasPassed = true
        }
    }
}

extension ModelFault.Kind {
    /// How long a provider is left alone; nil when only this one request was at fault.
    fileprivate func rest(usualMilliseconds usual: Int) -> Int? {
        switch self {
        case .rateLimited(let wish), .overloaded(let wish):
            return max(usual, min(wish ?? 0, 600_000))
        case .unreachable, .untrusted, .timedOut, .unauthorised, .unpaid, .forbidden,
            .modelUnknown, .unsupported, .refusedRequest, .serverFailed, .badAnswer,
            .notConfigured:
            return usual
        case .contextExceeded, .tooLarge, .truncated, .cancelled, .overBudget: return nil
        }
    }
}
