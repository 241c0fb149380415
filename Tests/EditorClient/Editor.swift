package import Base
package import JSON

/// A scripted editor: sends requests and notifications, collects what comes, and answers the
/// server's own requests. Single-threaded: it reads while it waits for something.
package final class Editor {
    package let wire: Wire
    /// Answers the server's requests by method; without one the editor says "method not found".
    package var answering: [String: (JSON) -> JSONLiteral] = [
        "client/registerCapability": { _ in nil }
    ]
    /// Notifications that are dropped as they come.
    package var ignoring: Set<String> = ["window/logMessage"]
    /// How long to wait for anything.
    package var patienceMilliseconds = 20_000

    /// Requests that the server has not answered.
    package private(set) var unanswered: Set<Int> = []
    /// Answers that nobody has looked at.
    package private(set) var answers: [Int: JSON] = [:]
    /// Notifications and requests of the server, and answers to no request, that nobody has
    /// looked at.
    package private(set) var received: [JSON] = []
    private var nextID = 0

    package init(_ wire: Wire) {
        self.wire = wire
    }

    private var deadline: Instant { Instant.now.adding(milliseconds: patienceMilliseconds) }

    // MARK: Sending

    /// Sends bytes as they are.
    package func send(raw bytes: [UInt8]) throws(EditorError) {
        try wire.send(raw: bytes, until: deadline)
    }

    /// Frames a body and sends it.
    package func send(body: [UInt8]) throws(EditorError) {
        try send(raw: Wire.frame(body))
    }

    package func notify(
        _ method: String, _ params: JSONLiteral? = nil
    ) throws(EditorError) {
        try send(body: Editor.body([("method", .string(method))], params))
    }

    /// Sends a request without waiting for its answer.
    package func begin(
        _ method: String, _ params: JSONLiteral? = nil
    ) throws(EditorError) -> Int {
        let id = reserveID()
        unanswered.insert(id)
        try send(body: Editor.body([("id", .int(id)), ("method", .string(method))], params))
        return id
    }

    /// An id for a request that the caller writes himself.
    package func reserveID() -> Int {
        nextID += 1
        return nextID
    }

    /// The body of a message: its members, and its params if it has any.
    package static func body(
        _ members: [(String, JSONLiteral)], _ params: JSONLiteral?
    ) -> [UInt8] {
        var members: [(String, JSONLiteral)] = [("jsonrpc", "2.0")] + members
        if let params { members.append(("params", params)) }
        var writer = JSONWriter()
        writer.write(JSONLiteral.object(members))
        return writer.bytes
    }

    // MARK: Receiving

    /// A request's result.
    package func request(
        _ method: String, _ params: JSONLiteral? = nil
    ) throws(EditorError) -> JSON {
        let answer = try self.answer(to: begin(method, params))
        guard let result = answer["result"] else { throw .refused("\(method) failed: \(answer)") }
        return result
    }

    /// The whole answer to a request.
    package func answer(to id: Int) throws(EditorError) -> JSON {
        try wait("an answer to \(id)") { editor in editor.answers.removeValue(forKey: id) }
    }

    /// The params of the next notification or request of this method that has come or will.
    package func expect(_ method: String) throws(EditorError) -> JSON {
        try wait(method) { editor in
            guard let place = editor.received.firstIndex(where: { $0["method"]?.string == method })
            else { return nil }
            return editor.received.remove(at: place)["params"] ?? JSON(.null)
        }
    }

    /// The next answer that belongs to no request of `begin`: those with a null id.
    package func expectUnaddressed() throws(EditorError) -> JSON {
        try wait("an answer without id") { editor in
            guard let place = editor.received.firstIndex(where: { $0["method"] == nil }) else {
                return nil
            }
            return editor.received.remove(at: place)
        }
    }

    private func wait<Value>(
        _ what: String, _ look: (Editor) -> Value?
    ) throws(EditorError) -> Value {
        let deadline = deadline
        while true {
            if let value = look(self) { return value }
            guard let body = try wire.nextBody(until: deadline) else {
                throw .silence(of: "\(what); what came: \(received)")
            }
            try receive(body)
        }
    }

    /// Takes in one message of the server: files it, and answers it if it is a request.
    package func receive(_ body: [UInt8]) throws(EditorError) {
        let message: JSON
        do throws(JSONError) {
            message = try JSON.parse(body)
        } catch {
            throw .refused("the server sent no JSON: \(error)")
        }
        if message["method"] == nil, let id = message["id"]?.int, unanswered.remove(id) != nil {
            answers[id] = message
        } else if message["method"] == nil {
            received.append(message)
        } else if let id = message["id"], let method = message["method"]?.string {
            try answer(id, method, message["params"] ?? JSON(.null))
            received.append(message)
        } else if !ignoring.contains(message["method"]?.string ?? "") {
            received.append(message)
        }
    }

    private func answer(
        _ id: JSON, _ method: String, _ params: JSON
    ) throws(EditorError) {
        if let answer = answering[method] {
            try send(body: Editor.body([("id", .json(id)), ("result", answer(params))], nil))
        } else {
            let error: JSONLiteral = ["code": -32601, "message": "this editor has no answer"]
            try send(body: Editor.body([("id", .json(id)), ("error", error)], nil))
        }
    }
}

// MARK: The life of a session

extension Editor {
    /// `initialize` and `initialized`; returns the server's answer.
    package func initialize(
        _ capabilities: JSONLiteral = [:], options: JSONLiteral = nil, folders: [Path]
    ) throws(EditorError) -> JSON {
        let folders: [JSONLiteral] = folders.map { path in
            ["uri": .string(DocumentURI(path: path).spelling), "name": .string(path.name)]
        }
        let params: JSONLiteral = [
            "processId": nil, "rootUri": nil, "capabilities": capabilities,
            "workspaceFolders": .array(folders), "initializationOptions": options,
        ]
        let result = try request("initialize", params)
        try notify("initialized", [:])
        return result
    }

    package func open(
        _ uri: String, languageID: String, text: String
    ) throws(EditorError) {
        let document: JSONLiteral = [
            "uri": .string(uri), "languageId": .string(languageID), "version": 1,
            "text": .string(text),
        ]
        try notify("textDocument/didOpen", ["textDocument": document])
    }

    /// Ends the session in order. The server is then to end by itself.
    package func shutDown() throws(EditorError) {
        let result = try request("shutdown")
        guard result.isNull else { throw .refused("shutdown: expected null, got \(result)") }
        try notify("exit")
    }
}
