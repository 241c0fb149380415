internal import Base
package import Store

/// Counts what models cost: for each request, for this session, and day by day across sessions. Any
/// thread may report to it; nothing waits for the disk but a question about a day.
package final class Meters: Sendable {
    private struct State: Sendable {
        var session: [ModelName: Spending] = [:]
        var latest: [Reading] = []
        /// What models elsewhere came to on a day, all sessions together, as far as it is known.
        var elsewhere: (day: Day, spent: Spending)?
    }

    private let state = Lock(State())
    private let store: Store?
    private let session: String
    private let today: @Sendable () -> Day

    /// How many requests are remembered one by one, here and in the store.
    private static let maximumLatest = 100
    fileprivate static let maximumStored = 10_000

    /// The tables that it needs in a store of its own.
    package static let schema = StoreSchema(
        applicationID: 0x746E_6D74,
        migrations: [
            """
            CREATE TABLE days (
                day TEXT, provider TEXT, model TEXT, local INTEGER, requests INTEGER,
                prompt INTEGER, cached INTEGER, output INTEGER, money INTEGER, unpriced INTEGER,
                PRIMARY KEY (day, provider, model, local)) WITHOUT ROWID;
            CREATE TABLE requests (
                id INTEGER PRIMARY KEY AUTOINCREMENT, day TEXT, session TEXT, provider TEXT,
                model TEXT, local INTEGER, role TEXT, end TEXT, prompt INTEGER, cached INTEGER,
                output INTEGER, money INTEGER, unpriced INTEGER, first_ms REAL, total_ms REAL);
            """
        ])

    /// Meters of a session with this name; without a store they forget all at its end.
    package init(store: Store?, session: String, today: @escaping @Sendable () -> Day) {
        self.store = store
        self.session = session
        self.today = today
    }

    /// Takes in a request that ended.
    package func record(_ reading: Reading) {
        state.withLock { state in
            state.session[reading.name, default: Spending()] += reading.spending
            if !reading.name.isLocal { state.elsewhere?.spent += reading.spending }
            state.latest.append(reading)
            if state.latest.count > Meters.maximumLatest { state.latest.removeFirst() }
        }
        let (day, session) = (today(), session)
        // A full queue or a broken disk costs the record, never the request.
        store?.perform { [self] connection in
            do throws(StoreError) {
                try connection?.add(reading, day: day, session: session)
                // Other sessions may have spent something, too.
                if let known = try connection?.spending(on: day) { learn(known, day) }
            } catch {
                Log.warning("the meters could not be kept: \(error)")
            }
        }
    }

    /// What models that are not on this machine came to today: at once if that is known, else from
    /// the store's thread.
    package func spentElsewhereToday(_ done: @escaping @Sendable (Spending) -> Void) {
        let day = today()
        let known = state.withLock { state -> Spending? in
            state.elsewhere.flatMap { $0.day == day ? $0.spent : nil }
        }
        if let known { return done(known) }
        let isQueued = store?.perform { [self] connection in
            let found = try? connection?.spending(on: day)
            done(learn(found ?? sessionSpending, day))
        }
        // Without a store this session is all that is known of.
        if isQueued != true { done(learn(sessionSpending, day)) }
    }

    @discardableResult
    private func learn(_ spending: [ModelName: Spending], _ day: Day) -> Spending {
        var sum = Spending()
        for (name, spent) in spending where !name.isLocal { sum += spent }
        state.withLock { $0.elsewhere = (day, sum) }
        return sum
    }

    /// What this session came to, by model.
    package var sessionSpending: [ModelName: Spending] { state.withLock { $0.session } }

    /// The latest requests, newest last.
    package var latest: [Reading] { state.withLock { $0.latest } }

    /// What a day came to, by model, all sessions together; nil without a store. Blocks.
    package func spending(on day: Day) -> [ModelName: Spending]? {
        store?.read { connection throws(StoreError) in try connection.spending(on: day) }
    }

    /// What today came to.
    package func spendingToday() -> [ModelName: Spending]? { spending(on: today()) }
}

/// A day of the calendar where the user is.
package struct Day: Sendable, Hashable, CustomStringConvertible {
    /// As `2026-01-31`.
    package let description: String

    /// The day that a moment belongs to.
    package init(unixSeconds: Int) {
        var seconds = time_t(unixSeconds)
        var parts = unsafe tm()
        _ = unsafe localtime_r(&seconds, &parts)
        func pad(_ number: Int32) -> String { number < 10 ? "0\(number)" : "\(number)" }
        let (year, month, day) = unsafe (parts.tm_year, parts.tm_mon, parts.tm_mday)
        description = "\(year + 1900)-\(pad(month + 1))-\(pad(day))"
    }
}

/// What goes into a column: a count from outside may be absurd, and sums must not overflow.
private func bounded(_ count: Int) -> StoreValue { .int(max(0, min(count, 1 << 50))) }

extension Connection {
    fileprivate func add(_ reading: Reading, day: Day, session: String) throws(StoreError) {
        let spending = reading.spending
        let model: [StoreValue] = [
            .text(reading.name.provider), .text(reading.name.model),
            .int(reading.name.isLocal ? 1 : 0),
        ]
        let counts = [
            bounded(spending.promptTokens), bounded(spending.cachedTokens),
            bounded(spending.outputTokens), bounded(spending.money.trillionths),
            bounded(spending.unpricedRequests),
        ]
        try transaction { () throws(StoreError) in
            try run(
                """
                INSERT INTO days VALUES (?, ?, ?, ?, 1, ?, ?, ?, ?, ?)
                ON CONFLICT DO UPDATE SET requests = requests + 1,
                    prompt = prompt + excluded.prompt, cached = cached + excluded.cached,
                    output = output + excluded.output, money = money + excluded.money,
                    unpriced = unpriced + excluded.unpriced
                """, [.text(day.description)] + model + counts)
            try run(
                """
                INSERT INTO requests (day, session, provider, model, local, role, end, prompt,
                    cached, output, money, unpriced, first_ms, total_ms)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                """,
                [.text(day.description), .text(session)] + model
                    + [.text(reading.role.rawValue), .text(reading.end.rawValue)] + counts
                    + [
                        reading.firstTokenMilliseconds.map { .double($0) } ?? .null,
                        .double(reading.totalMilliseconds),
                    ])
            try run(
                "DELETE FROM requests WHERE id <= (SELECT max(id) FROM requests) - ?",
                [.int(Meters.maximumStored)])
        }
    }

    fileprivate func spending(on day: Day) throws(StoreError) -> [ModelName: Spending] {
        var found: [ModelName: Spending] = [:]
        try run("SELECT * FROM days WHERE day = ?", [.text(day.description)]) { row in
            let name = ModelName(
                provider: row.string(1), model: row.string(2), isLocal: row.int(3) != 0)
            var spending = Spending()
            spending.requests = row.int(4)
            spending.promptTokens = row.int(5)
            spending.cachedTokens = row.int(6)
            spending.outputTokens = row.int(7)
            spending.money = Money(trillionths: row.int(8))
            spending.unpricedRequests = row.int(9)
            found[name] = spending
        }
        return found
    }
}
