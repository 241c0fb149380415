package import JSON
package import Text

/// What the client can do, as far as we ask.
///
/// Reading it never fails: a part of the wrong type counts as absent, because real clients get
/// parts wrong that do not concern us, and refusing `initialize` would cost the user everything.
package struct ClientCapabilities: Sendable {
    package var general: General
    package var window: Window
    package var workspace: Workspace
    package var completion: Completion
    package var codeAction: CodeAction
    package var diagnostics: Diagnostics
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
        package var workDoneProgress: Bool
        package var showMessageRequest: Bool
        package var showDocument: Bool
    }

    /// `workspace`.
    package struct Workspace: Sendable {
        package var applyEdit: Bool
        package var documentChanges: Bool
        /// `create`, `rename`, `delete`.
        package var resourceOperations: [String]
        package var changeAnnotations: Bool
        package var editMetadata: Bool
        package var snippetEdits: Bool
        package var configuration: Bool
        package var workspaceFolders: Bool
        package var didChangeConfigurationRegistration: Bool
        package var watchedFilesRegistration: Bool
        package var watchedFilesRelativePattern: Bool
        package var symbolRegistration: Bool
        /// The properties of a workspace symbol that may be filled in later.
        package var symbolResolveProperties: [String]
        package var executeCommandRegistration: Bool
        package var diagnosticRefresh: Bool
        package var foldingRangeRefresh: Bool
    }

    /// `textDocument.completion` and `textDocument.inlineCompletion`.
    package struct Completion: Sendable {
        package var isPresent: Bool
        package var snippets: Bool
        package var insertReplace: Bool
        package var labelDetails: Bool
        package var commitCharacters: Bool
        package var preselect: Bool
        package var deprecated: Bool
        package var deprecatedTag: Bool
        package var documentationFormats: [MarkupContent.Kind]
        package var resolveProperties: [String]
        /// `commitCharacters`, `editRange`, `insertTextFormat`, `insertTextMode`, `data`.
        package var itemDefaults: [String]
        package var dynamicRegistration: Bool
        package var inlineCompletion: Bool
        package var inlineCompletionRegistration: Bool
    }

    /// `textDocument.codeAction`.
    package struct CodeAction: Sendable {
        package var isPresent: Bool
        /// Without it only commands are understood.
        package var literals: Bool
        package var kinds: [String]
        package var isPreferred: Bool
        package var disabled: Bool
        package var data: Bool
        package var resolveProperties: [String]
        package var honorsChangeAnnotations: Bool
        package var dynamicRegistration: Bool
    }

    /// `textDocument.publishDiagnostics` and `textDocument.diagnostic`.
    package struct Diagnostics: Sendable {
        package var relatedInformation: Bool
        package var tags: [Int]
        package var version: Bool
        package var codeDescription: Bool
        package var data: Bool
        package var markupMessages: Bool
        /// The client asks for diagnostics itself.
        package var pull: Bool
        package var pullRegistration: Bool
    }

    /// The rest of `textDocument`.
    package struct TextDocument: Sendable {
        package var syncRegistration: Bool
        package var hierarchicalSymbols: Bool
        package var lineFoldingOnly: Bool
        /// The most folding ranges that the client wants.
        package var foldingRangeLimit: Int?
        /// Empty if the client did not say.
        package var foldingRangeKinds: [String]
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

    var integer: Int? { json?.int }
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
            foldingRangeLimit: folding["rangeLimit"].integer,
            foldingRangeKinds: folding["foldingRangeKind"]["valueSet"].strings,
            collapsedText: folding["foldingRange"].has("collapsedText"))
    }
}
