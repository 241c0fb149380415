package import JSON
package import Text

/// What we tell the client that we can do. What is nil or false is left out.
package struct ServerCapabilities: Sendable {
    /// What characters of positions count.
    package var positionEncoding: PositionEncoding = .utf16
    /// How documents are kept in step.
    package var textDocumentSync = TextDocumentSync()
    /// Completions in the menu.
    package var completion: CompletionOptions?
    /// Completions in the line.
    package var inlineCompletion = false
    /// Outlines.
    package var documentSymbol: DocumentSymbolOptions?
    /// Search for symbols.
    package var workspaceSymbol = false
    /// Folding.
    package var foldingRange = false
    /// Growing selections.
    package var selectionRange = false
    /// Code actions.
    package var codeAction: CodeActionOptions?
    /// Diagnostics that the client asks for.
    package var diagnostic: DiagnosticOptions?
    /// Commands.
    package var executeCommand: ExecuteCommandOptions?
    /// Several roots, and changes of them.
    package var workspaceFolders = false
    /// Beyond the protocol.
    package var experimental: JSON?

    /// Nothing but documents kept in step.
    package init() {}

    /// How documents are kept in step: always opened, closed and changed by pieces.
    package struct TextDocumentSync: Sendable {
        /// Whether `willSave` is wanted.
        package var willSave = false
        /// Whether `didSave` is wanted; with true inside, it brings the text.
        package var saveIncludesText: Bool? = false

        /// With `didSave` and without the text in it.
        package init() {}
    }

    /// How completions work.
    package struct CompletionOptions: Sendable {
        /// Characters that ask by themselves.
        package var triggerCharacters: [String]
        /// Whether items can be resolved.
        package var resolve: Bool
        /// Whether items may have details beside the label.
        package var labelDetails: Bool

        /// All of its parts.
        package init(triggerCharacters: [String], resolve: Bool, labelDetails: Bool) {
            self.triggerCharacters = triggerCharacters
            self.resolve = resolve
            self.labelDetails = labelDetails
        }
    }

    /// How outlines work.
    package struct DocumentSymbolOptions: Sendable {
        /// Tells our outline from another server's.
        package var label: String?

        /// All of its parts.
        package init(label: String?) { self.label = label }
    }

    /// How code actions work.
    package struct CodeActionOptions: Sendable {
        /// The kinds that there are.
        package var kinds: [CodeActionKind]
        /// Whether items can be resolved.
        package var resolve: Bool

        /// All of its parts.
        package init(kinds: [CodeActionKind], resolve: Bool) {
            self.kinds = kinds
            self.resolve = resolve
        }
    }

    /// Pull diagnostics of one document at a time.
    package struct DiagnosticOptions: Sendable {
        /// Tells our diagnostics from another server's.
        package var identifier: String
        /// Whether a change of one file changes the diagnostics of others.
        package var interFileDependencies: Bool

        /// All of its parts.
        package init(identifier: String, interFileDependencies: Bool) {
            self.identifier = identifier
            self.interFileDependencies = interFileDependencies
        }
    }

    /// Which commands there are.
    package struct ExecuteCommandOptions: Sendable {
        /// Their names.
        package var commands: [String]

        /// All of its parts.
        package init(commands: [String]) { self.commands = commands }
    }
}

extension ServerCapabilities: JSONEncodable {
    package func encode(to writer: inout JSONWriter) {
        writer.object { writer in
            writer.member("positionEncoding", positionEncoding.rawValue)
            writer.member("textDocumentSync", textDocumentSync)
            writer.member("completionProvider", ifPresent: completion)
            writer.flag("inlineCompletionProvider", inlineCompletion)
            writer.member("documentSymbolProvider", ifPresent: documentSymbol)
            writer.flag("workspaceSymbolProvider", workspaceSymbol)
            writer.flag("foldingRangeProvider", foldingRange)
            writer.flag("selectionRangeProvider", selectionRange)
            writer.member("codeActionProvider", ifPresent: codeAction)
            writer.member("diagnosticProvider", ifPresent: diagnostic)
            writer.member("executeCommandProvider", ifPresent: executeCommand)
            if workspaceFolders {
                writer.member("workspace") { writer in
                    writer.member("workspaceFolders") { writer in
                        writer.member("supported", true)
                        writer.member("changeNotifications", true)
                    }
                }
            }
            writer.member("experimental", ifPresent: experimental)
        }
    }
}

extension ServerCapabilities.TextDocumentSync: JSONEncodable {
    package func encode(to writer: inout JSONWriter) {
        writer.object { writer in
            writer.member("openClose", true)
            // Incremental.
            writer.member("change", 2)
            writer.flag("willSave", willSave)
            if let saveIncludesText {
                writer.member("save") { $0.member("includeText", saveIncludesText) }
            }
        }
    }
}

extension ServerCapabilities.CompletionOptions: JSONEncodable {
    package func encode(to writer: inout JSONWriter) {
        writer.object { writer in
            writer.member("triggerCharacters", triggerCharacters)
            writer.flag("resolveProvider", resolve)
            if labelDetails {
                writer.member("completionItem") { $0.member("labelDetailsSupport", true) }
            }
        }
    }
}

extension ServerCapabilities.DocumentSymbolOptions: JSONEncodable {
    package func encode(to writer: inout JSONWriter) {
        writer.object { $0.member("label", ifPresent: label) }
    }
}

extension ServerCapabilities.CodeActionOptions: JSONEncodable {
    package func encode(to writer: inout JSONWriter) {
        writer.object { writer in
            writer.member("codeActionKinds", kinds)
            writer.flag("resolveProvider", resolve)
        }
    }
}

extension ServerCapabilities.DiagnosticOptions: JSONEncodable {
    package func encode(to writer: inout JSONWriter) {
        writer.object { writer in
            writer.member("identifier", identifier)
            writer.member("interFileDependencies", interFileDependencies)
            writer.member("workspaceDiagnostics", false)
        }
    }
}

extension ServerCapabilities.ExecuteCommandOptions: JSONEncodable {
    package func encode(to writer: inout JSONWriter) {
        writer.object { writer in
            writer.member("commands", commands)
            writer.member("workDoneProgress", true)
        }
    }
}

extension JSONWriter {
    /// Writes the member if the flag is set.
    mutating func flag(_ name: StaticString, _ value: Bool) {
        if value { member(name, true) }
    }
}
