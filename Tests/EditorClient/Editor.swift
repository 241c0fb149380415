package import Base
package import JSON

/// A scripted editor: sends requests and notifications, collects what comes, and answers the
/// server's own requests. Single-threaded: it reads while it waits for something.
package final class Editor {
    /// Who said something.
    package enum Side: Sendable {
        case editor, server
    }

    /// A request of the server's.
    package struct ServerRequest: Sendable {
        package let id: JSON
        package let params: JSON
    }

    package let wire: Wire
    /// Answers the server's requests by method; without one the editor says "method not found".
    package var answering: [String: (JSON) -> JSONLiteral] = [
        "client/registerCapability": { _ in nil }
    ]
    /// The server's requests that it does not answer by itself.
    package var leavingOpen: Set<String> = []
    /// Notifications that are dropped as they come.
    package var ignoring: Set<String> = ["window/logMessage"]
    /// Sees every message that is well formed, those that are dropped too.
    package var watching: ((Side, JSON) -> Void)?
    /// How long to wait for anything.
    package var patienceMilliseconds = 20_000

    /// How often the server was asked under an id and has not answered. Ids are as JSON writes
    /// them: a number and a string of the same digits are two.
    package private(set) var unanswered: [String: Int] = [:]
    /// Answers that nobody has looked at, by id.
    package private(set) var answers: [String: [JSON]] = [:]
    /// Notifications and requests of the server, and answers to no request, that nobody has
    /// looked at.
    package private(set) var received: [JSON] = []
    private var nextID = 0

    package init(_ wire: Wire) {
        self.wire = wire
    }

    private var deadline: Instant { Instant.now.adding(milliseconds: patienceMilliseconds) }
}

// MARK: - Sending

extension Editor {
    /// Sends bytes as they are.
    package func send(raw bytes: [UInt8]) throws(EditorError) {
        try wire.send(raw: bytes, until: deadline)
    }

    /// Frames a body and sends it.
    package func send(body: [UInt8]) throws(EditorError) {
        if let watching, let message = try? JSON.parse(body) { watching(.editor, message) }
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
        try begin(id: .int(id), method, params)
        return id
    }

    /// Sends a request under an id of the caller's choice, which may be one that is in use.
    package func begin(
        id: JSONLiteral, _ method: String, _ params: JSONLiteral? = nil
    ) throws(EditorError) {
        unanswered[JSON(id).description, default: 0] += 1
        try send(body: Editor.body([("id", id), ("method", .string(method))], params))
    }

    /// An id for a request that the caller writes himself.
    package func reserveID() -> Int {
        nextID += 1
        return nextID
    }

    /// Answers a request of the server's.
    package func answer(
        _ request: ServerRequest, _ result: JSONLiteral
    ) throws(EditorError) {
        try send(body: Editor.body([("id", .json(request.id)), ("result", result)], nil))
    }

    /// Answers a request of the server's with an error.
    package func refuse(
        _ request: ServerRequest, code: Int, _ message: String
    ) throws(EditorError) {
        let error: JSONLiteral = ["code": .int(code), "message": .string(message)]
        try send(body: Editor.body([("id", .json(request.id)), ("error", error)], nil))
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
}

// MARK: - Receiving

extension Editor {
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
        try answer(toID: .int(id))
    }

    /// The whole answer to a request under an id of the caller's choice, the oldest first.
    package func answer(toID id: JSONLiteral) throws(EditorError) -> JSON {
        let key = JSON(id).description
        return try wait("an answer to \(key)") { editor in
            guard var found = editor.answers.removeValue(forKey: key) else { return nil }
            let first = found.removeFirst()
            if !found.isEmpty { editor.answers[key] = found }
            return first
        }
    }

    /// The params of the next notification or request of this method that has come or will.
    package func expect(_ method: String) throws(EditorError) -> JSON {
        try take(method) { $0["method"]?.string == method }["params"] ?? JSON(.null)
    }

    /// The next request of this method, one that is left open.
    package func expectRequest(_ method: String) throws(EditorError) -> ServerRequest {
        let message = try take("a request \(method)") {
            $0["method"]?.string == method && $0["id"] != nil
        }
        return ServerRequest(
            id: message["id"] ?? JSON(.null), params: message["params"] ?? JSON(.null))
    }

    /// The next answer that belongs to no request of `begin`: those with a null id.
    package func expectUnaddressed() throws(EditorError) -> JSON {
        try take("an answer without id") { $0["method"] == nil }
    }

    /// Takes in what comes until the server closes its side.
    package func receiveRest() throws(EditorError) {
        do throws(EditorError) {
            try wait("the end") { _ -> Never? in nil }
        } catch .ended {
            return
        }
    }

    private func take(
        _ what: String, _ isWanted: (JSON) -> Bool
    ) throws(EditorError) -> JSON {
        try wait(what) { editor in
            editor.received.firstIndex(where: isWanted).map { editor.received.remove(at: $0) }
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
        watching?(.server, message)
        guard let method = message["method"]?.string else { return fileAnswer(message) }
        if let id = message["id"] {
            received.append(message)
            let params = message["params"] ?? JSON(.null)
            try answerByItself(method, ServerRequest(id: id, params: params))
        } else if !ignoring.contains(method) {
            received.append(message)
        }
    }

    private func fileAnswer(_ message: JSON) {
        let id = message["id"]?.description ?? ""
        guard let open = unanswered[id] else { return received.append(message) }
        unanswered[id] = open > 1 ? open - 1 : nil
        answers[id, default: []].append(message)
    }

    private func answerByItself(
        _ method: String, _ request: ServerRequest
    ) throws(EditorError) {
        if leavingOpen.contains(method) { return }
        if let answer = answering[method] {
            try self.answer(request, answer(request.params))
        } else {
            try refuse(request, code: -32601, "this editor has no answer")
        }
    }
}

// MARK: - The life of a session

extension Editor {
    /// `initialize` and `initialized`; returns the server's answer.
    package func initialize(
        _ capabilities: JSONLiteral = [:], options: JSONLiteral = nil, folders: [Path],
        more: [(String, JSONLiteral)] = []
    ) throws(EditorError) -> JSON {
        let params = Editor.initializeParams(
            capabilities, options: options, folders: folders, more: more)
        let result = try request("initialize", params)
        try notify("initialized", [:])
        return result
    }

    /// The params of `initialize`.
    package static func initializeParams(
        _ capabilities: JSONLiteral, options: JSONLiteral = nil, folders: [Path],
        more: [(String, JSONLiteral)] = []
    ) -> JSONLiteral {
        let folders: [JSONLiteral] = folders.map { path in
            ["uri": .string(DocumentURI(path: path).spelling), "name": .string(path.name)]
        }
        let params: [(String, JSONLiteral)] = [
            ("processId", nil), ("rootUri", nil), ("capabilities", capabilities),
            ("workspaceFolders", .array(folders)), ("initializationOptions", options),
        ]
        return .object(params + more)
    }

    package func open(
        _ uri: String, languageID: String, version: Int = 1, text: String
    ) throws(EditorError) {
        let document: JSONLiteral = [
            "uri": .string(uri), "languageId": .string(languageID), "version": .int(version),
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
