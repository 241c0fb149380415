package import JSON
package import Text

/// `textDocument/completion`.
package struct CompletionParams: Sendable {
    /// Why the client asks.
    package enum TriggerKind: Int, ProtocolEnumeration {
        case invoked = 1
        case triggerCharacter = 2
        case incomplete = 3
    }

    /// The document, as the client spells it.
    package var uri: String
    /// The caret.
    package var position: Position
    /// Why the client asks.
    package var triggerKind: TriggerKind
    /// The character typed, if one is the reason.
    package var triggerCharacter: String?
    /// Names the progress that the client shows for this request, if it wants any.
    package var workDoneToken: ProgressToken?
}

extension CompletionParams: JSONDecodable {
    package init(from json: JSON) throws(JSONDecodingError) {
        uri = try json.documentURI()
        position = try json.required("position")
        let context = try json.optional("context", as: JSON.self)
        triggerKind = try context?.required("triggerKind") ?? .invoked
        triggerCharacter = try context?.optional("triggerCharacter") ?? nil
        workDoneToken = try json.optional("workDoneToken")
    }
}

/// The answer to `textDocument/completion`.
package struct CompletionList: Equatable, Sendable {
    /// Typing on asks again.
    package var isIncomplete: Bool
    /// What holds for all items.
    package var defaults: CompletionItemDefaults?
    /// In the server's order.
    package var items: [CompletionItem]

    /// All of its parts.
    package init(
        isIncomplete: Bool, defaults: CompletionItemDefaults? = nil, items: [CompletionItem]
    ) {
        self.isIncomplete = isIncomplete
        self.defaults = defaults
        self.items = items
    }
}

extension CompletionList: JSONDecodable, JSONEncodable {
    package init(from json: JSON) throws(JSONDecodingError) {
        isIncomplete = try json.required("isIncomplete")
        defaults = try json.optional("itemDefaults")
        items = try json.required("items")
    }

    package func encode(to writer: inout JSONWriter) {
        writer.object { writer in
            writer.member("isIncomplete", isIncomplete)
            writer.member("itemDefaults", ifPresent: defaults)
            writer.member("items", items)
        }
    }
}

/// What holds for every item that does not say otherwise; only what the client announced.
package struct CompletionItemDefaults: Equatable, Sendable {
    /// Characters that accept an item.
    package var commitCharacters: [String]?
    /// What an item replaces.
    package var editRange: CompletionEditRange?
    /// Whether texts are snippets.
    package var insertTextFormat: InsertTextFormat?
    /// How lines are indented.
    package var insertTextMode: InsertTextMode?
    /// Comes back when an item is resolved.
    package var data: JSON?

    /// All of its parts.
    package init(
        commitCharacters: [String]? = nil, editRange: CompletionEditRange? = nil,
        insertTextFormat: InsertTextFormat? = nil, insertTextMode: InsertTextMode? = nil,
        data: JSON? = nil
    ) {
        self.commitCharacters = commitCharacters
        self.editRange = editRange
        self.insertTextFormat = insertTextFormat
        self.insertTextMode = insertTextMode
        self.data = data
    }
}

extension CompletionItemDefaults: JSONDecodable, JSONEncodable {
    package init(from json: JSON) throws(JSONDecodingError) {
        commitCharacters = try json.optional("commitCharacters")
        editRange = try json.optional("editRange")
        insertTextFormat = try json.optional("insertTextFormat")
        insertTextMode = try json.optional("insertTextMode")
        data = json["data"]
    }

    package func encode(to writer: inout JSONWriter) {
        writer.object { writer in
            writer.member("commitCharacters", ifPresent: commitCharacters)
            writer.member("editRange", ifPresent: editRange)
            writer.member("insertTextFormat", ifPresent: insertTextFormat)
            writer.member("insertTextMode", ifPresent: insertTextMode)
            writer.member("data", ifPresent: data)
        }
    }
}

/// What a completion replaces.
package enum CompletionEditRange: Hashable, Sendable {
    case single(PositionRange)
    /// `insert` ends at the caret, `replace` may go on; both start at the same place.
    case insertReplace(insert: PositionRange, replace: PositionRange)
}

extension CompletionEditRange: JSONDecodable, JSONEncodable {
    package init(from json: JSON) throws(JSONDecodingError) {
        if json["insert"] != nil {
            self = .insertReplace(
                insert: try json.required("insert"), replace: try json.required("replace"))
        } else {
            self = .single(try PositionRange(from: json))
        }
    }

    package func encode(to writer: inout JSONWriter) {
        switch self {
        case .single(let range): writer.write(range)
        case .insertReplace(let insert, let replace):
            writer.object { writer in
                writer.member("insert", insert)
                writer.member("replace", replace)
            }
        }
    }
}

/// Whether the text of an item is literal or a snippet.
package enum InsertTextFormat: Int, ProtocolEnumeration {
    case plainText = 1
    case snippet = 2
}

/// Whether the client adapts the indentation of inserted lines.
package enum InsertTextMode: Int, ProtocolEnumeration {
    case asIs = 1
    case adjustIndentation = 2
}

/// `textDocument/inlineCompletion`.
package struct InlineCompletionParams: Sendable {
    /// Why the client asks.
    package enum TriggerKind: Int, ProtocolEnumeration {
        case invoked = 1
        case automatic = 2
    }

    /// The selected item of the completion menu.
    package struct SelectedCompletion: Hashable, Sendable {
        /// What it replaces.
        package var range: PositionRange
        /// What it inserts.
        package var text: String
    }

    /// The document, as the client spells it.
    package var uri: String
    /// The caret.
    package var position: Position
    /// Why the client asks.
    package var triggerKind: TriggerKind
    /// What the completion menu has selected: an inline completion must go on from it.
    package var selectedCompletion: SelectedCompletion?
    /// Names the progress that the client shows for this request, if it wants any.
    package var workDoneToken: ProgressToken?
}

extension InlineCompletionParams: JSONDecodable {
    package init(from json: JSON) throws(JSONDecodingError) {
        uri = try json.documentURI()
        position = try json.required("position")
        let context = try json.required("context", as: JSON.self)
        triggerKind = try context.required("triggerKind")
        selectedCompletion = try context.optional("selectedCompletionInfo")
        workDoneToken = try json.optional("workDoneToken")
    }
}

extension InlineCompletionParams.SelectedCompletion: JSONDecodable {
    package init(from json: JSON) throws(JSONDecodingError) {
        range = try json.required("range")
        text = try json.required("text")
    }
}

/// The answer to `textDocument/inlineCompletion`: always a list object, because lsp-mode cannot
/// read a bare empty array.
package struct InlineCompletionList: Equatable, Sendable {
    /// In the server's order.
    package var items: [InlineCompletionItem]

    /// All of its parts.
    package init(items: [InlineCompletionItem]) { self.items = items }
}

extension InlineCompletionList: JSONEncodable {
    package func encode(to writer: inout JSONWriter) {
        writer.object { $0.member("items", items) }
    }
}

/// Text shown in the line before it is accepted.
package struct InlineCompletionItem: Equatable, Sendable {
    /// The text, or the snippet.
    package var insertText: String
    /// Whether the text has placeholders.
    package var isSnippet: Bool
    /// What is compared with the text before the caret; the text itself if nil.
    package var filterText: String?
    /// Within the caret's line; required here, because lsp-mode shows nothing without it.
    package var range: PositionRange
    /// Run after the text was accepted.
    package var command: Command?

    /// All of its parts.
    package init(
        insertText: String, isSnippet: Bool = false, filterText: String? = nil,
        range: PositionRange, command: Command? = nil
    ) {
        self.insertText = insertText
        self.isSnippet = isSnippet
        self.filterText = filterText
        self.range = range
        self.command = command
    }
}

extension InlineCompletionItem: JSONEncodable {
    package func encode(to writer: inout JSONWriter) {
        writer.object { writer in
            if isSnippet {
                writer.member("insertText") { writer in
                    writer.member("kind", "snippet")
                    writer.member("value", insertText)
                }
            } else {
                writer.member("insertText", insertText)
            }
            writer.member("filterText", ifPresent: filterText)
            writer.member("range", range)
            writer.member("command", ifPresent: command)
        }
    }
}
