/// What a run may spend at most; nil is no bound.
package struct Budget: Sendable, Equatable {
    package var tokens: Int?
    package var money: Money?
    package var iterations: Int?
    package var milliseconds: Int?

    package init(
        tokens: Int? = nil, money: Money? = nil, iterations: Int? = nil, milliseconds: Int? = nil
    ) {
        self.tokens = tokens
        self.money = money
        self.iterations = iterations
        self.milliseconds = milliseconds
    }
}

/// What a run has spent of its budget. A value: whoever runs something owns it, and asks it before
/// each step.
package struct RunMeter: Sendable, Equatable {
    package let budget: Budget
    package private(set) var spent = Spending()
    package private(set) var iterations = 0
    package private(set) var milliseconds = 0

    package init(_ budget: Budget) {
        self.budget = budget
    }

    /// Takes in a request.
    package mutating func add(_ reading: Reading) { add(reading.spending) }

    /// Takes in what requests came to.
    package mutating func add(_ spending: Spending) { spent += spending }

    /// A new iteration begins.
    package mutating func beginIteration() { iterations += 1 }

    /// So long has the run been going, waiting for the user not counted.
    package mutating func setElapsed(milliseconds: Int) {
        self.milliseconds = max(self.milliseconds, milliseconds)
    }

    /// Why nothing more may be begun; nil while there is something left of everything.
    package var stop: BudgetStop? {
        if let bound = budget.iterations, iterations >= bound { return .iterations(bound) }
        if let bound = budget.tokens, spent.tokens >= bound {
            return .tokens(bound, spent: spent.tokens)
        }
        if let bound = budget.money, spent.money >= bound {
            return .money(bound, spent: spent.money)
        }
        if let bound = budget.milliseconds, milliseconds >= bound { return .time(bound) }
        return nil
    }

    /// How many tokens, in and out, the next request may have: what is left of the tokens, and what
    /// the money left pays for at the model's dearest rate. Nil is no bound.
    package func tokensLeft(at price: Price?) -> Int? {
        let left = budget.tokens.map { max(0, $0 - spent.tokens) }
        guard let money = budget.money, let price else { return left }
        let rate = max(price.input, price.output, price.cacheWrite ?? 0)
        guard rate > 0 else { return left }
        let payable = max(0, (money.amount - spent.money.amount) / rate * 1e6)
        return min(left ?? .max, Int(exactly: payable.rounded(.down)) ?? .max)
    }

    /// Whether the bound on money says less than it seems to: some prices are not known.
    package var hasUnknownCosts: Bool { budget.money != nil && spent.unpricedRequests > 0 }

    /// How much of the scarcest part is used, from 0 to 1.
    package var share: Double {
        func part(_ used: Double, of bound: Double?) -> Double {
            guard let bound else { return 0 }
            return bound <= 0 ? 1 : min(1, used / bound)
        }
        return max(
            part(Double(iterations), of: budget.iterations.map(Double.init)),
            part(Double(spent.tokens), of: budget.tokens.map(Double.init)),
            part(spent.money.amount, of: budget.money?.amount),
            part(Double(milliseconds), of: budget.milliseconds.map(Double.init)))
    }
}

/// The bound that ended a run.
package enum BudgetStop: Sendable, Equatable, CustomStringConvertible {
    case tokens(Int, spent: Int)
    case money(Money, spent: Money)
    case iterations(Int)
    case time(Int)

    package var description: String {
        switch self {
        case .tokens(let bound, let spent): "the budget of \(bound) tokens is used up (\(spent))"
        case .money(let bound, let spent): "the budget of \(bound) is used up (\(spent))"
        case .iterations(let bound): "the budget of \(bound) iterations is used up"
        case .time(let milliseconds):
            "the budget of \(milliseconds / 1000) seconds is used up"
        }
    }
}
