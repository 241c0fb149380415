internal import JSON

/// A request that we send to the client, one case a method.
package enum ServerRequest: Sendable {
    case applyEdit(ApplyWorkspaceEditParams)
    case configuration([ConfigurationItem])
    case workspaceFolders
    case registerCapability([Registration])
    case unregisterCapability([Unregistration])
    case createProgress(ProgressToken)
    case showMessage(ShowMessageRequestParams)
    case showDocument(ShowDocumentParams)
    case refreshDiagnostics
    case refreshFoldingRanges

    /// The method as the wire spells it.
    package var method: String {
        switch self {
        case .applyEdit: "workspace/applyEdit"
        case .configuration: "workspace/configuration"
        case .workspaceFolders: "workspace/workspaceFolders"
        case .registerCapability: "client/registerCapability"
        case .unregisterCapability: "client/unregisterCapability"
        case .createProgress: "window/workDoneProgress/create"
        case .showMessage: "window/showMessageRequest"
        case .showDocument: "window/showDocument"
        case .refreshDiagnostics: "workspace/diagnostic/refresh"
        case .refreshFoldingRanges: "workspace/foldingRange/refresh"
        }
    }

    fileprivate func writeParams(to writer: inout JSONWriter) {
        switch self {
        case .applyEdit(let params): writer.member("params", params)
        case .configuration(let items):
            writer.member("params") { $0.member("items", items) }
        case .workspaceFolders, .refreshDiagnostics, .refreshFoldingRanges: break
        case .registerCapability(let registrations):
            writer.member("params") { $0.member("registrations", registrations) }
        case .unregisterCapability(let unregistrations):
            // The protocol misspells it, and keeps it so.
            writer.member("params") { $0.member("unregisterations", unregistrations) }
        case .createProgress(let token):
            writer.member("params") { $0.member("token", token) }
        case .showMessage(let params): writer.member("params", params)
        case .showDocument(let params): writer.member("params", params)
        }
    }
}

/// A notification that we send to the client, one case a method.
package enum ServerNotification: Sendable {
    case publishDiagnostics(PublishDiagnosticsParams)
    case logMessage(MessageParams)
    case showMessage(MessageParams)
    case logTrace(LogTraceParams)
    case progress(ProgressToken, WorkDoneProgress)
    /// For a request that we sent and no longer want answered.
    case cancelRequest(RequestID)

    /// The method as the wire spells it.
    package var method: String {
        switch self {
        case .publishDiagnostics: "textDocument/publishDiagnostics"
        case .logMessage: "window/logMessage"
        case .showMessage: "window/showMessage"
        case .logTrace: "$/logTrace"
        case .progress: "$/progress"
        case .cancelRequest: "$/cancelRequest"
        }
    }

    fileprivate func writeParams(to writer: inout JSONWriter) {
        switch self {
        case .publishDiagnostics(let params): writer.member("params", params)
        case .logMessage(let params), .showMessage(let params): writer.member("params", params)
        case .logTrace(let params): writer.member("params", params)
        case .progress(let token, let value):
            writer.member("params") { writer in
                writer.member("token", token)
                writer.member("value", value)
            }
        case .cancelRequest(let id):
            writer.member("params") { $0.member("id", id) }
        }
    }
}

extension OutgoingMessage {
    /// A request of ours; the client's response will name `id`.
    package static func request(_ id: RequestID, _ request: ServerRequest) -> [UInt8] {
        body { writer in
            writer.member("id", id)
            writer.member("method", request.method)
            request.writeParams(to: &writer)
        }
    }

    /// A notification of ours.
    package static func notification(_ notification: ServerNotification) -> [UInt8] {
        body { writer in
            writer.member("method", notification.method)
            notification.writeParams(to: &writer)
        }
    }
}
