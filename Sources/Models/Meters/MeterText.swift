/// The meters as a document for people, in Markdown.
package struct MeterText: Sendable {
    package var session: [ModelName: Spending]
    /// Nil when nothing is known of the day.
    package var today: [ModelName: Spending]?
    /// Newest last.
    package var latest: [Reading]

    package init(
        session: [ModelName: Spending], today: [ModelName: Spending]?, latest: [Reading]
    ) {
        self.session = session
        self.today = today
        self.latest = latest
    }

    package var text: String {
        var text = "## Spent\n\n"
        text += MeterText.table("This session", session)
        if let today { text += MeterText.table("Today, all sessions", today) }
        let speeds = speedTable
        if !speeds.isEmpty { text += "## Speed, over the latest requests\n\n\(speeds)" }
        return text
    }

    private static func table(_ title: String, _ spending: [ModelName: Spending]) -> String {
        guard !spending.isEmpty else { return "\(title): nothing.\n\n" }
        var total = Spending()
        var rows = spending.sorted { $0.key < $1.key }.map { name, spending in
            total += spending
            return row("\(name)", spending, isLocal: name.isLocal)
        }
        if rows.count > 1 {
            rows.append(row("all", total, isLocal: spending.keys.allSatisfy(\.isLocal)))
        }
        return """
            | \(title) | requests | tokens in | of these cached | tokens out | cost |
            |---|--:|--:|--:|--:|--:|
            \(rows.joined(separator: "\n"))


            """
    }

    private static func row(_ name: String, _ spending: Spending, isLocal: Bool) -> String {
        "| \(name) | \(spending.requests) | \(spending.promptTokens) | \(spending.cachedTokens) "
            + "| \(spending.outputTokens) | \(cost(of: spending, isLocal: isLocal)) |"
    }

    /// What is not known is said, never counted as nothing.
    private static func cost(of spending: Spending, isLocal: Bool) -> String {
        if isLocal { return "free" }
        let unknown = spending.unpricedRequests
        if unknown == 0 { return "\(spending.money)" }
        let requests = "\(unknown) request\(unknown == 1 ? "" : "s")"
        return spending.money == .zero
            ? "unknown" : "\(spending.money), and \(requests) of unknown price"
    }

    private var speedTable: String {
        let names = Set(latest.map(\.name)).sorted()
        let rows = names.compactMap { name -> String? in
            let readings = latest.filter { $0.name == name && $0.end == .finished }
            guard !readings.isEmpty else { return nil }
            func median(_ values: [Double?], _ unit: String, scale: Double = 1) -> String {
                let sorted = values.compactMap(\.self).sorted()
                guard !sorted.isEmpty else { return "–" }
                return "\(Int((sorted[sorted.count / 2] * scale).rounded())) \(unit)"
            }
            return "| \(name) | \(median(readings.map(\.firstTokenMilliseconds), "ms")) "
                + "| \(median(readings.map(\.tokensPerSecond), "tokens/s")) "
                + "| \(median(readings.suffix(1).map(\.contextFill), "%", scale: 100)) |"
        }
        guard !rows.isEmpty else { return "" }
        return """
            | Model | first token, median | output, median | context, latest |
            |---|--:|--:|--:|
            \(rows.joined(separator: "\n"))


            """
    }
}

extension Reading {
    /// How fast the model was and how full its context is, in one line for progress reports; nil
    /// where nothing is known.
    package var pace: String? {
        let parts = [
            firstTokenMilliseconds.map { "first token after \(Int($0.rounded())) ms" },
            tokensPerSecond.map { "\(Int($0.rounded())) tokens/s" },
            contextFill.map { "context \(Int(($0 * 100).rounded())) % full" },
        ].compactMap(\.self)
        return parts.isEmpty ? nil : parts.joined(separator: ", ")
    }
}

extension ModelName: Comparable, CustomStringConvertible {
    package var description: String { "\(provider)/\(model)" }

    package static func < (one: ModelName, other: ModelName) -> Bool {
        (one.provider, one.model) < (other.provider, other.model)
    }
}
