import Base
import JSON
import LSP
import Transport

extension Session {
    /// Handles one message, whatever it is.
    func receive(_ body: [UInt8]) {
        let json: JSON
        do {
            json = try JSON.parse(body)
        } catch {
            Log.warning("unreadable message: \(error)")
            let answer = ResponseError(.parseError, "invalid JSON: \(error)")
            outbox.send(OutgoingMessage.response(to: nil, error: answer))
            return
        }
        switch IncomingMessage(json) {
        case .request(let id, let method, let params):
            receiveRequest(id, method, params)
        case .notification(let method, let params):
            receiveNotification(method, params)
        case .response(let id, let result):
            receiveResponse(id, result)
        case .invalid(let target, let error):
            refuse(target, error)
        }
    }

    private func refuse(_ target: IncomingMessage.ReplyTarget, _ error: ResponseError) {
        Log.warning("invalid message: \(error.message)")
        switch target {
        case .request(let id): outbox.send(OutgoingMessage.response(to: id, error: error))
        case .unknownRequest: outbox.send(OutgoingMessage.response(to: nil, error: error))
        case .nobody: break
        }
    }

    private func receiveRequest(_ id: RequestID, _ method: String, _ params: JSON?) {
        do throws(ResponseError) {
            try judgeState(method)
            let request = try ClientRequest.decode(method: method, params: params)
            guard let open = replies.begin(id, request.method, document: request.document) else {
                throw ResponseError(.invalidRequest, "a request with id \(id) is still open")
            }
            traceReceived("request '\(method) - (\(id))'")
            handle(request, open)
        } catch {
            Log.debug("request \(id) \(method) refused: \(error.message)")
            outbox.send(OutgoingMessage.response(to: id, error: error))
        }
    }

    /// Whether the session's state allows this request.
    private func judgeState(_ method: String) throws(ResponseError) {
        let isInitialize = method == ClientRequest.Method.initialize.rawValue
        switch lifecycle {
        case .waitingForInitialize where !isInitialize:
            throw ResponseError(.serverNotInitialized, "the first request must be initialize")
        case .running where isInitialize:
            throw ResponseError(.invalidRequest, "the server is already initialized")
        case .shutDown:
            throw ResponseError(.invalidRequest, "the server has been shut down")
        case .waitingForInitialize, .running:
            break
        }
    }

    private func receiveNotification(_ method: String, _ params: JSON?) {
        let isExit = method == ClientNotification.Method.exit.rawValue
        guard lifecycle == .running || isExit else { return }
        do {
            guard
                let notification = try ClientNotification.decode(method: method, params: params)
            else { return }
            if trace != .off { traceReceived("notification '\(method)'") }
            handle(notification)
        } catch {
            Log.warning("\(method) ignored: \(error)")
        }
    }

    private func traceReceived(_ what: String) {
        guard trace != .off else { return }
        notify(.logTrace(LogTraceParams(message: "Received \(what)")))
    }

    /// Every request has its handler here, and a new one does not compile without.
    private func handle(_ request: ClientRequest, _ open: OpenRequest) {
        switch request {
        case .initialize(let params): initialize(params, open)
        case .shutdown: shutDown(open)
        case .executeCommand(let params): executeCommand(params, open)
        case .workspaceSymbol(let params):
            whenConfigured { $0.workspaceSymbols(params, open) }
        case .documentSymbol(let params):
            whenConfigured { $0.documentSymbols(params, open) }
        case .selectionRange(let params):
            whenConfigured { $0.selectionRanges(params, open) }
        case .foldingRange(let params):
            whenConfigured { $0.foldingRanges(params, open) }
        case .completion(let params): whenConfigured { $0.completion(params, open) }
        case .resolveCompletion(let item): resolveCompletion(item, open)
        case .inlineCompletion(let params):
            whenConfigured { $0.inlineCompletion(params, open) }
        case .codeAction(let params): whenConfigured { $0.codeActions(params, open) }
        case .resolveCodeAction(let action): resolveCodeAction(action, open)
        case .diagnostic(let params): whenConfigured { $0.pullDiagnostics(params, open) }
        }
    }

    private func handle(_ notification: ClientNotification) {
        switch notification {
        case .initialized: initialized()
        case .exit:
            end(exitCode: lifecycle == .shutDown ? 0 : 1, because: "the client said exit")
        case .cancelRequest(let params): replies.cancel(params.id)
        case .setTrace(let params): trace = params.value
        case .progress, .willSave: break
        case .cancelProgress(let params): progress.cancel(params.token)
        case .didOpen(let params): didOpen(params)
        case .didChange(let params): didChange(params)
        case .didClose(let params): didClose(params)
        case .didSave(let params): didSave(params)
        case .didChangeConfiguration(let params): didChangeConfiguration(params)
        case .didChangeWatchedFiles(let params): didChangeWatchedFiles(params)
        case .didChangeWorkspaceFolders(let params): didChangeWorkspaceFolders(params)
        }
    }
}

extension ClientRequest {
    /// The document that the request is about.
    fileprivate var document: DocumentURI? {
        switch self {
        case .documentSymbol(let params), .foldingRange(let params): DocumentURI(params.uri)
        case .selectionRange(let params): DocumentURI(params.uri)
        case .completion(let params): DocumentURI(params.uri)
        case .inlineCompletion(let params): DocumentURI(params.uri)
        case .codeAction(let params): DocumentURI(params.uri)
        case .diagnostic(let params): DocumentURI(params.uri)
        case .initialize, .shutdown, .executeCommand, .workspaceSymbol, .resolveCompletion,
            .resolveCodeAction:
            nil
        }
    }
}
