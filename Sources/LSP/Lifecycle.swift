package import JSON

/// What a client says about itself in `initialize`.
package struct InitializeParams: Sendable {
    /// The process to die with.
    package var processID: Int?
    /// Who the client is.
    package var clientInfo: ClientInfo?
    /// The root as a path; long deprecated.
    package var rootPath: String?
    /// The root; deprecated in favour of folders.
    package var rootURI: String?
    /// The roots; nil from clients that know only one.
    package var workspaceFolders: [WorkspaceFolder]?
    /// What it can do.
    package var capabilities: ClientCapabilities
    /// Settings; any JSON, because it is the user's.
    package var initializationOptions: JSON?
    /// How much it wants to see.
    package var trace: TraceValue
    /// Names the progress that the client shows for this request, if it wants any.
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
    /// What the user calls it.
    package var name: String
    /// For the log.
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
    /// What it can do.
    package var capabilities: ServerCapabilities
    /// For the client's log.
    package var serverName: String
    /// For the client's log.
    package var serverVersion: String

    /// All of its parts.
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
    /// The folder.
    package var uri: String
    /// What the user calls it.
    package var name: String

    /// All of its parts.
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
    /// The request that is no longer wanted.
    package var id: RequestID
}

extension CancelParams: JSONDecodable {
    package init(from json: JSON) throws(JSONDecodingError) { id = try json.required("id") }
}

/// `$/setTrace`.
package struct SetTraceParams: Sendable {
    /// The new value.
    package var value: TraceValue
}

extension SetTraceParams: JSONDecodable {
    package init(from json: JSON) throws(JSONDecodingError) { value = try json.required("value") }
}
