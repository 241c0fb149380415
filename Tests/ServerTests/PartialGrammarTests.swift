import JSON
import TestKit
import Testing

/// The titles of the quick fixes for a Swift text that lacks a bracket.
private func titles(settings: [String]) throws -> [String] {
    let client = try PipeClient(settings: settings)
    try client.initialize([
        "textDocument": ["codeAction": ["codeActionLiteralSupport": ["codeActionKind": [:]]]]
    ])
    try client.open("a.swift", "func f() {\n    print(1\n}\n", languageID: "swift")
    let answer = try client.request(
        "textDocument/codeAction",
        [
            "textDocument": ["uri": .string(client.uri("a.swift"))],
            "range": [
                "start": ["line": 1, "character": 0], "end": ["line": 1, "character": 11],
            ],
            "context": ["diagnostics": []],
        ])
    if !settings.isEmpty { _ = try client.expect("textDocument/publishDiagnostics") }
    try client.close()
    return answer.elements.compactMap { $0["title"]?.string }
}

@Test func codeThatAPartialGrammarFindsFaultWithIsRepairedOnlyForThoseWhoAsk() throws {
    #expect(try titles(settings: []) == [])
    #expect(try titles(settings: ["syntax.diagnostics=on"]) != [])
}
