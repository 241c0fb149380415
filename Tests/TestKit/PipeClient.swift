private import Base
private import EditorClient
package import JSON
private import Server
private import Settings
package import Testing

/// An editor made of two pipes: it drives the real server, loop and threads and all, within the
/// test's process.
///
/// `close()` ends the session in order and records an issue for everything left over: an
/// unanswered request, an answer or a request of the server's that nobody looked at.
package final class PipeClient {
    /// The folder that is the session's workspace and the user's home.
    package let folder: TemporaryDirectory

    private let editor: Editor
    private let exit = Monitor<Int32?>(nil)

    /// Nothing here takes long; a test that waits longer than this has failed.
    private static let patienceMilliseconds = 20_000

    /// Answers the server's requests by method; without one the client says "method not found".
    package var answering: [String: (JSON) -> JSONLiteral] {
        get { editor.answering }
        set { editor.answering = newValue }
    }

    /// Starts a server in a folder with these files.
    package init(_ fixture: String = "", settings: [String] = []) throws {
        folder = try TemporaryDirectory(fixture.isEmpty ? nil : Fixture(fixture))
        let input = try Pipe()
        let output = try Pipe()
        let serverInput = dup(input.readEnd.number)
        let serverOutput = dup(output.writeEnd.number)
        editor = Editor(
            Wire(toServer: input.intoWriteEnd(), fromServer: output.intoReadEnd()))
        editor.patienceMilliseconds = PipeClient.patienceMilliseconds
        let (layer, problems) = SettingsLayer.reading(assignments: settings)
        #expect(problems.isEmpty)
        let options = ServerOptions(
            version: "test", environment: PipeClient.environment(home: folder.path),
            commandLine: layer)
        let exit = exit
        try Thread.start(name: "test server", stackBytes: 8 << 20) {
            let code = try? Server.serve(
                options, input: serverInput, output: serverOutput, watchesSignals: false)
            closeDescriptors(serverInput, serverOutput)
            exit.update { $0 = code ?? -1 }
        }
    }

    /// The user's grammars, and nothing else of the user.
    private static func environment(home: Path) -> Environment {
        let own = Directories(environment: .current).data / "grammars"
        return Environment([
            "HOME": home.string, "PATH": Environment.current["PATH"] ?? "/usr/bin:/bin",
            "TENON_GRAMMARS": Environment.current["TENON_GRAMMARS"] ?? own.string,
        ])
    }

    package func uri(_ path: String) -> String {
        DocumentURI(path: folder.path / path).spelling
    }

    // MARK: Sending

    /// Sends bytes as they are.
    package func send(raw bytes: [UInt8]) throws {
        try editor.send(raw: bytes)
    }

    /// Frames a body and sends it.
    package func send(body: String) throws {
        try editor.send(body: Array(body.utf8))
    }

    package func notify(_ method: String, _ params: JSONLiteral? = nil) throws {
        try editor.notify(method, params)
    }

    /// Sends a request without waiting for its answer.
    package func begin(_ method: String, _ params: JSONLiteral? = nil) throws -> Int {
        try editor.begin(method, params)
    }

    // MARK: Receiving

    /// A request's result.
    package func request(
        _ method: String, _ params: JSONLiteral? = nil,
        sourceLocation: SourceLocation = #_sourceLocation
    ) throws -> JSON {
        let answer = try self.answer(to: begin(method, params))
        return try #require(
            answer["result"], "\(method) failed: \(answer)", sourceLocation: sourceLocation)
    }

    /// A request's error code.
    package func failure(_ method: String, _ params: JSONLiteral? = nil) throws -> Int? {
        try answer(to: begin(method, params))["error"]?["code"]?.int
    }

    /// The whole answer to a request.
    package func answer(to id: Int) throws -> JSON {
        try editor.answer(to: id)
    }

    /// The params of the next notification or request of this method that has come or will.
    package func expect(_ method: String) throws -> JSON {
        try editor.expect(method)
    }

    /// The next answer that belongs to no request of `begin`: those with a null id.
    package func expectUnaddressed() throws -> JSON {
        try editor.expectUnaddressed()
    }

    /// The code with which the server ended.
    package func exitCode() throws -> Int32 {
        let deadline = Instant.now.adding(milliseconds: PipeClient.patienceMilliseconds)
        return try #require(exit.wait(until: deadline) { $0 }, "the server goes on")
    }

    /// Closes the writing side, as a client that died does.
    package func hangUp() {
        editor.wire.hangUp()
    }

    // MARK: The life of a session

    /// `initialize` and `initialized`; returns the server's capabilities.
    @discardableResult
    package func initialize(
        _ capabilities: JSONLiteral = [:], options: JSONLiteral = nil, folders: [String]? = nil
    ) throws -> JSON {
        let folders = (folders ?? [""]).map { $0.isEmpty ? folder.path : folder.path / $0 }
        let result = try editor.initialize(capabilities, options: options, folders: folders)
        return try #require(result["capabilities"])
    }

    /// Opens a document whose language the server finds by its name.
    package func open(_ path: String, _ text: String, languageID: String = "") throws {
        try editor.open(uri(path), languageID: languageID, text: text)
    }

    /// What the server holds of an open document.
    package func text(of path: String) throws -> String? {
        try request(
            "workspace/executeCommand",
            ["command": "tenon.debug.documentText", "arguments": [.string(uri(path))]]
        )["text"]?.string
    }

    /// Shuts the session down and records what is left over.
    package func close(sourceLocation: SourceLocation = #_sourceLocation) throws {
        try editor.shutDown()
        #expect(try exitCode() == 0, sourceLocation: sourceLocation)
        #expect(editor.unanswered == [], "unanswered requests", sourceLocation: sourceLocation)
        #expect(
            editor.answers.isEmpty, "answers that nobody looked at", sourceLocation: sourceLocation)
        let left = editor.received.filter { $0["method"]?.string != "client/registerCapability" }
        #expect(left.isEmpty, "messages that nobody expected", sourceLocation: sourceLocation)
    }
}

private func closeDescriptors(_ descriptors: Int32...) {
    for descriptor in descriptors { close(descriptor) }
}
