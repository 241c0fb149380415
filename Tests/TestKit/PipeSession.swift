private import Base
private import EditorClient
package import JSON
private import Testing
package import Text

// What a session mostly consists of: opening, editing and reading back documents, and the means to
// say in which order things happen.

extension PipeClient {
    /// `initialize` and `initialized`; returns the server's capabilities.
    @discardableResult
    package func initialize(
        _ capabilities: JSONLiteral = [:], options: JSONLiteral = nil, folders: [String] = [""],
        more: [(String, JSONLiteral)] = []
    ) throws -> JSON {
        let folders = folders.map { $0.isEmpty ? folder.path : folder.path / $0 }
        let result = try editor.initialize(
            capabilities, options: options, folders: folders, more: more)
        return try #require(result["capabilities"])
    }

    /// Folders of the workspace as the protocol writes them.
    package func workspaceFolders(_ paths: [String]) -> JSONLiteral {
        .array(paths.map { ["uri": .string(uri($0)), "name": .string($0.isEmpty ? "root" : $0)] })
    }

    /// The params of a request about a document and nothing else.
    package func document(_ path: String) -> JSONLiteral {
        ["textDocument": ["uri": .string(uri(path))]]
    }

    /// The params of a request about a place in a document.
    package func document(_ path: String, _ line: Int, _ character: Int) -> JSONLiteral {
        [
            "textDocument": ["uri": .string(uri(path))],
            "position": ["line": .int(line), "character": .int(character)],
        ]
    }

    /// Opens a document whose language the server finds by its name.
    package func open(_ path: String, _ text: String, languageID: String = "") throws {
        try open(uri: uri(path), text, languageID: languageID)
    }

    package func open(
        uri: String, _ text: String, languageID: String = "", version: Int = 1
    ) throws {
        try editor.open(uri, languageID: languageID, version: version, text: text)
    }

    package func closeDocument(_ path: String) throws {
        try notify("textDocument/didClose", document(path))
    }

    /// Replaces ranges, one after the other, or with nil the whole text.
    package func change(
        _ path: String, version: Int = 2, _ changes: [(range: PositionRange?, text: String)]
    ) throws {
        try change(uri: uri(path), version: version, changes)
    }

    package func change(
        uri: String, version: Int = 2, _ changes: [(range: PositionRange?, text: String)]
    ) throws {
        try notify(
            "textDocument/didChange",
            [
                "textDocument": ["uri": .string(uri), "version": .int(version)],
                "contentChanges": .array(changes.map { contentChange($0.range, $0.text) }),
            ])
    }

    private func contentChange(_ range: PositionRange?, _ text: String) -> JSONLiteral {
        guard let range else { return ["text": .string(text)] }
        return ["range": literal(range), "text": .string(text)]
    }

    private func literal(_ range: PositionRange) -> JSONLiteral {
        func literal(_ position: Position) -> JSONLiteral {
            ["line": .int(position.line), "character": .int(position.character)]
        }
        return ["start": literal(range.start), "end": literal(range.end)]
    }

    /// What the server holds of an open document.
    package func text(of path: String) throws -> String? {
        try text(ofURI: uri(path))
    }

    package func text(ofURI uri: String) throws -> String? {
        try request(
            "workspace/executeCommand",
            ["command": "tenon.debug.documentText", "arguments": [.string(uri)]]
        )["text"]?.string
    }

    /// Keeps the server's workers from taking up anything, so that requests stay in flight.
    package func holdWorkers() throws -> WorkerHold {
        try WorkerHold(
            server, .request, count: PipeServer.workerCount, until: PipeClient.deadline)
    }

    /// Keeps the server from doing what nobody waits for, such as indexing.
    package func holdBackgroundWork() throws -> WorkerHold {
        try WorkerHold(server, .background, count: 1, until: PipeClient.deadline)
    }

    /// Returns when the server has done all that follows from what it was sent so far, but for
    /// what it does after a delay; and when its messages have been read.
    package func settle() throws {
        // The second request comes after the round of the loop that answered the first, and so
        // after what that round put off to its end. Then come the workers, then what they posted.
        // Twice, because the settings may come from a worker, and the work that waits for them
        // goes to one.
        for _ in 0..<2 {
            try passThroughLoop()
            try passThroughLoop()
            #expect(server.workers.drain(until: PipeClient.deadline))
        }
        try passThroughLoop()
        try passThroughLoop()
    }

    private func passThroughLoop() throws {
        #expect(try failure("$/nothing") == -32601)
    }
}
