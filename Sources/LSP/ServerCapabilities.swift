package import JSON
package import Text

/// What we tell the client that we can do. What is nil or false is left out.
package struct ServerCapabilities: Sendable {
    package var positionEncoding: PositionEncoding = .utf16
    package var textDocumentSync = TextDocumentSync()
    package var completion: CompletionOptions?
    package var inlineCompletion = false
    package var documentSymbol: DocumentSymbolOptions?
    package var workspaceSymbol = false
    package var foldingRange = false
    package var selectionRange = false
    package var codeAction: CodeActionOptions?
    package var diagnostic: DiagnosticOptions?
    package var executeCommand: ExecuteCommandOptions?
    package var workspaceFolders = false
    package var experimental: JSON?

    package init() {}

    /// How documents are kept in step: always opened, closed and changed by pieces.
    package struct TextDocumentSync: Sendable {
        package var willSave = false
        /// Whether `didSave` is wanted; with true inside, it brings the text.
        package var saveIncludesText: Bool? = false

        package init() {}
    }

    package struct CompletionOptions: Sendable {
        package var triggerCharacters: [String]
        package var resolve: Bool
        package var labelDetails: Bool

        package init(triggerCharacters: [String], resolve: Bool, labelDetails: Bool) {
            self.triggerCharacters = triggerCharacters
            self.resolve = resolve
            self.labelDetails = labelDetails
        }
    }

    package struct DocumentSymbolOptions: Sendable {
        /// Tells our outline from another server's.
        package var label: String?

        package init(label: String?) { self.label = label }
    }

    package struct CodeActionOptions: Sendable {
        package var kinds: [CodeActionKind]
        package var resolve: Bool

        package init(kinds: [CodeActionKind], resolve: Bool) {
            self.kinds = kinds
            self.resolve = resolve
        }
    }

    /// Pull diagnostics of one document at a time.
    package struct DiagnosticOptions: Sendable {
        package var identifier: String
        package var interFileDependencies: Bool

        package init(identifier: String, interFileDependencies: Bool) {
            self.identifier = identifier
            self.interFileDependencies = interFileDependencies
        }
    }

    package struct ExecuteCommandOptions: Sendable {
        package var commands: [String]

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
    mutating func flag(_ name: String, _ value: Bool) {
        if value { member(name, true) }
    }
}
