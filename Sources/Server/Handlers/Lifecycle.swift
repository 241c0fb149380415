import Base
import CBase
import JSON
import LSP
import Settings
import Text

extension Session {
    func initialize(_ params: InitializeParams, _ open: OpenRequest) {
        client.capabilities = params.capabilities
        client.encoding = Session.chooseEncoding(params.capabilities.general.positionEncodings)
        client.name = params.clientInfo?.name ?? "unknown client"
        trace = params.trace
        watchParent(params.processID)
        for folder in Session.folders(of: params) { folders.add(folder) }
        open.succeed(
            InitializeResult(
                capabilities: serverCapabilities, serverName: "tenon",
                serverVersion: options.version))
        lifecycle = .running
        prepareLanguages()
        log.clientIsReady()
        Log.info("\(client.name) connected, positions in \(client.encoding.rawValue)")
        configure(initializationOptions: params.initializationOptions)
    }

    func initialized() {
        registerDynamically()
        askForConfiguration()
    }

    func shutDown(_ open: OpenRequest) {
        lifecycle = .shutDown
        open.succeedWithNull()
        replies.failAll(ResponseError(.serverCancelled, "the server is shutting down"))
    }

    /// UTF-8 if the client has it (no conversion at all), else what it likes best.
    private static func chooseEncoding(_ offered: [PositionEncoding]) -> PositionEncoding {
        offered.contains(.utf8) ? .utf8 : offered.first ?? .utf16
    }

    private static func folders(of params: InitializeParams) -> [DocumentURI] {
        if let folders = params.workspaceFolders { return folders.map { DocumentURI($0.uri) } }
        if let root = params.rootURI { return [DocumentURI(root)] }
        if let root = params.rootPath, root.hasPrefix("/") {
            return [DocumentURI(path: Path(root))]
        }
        return []
    }

    private var serverCapabilities: ServerCapabilities {
        var capabilities = ServerCapabilities()
        capabilities.positionEncoding = client.encoding
        capabilities.completion = .init(
            triggerCharacters: ["."], resolve: true, labelDetails: false)
        capabilities.inlineCompletion = true
        capabilities.documentSymbol = .init(label: "Tenon")
        capabilities.workspaceSymbol = true
        capabilities.foldingRange = true
        capabilities.selectionRange = true
        capabilities.codeAction = .init(
            kinds: [.quickFix, .refactor, .refactorRewrite], resolve: true)
        if client.capabilities.diagnostics.pull {
            capabilities.diagnostic = .init(identifier: "tenon", interFileDependencies: false)
        }
        capabilities.executeCommand = .init(commands: ServerCommand.allCases.map(\.rawValue))
        capabilities.workspaceFolders = true
        return capabilities
    }

    /// Ends with the client's process, where that can be watched. A process that is not there at
    /// all lives in another process namespace (a container); then the end of input has to do.
    func watchParent(_ processID: Int?) {
        guard let processID, let pid = Int32(exactly: processID), pid > 0 else { return }
        let descriptor = tenon_pidfd_open(pid)
        if descriptor >= 0 {
            parent = ParentWatch(descriptor: FileDescriptor(owning: descriptor))
        } else {
            Log.debug("cannot watch process \(pid): \(SystemError.text(of: errno))")
        }
    }
}

/// Becomes readable when the client's process ends.
final class ParentWatch {
    private let descriptor: FileDescriptor

    init(descriptor: consuming FileDescriptor) {
        self.descriptor = descriptor
    }

    var number: Int32 { descriptor.number }
}
