internal import Base
internal import JSON
internal import RepoMap
internal import Server
internal import Structure

/// `tenon context`: questions about a definition, answered from the repository's graph.
let contextCommand: Command = Command(
    name: "context",
    summary: "Say where a name is defined, who uses it, what it uses, which tests reach it",
    discussion: [
        "Files are read as they are on disk. What a name means is told from imports and folders, "
            + "so the answers are likely, not certain."
    ],
    options: [
        Option(
            name: "root", placeholder: "DIR", completion: .directory,
            summary: "The repository's folder; the current one when left out"),
        Option(name: "json", summary: "Print JSON, with kinds, lines and distances"),
        Option(name: "no-cache", summary: "Read all files anew, and keep nothing"),
    ],
    positionals: [
        Positional(
            placeholder: "QUERY", completion: .choices(ContextQuery.allCases.map(\.rawValue)),
            summary: "What is asked"),
        Positional(
            placeholder: "SYMBOL", summary: "A name, CONTAINER.NAME, or FILE:LINE below the root"),
    ],
    run: { invocation, console throws(CommandFailure) in
        let words = invocation.positionals
        guard let query = words.first.flatMap({ ContextQuery(rawValue: $0) }), words.count == 2
        else {
            let known = ContextQuery.allCases.map(\.rawValue).joined(separator: ", ")
            throw CommandFailure("expected one of \(known), and a symbol", exitCode: 2)
        }
        let root = try mapRoot(invocation)
        let scope = indexScope(for: root, usesCache: !invocation.has("no-cache"), console)
        let index = upToDate(scope, console)
        let ids = index.definitions(meant: words[1])
        if ids.isEmpty {
            throw CommandFailure("\(words[1]): nothing of this name is defined here")
        }
        let answers = index.answers(to: query, about: ids)
        console.write(
            invocation.has("json")
                ? indentedJSON(.array(answers.map(described))) : answers.map(line).joined())
        return 0
    })

private func line(_ answer: ContextAnswer) -> String {
    guard let definition = answer.definition else { return "\(answer.path)\n" }
    return "\(answer.path):\(definition.line + 1)  \(definition.signature)\n"
}

private func described(_ answer: ContextAnswer) -> JSONLiteral {
    guard let definition = answer.definition else {
        return ["path": .string(answer.path), "distance": .int(answer.distance)]
    }
    return [
        "path": .string(answer.path), "distance": .int(answer.distance),
        "name": .string(definition.name), "kind": .string(definition.kind.rawValue),
        "line": .int(definition.line + 1),
        "container": definition.container.map { .string($0) } ?? .null,
        "signature": .string(definition.signature),
    ]
}
