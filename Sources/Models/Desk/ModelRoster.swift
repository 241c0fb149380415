/// Who is asked for what, and what that may cost, as the user's settings have it.
package struct ModelRoster: Sendable, Equatable {
    /// Who answers what, in the order in which they are asked.
    package var orders: [ModelRole: [Answerer]]
    package var prices: PriceTable
    package var dayBudget: DayBudget

    /// A roster of these orders.
    package init(
        _ orders: [ModelRole: [Answerer]], prices: PriceTable = PriceTable([:]),
        dayBudget: DayBudget = DayBudget()
    ) {
        self.orders = orders
        self.prices = prices
        self.dayBudget = dayBudget
    }

    /// The roles in which somebody is asked.
    package func roles(of answerer: Answerer) -> [ModelRole] {
        ModelRole.allCases.filter { orders[$0]?.contains(answerer) ?? false }
    }

    /// Where the keys are that can be read without asking anybody.
    var readyKeys: Set<KeySource> {
        Set(
            orders.values.joined().compactMap { answerer -> KeySource? in
                guard case .model(let provider) = answerer else { return nil }
                switch provider.key {
                case .environment?, .file?: return provider.key
                case .command?, .keyring?, nil: return nil
                }
            })
    }

    /// The place where a provider's requests wait: all models of one server share what it can do at
    /// a time.
    func lane(of provider: Provider) -> Scheduler.Lane {
        let bounds = orders.values.joined().compactMap { answerer -> Int? in
            guard case .model(let other) = answerer, other.endpoint == provider.endpoint else {
                return nil
            }
            return other.limits.maximumInFlight
        }
        return Scheduler.Lane(
            name: "\(provider.endpoint)",
            capacity: bounds.min() ?? provider.limits.maximumInFlight,
            isLocal: provider.endpoint.isLocal)
    }
}

/// Who may answer a request.
package enum Answerer: Sendable, Equatable {
    case model(Provider)
    /// The program itself: its completion engine, its repair search.
    case embedded
}

/// What models that cost money may come to in a day, all sessions together; nil is no bound. Models
/// on the user's own machine do not count, and go on when it is used up.
package struct DayBudget: Sendable, Equatable {
    package var tokens: Int?
    package var money: Money?

    package init(tokens: Int? = nil, money: Money? = nil) {
        self.tokens = tokens
        self.money = money
    }

    /// Whether there is any bound.
    package var isBounded: Bool { tokens != nil || money != nil }

    /// Why nothing more may be begun on such a day; nil while there is something left.
    package func fault(after spent: Spending) -> ModelFault? {
        let used: String? =
            if let money, spent.money >= money {
                "\(money) (\(spent.money) spent; budget.dayMoney is its setting)"
            } else if let tokens, spent.tokens >= tokens {
                "\(tokens) tokens (\(spent.tokens) used; budget.dayTokens is its setting)"
            } else {
                nil
            }
        return used.map {
            ModelFault(
                .overBudget, "today's budget for models elsewhere is used up: \($0)")
        }
    }
}
