/// What a model costs, for a million tokens each.
package struct Price: Sendable, Equatable {
    package var input: Double
    package var output: Double
    /// Tokens of the prompt that came from a cache; nil: as other tokens of the prompt.
    package var cachedInput: Double?
    /// Tokens of the prompt that were put into a cache; nil: as other tokens of the prompt.
    package var cacheWrite: Double?

    package init(
        input: Double, output: Double, cachedInput: Double? = nil, cacheWrite: Double? = nil
    ) {
        self.input = input
        self.output = output
        self.cachedInput = cachedInput
        self.cacheWrite = cacheWrite
    }

    /// The price of an answer.
    package func cost(of usage: Usage) -> Money {
        let cached = max(0, min(usage.cachedTokens ?? 0, usage.promptTokens))
        let written = max(0, min(usage.cacheWriteTokens ?? 0, usage.promptTokens - cached))
        let fresh = usage.promptTokens - cached - written
        let sum =
            Double(fresh) * input + Double(cached) * (cachedInput ?? input)
            + Double(written) * (cacheWrite ?? input) + Double(usage.outputTokens) * output
        return Money(sum / 1e6)
    }
}

/// What an answer cost.
package enum Cost: Sendable, Equatable {
    /// It came from the user's own machine.
    case free
    case known(Money)
    /// Neither the server nor the price table says.
    case unknown
}

/// The user's prices. There are none built in: they change, and a wrong one is worse than none.
package struct PriceTable: Sendable, Equatable {
    private var prices: [String: Price]

    /// Prices by `provider/model`, or a beginning of that with `*` behind it.
    package init(_ prices: [String: Price]) {
        self.prices = prices
    }

    /// The price of a model: of all names that fit the longest.
    package func price(provider: String, model: String) -> Price? {
        let name = "\(provider)/\(model)"
        if let exact = prices[name] { return exact }
        let fitting = prices.filter { entry in
            entry.key.hasSuffix("*") && name.hasPrefix(entry.key.dropLast())
        }
        return fitting.max { $0.key.utf8.count < $1.key.utf8.count }?.value
    }

    /// What an answer cost. A price that the server itself names counts before the table's.
    package func cost(of usage: Usage, from model: ModelName) -> Cost {
        if model.isLocal { return .free }
        if let dollars = usage.dollars { return .known(Money(dollars)) }
        guard let price = price(provider: model.provider, model: model.model) else {
            return .unknown
        }
        return .known(price.cost(of: usage))
    }
}

/// Which model of which provider, as meters tell them apart.
package struct ModelName: Sendable, Hashable {
    /// The provider's name in the user's settings.
    package var provider: String
    package var model: String
    /// Whether it runs on this machine, and so costs nothing.
    package var isLocal: Bool

    package init(provider: String, model: String, isLocal: Bool) {
        self.provider = provider
        self.model = model
        self.isLocal = isLocal
    }
}
