package import JSON
package import Text

/// What a code action is for; dotted, open to additions, and matched by prefix.
package struct CodeActionKind: RawRepresentable, Hashable, Sendable {
    /// As the wire spells it.
    package let rawValue: String

    package init(rawValue: String) { self.rawValue = rawValue }

    /// Repairs a problem.
    package static let quickFix = CodeActionKind(rawValue: "quickfix")
    /// Changes the shape of code and not what it does.
    package static let refactor = CodeActionKind(rawValue: "refactor")
    /// Refactors in place.
    package static let refactorRewrite = CodeActionKind(rawValue: "refactor.rewrite")
    /// Changes the whole file.
    package static let source = CodeActionKind(rawValue: "source")

    /// Whether this kind is `other` or one of its parts; the empty kind contains all.
    package func isWithin(_ other: CodeActionKind) -> Bool {
        other.rawValue.isEmpty || rawValue == other.rawValue
            || rawValue.utf8.starts(with: (other.rawValue + ".").utf8)
    }
}

extension CodeActionKind: JSONDecodable, JSONEncodable {
    package init(from json: JSON) throws(JSONDecodingError) {
        rawValue = try String(from: json)
    }

    package func encode(to writer: inout JSONWriter) { writer.write(rawValue) }
}

/// `textDocument/codeAction`.
package struct CodeActionParams: Sendable {
    /// Whether the user asked.
    package enum TriggerKind: Int, ProtocolEnumeration {
        case invoked = 1
        case automatic = 2
    }

    /// The document, as the client spells it.
    package var uri: String
    /// Where actions are wanted.
    package var range: PositionRange
    /// The diagnostics in that range.
    package var diagnostics: [Diagnostic]
    /// The kinds that are wanted; nil for all.
    package var only: [CodeActionKind]?
    /// Whether the user asked, if the client says.
    package var triggerKind: TriggerKind?
    /// Names the progress that the client shows for this request, if it wants any.
    package var workDoneToken: ProgressToken?
}

extension CodeActionParams: JSONDecodable {
    package init(from json: JSON) throws(JSONDecodingError) {
        uri = try json.documentURI()
        range = try json.required("range")
        let context = try json.required("context", as: JSON.self)
        diagnostics = try context.required("diagnostics")
        only = try context.optional("only")
        triggerKind = try context.optional("triggerKind")
        workDoneToken = try json.optional("workDoneToken")
    }
}

/// Something that can be done to the code at a place.
package struct CodeAction: Equatable, Sendable {
    /// What the user reads.
    package var title: String
    /// What it is for.
    package var kind: CodeActionKind?
    /// The diagnostics that it resolves.
    package var diagnostics: [Diagnostic]
    /// Whether it is the one to take without a look.
    package var isPreferred: Bool
    /// Why it cannot be done now.
    package var disabledReason: String?
    /// Read from what a client sends back as far as it is one of ours: some ask about each action
    /// that somebody chooses, also where nothing is missing.
    package var edit: WorkspaceEdit?
    /// Run after the edit, or instead of one.
    package var command: Command?
    /// Comes back in `codeAction/resolve`.
    package var data: JSON?

    /// An action; without an edit and a command it must be resolved.
    package init(
        title: String, kind: CodeActionKind?, diagnostics: [Diagnostic] = [],
        isPreferred: Bool = false, disabledReason: String? = nil, edit: WorkspaceEdit? = nil,
        command: Command? = nil, data: JSON? = nil
    ) {
        self.title = title
        self.kind = kind
        self.diagnostics = diagnostics
        self.isPreferred = isPreferred
        self.disabledReason = disabledReason
        self.edit = edit
        self.command = command
        self.data = data
    }
}

extension CodeAction: JSONDecodable, JSONEncodable {
    package init(from json: JSON) throws(JSONDecodingError) {
        title = try json.required("title")
        kind = try json.optional("kind")
        diagnostics = try json.optional("diagnostics") ?? []
        isPreferred = try json.optional("isPreferred") ?? false
        disabledReason = try json.optional("disabled", as: JSON.self)?.required("reason")
        edit = json["edit"].flatMap { try? WorkspaceEdit(from: $0) }
        command = try json.optional("command")
        data = json["data"]
    }

    package func encode(to writer: inout JSONWriter) {
        writer.object { writer in
            writer.member("title", title)
            writer.member("kind", ifPresent: kind)
            if !diagnostics.isEmpty { writer.member("diagnostics", diagnostics) }
            writer.flag("isPreferred", isPreferred)
            if let disabledReason {
                writer.member("disabled") { $0.member("reason", disabledReason) }
            }
            writer.member("edit", ifPresent: edit)
            writer.member("command", ifPresent: command)
            writer.member("data", ifPresent: data)
        }
    }
}

/// One entry of the answer to `textDocument/codeAction`.
package enum CodeActionEntry: Equatable, Sendable {
    case action(CodeAction)
    /// For clients that do not know code actions as objects.
    case command(Command)
}

extension CodeActionEntry: JSONEncodable {
    package func encode(to writer: inout JSONWriter) {
        switch self {
        case .action(let action): writer.write(action)
        case .command(let command): writer.write(command)
        }
    }
}
