private import Base
package import JSON
private import Server
package import Testing
private import Settings
private import Synchronization
private import Transport

/// An editor made of two pipes: it drives the real server, loop and threads and all, within the
/// test's process.
///
/// `close()` ends the session in order and records an issue for everything left over: an
/// unanswered request, an answer or a request of the server's that nobody looked at.
package final class PipeClient {
    /// The folder that is the session's workspace and the user's home.
    package let folder: TemporaryDirectory

    private let toServer: Mutex<FileDescriptor?>
    private let fromServer: FileDescriptor
    private let exit = Monitor<Int32?>(nil)
    private var decoder = FrameDecoder()
    private var nextID = 0
    private var answers: [Int: JSON] = [:]
    private var unanswered: Set<Int> = []
    private var received: [JSON] = []
    /// Answers the server's requests by method; without one the client says "method not found".
    package var answering: [String: (JSON) -> JSONLiteral] = [:]

    /// Nothing here takes long; a test that waits longer than this has failed.
    private static let patienceMilliseconds = 20_000

    /// Starts a server in a folder with these files.
    package init(_ fixture: String = "", settings: [String] = []) throws {
        folder = try TemporaryDirectory(fixture.isEmpty ? nil : Fixture(fixture))
        let input = try Pipe()
        let output = try Pipe()
        let serverInput = dup(input.readEnd.number)
        let serverOutput = dup(output.writeEnd.number)
        toServer = Mutex(FileDescriptor(owning: dup(input.writeEnd.number)))
        fromServer = FileDescriptor(owning: dup(output.readEnd.number))
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
        try toServer.withLock { descriptor throws(SystemError) in
            try descriptor?.writeAll(bytes)
        }
    }

    /// Frames a body and sends it.
    package func send(body: String) throws {
        try send(raw: Array("Content-Length: \(body.utf8.count)\r\n\r\n\(body)".utf8))
    }

    package func notify(_ method: String, _ params: JSONLiteral? = nil) throws {
        try send(message: [("method", .string(method))], params)
    }

    /// Sends a request without waiting for its answer.
    package func begin(_ method: String, _ params: JSONLiteral? = nil) throws -> Int {
        nextID += 1
        unanswered.insert(nextID)
        try send(message: [("id", .int(nextID)), ("method", .string(method))], params)
        return nextID
    }

    private func send(message: [(String, JSONLiteral)], _ params: JSONLiteral?) throws {
        var members: [(String, JSONLiteral)] = [("jsonrpc", "2.0")] + message
        if let params { members.append(("params", params)) }
        var writer = JSONWriter()
        writer.write(JSONLiteral.object(members))
        try send(body: String(decoding: writer.bytes, as: UTF8.self))
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
        try wait("an answer to \(id)") { client in client.answers.removeValue(forKey: id) }
    }

    /// The params of the next notification or request of this method that has come or will.
    package func expect(_ method: String) throws -> JSON {
        try wait(method) { client in
            guard let place = client.received.firstIndex(where: { $0["method"]?.string == method })
            else { return nil }
            return client.received.remove(at: place)["params"] ?? JSON(.null)
        }
    }

    /// The next answer that belongs to no request of `begin`: those with a null id.
    package func expectUnaddressed() throws -> JSON {
        try wait("an answer without id") { client in
            guard let place = client.received.firstIndex(where: { $0["method"] == nil }) else {
                return nil
            }
            return client.received.remove(at: place)
        }
    }

    /// The code with which the server ended.
    package func exitCode() throws -> Int32 {
        let deadline = Instant.now.adding(milliseconds: PipeClient.patienceMilliseconds)
        return try #require(exit.wait(until: deadline) { $0 }, "the server goes on")
    }

    /// Closes the writing side, as a client that died does.
    package func hangUp() {
        toServer.withLock { $0 = nil }
    }

    private func wait<Value>(_ what: String, _ look: (PipeClient) -> Value?) throws -> Value {
        let deadline = Instant.now.adding(milliseconds: PipeClient.patienceMilliseconds)
        while true {
            if let value = look(self) { return value }
            let left = deadline.nanoseconds(since: .now) / 1_000_000
            var polled = pollfd(fd: fromServer.number, events: Int16(POLLIN), revents: 0)
            let ready = unsafe poll(&polled, 1, Int32(clamping: max(0, left)))
            try #require(ready > 0, "no \(what) came; what came: \(received)")
            try readSome(what)
        }
    }

    private func readSome(_ what: String) throws {
        let descriptor = fromServer.number
        let count = try decoder.feed { buffer throws(SystemError) in
            try IO.read(descriptor, into: &buffer, limit: 64 << 10)
        }
        try #require(count > 0, "the server ended before \(what) came; what came: \(received)")
        while let body = try decoder.next() { try receive(JSON.parse(body)) }
    }

    private func receive(_ message: JSON) throws {
        if message["method"] == nil, let id = message["id"]?.int, unanswered.remove(id) != nil {
            answers[id] = message
        } else if message["method"] == nil {
            received.append(message)
        } else if let id = message["id"], let method = message["method"]?.string {
            try answer(id, method, message["params"] ?? JSON(.null))
            received.append(message)
        } else if message["method"]?.string != "window/logMessage" {
            received.append(message)
        }
    }

    private func answer(_ id: JSON, _ method: String, _ params: JSON) throws {
        if method == "client/registerCapability" { answering[method] = { _ in nil } }
        if let answer = answering[method] {
            try send(message: [("id", .json(id)), ("result", answer(params))], nil)
        } else {
            let error: JSONLiteral = ["code": -32601, "message": "the test has no answer"]
            try send(message: [("id", .json(id)), ("error", error)], nil)
        }
    }

    // MARK: The life of a session

    /// `initialize` and `initialized`; returns the server's capabilities.
    @discardableResult
    package func initialize(
        _ capabilities: JSONLiteral = [:], options: JSONLiteral = nil, folders: [String]? = nil
    ) throws -> JSON {
        let folders: JSONLiteral =
            folders.map { names in
                .array(names.map { ["uri": .string(uri($0)), "name": .string($0)] })
            }
            ?? [["uri": .string(uri("")), "name": "root"]]
        let result = try request(
            "initialize",
            [
                "processId": nil, "rootUri": nil, "capabilities": capabilities,
                "workspaceFolders": folders, "initializationOptions": options,
            ])
        try notify("initialized", [:])
        return try #require(result["capabilities"])
    }

    /// Opens a document whose language the server finds by its name.
    package func open(_ path: String, _ text: String, languageID: String = "") throws {
        try notify(
            "textDocument/didOpen",
            [
                "textDocument": [
                    "uri": .string(uri(path)), "languageId": .string(languageID), "version": 1,
                    "text": .string(text),
                ]
            ])
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
        let result = try request("shutdown", sourceLocation: sourceLocation)
        #expect(result.isNull, sourceLocation: sourceLocation)
        try notify("exit")
        #expect(try exitCode() == 0, sourceLocation: sourceLocation)
        #expect(unanswered == [], "unanswered requests", sourceLocation: sourceLocation)
        #expect(answers.isEmpty, "answers that nobody looked at", sourceLocation: sourceLocation)
        let left = received.filter { $0["method"]?.string != "client/registerCapability" }
        #expect(left.isEmpty, "messages that nobody expected", sourceLocation: sourceLocation)
    }
}

private func closeDescriptors(_ descriptors: Int32...) {
    for descriptor in descriptors { close(descriptor) }
}
