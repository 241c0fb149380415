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
            // The repair engine knows some languages only.
            if kind == .repair, language.description.repair == nil { continue }
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
        .repair: [
            // Roles.
            "block", "function", "class", "branch", "while", "each", "count", "switch", "try",
            "return", "throw", "assign", "update", "step", "declare", "action", "break",
            "continue", "pass", "assert", "filter", "comparison", "arithmetic", "logic", "not",
            "negative", "conditional", "group", "call", "keyword", "spread", "access", "element",
            "slice", "lambda", "await", "yield", "comprehension", "chain", "list", "set", "tuple",
            "map", "number", "text", "boolean", "null", "documentation", "expression",
            // Slots.
            "statement", "name", "parameters", "parameter", "type", "body", "condition",
            "alternative", "consequence", "target", "iterated", "value", "left", "right",
            "operator", "operand", "callee", "arguments", "argument", "object", "member", "index",
            "bound", "item", "key",
        ],
    ]
}
