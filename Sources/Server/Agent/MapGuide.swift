package import Agent
package import RepoMap

/// What an agent gets to know from a repository's map.
package struct MapGuide: Sendable {
    private let index: MapIndex
    private let query: @Sendable (AgentFocus?) -> MapQuery

    /// A guide through an index. `query` says what is known of who is at some lines.
    package init(_ index: MapIndex, query: @escaping @Sendable (AgentFocus?) -> MapQuery) {
        self.index = index
        self.query = query
    }

    /// What matters for an order, within so many tokens.
    func context(for order: AgentOrder, budget: Int) -> String {
        var query = query(order.focus)
        query.task = order.words
        return index.render(index.rank(query), budget: budget, measure: .code).text
    }

    /// The whole repository in so many tokens.
    func overview(budget: Int) -> String {
        index.render(index.rank(MapQuery()), budget: budget, measure: .code).text
    }

    /// What is known of a symbol, one line a definition.
    func answer(_ name: String, _ question: SymbolQuestion) -> String {
        let ids = index.definitions(meant: name)
        guard !ids.isEmpty else { return "Nothing of the name \(name) is defined here." }
        let query: ContextQuery =
            switch question {
            case .definition: .definition
            case .callers: .callers
            case .callees: .callees
            case .tests: .tests
            }
        let lines = index.answers(to: query, about: ids).prefix(100).map { answer in
            guard let definition = answer.definition else { return answer.path }
            return "\(answer.path):\(definition.line + 1)  \(definition.signature)"
        }
        return lines.isEmpty ? "Nothing is known." : lines.joined(separator: "\n")
    }
}
