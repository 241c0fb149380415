package import JSON
package import Text

/// What the client can do, as far as we ask.
///
/// Reading it never fails: a part of the wrong type counts as absent, because real clients get
/// parts wrong that do not concern us, and refusing `initialize` would cost the user everything.
package struct ClientCapabilities: Sendable {
    /// Encodings and stale requests.
    package var general: General
    /// Messages, progress and documents shown.
    package var window: Window
    /// Edits, configuration, watching.
    package var workspace: Workspace
    /// Completions, in the menu and inline.
    package var completion: Completion
    /// Code actions.
    package var codeAction: CodeAction
    /// Diagnostics, pushed and pulled.
    package var diagnostics: Diagnostics
    /// Synchronisation, symbols, folding.
    package var textDocument: TextDocument

    /// `general`.
    package struct General: Sendable {
        /// In the client's order of preference; unknown ones are left out. Empty if the client
        /// did not say, which means UTF-16.
        package var positionEncodings: [PositionEncoding]
        /// The client cancels requests that its own edits made stale.
        package var cancelsStaleRequests: Bool
        /// The methods that the client asks again after `contentModified`.
        package var retriesOnContentModified: [String]
    }

    /// `window`.
    package struct Window: Sendable {
        /// The server may create progress of its own.
        package var workDoneProgress: Bool
        /// Messages may have buttons.
        package var showMessageRequest: Bool
        /// Documents can be shown on request.
        package var showDocument: Bool
    }

    /// `workspace`.
    package struct Workspace: Sendable {
        /// `workspace/applyEdit` is understood.
        package var applyEdit: Bool
        /// Edits may name versions.
        package var documentChanges: Bool
        /// `create`, `rename`, `delete`.
        package var resourceOperations: [String]
        /// Edits may be annotated.
        package var changeAnnotations: Bool
        /// Edits may say that they are a refactoring.
        package var editMetadata: Bool
        /// Edits may be snippets.
        package var snippetEdits: Bool
        /// `workspace/configuration` is understood.
        package var configuration: Bool
        /// There may be several roots.
        package var workspaceFolders: Bool
        /// Can be asked to report changes of the configuration.
        package var didChangeConfigurationRegistration: Bool
        /// Can be asked to watch files.
        package var watchedFilesRegistration: Bool
        /// Watched patterns may be relative to a folder.
        package var watchedFilesRelativePattern: Bool
        /// Workspace symbols can be registered later.
        package var symbolRegistration: Bool
        /// The properties of a workspace symbol that may be filled in later.
        package var symbolResolveProperties: [String]
        /// Commands can be registered later.
        package var executeCommandRegistration: Bool
        /// Can be told to pull diagnostics again.
        package var diagnosticRefresh: Bool
        /// Can be told to ask for folding ranges again.
        package var foldingRangeRefresh: Bool
    }

    /// `textDocument.completion` and `textDocument.inlineCompletion`.
    package struct Completion: Sendable {
        /// Whether the client says anything about it.
        package var isPresent: Bool
        /// Insertions may be snippets.
        package var snippets: Bool
        /// Edits may say both what to insert over and what to replace.
        package var insertReplace: Bool
        /// Items may have details beside the label.
        package var labelDetails: Bool
        /// Items may name characters that accept them.
        package var commitCharacters: Bool
        /// Items may ask to be selected first.
        package var preselect: Bool
        /// Items may be marked as deprecated by a flag.
        package var deprecated: Bool
        /// Items may be marked as deprecated by a tag.
        package var deprecatedTag: Bool
        /// In the client's order of preference.
        package var documentationFormats: [MarkupContent.Kind]
        /// The properties that may be filled in later.
        package var resolveProperties: [String]
        /// `commitCharacters`, `editRange`, `insertTextFormat`, `insertTextMode`, `data`.
        package var itemDefaults: [String]
        /// Can be registered later.
        package var dynamicRegistration: Bool
        /// Inline completions are understood.
        package var inlineCompletion: Bool
        /// Inline completions can be registered later.
        package var inlineCompletionRegistration: Bool
    }

    /// `textDocument.codeAction`.
    package struct CodeAction: Sendable {
        /// Whether the client says anything about it.
        package var isPresent: Bool
        /// Without it only commands are understood.
        package var literals: Bool
        /// The kinds that the client knows.
        package var kinds: [String]
        /// Actions may ask to be the preferred one.
        package var isPreferred: Bool
        /// Actions may be shown as disabled.
        package var disabled: Bool
        /// Data comes back as it was sent.
        package var data: Bool
        /// The properties that may be filled in later.
        package var resolveProperties: [String]
        /// Annotations of an action's edit are shown.
        package var honorsChangeAnnotations: Bool
        /// Can be registered later.
        package var dynamicRegistration: Bool
    }

    /// `textDocument.publishDiagnostics` and `textDocument.diagnostic`.
    package struct Diagnostics: Sendable {
        /// Diagnostics may point to other places.
        package var relatedInformation: Bool
        /// The tags that the client shows.
        package var tags: [Int]
        /// Published diagnostics may name the document's version.
        package var version: Bool
        /// Codes may link to a page.
        package var codeDescription: Bool
        /// Data comes back as it was sent.
        package var data: Bool
        /// Messages may be Markdown.
        package var markupMessages: Bool
        /// The client asks for diagnostics itself.
        package var pull: Bool
        /// Pulled diagnostics can be registered later.
        package var pullRegistration: Bool
    }

    /// The rest of `textDocument`.
    package struct TextDocument: Sendable {
        /// Synchronisation can be registered later.
        package var syncRegistration: Bool
        /// Outlines may be trees.
        package var hierarchicalSymbols: Bool
        /// Only whole lines are folded.
        package var lineFoldingOnly: Bool
        /// The most folding ranges that the client wants.
        package var foldingRangeLimit: Int?
        /// Empty if the client did not say.
        package var foldingRangeKinds: [String]
        /// Folded ranges may show a text of ours.
        package var collapsedText: Bool
    }
}

extension ClientCapabilities: JSONDecodable {
    package init(from json: JSON) throws(JSONDecodingError) {
        try json.requireObject()
        self.init(CapabilityTree(json))
    }

    /// A client that can do nothing beyond the protocol's minimum.
    package static let none = ClientCapabilities(CapabilityTree(nil))

    private init(_ tree: CapabilityTree) {
        let textDocument = tree["textDocument"]
        self.general = General(tree["general"])
        self.window = Window(tree["window"])
        self.workspace = Workspace(tree["workspace"])
        self.completion = Completion(textDocument)
        self.codeAction = CodeAction(textDocument["codeAction"])
        self.diagnostics = Diagnostics(textDocument)
        self.textDocument = TextDocument(textDocument)
    }
}

/// A part of the capabilities that may be missing or have any shape.
private struct CapabilityTree {
    private let json: JSON?

    init(_ json: JSON?) { self.json = json }

    subscript(_ key: String) -> CapabilityTree { CapabilityTree(json?[key]) }

    /// Whether the flag is set.
    func has(_ key: String) -> Bool { json?[key]?.bool ?? false }

    /// Whether the part is there as an object.
    var isPresent: Bool { json?.kind == .object }

    var strings: [String] { json?.elements.compactMap(\.string) ?? [] }

    var integers: [Int] { json?.elements.compactMap(\.int) ?? [] }

    /// A count: a number below 0 says nothing.
    var count: Int? { json?.int.flatMap { $0 >= 0 ? $0 : nil } }
}

extension ClientCapabilities.General {
    fileprivate init(_ tree: CapabilityTree) {
        let stale = tree["staleRequestSupport"]
        self.init(
            positionEncodings: tree["positionEncodings"].strings.compactMap(
                PositionEncoding.init(rawValue:)),
            cancelsStaleRequests: stale.has("cancel"),
            retriesOnContentModified: stale["retryOnContentModified"].strings)
    }
}

extension ClientCapabilities.Window {
    fileprivate init(_ tree: CapabilityTree) {
        self.init(
            workDoneProgress: tree.has("workDoneProgress"),
            showMessageRequest: tree["showMessage"].isPresent,
            showDocument: tree["showDocument"].has("support"))
    }
}

extension ClientCapabilities.Workspace {
    fileprivate init(_ tree: CapabilityTree) {
        let edit = tree["workspaceEdit"]
        let watching = tree["didChangeWatchedFiles"]
        let symbol = tree["symbol"]
        self.init(
            applyEdit: tree.has("applyEdit"),
            documentChanges: edit.has("documentChanges"),
            resourceOperations: edit["resourceOperations"].strings,
            changeAnnotations: edit["changeAnnotationSupport"].isPresent,
            editMetadata: edit.has("metadataSupport"),
            snippetEdits: edit.has("snippetEditSupport"),
            configuration: tree.has("configuration"),
            workspaceFolders: tree.has("workspaceFolders"),
            didChangeConfigurationRegistration: tree["didChangeConfiguration"]
                .has("dynamicRegistration"),
            watchedFilesRegistration: watching.has("dynamicRegistration"),
            watchedFilesRelativePattern: watching.has("relativePatternSupport"),
            symbolRegistration: symbol.has("dynamicRegistration"),
            symbolResolveProperties: symbol["resolveSupport"]["properties"].strings,
            executeCommandRegistration: tree["executeCommand"].has("dynamicRegistration"),
            diagnosticRefresh: tree["diagnostics"].has("refreshSupport"),
            foldingRangeRefresh: tree["foldingRange"].has("refreshSupport"))
    }
}

extension ClientCapabilities.Completion {
    fileprivate init(_ textDocument: CapabilityTree) {
        let tree = textDocument["completion"]
        let item = tree["completionItem"]
        let inline = textDocument["inlineCompletion"]
        self.init(
            isPresent: tree.isPresent,
            snippets: item.has("snippetSupport"),
            insertReplace: item.has("insertReplaceSupport"),
            labelDetails: item.has("labelDetailsSupport"),
            commitCharacters: item.has("commitCharactersSupport"),
            preselect: item.has("preselectSupport"),
            deprecated: item.has("deprecatedSupport"),
            deprecatedTag: item["tagSupport"]["valueSet"].integers.contains(1),
            documentationFormats: item["documentationFormat"].strings.compactMap(
                MarkupContent.Kind.init(rawValue:)),
            resolveProperties: item["resolveSupport"]["properties"].strings,
            itemDefaults: tree["completionList"]["itemDefaults"].strings,
            dynamicRegistration: tree.has("dynamicRegistration"),
            inlineCompletion: inline.isPresent,
            inlineCompletionRegistration: inline.has("dynamicRegistration"))
    }
}

extension ClientCapabilities.CodeAction {
    fileprivate init(_ tree: CapabilityTree) {
        let literals = tree["codeActionLiteralSupport"]
        self.init(
            isPresent: tree.isPresent,
            literals: literals.isPresent,
            kinds: literals["codeActionKind"]["valueSet"].strings,
            isPreferred: tree.has("isPreferredSupport"),
            disabled: tree.has("disabledSupport"),
            data: tree.has("dataSupport"),
            resolveProperties: tree["resolveSupport"]["properties"].strings,
            honorsChangeAnnotations: tree.has("honorsChangeAnnotations"),
            dynamicRegistration: tree.has("dynamicRegistration"))
    }
}

extension ClientCapabilities.Diagnostics {
    fileprivate init(_ textDocument: CapabilityTree) {
        let publish = textDocument["publishDiagnostics"]
        let pull = textDocument["diagnostic"]
        self.init(
            relatedInformation: publish.has("relatedInformation"),
            tags: publish["tagSupport"]["valueSet"].integers,
            version: publish.has("versionSupport"),
            codeDescription: publish.has("codeDescriptionSupport"),
            data: publish.has("dataSupport"),
            markupMessages: pull.has("markupMessageSupport"),
            pull: pull.isPresent,
            pullRegistration: pull.has("dynamicRegistration"))
    }
}

extension ClientCapabilities.TextDocument {
    fileprivate init(_ textDocument: CapabilityTree) {
        let folding = textDocument["foldingRange"]
        self.init(
            syncRegistration: textDocument["synchronization"].has("dynamicRegistration"),
            hierarchicalSymbols: textDocument["documentSymbol"]
                .has("hierarchicalDocumentSymbolSupport"),
            lineFoldingOnly: folding.has("lineFoldingOnly"),
            foldingRangeLimit: folding["rangeLimit"].count,
            foldingRangeKinds: folding["foldingRangeKind"]["valueSet"].strings,
            collapsedText: folding["foldingRange"].has("collapsedText"))
    }
}
