package import JSON
package import Text

/// The replacement of a range of positions. (`TextEdit` is the one of byte offsets.)
package struct ProtocolTextEdit: Hashable, Sendable {
    /// What is replaced.
    package var range: PositionRange
    /// What comes in its place.
    package var newText: String

    /// All of its parts.
    package init(range: PositionRange, newText: String) {
        self.range = range
        self.newText = newText
    }
}

extension ProtocolTextEdit: JSONDecodable, JSONEncodable {
    package init(from json: JSON) throws(JSONDecodingError) {
        self.init(range: try json.required("range"), newText: try json.required("newText"))
    }

    package func encode(to writer: inout JSONWriter) {
        writer.object { writer in
            writer.member("range", range)
            writer.member("newText", newText)
        }
    }
}

/// Changes of several documents and files, to be applied together.
package struct WorkspaceEdit: Hashable, Sendable {
    /// In the order in which they are to happen.
    package var changes: [Change]
    /// What the user reads about groups of edits, by the names that edits refer to.
    package var annotations: [String: ChangeAnnotation]
    /// Whether to write `changes` instead of `documentChanges`, for a client that has only those:
    /// without versions and without operations on files.
    package private(set) var isPlain = false

    /// All of its parts.
    package init(_ changes: [Change], annotations: [String: ChangeAnnotation] = [:]) {
        self.changes = changes
        self.annotations = annotations
    }

    /// One step of an edit.
    package enum Change: Hashable, Sendable {
        case edit(DocumentEdit)
        case create(uri: String, overwrite: Bool, ignoreIfExists: Bool, annotation: String?)
        case rename(from: String, to: String, overwrite: Bool, annotation: String?)
        case delete(uri: String, recursive: Bool, ignoreIfMissing: Bool, annotation: String?)
    }

    /// The edits of one document.
    package struct DocumentEdit: Hashable, Sendable {
        /// The document.
        package var uri: String
        /// The version that the edits were made for; nil for a file that is not open.
        package var version: Int?
        /// All in terms of the same text; disjoint.
        package var edits: [ProtocolTextEdit]
        /// The annotation of all these edits.
        package var annotation: String?

        /// All of its parts.
        package init(
            uri: String, version: Int?, edits: [ProtocolTextEdit], annotation: String? = nil
        ) {
            self.uri = uri
            self.version = version
            self.edits = edits
            self.annotation = annotation
        }
    }

    /// The same edit in what the client understands; nil if it cannot express it.
    package func reduced(for client: ClientCapabilities.Workspace) -> WorkspaceEdit? {
        var result = self
        if !client.changeAnnotations {
            result.annotations = [:]
            result.changes = changes.map(\.withoutAnnotation)
        }
        for change in changes {
            guard let operation = change.operation else { continue }
            if !client.documentChanges || !client.resourceOperations.contains(operation) {
                return nil
            }
        }
        if !client.documentChanges {
            result.isPlain = true
            result.annotations = [:]
        }
        return result
    }
}

extension WorkspaceEdit.Change {
    /// The client capability that an operation on files needs.
    fileprivate var operation: String? {
        switch self {
        case .edit: nil
        case .create: "create"
        case .rename: "rename"
        case .delete: "delete"
        }
    }

    fileprivate var withoutAnnotation: WorkspaceEdit.Change {
        switch self {
        case .edit(var edit):
            edit.annotation = nil
            return .edit(edit)
        case .create(let uri, let overwrite, let ignoreIfExists, _):
            return .create(
                uri: uri, overwrite: overwrite, ignoreIfExists: ignoreIfExists, annotation: nil)
        case .rename(let from, let to, let overwrite, _):
            return .rename(from: from, to: to, overwrite: overwrite, annotation: nil)
        case .delete(let uri, let recursive, let ignoreIfMissing, _):
            return .delete(
                uri: uri, recursive: recursive, ignoreIfMissing: ignoreIfMissing, annotation: nil)
        }
    }
}

extension WorkspaceEdit: JSONDecodable, JSONEncodable {
    /// Reads the edits of documents, which is all that the edits of our actions have.
    package init(from json: JSON) throws(JSONDecodingError) {
        if let edits = try json.optional("documentChanges", as: [DocumentEdit].self) {
            self.init(edits.map(Change.edit))
            return
        }
        var changes: [Change] = []
        for (uri, edits) in try json.required("changes", as: JSON.self).members {
            changes.append(
                .edit(
                    DocumentEdit(uri: uri, version: nil, edits: try [ProtocolTextEdit](from: edits))
                )
            )
        }
        self.init(changes)
        isPlain = true
    }

    package func encode(to writer: inout JSONWriter) {
        writer.object { writer in
            guard !isPlain else { return writer.member("changes", editsByDocument) }
            writer.member("documentChanges", changes)
            if !annotations.isEmpty { writer.member("changeAnnotations", annotations) }
        }
    }

    private var editsByDocument: [String: [ProtocolTextEdit]] {
        var result: [String: [ProtocolTextEdit]] = [:]
        for case .edit(let edit) in changes { result[edit.uri, default: []] += edit.edits }
        return result
    }
}

extension WorkspaceEdit.Change: JSONEncodable {
    package func encode(to writer: inout JSONWriter) {
        switch self {
        case .edit(let edit): writer.write(edit)
        case .create(let uri, let overwrite, let ignoreIfExists, let annotation):
            writer.object { writer in
                writer.member("kind", "create")
                writer.member("uri", uri)
                writer.member("options") { writer in
                    writer.flag("overwrite", overwrite)
                    writer.flag("ignoreIfExists", ignoreIfExists)
                }
                writer.member("annotationId", ifPresent: annotation)
            }
        case .rename(let from, let to, let overwrite, let annotation):
            writer.object { writer in
                writer.member("kind", "rename")
                writer.member("oldUri", from)
                writer.member("newUri", to)
                writer.member("options") { $0.flag("overwrite", overwrite) }
                writer.member("annotationId", ifPresent: annotation)
            }
        case .delete(let uri, let recursive, let ignoreIfMissing, let annotation):
            writer.object { writer in
                writer.member("kind", "delete")
                writer.member("uri", uri)
                writer.member("options") { writer in
                    writer.flag("recursive", recursive)
                    writer.flag("ignoreIfNotExists", ignoreIfMissing)
                }
                writer.member("annotationId", ifPresent: annotation)
            }
        }
    }
}

extension WorkspaceEdit.DocumentEdit: JSONDecodable, JSONEncodable {
    package init(from json: JSON) throws(JSONDecodingError) {
        let document = try json.required("textDocument", as: JSON.self)
        let version: Int? = try document.optional("version")
        if let version, Int32(exactly: version) == nil {
            throw document.invalid("expected a version of 32 bits")
        }
        self.init(
            uri: try document.required("uri"), version: version, edits: try json.required("edits"))
    }

    package func encode(to writer: inout JSONWriter) {
        writer.object { writer in
            writer.member("textDocument") { writer in
                writer.member("uri", uri)
                // The protocol wants null for "whatever version", not an absent member.
                if let version {
                    writer.member("version", version)
                } else {
                    writer.nullMember("version")
                }
            }
            writer.key("edits")
            writer.array { writer in
                for edit in edits {
                    writer.object { writer in
                        writer.member("range", edit.range)
                        writer.member("newText", edit.newText)
                        writer.member("annotationId", ifPresent: annotation)
                    }
                }
            }
        }
    }
}

/// What the user reads about edits before they are applied.
package struct ChangeAnnotation: Hashable, Sendable {
    /// Names the group.
    package var label: String
    package var description: String?
    /// Whether the user is asked first.
    package var needsConfirmation: Bool

    /// All of its parts.
    package init(label: String, description: String? = nil, needsConfirmation: Bool) {
        self.label = label
        self.description = description
        self.needsConfirmation = needsConfirmation
    }
}

extension ChangeAnnotation: JSONEncodable {
    package func encode(to writer: inout JSONWriter) {
        writer.object { writer in
            writer.member("label", label)
            writer.member("needsConfirmation", needsConfirmation)
            writer.member("description", ifPresent: description)
        }
    }
}

/// `workspace/applyEdit`.
package struct ApplyWorkspaceEditParams: Sendable {
    /// Names the edit in the client's undo history.
    package var label: String?
    /// What to apply.
    package var edit: WorkspaceEdit

    /// All of its parts.
    package init(label: String?, edit: WorkspaceEdit) {
        self.label = label
        self.edit = edit
    }
}

extension ApplyWorkspaceEditParams: JSONEncodable {
    package func encode(to writer: inout JSONWriter) {
        writer.object { writer in
            writer.member("label", ifPresent: label)
            writer.member("edit", edit)
        }
    }
}

/// The answer to `workspace/applyEdit`.
package struct ApplyWorkspaceEditResult: Hashable, Sendable {
    /// Whether it was.
    package var applied: Bool
    /// Why not, if the client says.
    package var failureReason: String?
}

extension ApplyWorkspaceEditResult: JSONDecodable {
    package init(from json: JSON) throws(JSONDecodingError) {
        applied = try json.required("applied")
        failureReason = json.lenient("failureReason")
    }
}
