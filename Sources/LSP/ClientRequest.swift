package import JSON

/// A request that we answer. There is one case a method: a new one does not compile until every
/// switch over them has decided about it.
package enum ClientRequest: Sendable {
    case initialize(InitializeParams)
    case shutdown
    case executeCommand(ExecuteCommandParams)
    case workspaceSymbol(WorkspaceSymbolParams)
    case documentSymbol(DocumentParams)
    case selectionRange(SelectionRangeParams)
    case foldingRange(DocumentParams)
    case completion(CompletionParams)
    case resolveCompletion(CompletionItem)
    case inlineCompletion(InlineCompletionParams)
    case codeAction(CodeActionParams)
    case resolveCodeAction(CodeAction)
    case diagnostic(DocumentDiagnosticParams)

    /// The methods of these requests, as the wire spells them.
    package enum Method: String, CaseIterable, Sendable {
        case initialize
        case shutdown
        case executeCommand = "workspace/executeCommand"
        case workspaceSymbol = "workspace/symbol"
        case documentSymbol = "textDocument/documentSymbol"
        case selectionRange = "textDocument/selectionRange"
        case foldingRange = "textDocument/foldingRange"
        case completion = "textDocument/completion"
        case resolveCompletion = "completionItem/resolve"
        case inlineCompletion = "textDocument/inlineCompletion"
        case codeAction = "textDocument/codeAction"
        case resolveCodeAction = "codeAction/resolve"
        case diagnostic = "textDocument/diagnostic"
    }

    /// The typed request, or the error to answer with: -32601 for a method that is not ours,
    /// -32602 with the path for params that do not fit.
    package static func decode(
        method: String, params: JSON?
    ) throws(ResponseError) -> ClientRequest {
        guard let known = Method(rawValue: method) else {
            throw ResponseError(.methodNotFound, "unknown method \(method.shortened(to: 200))")
        }
        do {
            return try ClientRequest(known, params)
        } catch {
            throw ResponseError(.invalidParams, error.description)
        }
    }

    private init(_ method: Method, _ params: JSON?) throws(JSONDecodingError) {
        switch method {
        case .initialize: self = .initialize(try decodeParams(params))
        case .shutdown: self = .shutdown
        case .executeCommand: self = .executeCommand(try decodeParams(params))
        case .workspaceSymbol: self = .workspaceSymbol(try decodeParams(params))
        case .documentSymbol: self = .documentSymbol(try decodeParams(params))
        case .selectionRange: self = .selectionRange(try decodeParams(params))
        case .foldingRange: self = .foldingRange(try decodeParams(params))
        case .completion: self = .completion(try decodeParams(params))
        case .resolveCompletion: self = .resolveCompletion(try decodeParams(params))
        case .inlineCompletion: self = .inlineCompletion(try decodeParams(params))
        case .codeAction: self = .codeAction(try decodeParams(params))
        case .resolveCodeAction: self = .resolveCodeAction(try decodeParams(params))
        case .diagnostic: self = .diagnostic(try decodeParams(params))
        }
    }

    /// The method of this request.
    package var method: Method {
        switch self {
        case .initialize: .initialize
        case .shutdown: .shutdown
        case .executeCommand: .executeCommand
        case .workspaceSymbol: .workspaceSymbol
        case .documentSymbol: .documentSymbol
        case .selectionRange: .selectionRange
        case .foldingRange: .foldingRange
        case .completion: .completion
        case .resolveCompletion: .resolveCompletion
        case .inlineCompletion: .inlineCompletion
        case .codeAction: .codeAction
        case .resolveCodeAction: .resolveCodeAction
        case .diagnostic: .diagnostic
        }
    }
}

/// The params of a message that must have some.
func decodeParams<Params: JSONDecodable>(
    _ params: JSON?, as type: Params.Type = Params.self
) throws(JSONDecodingError) -> Params {
    guard let params else { throw JSONDecodingError(path: "params", problem: "missing") }
    try params.requireObject()
    return try Params(from: params)
}

/// The params of a request about a whole document.
package struct DocumentParams: Sendable {
    /// The document, as the client spells it.
    package var uri: String
    /// Names the progress that the client shows for this request, if it wants any.
    package var workDoneToken: ProgressToken?
}

extension DocumentParams: JSONDecodable {
    package init(from json: JSON) throws(JSONDecodingError) {
        uri = try json.documentURI()
        workDoneToken = try json.optional("workDoneToken")
    }
}
