private import Base
package import Syntax

/// One language: what is known of it, its grammar and its queries, which are loaded and compiled
/// when they are first asked for. Safe to use from any thread.
package final class Language: Sendable {
    package let description: LanguageDescription

    private let sources: [QueryKind: QuerySource]
    private let loader: GrammarLoader
    private let problems: LanguageProblems
    /// The queries that have been asked for.
    private let queries = Lock<[[QueryKind]: Result<Query, QueryError>]>([:])

    init(
        _ description: LanguageDescription, sources: [QueryKind: QuerySource],
        loader: GrammarLoader, problems: LanguageProblems
    ) {
        self.description = description
        self.sources = sources
        self.loader = loader
        self.problems = problems
    }

    package var id: String { description.id }
    package var name: String { description.name }

    /// Whether editors usually run another server for it.
    package var hasUsualServer: Bool { !description.usualServers.isEmpty }

    /// The compiled grammar. Failing is cheap to repeat, and the error says what to do.
    package func grammar() throws(GrammarError) -> Grammar {
        try loader.grammar(named: description.grammar, symbol: description.symbol)
    }

    /// The query of a kind, compiled on first use; nil when the language has none, when its
    /// grammar is missing, or when the query is broken (which is reported once).
    package func query(_ kind: QueryKind) -> Query? { query([kind]) }

    /// Queries of several kinds as one, which goes through a tree once: the patterns of the first
    /// kind come first. Nil unless the language has them all.
    package func query(_ kinds: [QueryKind]) -> Query? {
        let known = kinds.compactMap { sources[$0] }
        guard let first = known.first, known.count == kinds.count, let grammar = try? grammar()
        else { return nil }
        let source = known.dropFirst().reduce(first) { QuerySource(joining: $0, $1) }
        return queries.withLock { queries in
            if let known = queries[kinds] { return try? known.get() }
            let result = Result { () throws(QueryError) in
                try Query(source.text, grammar: grammar)
            }
            queries[kinds] = result
            switch result {
            case .success(let query):
                for warning in query.warnings { problems.report(source.file, warning) }
                return query
            case .failure(let error):
                problems.report(source.file, error.description)
                return nil
            }
        }
    }

    /// Whether there is source for a query of this kind.
    package func hasQuery(_ kind: QueryKind) -> Bool { sources[kind] != nil }

    /// The source of a query, for showing.
    package func querySource(_ kind: QueryKind) -> String? { sources[kind]?.text }

    /// This language with what it inherits: the spelling of repairs, and queries, each behind its
    /// own. `known` has the parent, with what that inherits in turn.
    func inheriting(from known: (String) -> Language?) -> Language {
        guard let id = description.inherits else { return self }
        guard id != self.id, let parent = known(id) else {
            problems.report("\(name) (language.json)", "inherits from \(id), which is not known")
            return self
        }
        let joined = parent.sources.merging(sources) { QuerySource(joining: $1, $0) }
        var description = description
        description.repair = description.repair ?? parent.description.repair
        description.variants = description.variants ?? parent.description.variants
        return Language(description, sources: joined, loader: loader, problems: problems)
    }

    /// The same sources under another description, for a user's folder that builds on this one.
    func sources(overriddenBy others: [QueryKind: QuerySource]) -> [QueryKind: QuerySource] {
        sources.merging(others) { _, other in other }
    }
}

/// The text of a query, and where it came from.
struct QuerySource: Sendable {
    /// For messages: a path, or a name within the program.
    let file: String
    let text: String
}

extension QuerySource {
    /// One query of two: the first's patterns come first.
    init(joining first: QuerySource, _ second: QuerySource) {
        self.init(file: "\(first.file) + \(second.file)", text: "\(first.text)\n\(second.text)")
    }
}

/// Something wrong with a language's files. It disables that part and nothing else.
package struct LanguageProblem: Sendable, Hashable, CustomStringConvertible {
    /// The file, as a path; a built-in one as `Languages/<Folder>/<file>`.
    package let file: String
    package let message: String

    package var description: String { "\(file): \(message)" }
}

/// Collects problems from any thread; each is told once.
final class LanguageProblems: Sendable {
    private let found = Lock<[LanguageProblem]>([])

    var all: [LanguageProblem] { found.withLock { $0 } }

    func report(_ file: String, _ message: String) {
        let problem = LanguageProblem(file: file, message: message)
        let isNew = found.withLock { found in
            guard !found.contains(problem) else { return false }
            found.append(problem)
            return true
        }
        if isNew { Log.warning(problem.description) }
    }
}
