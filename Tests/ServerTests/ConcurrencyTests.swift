import EditorClient
import JSON
import TestKit
import Testing
import Text

/// Everything at once: documents, edits, requests and cancellations in random order, as fast as the
/// pipe takes them. What the server then holds is what the client has, each request is answered
/// once, and each answer is for the text as it was when it was asked for. Worth running with the
/// thread sanitizer: `swift test --sanitize=thread --filter ServerTests`.
@Suite struct ConcurrencyTests {
    @Test func aStormOfMessagesLeavesEverythingInOrder() throws {
        forAll(count: 3) { random in
            let client = try PipeClient(
                settings: [
                    "syntax.documentSymbols=on", "syntax.workspaceSymbols=on",
                    "syntax.folding=on", "syntax.selectionRanges=on",
                ])
            try client.initialize([
                "general": ["positionEncodings": ["utf-16"]],
                "textDocument": ["codeAction": ["codeActionLiteralSupport": [:]]],
                "workspace": ["applyEdit": true],
            ])
            // Requests that come before the config files have been read see later edits.
            try client.settle()
            client.answer("workspace/applyEdit") { _ in ["applied": false] }
            var storm = Storm(client: client)
            for _ in 0..<400 { try storm.step(&random) }
            try storm.check()
            while client.hasReceived("workspace/applyEdit") {
                _ = try client.expect("workspace/applyEdit")
            }
            try client.settle()
            try client.close()
        }
    }

    @Test func manySessionsDoNotDisturbEachOther() async throws {
        try await withThrowingTaskGroup { group in
            for number in 0..<4 {
                group.addTask {
                    let client = try PipeClient(settings: ["syntax.documentSymbols=on"])
                    try client.initialize()
                    for version in 0..<20 {
                        let name = "n\(number)_\(version)"
                        try client.open("a.py", "\(name) = 1\n")
                        let symbols = try client.request(
                            "textDocument/documentSymbol", client.document("a.py"))
                        #expect(symbols[0]?["name"]?.string == name)
                    }
                    try client.close()
                }
            }
            try await group.waitForAll()
        }
    }
}

/// A client that does everything in no order, and knows what has to come of it.
private struct Storm {
    /// Documents are valid Python: an assignment to a name with the number of the edit, then
    /// comments of anything.
    struct Document {
        let path: String
        var edits = 0
        var comments: [String] = []
        var isOpen = false

        var firstLine: String { "v\(edits) = 1" }
        var text: String { ([firstLine] + comments).map { $0 + "\n" }.joined() }
    }

    private let client: PipeClient
    private var documents = (0..<4).map { Document(path: "d\($0).py") }
    /// The requests that were made; with the name that has to be in the answer, if one has to.
    private var requests: [(id: Int, name: String?)] = []

    init(client: PipeClient) {
        self.client = client
    }

    mutating func step(_ random: inout Random) throws {
        let place = random.int(below: documents.count)
        guard documents[place].isOpen else { return try open(place) }
        switch random.int(below: 20) {
        case 0: try close(place)
        case 1: try open(place)
        case 2...9: try edit(place, &random)
        case 10, 11: try cancel(&random)
        default: try ask(place, &random)
        }
    }

    private mutating func open(_ place: Int) throws {
        documents[place].isOpen = true
        try client.open(documents[place].path, documents[place].text, languageID: "python")
    }

    private mutating func close(_ place: Int) throws {
        documents[place].isOpen = false
        try client.closeDocument(documents[place].path)
    }

    /// One notification with one to three changes.
    private mutating func edit(_ place: Int, _ random: inout Random) throws {
        var changes: [(range: PositionRange?, text: String)] = []
        for _ in 0..<random.int(in: 1...3) {
            let old = documents[place].firstLine
            documents[place].edits += 1
            let width = old.utf16.count
            changes.append((range(0, 0, 0, width), documents[place].firstLine))
            let count = documents[place].comments.count
            let line = random.int(in: 0...count)
            if random.once(in: 3), line < count {
                documents[place].comments.remove(at: line)
                changes.append((range(line + 1, 0, line + 2, 0), ""))
            } else {
                let comment =
                    "# "
                    + random.text(pieces: 5).unicodeScalars.filter {
                        !["\n", "\r"].contains($0)
                    }.map(String.init).joined()
                documents[place].comments.insert(comment, at: line)
                changes.append((range(line + 1, 0, line + 1, 0), comment + "\n"))
            }
            if random.once(in: 10) { changes.append((nil, documents[place].text)) }
        }
        try client.change(documents[place].path, version: documents[place].edits, changes)
    }

    private mutating func cancel(_ random: inout Random) throws {
        guard !requests.isEmpty else { return }
        let recent = requests.suffix(10)
        let id = random.element(of: Array(recent)).id
        try client.notify("$/cancelRequest", ["id": .int(id)])
    }

    private mutating func ask(_ place: Int, _ random: inout Random) throws {
        let document = documents[place]
        let method = random.element(of: Storm.methods)
        let start: JSONLiteral = ["line": 1, "character": 2]
        let params: JSONLiteral = [
            "textDocument": ["uri": .string(client.uri(document.path))], "position": start,
            "positions": [start], "range": ["start": start, "end": start], "query": "v",
            "context": ["diagnostics": [], "triggerKind": 1],
            "command": .string(random.element(of: Storm.commands)),
            "arguments": [.string(client.uri(document.path))],
        ]
        let id = try client.begin(method, params)
        requests.append((id, method == Storm.methods[0] ? "v\(document.edits)" : nil))
    }

    private static let methods = [
        "textDocument/documentSymbol", "textDocument/completion", "textDocument/foldingRange",
        "textDocument/selectionRange", "textDocument/inlineCompletion", "textDocument/codeAction",
        "workspace/symbol", "workspace/executeCommand", "textDocument/diagnostic",
    ]
    private static let commands = ["tenon.debug.documentText", "tenon.debug.applyEdit"]

    /// Cancelled, made stale by an edit, or too many at once; anything else is a mistake.
    private static let excuses = [-32800, -32801, -32802]

    func check() throws {
        for (id, name) in requests {
            let answer = try client.answer(to: id)
            if let code = answer["error"]?["code"]?.int {
                try #require(Storm.excuses.contains(code), "\(answer)")
            } else if let name {
                let names = answer["result"]?.elements.compactMap { $0["name"]?.string }
                try #require(names == [name])
            }
        }
        for document in documents where document.isOpen {
            let text = try client.text(of: document.path)
            try #require(text.map { Array($0.utf8) } == Array(document.text.utf8))
        }
    }
}
