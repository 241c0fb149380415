package import JSON

/// `workspace/executeCommand`.
package struct ExecuteCommandParams: Sendable {
    /// Its name.
    package var command: String
    /// As the command was given them.
    package var arguments: [JSON]
    /// Names the progress that the client shows for this request, if it wants any.
    package var workDoneToken: ProgressToken?
}

extension ExecuteCommandParams: JSONDecodable {
    package init(from json: JSON) throws(JSONDecodingError) {
        command = try json.required("command")
        arguments = try json.optional("arguments") ?? []
        workDoneToken = try json.optional("workDoneToken")
    }
}

/// `workspace/didChangeConfiguration`.
package struct DidChangeConfigurationParams: Sendable {
    /// Null from clients that want to be asked through `workspace/configuration`.
    package var settings: JSON
}

extension DidChangeConfigurationParams: JSONDecodable {
    package init(from json: JSON) throws(JSONDecodingError) {
        settings = try json.required("settings")
    }
}

/// `workspace/didChangeWatchedFiles`.
package struct DidChangeWatchedFilesParams: Sendable {
    /// What happened, in order.
    package var changes: [FileEvent]
}

extension DidChangeWatchedFilesParams: JSONDecodable {
    package init(from json: JSON) throws(JSONDecodingError) {
        changes = try json.required("changes")
    }
}

/// Something happened to a file on disk.
package struct FileEvent: Hashable, Sendable {
    /// What happened.
    package enum Change: Int, ProtocolEnumeration {
        case created = 1
        case changed = 2
        case deleted = 3
    }

    /// The file.
    package var uri: String
    /// What happened.
    package var change: Change
}

extension FileEvent: JSONDecodable {
    package init(from json: JSON) throws(JSONDecodingError) {
        uri = try json.required("uri")
        change = try json.required("type")
    }
}

/// `workspace/didChangeWorkspaceFolders`.
package struct DidChangeWorkspaceFoldersParams: Sendable {
    /// New roots.
    package var added: [WorkspaceFolder]
    /// Roots that are gone.
    package var removed: [WorkspaceFolder]
}

extension DidChangeWorkspaceFoldersParams: JSONDecodable {
    package init(from json: JSON) throws(JSONDecodingError) {
        let event = try json.required("event", as: JSON.self)
        added = try event.required("added")
        removed = try event.required("removed")
    }
}

/// One question of `workspace/configuration`; the answer is an array in the same order.
package struct ConfigurationItem: Hashable, Sendable {
    /// For which file or folder; for all if nil.
    package var scopeURI: String?
    /// Which part of the settings.
    package var section: String

    /// All of its parts.
    package init(scopeURI: String? = nil, section: String) {
        self.scopeURI = scopeURI
        self.section = section
    }
}

extension ConfigurationItem: JSONEncodable {
    package func encode(to writer: inout JSONWriter) {
        writer.object { writer in
            writer.member("scopeUri", ifPresent: scopeURI)
            writer.member("section", section)
        }
    }
}

/// A capability that is announced while the server runs.
package struct Registration: Sendable {
    /// What is announced.
    package enum Capability: Sendable {
        case didChangeConfiguration(section: String)
        case didChangeWatchedFiles([FileSystemWatcher])
        /// Any other method, with its options.
        case method(String, options: JSON?)
    }

    /// For the unregistration.
    package var id: String
    /// What is announced.
    package var capability: Capability

    /// All of its parts.
    package init(id: String, _ capability: Capability) {
        self.id = id
        self.capability = capability
    }

    /// The method as the wire spells it.
    package var method: String {
        switch capability {
        case .didChangeConfiguration: "workspace/didChangeConfiguration"
        case .didChangeWatchedFiles: "workspace/didChangeWatchedFiles"
        case .method(let name, _): name
        }
    }
}

extension Registration: JSONEncodable {
    package func encode(to writer: inout JSONWriter) {
        writer.object { writer in
            writer.member("id", id)
            writer.member("method", method)
            switch capability {
            case .didChangeConfiguration(let section):
                writer.member("registerOptions") { $0.member("section", section) }
            case .didChangeWatchedFiles(let watchers):
                writer.member("registerOptions") { $0.member("watchers", watchers) }
            case .method(_, let options):
                writer.member("registerOptions", ifPresent: options)
            }
        }
    }
}

/// Which files the client watches for us.
package struct FileSystemWatcher: Hashable, Sendable {
    /// Like `**/*.py`; relative to `base`, for clients that understand this, else absolute.
    package var pattern: String
    /// The URI of a folder.
    package var base: String?

    /// All of its parts.
    package init(pattern: String, base: String? = nil) {
        self.pattern = pattern
        self.base = base
    }
}

extension FileSystemWatcher: JSONEncodable {
    package func encode(to writer: inout JSONWriter) {
        writer.object { writer in
            if let base {
                writer.member("globPattern") { writer in
                    writer.member("baseUri", base)
                    writer.member("pattern", pattern)
                }
            } else {
                writer.member("globPattern", pattern)
            }
        }
    }
}

/// The end of a registration.
package struct Unregistration: Hashable, Sendable {
    /// For the unregistration.
    package var id: String
    /// The method that was registered.
    package var method: String

    /// All of its parts.
    package init(id: String, method: String) {
        self.id = id
        self.method = method
    }
}

extension Unregistration: JSONEncodable {
    package func encode(to writer: inout JSONWriter) {
        writer.object { writer in
            writer.member("id", id)
            writer.member("method", method)
        }
    }
}
