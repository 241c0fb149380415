internal import Base
package import EditorClient
package import JSON
package import Testing

/// An editor made of two pipes: it drives the real server, loop and threads and all, within the
/// test's process.
///
/// `close()` ends the session in order and records an issue for everything left over: an
/// unanswered request, an answer or a request of the server's that nobody looked at.
package final class PipeClient {
    /// The folder that is the session's workspace and the user's home.
    package let folder: TemporaryDirectory
    /// What it does by itself: answering the server's requests.
    package let editor: Editor
    /// Everything that is said, where the test wants to see it.
    package var transcript: Transcript?

    let server: PipeServer
    private var logged: [String] = []

    /// Nothing here takes long; a test that waits longer than this has failed.
    private static let patienceMilliseconds = 30_000

    /// Starts a server in a folder with these files.
    package init(
        _ fixture: String = "", settings: [String] = [],
        configure: (inout PipeServer.Options) -> Void = { _ in }
    ) throws {
        folder = try TemporaryDirectory(fixture.isEmpty ? nil : Fixture(fixture))
        var options = PipeServer.Options()
        options.settings = settings
        configure(&options)
        let input = try Pipe()
        let output = try Pipe()
        server = try PipeServer(
            home: folder.path, options: options, input: input.readEnd, output: output.writeEnd)
        editor = Editor(
            Wire(toServer: input.intoWriteEnd(), fromServer: output.intoReadEnd()))
        editor.patienceMilliseconds = PipeClient.patienceMilliseconds
        editor.watching = { [weak self] side, message in self?.watch(side, message) }
    }

    private func watch(_ side: Editor.Side, _ message: JSON) {
        if message["method"]?.string == "window/logMessage" {
            logged.append(message["params"]?["message"]?.string ?? "")
        } else {
            transcript?.add(message, from: side)
        }
    }

    package func uri(_ path: String) -> String {
        DocumentURI(path: folder.path / path).spelling
    }

    static var deadline: Instant { Instant.now.adding(milliseconds: patienceMilliseconds) }
}

// MARK: - Sending

extension PipeClient {
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

    /// Answers the server's requests of this method from now on; without an answer the editor says
    /// that there is no such method.
    package func answer(_ method: String, with answer: @escaping (JSON) -> JSONLiteral) {
        editor.answering[method] = answer
    }
}

// MARK: - Receiving

extension PipeClient {
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

    /// Whether a message of this method has come that nobody has looked at.
    package func hasReceived(_ method: String) -> Bool {
        editor.received.contains { $0["method"]?.string == method }
    }

    /// Whether the server has logged this so far. Other tests' servers log in this process too: do
    /// not ask what was not logged.
    package func hasLogged(_ text: String) -> Bool {
        logged.contains { $0.contains(text) }
    }
}

// MARK: - The end

extension PipeClient {
    /// Closes the writing side, as a client that died does.
    package func hangUp() {
        editor.wire.hangUp()
    }

    /// The code with which the server ended.
    package func exitCode() throws -> Int32 {
        try #require(server.exitCode(until: PipeClient.deadline), "the server goes on")
    }

    /// Shuts the session down and records what is left over.
    package func close(sourceLocation: SourceLocation = #_sourceLocation) throws {
        try editor.shutDown()
        #expect(try exitCode() == 0, sourceLocation: sourceLocation)
        try editor.receiveRest()
        #expect(editor.unanswered == [:], "unanswered requests", sourceLocation: sourceLocation)
        #expect(
            editor.answers.isEmpty, "answers that nobody looked at", sourceLocation: sourceLocation)
        let left = editor.received.filter { $0["method"]?.string != "client/registerCapability" }
        #expect(left == [], "messages that nobody expected", sourceLocation: sourceLocation)
    }
}
