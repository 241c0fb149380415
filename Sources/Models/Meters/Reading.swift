/// What the meters say of one request.
package struct Reading: Sendable, Equatable {
    package var name: ModelName
    package var role: ModelRole
    package var end: End
    /// Why it failed, if it did.
    package var fault: ModelFault?
    /// As the server counted; nil where it did not say, as for most requests that were cancelled.
    package var usage: Usage?
    package var cost: Cost
    /// From the request's start to the first piece of the answer.
    package var firstTokenMilliseconds: Double?
    package var totalMilliseconds: Double
    /// What the model can take in, where that is known.
    package var contextTokens: Int?

    /// How a request ended.
    package enum End: String, Sendable {
        case finished, failed, cancelled
    }

    package init(
        name: ModelName, role: ModelRole, outcome: Result<FinishReason, ModelFault>, usage: Usage?,
        prices: PriceTable, firstTokenMilliseconds: Double?, totalMilliseconds: Double,
        contextTokens: Int?
    ) {
        self.name = name
        self.role = role
        switch outcome {
        case .success: end = .finished
        case .failure(let fault):
            end = fault.kind == .cancelled ? .cancelled : .failed
            self.fault = fault
        }
        self.usage = usage
        cost = usage.map { prices.cost(of: $0, from: name) } ?? (name.isLocal ? .free : .unknown)
        self.firstTokenMilliseconds = firstTokenMilliseconds
        self.totalMilliseconds = totalMilliseconds
        self.contextTokens = contextTokens
    }

    /// How fast the output came: by the server's clock where it tells, else by ours.
    package var tokensPerSecond: Double? {
        guard let usage, usage.outputTokens > 1 else { return nil }
        let ours = firstTokenMilliseconds.map { totalMilliseconds - $0 }
        guard let milliseconds = usage.outputMilliseconds ?? ours, milliseconds > 0 else {
            return nil
        }
        return Double(usage.outputTokens) * 1000 / milliseconds
    }

    /// How much of the context was used, from 0 to 1.
    package var contextFill: Double? {
        guard let usage, let contextTokens, contextTokens > 0 else { return nil }
        return Double(usage.promptTokens + usage.outputTokens) / Double(contextTokens)
    }

    /// What it adds to a sum.
    package var spending: Spending {
        var spending = Spending()
        spending.requests = 1
        spending.promptTokens = max(0, usage?.promptTokens ?? 0)
        spending.cachedTokens = max(0, usage?.cachedTokens ?? 0)
        spending.outputTokens = max(0, usage?.outputTokens ?? 0)
        switch cost {
        case .free: break
        case .known(let money): spending.money = max(.zero, money)
        case .unknown: spending.unpricedRequests = 1
        }
        return spending
    }
}

/// What requests came to, all told.
package struct Spending: Sendable, Equatable {
    package var requests = 0
    /// All tokens of the prompts, those from caches included.
    package var promptTokens = 0
    package var cachedTokens = 0
    package var outputTokens = 0
    package var money = Money.zero
    /// The requests of which nobody knows the price: the money is then the least it can be.
    package var unpricedRequests = 0

    package init() {}

    /// Tokens in and out.
    package var tokens: Int { promptTokens.addingClamped(outputTokens) }

    package static func += (one: inout Spending, other: Spending) {
        one.requests = one.requests.addingClamped(other.requests)
        one.promptTokens = one.promptTokens.addingClamped(other.promptTokens)
        one.cachedTokens = one.cachedTokens.addingClamped(other.cachedTokens)
        one.outputTokens = one.outputTokens.addingClamped(other.outputTokens)
        one.money += other.money
        one.unpricedRequests = one.unpricedRequests.addingClamped(other.unpricedRequests)
    }
}

extension Int {
    /// The sum, or the nearest bound: counts of tokens come from outside.
    fileprivate func addingClamped(_ other: Int) -> Int {
        let (sum, overflow) = addingReportingOverflow(other)
        return overflow ? (other < 0 ? .min : .max) : sum
    }
}
