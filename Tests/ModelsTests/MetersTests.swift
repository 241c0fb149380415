import Base
import Models
import Store
import TestKit
import Testing

@Suite("What was spent, session by session and day by day")
struct MetersTests {
    private let remote = ModelName(provider: "cloud", model: "large", isLocal: false)
    private let local = ModelName(provider: "here", model: "small", isLocal: true)
    private let today = Day(unixSeconds: 1_800_000_000)

    private func reading(
        _ name: ModelName, prompt: Int = 1000, output: Int = 100, price: Price? = nil
    ) -> Reading {
        var usage = Usage()
        usage.promptTokens = prompt
        usage.cachedTokens = prompt / 2
        usage.outputTokens = output
        return Reading(
            name: name, role: .chat, outcome: .success(.stop), usage: usage,
            prices: PriceTable(price.map { ["*": $0] } ?? [:]), firstTokenMilliseconds: 250,
            totalMilliseconds: 2250, contextTokens: 8000)
    }

    @Test("A session's sums are its own, a day's are all sessions'")
    func sessions() throws {
        let folder = try TemporaryDirectory()
        let path = folder.path / "meters.db"
        let price = Price(input: 3, output: 15)
        for session in ["one", "two"] {
            let store = try Store(path: path, schema: Meters.schema)
            let meters = Meters(store: store, session: session) { today }
            meters.record(reading(remote, price: price))
            meters.record(reading(local))
            #expect(meters.sessionSpending[remote]?.requests == 1)
            #expect(meters.sessionSpending[remote]?.money == Money(0.0045))
            let sum = meters.spendingToday()
            #expect(sum?[remote]?.requests == (session == "one" ? 1 : 2))
            #expect(sum?[remote]?.money == Money(session == "one" ? 0.0045 : 0.009))
            #expect(sum?[local]?.tokens == (session == "one" ? 1100 : 2200))
            #expect(meters.spending(on: Day(unixSeconds: 0)) == [:])
            store.close()
        }
    }

    @Test("Absurd counts do no harm")
    func absurd() throws {
        let folder = try TemporaryDirectory()
        let store = try Store(path: folder.path / "meters.db", schema: Meters.schema)
        let meters = Meters(store: store, session: "s") { today }
        for _ in 0..<20 { meters.record(reading(remote, prompt: .max, output: .min)) }
        #expect(meters.sessionSpending[remote]?.tokens == .max)
        #expect(meters.spendingToday()?[remote]?.requests == 20)
        #expect(meters.latest.count == 20)
        store.close()
    }

    @Test("A store that cannot be used costs the records, and nothing else")
    func noStore() throws {
        let folder = try TemporaryDirectory()
        try folder.write("file", "")
        let store = try Store(path: folder.path / "file/meters.db", schema: Meters.schema)
        let meters = Meters(store: store, session: "s") { today }
        meters.record(reading(local))
        #expect(meters.spendingToday() == nil)
        #expect(meters.sessionSpending[local]?.requests == 1)
        store.close()
    }

    @Test("The latest readings have a bound")
    func bound() {
        let meters = Meters(store: nil, session: "s") { today }
        for _ in 0..<500 { meters.record(reading(local)) }
        #expect(meters.latest.count == 100)
        #expect(meters.sessionSpending[local]?.requests == 500)
    }

    @Test("The meters as a document")
    func text() {
        var dear = Spending()
        dear += reading(remote, price: Price(input: 3, output: 15)).spending
        dear += reading(remote).spending
        let unknown = ModelName(provider: "other", model: "x", isLocal: false)
        let text = MeterText(
            session: [local: reading(local).spending],
            today: [
                local: reading(local).spending, remote: dear,
                unknown: reading(unknown).spending,
            ],
            latest: [reading(local), reading(remote, prompt: 7900)]
        ).text
        expect(
            text,
            equals: """
                ## Spent

                | This session | requests | tokens in | of these cached | tokens out | cost |
                |---|--:|--:|--:|--:|--:|
                | here/small | 1 | 1000 | 500 | 100 | free |

                | Today, all sessions | requests | tokens in | of these cached | tokens out | cost |
                |---|--:|--:|--:|--:|--:|
                | cloud/large | 2 | 2000 | 1000 | 200 | 0.0045, and 1 request of unknown price |
                | here/small | 1 | 1000 | 500 | 100 | free |
                | other/x | 1 | 1000 | 500 | 100 | unknown |
                | all | 4 | 4000 | 2000 | 400 | 0.0045, and 2 requests of unknown price |

                ## Speed, over the latest requests

                | Model | first token, median | output, median | context, latest |
                |---|--:|--:|--:|
                | cloud/large | 250 ms | 50 tokens/s | 100 % |
                | here/small | 250 ms | 50 tokens/s | 14 % |


                """)
        #expect(
            MeterText(session: [:], today: nil, latest: []).text
                == "## Spent\n\nThis session: nothing.\n\n")
    }

    @Test("How a request went, in one line")
    func pace() {
        #expect(reading(remote).pace == "first token after 250 ms, 50 tokens/s, context 14 % full")
        let failed = Reading(
            name: remote, role: .chat, outcome: .failure(ModelFault(.unpaid, "no")), usage: nil,
            prices: PriceTable([:]), firstTokenMilliseconds: nil, totalMilliseconds: 3,
            contextTokens: nil)
        #expect(failed.pace == nil)
    }

    @Test("A day is written so that days sort")
    func day() {
        #expect(today.description.utf8.count == 10)
        #expect("\(Day(unixSeconds: 0))" < "\(today)")
    }
}
