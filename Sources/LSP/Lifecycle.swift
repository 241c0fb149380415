package import JSON

/// What a client says about itself in `initialize`.
package struct InitializeParams: Sendable {
    /// The process to die with.
    package var processID: Int?
    package var clientInfo: ClientInfo?
    package var rootPath: String?
    package var rootURI: String?
    package var workspaceFolders: [WorkspaceFolder]?
    package var capabilities: ClientCapabilities
    /// Settings; any JSON, because it is the user's.
    package var initializationOptions: JSON?
    package var trace: TraceValue
    package var workDoneToken: ProgressToken?
}

extension InitializeParams: JSONDecodable {
    package init(from json: JSON) throws(JSONDecodingError) {
        processID = try json.requiredOrNull("processId", as: ProtocolInteger.self)?.value
        clientInfo = try json.optional("clientInfo")
        rootPath = json.lenient("rootPath")
        rootURI = try json.requiredOrNull("rootUri")
        workspaceFolders = try json.optional("workspaceFolders")
        capabilities = try json.required("capabilities")
        initializationOptions = json["initializationOptions"]
        trace = try json.optional("trace") ?? .off
        workDoneToken = try json.optional("workDoneToken")
    }
}

/// The client's name, for the log.
package struct ClientInfo: Hashable, Sendable {
    package var name: String
    package var version: String?
}

extension ClientInfo: JSONDecodable {
    package init(from json: JSON) throws(JSONDecodingError) {
        name = try json.required("name")
        version = try json.optional("version")
    }
}

/// How much the client wants to see through `$/logTrace`.
package enum TraceValue: String, Sendable {
    case off, messages, verbose
}

extension TraceValue: JSONDecodable {
    /// Values beyond the protocol's are taken for the nearest: VS Code's library has `compact`.
    package init(from json: JSON) throws(JSONDecodingError) {
        let text = try String(from: json)
        self = text == "compact" ? .messages : TraceValue(rawValue: text) ?? .off
    }
}

/// The answer to `initialize`.
package struct InitializeResult: Sendable {
    package var capabilities: ServerCapabilities
    package var serverName: String
    package var serverVersion: String

    package init(capabilities: ServerCapabilities, serverName: String, serverVersion: String) {
        self.capabilities = capabilities
        self.serverName = serverName
        self.serverVersion = serverVersion
    }
}

extension InitializeResult: JSONEncodable {
    package func encode(to writer: inout JSONWriter) {
        writer.object { writer in
            writer.member("capabilities", capabilities)
            writer.member("serverInfo") { writer in
                writer.member("name", serverName)
                writer.member("version", serverVersion)
            }
        }
    }
}

/// A root of the workspace.
package struct WorkspaceFolder: Hashable, Sendable {
    package var uri: String
    package var name: String

    package init(uri: String, name: String) {
        self.uri = uri
        self.name = name
    }
}

extension WorkspaceFolder: JSONDecodable {
    package init(from json: JSON) throws(JSONDecodingError) {
        uri = try json.required("uri")
        name = try json.required("name")
    }
}

/// `$/cancelRequest`.
package struct CancelParams: Sendable {
    package var id: RequestID
}

extension CancelParams: JSONDecodable {
    package init(from json: JSON) throws(JSONDecodingError) { id = try json.required("id") }
}

/// `$/setTrace`.
package struct SetTraceParams: Sendable {
    package var value: TraceValue
}

extension SetTraceParams: JSONDecodable {
    package init(from json: JSON) throws(JSONDecodingError) { value = try json.required("value") }
}
