package import JSON

/// A notification that we act on. There is one case a method: a new one does not compile until
/// every switch over them has decided about it.
package enum ClientNotification: Sendable {
    case initialized
    case exit
    case cancelRequest(CancelParams)
    case setTrace(SetTraceParams)
    case progress(ProgressParams)
    case cancelProgress(ProgressCancelParams)
    case didOpen(DidOpenParams)
    case didChange(DidChangeParams)
    case didClose(DidCloseParams)
    case didSave(DidSaveParams)
    case willSave(WillSaveParams)
    case didChangeConfiguration(DidChangeConfigurationParams)
    case didChangeWatchedFiles(DidChangeWatchedFilesParams)
    case didChangeWorkspaceFolders(DidChangeWorkspaceFoldersParams)

    /// The methods of these notifications, as the wire spells them.
    package enum Method: String, CaseIterable, Sendable {
        case initialized
        case exit
        case cancelRequest = "$/cancelRequest"
        case setTrace = "$/setTrace"
        case progress = "$/progress"
        case cancelProgress = "window/workDoneProgress/cancel"
        case didOpen = "textDocument/didOpen"
        case didChange = "textDocument/didChange"
        case didClose = "textDocument/didClose"
        case didSave = "textDocument/didSave"
        case willSave = "textDocument/willSave"
        case didChangeConfiguration = "workspace/didChangeConfiguration"
        case didChangeWatchedFiles = "workspace/didChangeWatchedFiles"
        case didChangeWorkspaceFolders = "workspace/didChangeWorkspaceFolders"
    }

    /// The typed notification; nil for a method that is not ours, which is to be ignored. The
    /// error is for the log, because a notification has no answer.
    package static func decode(
        method: String, params: JSON?
    ) throws(JSONDecodingError) -> ClientNotification? {
        guard let known = Method(rawValue: method) else { return nil }
        return try ClientNotification(known, params)
    }

    private init(_ method: Method, _ params: JSON?) throws(JSONDecodingError) {
        switch method {
        case .initialized: self = .initialized
        case .exit: self = .exit
        case .cancelRequest: self = .cancelRequest(try decodeParams(params))
        case .setTrace: self = .setTrace(try decodeParams(params))
        case .progress: self = .progress(try decodeParams(params))
        case .cancelProgress: self = .cancelProgress(try decodeParams(params))
        case .didOpen: self = .didOpen(try decodeParams(params))
        case .didChange: self = .didChange(try decodeParams(params))
        case .didClose: self = .didClose(try decodeParams(params))
        case .didSave: self = .didSave(try decodeParams(params))
        case .willSave: self = .willSave(try decodeParams(params))
        case .didChangeConfiguration: self = .didChangeConfiguration(try decodeParams(params))
        case .didChangeWatchedFiles: self = .didChangeWatchedFiles(try decodeParams(params))
        case .didChangeWorkspaceFolders:
            self = .didChangeWorkspaceFolders(try decodeParams(params))
        }
    }

    /// The method of this notification.
    package var method: Method {
        switch self {
        case .initialized: .initialized
        case .exit: .exit
        case .cancelRequest: .cancelRequest
        case .setTrace: .setTrace
        case .progress: .progress
        case .cancelProgress: .cancelProgress
        case .didOpen: .didOpen
        case .didChange: .didChange
        case .didClose: .didClose
        case .didSave: .didSave
        case .willSave: .willSave
        case .didChangeConfiguration: .didChangeConfiguration
        case .didChangeWatchedFiles: .didChangeWatchedFiles
        case .didChangeWorkspaceFolders: .didChangeWorkspaceFolders
        }
    }
}
