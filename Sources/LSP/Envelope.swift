package import JSON

// This module is the protocol as plain data: typed messages, read from and written to JSON by
// hand. It has no behaviour, no state, no threads and no I/O, and knows nothing of documents.

/// What one message from the client is, before its params are looked at.
///
/// The params are decoded in a second step (`ClientRequest.decode`), because whether a message is
/// welcome at all depends on the server's state and must be judged first.
package enum IncomingMessage: Sendable {
    /// Must be answered exactly once.
    case request(id: RequestID, method: String, params: JSON?)
    /// Is never answered.
    case notification(method: String, params: JSON?)
    /// The client's answer to a request of ours; without an id it could not read what we sent.
    case response(id: RequestID?, Result<JSON, ResponseError>)
    /// Not a message of JSON-RPC 2.0.
    case invalid(replyTo: ReplyTarget, ResponseError)

    /// Whom the answer to an invalid message is for.
    package enum ReplyTarget: Hashable, Sendable {
        /// The request of this id.
        case request(RequestID)
        /// A request whose id could not be told: the answer's id is null.
        case unknownRequest
        /// The message was no request: it is logged, not answered.
        case nobody
    }

    /// Judges the envelope of one parsed message.
    package init(_ json: JSON) {
        guard json.kind == .object else {
            let what = json.kind == .array ? "batches are not supported" : "expected an object"
            self = .invalid(replyTo: .unknownRequest, ResponseError(.invalidRequest, what))
            return
        }
        let id = json["id"].map(RequestID.init(envelope:))
        guard let method = json["method"] else {
            self = Self.withoutMethod(json, id: id)
            return
        }
        let target: ReplyTarget
        switch id {
        case .some(.some(let id)): target = .request(id)
        case .some(.none): target = .unknownRequest
        case .none: target = method.string == nil ? .unknownRequest : .nobody
        }
        guard let name = method.string else {
            self = .invalid(
                replyTo: target, ResponseError(.invalidRequest, "method: expected string"))
            return
        }
        if case .some(.none) = id {
            let problem = "id: expected string or 32-bit integer"
            self = .invalid(replyTo: target, ResponseError(.invalidRequest, problem))
        } else if json["jsonrpc"]?.string != "2.0" {
            let problem = "jsonrpc: expected \"2.0\""
            self = .invalid(replyTo: target, ResponseError(.invalidRequest, problem))
        } else if json["result"] != nil || json["error"] != nil {
            let problem = "a message with a method cannot have a result or an error"
            self = .invalid(replyTo: target, ResponseError(.invalidRequest, problem))
        } else if case .some(.some(let id)) = id {
            self = .request(id: id, method: name, params: json["params"])
        } else {
            self = .notification(method: name, params: json["params"])
        }
    }

    /// A response, or nothing that JSON-RPC knows. Responses are taken as they are, whatever else
    /// is wrong with them: refusing one would only leave our request without an answer.
    private static func withoutMethod(_ json: JSON, id: RequestID??) -> IncomingMessage {
        let result = json["result"]
        let error = json["error"]
        guard result != nil || error != nil else {
            let target = (id ?? nil).map(ReplyTarget.request) ?? .unknownRequest
            return .invalid(
                replyTo: target, ResponseError(.invalidRequest, "neither a method nor a result"))
        }
        if id != nil, id == .some(.none), json["id"]?.isNull != true {
            return .invalid(
                replyTo: .nobody, ResponseError(.invalidRequest, "a response with an unusable id"))
        }
        if let error, !error.isNull || result == nil {
            return .response(id: id ?? nil, .failure(ResponseError(lenient: error)))
        }
        return .response(id: id ?? nil, result.map(Result.success) ?? .failure(.malformed))
    }
}

/// The name of a request: unique among the open requests of its sender.
package enum RequestID: Hashable, Sendable {
    case integer(Int32)
    case string(String)
}

extension RequestID: JSONDecodable, JSONEncodable, CustomStringConvertible {
    package init(from json: JSON) throws(JSONDecodingError) {
        guard let id = RequestID(envelope: json) else {
            throw json.mismatch("string or 32-bit integer")
        }
        self = id
    }

    fileprivate init?(envelope json: JSON) {
        if let text = json.string {
            self = .string(text)
        } else if let number = json.int, let id = Int32(exactly: number) {
            self = .integer(id)
        } else {
            return nil
        }
    }

    package func encode(to writer: inout JSONWriter) {
        switch self {
        case .integer(let id): writer.write(Int(id))
        case .string(let id): writer.write(id)
        }
    }

    package var description: String {
        switch self {
        case .integer(let id): "\(id)"
        case .string(let id): "\"\(id)\""
        }
    }
}

/// Why a request failed.
package struct ResponseError: Error, Equatable, Sendable {
    /// What kind of failure it is.
    package var code: Code
    /// For people.
    package var message: String
    /// For programs.
    package var data: JSON?

    /// What went wrong, in a few words without a full stop.
    package init(_ code: Code, _ message: String, data: JSON? = nil) {
        self.code = code
        self.message = message
        self.data = data
    }

    /// The protocol's error codes; a client may send others.
    package struct Code: RawRepresentable, Hashable, Sendable {
        /// As the wire has it.
        package let rawValue: Int

        package init(rawValue: Int) { self.rawValue = rawValue }

        /// The body is not JSON.
        package static let parseError = Code(rawValue: -32700)
        /// JSON, but not a request, or one that the server's state forbids.
        package static let invalidRequest = Code(rawValue: -32600)
        /// A method that is not ours.
        package static let methodNotFound = Code(rawValue: -32601)
        /// Params that do not fit the method.
        package static let invalidParams = Code(rawValue: -32602)
        /// A flaw of ours.
        package static let internalError = Code(rawValue: -32603)
        /// A request before `initialize`.
        package static let serverNotInitialized = Code(rawValue: -32002)
        /// A failure that says no more.
        package static let unknownErrorCode = Code(rawValue: -32001)
        /// A well-formed request that failed for a reason of its own.
        package static let requestFailed = Code(rawValue: -32803)
        /// We gave the request up.
        package static let serverCancelled = Code(rawValue: -32802)
        /// The document changed, so that the answer would be wrong.
        package static let contentModified = Code(rawValue: -32801)
        /// The client cancelled.
        package static let requestCancelled = Code(rawValue: -32800)
    }
}

extension ResponseError: JSONEncodable {
    fileprivate static let malformed = ResponseError(.unknownErrorCode, "malformed response")

    /// The error of a client's response, whatever shape it has.
    fileprivate init(lenient json: JSON) {
        self.init(
            json["code"]?.int.map(Code.init(rawValue:)) ?? .unknownErrorCode,
            json["message"]?.string ?? "the client gave no reason", data: json["data"])
    }

    package func encode(to writer: inout JSONWriter) {
        writer.object { writer in
            writer.member("code", code.rawValue)
            writer.member("message", message)
            writer.member("data", ifPresent: data)
        }
    }
}

/// The bodies of the messages that we send.
package enum OutgoingMessage {
    /// The answer to a request: its result, null if there is none.
    package static func response(
        to id: RequestID, result: (some JSONEncodable)?
    ) -> [UInt8] {
        body { writer in
            writer.member("id", id)
            if let result { writer.member("result", result) } else { writer.nullMember("result") }
        }
    }

    /// The answer to a request that failed; without an id to one that could not be read.
    package static func response(to id: RequestID?, error: ResponseError) -> [UInt8] {
        body { writer in
            if let id { writer.member("id", id) } else { writer.nullMember("id") }
            writer.member("error", error)
        }
    }
}

extension OutgoingMessage {
    /// One message: the members that all have, and those that `members` writes.
    static func body(_ members: (inout JSONWriter) -> Void) -> [UInt8] {
        var writer = JSONWriter()
        writer.object { writer in
            writer.member("jsonrpc", "2.0")
            members(&writer)
        }
        return writer.bytes
    }
}

/// The result of a request that has nothing to say.
package struct NullResult: JSONEncodable, Sendable {
    /// The only value.
    package init() {}

    package func encode(to writer: inout JSONWriter) { writer.writeNull() }
}
