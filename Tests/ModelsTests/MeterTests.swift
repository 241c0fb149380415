import Models
import TestKit
import Testing

@Suite("Money, prices and budgets")
struct MeterTests {
    private let remote = ModelName(provider: "cloud", model: "large-2", isLocal: false)

    private func usage(_ prompt: Int, _ output: Int, cached: Int? = nil) -> Usage {
        var usage = Usage()
        usage.promptTokens = prompt
        usage.outputTokens = output
        usage.cachedTokens = cached
        return usage
    }

    private func reading(
        _ usage: Usage?, prices: [String: Price] = [:], name: ModelName? = nil
    ) -> Reading {
        Reading(
            name: name ?? remote, role: .chat, outcome: .success(.stop), usage: usage,
            prices: PriceTable(prices), firstTokenMilliseconds: 200, totalMilliseconds: 1200,
            contextTokens: 8000)
    }

    @Test("Money is exact, and shown with as many decimals as it takes")
    func money() {
        let amounts = [0, 3, 0.1 + 0.2, 1234.567, 0.05, 0.000_123_4, -0.5, 3e-12, 0.999_9, 9.999]
        expect(
            amounts.map { "\(Money($0))\n" }.joined(),
            equals: """
                0.00
                3.00
                0.30
                1234.57
                0.050
                0.00012
                -0.50
                0.000000000003
                1.00
                10.00

                """)
        #expect(Money(.infinity) + Money(1) == Money(.infinity))
        #expect(Money(.nan) == .zero)
        #expect((0..<1000).reduce(Money.zero) { sum, _ in sum + Money(0.001) } == Money(1))
    }

    @Test("A price counts cached tokens by themselves")
    func price() {
        let price = Price(input: 3, output: 15, cachedInput: 0.3, cacheWrite: 3.75)
        var usage = usage(1_000_000, 100_000, cached: 500_000)
        #expect(price.cost(of: usage) == Money(1.5 + 0.15 + 1.5))
        usage.cacheWriteTokens = 100_000
        #expect(price.cost(of: usage) == Money(1.2 + 0.15 + 0.375 + 1.5))
        // A server that counts the cached ones beside the others must not make a price negative.
        usage.cachedTokens = 9_000_000
        #expect(price.cost(of: usage) == Money(0.3 + 1.5))
    }

    @Test("The name that fits best has the price; no price is no guess")
    func table() {
        let cheap = Price(input: 1, output: 1)
        let dear = Price(input: 9, output: 9)
        let table = PriceTable(["cloud/*": cheap, "cloud/large*": dear, "cloud/large-1": cheap])
        #expect(table.price(provider: "cloud", model: "large-1") == cheap)
        #expect(table.price(provider: "cloud", model: "large-2") == dear)
        #expect(table.price(provider: "cloud", model: "small") == cheap)
        #expect(table.price(provider: "other", model: "large-1") == nil)
        #expect(table.cost(of: usage(1, 1), from: remote) == .known(Money(18e-6)))
        #expect(PriceTable([:]).cost(of: usage(1, 1), from: remote) == .unknown)
        let local = ModelName(provider: "cloud", model: "large-2", isLocal: true)
        #expect(table.cost(of: usage(1, 1), from: local) == .free)
        var told = usage(1, 1)
        told.dollars = 0.25
        #expect(table.cost(of: told, from: remote) == .known(Money(0.25)))
    }

    @Test("Speed and context by the server's clock, or ours")
    func reading() {
        let ours = reading(usage(3000, 50))
        #expect(ours.tokensPerSecond == 50)
        #expect(ours.contextFill == 3050.0 / 8000)
        var timed = usage(3000, 50)
        timed.outputMilliseconds = 250
        #expect(reading(timed).tokensPerSecond == 200)
        #expect(reading(nil).tokensPerSecond == nil)
        #expect(reading(nil).spending.unpricedRequests == 1)
    }

    @Test("A run stops at whichever bound comes first")
    func bounds() {
        let prices = ["*": Price(input: 1, output: 10)]
        var run = RunMeter(
            Budget(tokens: 10_000, money: Money(0.05), iterations: 3, milliseconds: 60_000))
        #expect(run.stop == nil && run.share == 0)
        run.beginIteration()
        run.add(reading(usage(4000, 1000), prices: prices))
        #expect(run.spent.money == Money(0.014))
        #expect(run.share == 0.5)
        #expect(run.tokensLeft(at: Price(input: 1, output: 10)) == 3600)
        #expect(run.tokensLeft(at: Price(input: 0.1, output: 0.1)) == 5000)
        #expect(run.tokensLeft(at: nil) == 5000)
        run.setElapsed(milliseconds: 60_000)
        #expect(run.stop == .time(60_000))
        run.add(reading(usage(0, 4000), prices: prices))
        #expect(run.stop == .money(Money(0.05), spent: Money(0.054)))
        #expect(run.tokensLeft(at: prices["*"]) == 0)
        run.add(reading(usage(2000, 0), prices: prices))
        #expect(run.stop == .tokens(10_000, spent: 11_000))
        run.beginIteration()
        run.beginIteration()
        #expect(run.stop == .iterations(3))
        #expect(
            "\(BudgetStop.money(Money(0.05), spent: Money(0.054)))"
                == "the budget of 0.050 is used up (0.054)")
    }

    @Test("Without a bound nothing stops, and unknown costs are said")
    func unbounded() {
        var run = RunMeter(Budget())
        run.add(reading(usage(.max, .max)))
        run.add(reading(usage(.max, .max)))
        #expect(run.stop == nil && run.share == 0 && run.spent.tokens == .max)
        #expect(!run.hasUnknownCosts)
        run = RunMeter(Budget(money: Money(1)))
        run.add(reading(usage(1, 1)))
        #expect(run.hasUnknownCosts && run.stop == nil)
    }

    @Test("What is spent never falls, and a bound once reached stays reached")
    func monotonic() {
        forAll { random in
            var run = RunMeter(
                Budget(
                    tokens: random.int(in: 0...50_000), money: Money(Double(random.int(below: 10))),
                    iterations: random.int(in: 0...20), milliseconds: random.int(in: 0...5000)))
            var before = run
            for _ in 0..<40 {
                switch random.int(below: 3) {
                case 0: run.beginIteration()
                case 1: run.setElapsed(milliseconds: random.int(below: 8000))
                default:
                    let usage = usage(random.int(in: -5...9000), random.int(in: -5...9000))
                    run.add(reading(usage, prices: ["*": Price(input: 100, output: 200)]))
                }
                try #require(run.share >= before.share && run.spent.tokens >= before.spent.tokens)
                try #require(run.spent.money >= before.spent.money)
                try #require(before.stop == nil || run.stop != nil)
                try #require((run.stop != nil) == (run.share >= 1))
                before = run
            }
        }
    }
}
