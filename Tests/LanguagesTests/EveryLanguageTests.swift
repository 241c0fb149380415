import Languages
import Syntax
import Testing

/// What holds for every language that has a folder of its own.
@Suite struct EveryLanguageTests {
    @Test(arguments: TestLanguages.complete)
    func hasAllQueriesAndTheyCompile(id: String) throws {
        let language = try TestLanguages.named(id)
        let grammar = try language.grammar()
        for kind in QueryKind.allCases {
            guard let source = language.querySource(kind) else {
                Issue.record("\(id) has no \(kind.fileName)")
                continue
            }
            do {
                let query = try Query(source, grammar: grammar)
                #expect(query.warnings == [], "\(id)/\(kind.fileName)")
                for capture in query.captureNames where !isKnown(capture, kind) {
                    Issue.record("\(id)/\(kind.fileName) has an unknown capture @\(capture)")
                }
            } catch {
                Issue.record("\(id)/\(kind.fileName): \(error)")
            }
        }
    }

    /// Misspelt captures would be ignored silently. Those that begin with `_` are for predicates.
    private func isKnown(_ capture: String, _ kind: QueryKind) -> Bool {
        capture.hasPrefix("_") || Self.captures[kind]?.contains(capture) ?? false
    }

    private static let captures: [QueryKind: Set<String>] = [
        .tags: Set(
            [
                "function", "method", "constructor", "class", "struct", "enum", "enum_member",
                "interface", "module", "namespace", "type", "field", "property", "variable",
                "constant", "macro", "extension",
            ].map { "definition." + $0 }
                + ["call", "type", "class", "value", "import"].map { "reference." + $0 }
                + ["name", "name.assigned", "body", "container", "locals"]),
        .scopes: [
            "scope", "local.parameter", "local.variable", "local.function", "local.type", "use",
        ],
        .imports: ["import", "import.module", "import.name", "import.alias", "import.wildcard"],
        .docs: ["doc", "documented"],
        .tests: ["test", "suite", "name"],
        .folds: ["fold", "fold.body", "fold.comment", "fold.imports"],
    ]
}
