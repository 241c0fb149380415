package import JSON
package import Text

/// One completion.
package struct CompletionItem: Equatable, Sendable {
    /// The icon.
    package enum Kind: Int, ProtocolEnumeration {
        case text = 1
        case method, function, constructor, field, variable, `class`, interface, module, property
        case unit, value, `enum`, keyword, snippet, color, file, reference, folder, enumMember
        case constant, `struct`, event, `operator`, typeParameter
    }

    /// A replacement near the caret.
    package enum Edit: Hashable, Sendable {
        case single(ProtocolTextEdit)
        case insertReplace(newText: String, insert: PositionRange, replace: PositionRange)
    }

    /// What the menu shows.
    package var label: String
    /// Directly after the label, for example a signature.
    package var labelDetail: String?
    /// At the side, for example a module.
    package var labelDescription: String?
    /// The icon.
    package var kind: Kind?
    /// Shown struck through.
    package var isDeprecated = false
    /// Asks to be selected first.
    package var isPreselected = false
    /// A line, for example the type.
    package var detail: String?
    /// What the menu shows beside it.
    package var documentation: ProtocolText?
    /// What the client sorts by; the label if nil.
    package var sortText: String?
    /// What is compared with what was typed; the label if nil.
    package var filterText: String?
    /// What is inserted; the label if nil.
    package var insertText: String?
    /// Whether the text is a snippet.
    package var insertTextFormat: InsertTextFormat?
    /// How lines are indented.
    package var insertTextMode: InsertTextMode?
    /// What is inserted and what it replaces.
    package var edit: Edit?
    /// The text of the edit whose range is the list's default.
    package var editText: String?
    /// Edits elsewhere, for example imports.
    package var additionalEdits: [ProtocolTextEdit]?
    /// Characters that accept the item.
    package var commitCharacters: [String]?
    /// Run after the insertion.
    package var command: Command?
    /// Comes back in `completionItem/resolve`.
    package var data: JSON?

    /// An item with only a label.
    package init(label: String) { self.label = label }
}

extension CompletionItem: JSONDecodable {
    package init(from json: JSON) throws(JSONDecodingError) {
        label = try json.required("label")
        if let details = try json.optional("labelDetails", as: JSON.self) {
            labelDetail = try details.optional("detail")
            labelDescription = try details.optional("description")
        }
        kind = try json.optional("kind")
        let tags = try json.optional("tags", as: [Tag].self)
        let isMarked = try json.optional("deprecated", as: Bool.self) ?? false
        isDeprecated = isMarked || tags?.contains(.deprecated) ?? false
        isPreselected = try json.optional("preselect") ?? false
        detail = try json.optional("detail")
        documentation = try json.optional("documentation")
        sortText = try json.optional("sortText")
        filterText = try json.optional("filterText")
        insertText = try json.optional("insertText")
        insertTextFormat = try json.optional("insertTextFormat")
        insertTextMode = try json.optional("insertTextMode")
        edit = try json.optional("textEdit")
        editText = try json.optional("textEditText")
        additionalEdits = try json.optional("additionalTextEdits")
        commitCharacters = try json.optional("commitCharacters")
        command = try json.optional("command")
        data = json["data"]
    }

    private enum Tag: Int, ProtocolEnumeration {
        case deprecated = 1
    }
}

extension CompletionItem: JSONEncodable {
    package func encode(to writer: inout JSONWriter) {
        writer.object { writer in
            writer.member("label", label)
            if labelDetail != nil || labelDescription != nil {
                writer.member("labelDetails") { writer in
                    writer.member("detail", ifPresent: labelDetail)
                    writer.member("description", ifPresent: labelDescription)
                }
            }
            writer.member("kind", ifPresent: kind)
            if isDeprecated { writer.member("tags", [1]) }
            writer.member("detail", ifPresent: detail)
            writer.member("documentation", ifPresent: documentation)
            writer.flag("preselect", isPreselected)
            writer.member("sortText", ifPresent: sortText)
            writer.member("filterText", ifPresent: filterText)
            writer.member("insertText", ifPresent: insertText)
            writer.member("insertTextFormat", ifPresent: insertTextFormat)
            writer.member("insertTextMode", ifPresent: insertTextMode)
            writer.member("textEdit", ifPresent: edit)
            writer.member("textEditText", ifPresent: editText)
            writer.member("additionalTextEdits", ifPresent: additionalEdits)
            writer.member("commitCharacters", ifPresent: commitCharacters)
            writer.member("command", ifPresent: command)
            writer.member("data", ifPresent: data)
        }
    }
}

extension CompletionItem.Edit: JSONDecodable, JSONEncodable {
    package init(from json: JSON) throws(JSONDecodingError) {
        if json["insert"] != nil {
            self = .insertReplace(
                newText: try json.required("newText"), insert: try json.required("insert"),
                replace: try json.required("replace"))
        } else {
            self = .single(try ProtocolTextEdit(from: json))
        }
    }

    package func encode(to writer: inout JSONWriter) {
        switch self {
        case .single(let edit): writer.write(edit)
        case .insertReplace(let newText, let insert, let replace):
            writer.object { writer in
                writer.member("newText", newText)
                writer.member("insert", insert)
                writer.member("replace", replace)
            }
        }
    }
}
