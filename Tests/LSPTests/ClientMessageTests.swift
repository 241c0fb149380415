import JSON
import LSP
import Text
import Testing

/// What the client sends, in messages of only what the protocol requires.
private let document: JSONLiteral = ["uri": "file:///a"]
private let position: JSONLiteral = ["line": 0, "character": 2_147_483_647]
private let range: JSONLiteral = ["start": position, "end": position]
private let folder: JSONLiteral = ["uri": "file:///", "name": "n"]
private let diagnostic: JSONLiteral = ["range": range, "message": "m"]

private func minimalParams(_ method: ClientRequest.Method) -> JSONLiteral? {
    switch method {
    case .initialize: ["processId": 1, "rootUri": "file:///", "capabilities": [:]]
    case .shutdown: nil
    case .executeCommand: ["command": "c"]
    case .workspaceSymbol: ["query": ""]
    case .documentSymbol, .foldingRange, .diagnostic: ["textDocument": document]
    case .selectionRange: ["textDocument": document, "positions": [position]]
    case .completion: ["textDocument": document, "position": position]
    case .resolveCompletion: ["label": "l"]
    case .inlineCompletion:
        ["textDocument": document, "position": position, "context": ["triggerKind": 1]]
    case .codeAction:
        ["textDocument": document, "range": range, "context": ["diagnostics": [diagnostic]]]
    case .resolveCodeAction: ["title": "t"]
    }
}

private func minimalParams(_ method: ClientNotification.Method) -> JSONLiteral? {
    let versioned: JSONLiteral = ["uri": "file:///a", "version": -1]
    return switch method {
    case .initialized, .exit: nil
    case .cancelRequest: ["id": 1]
    case .setTrace: ["value": "verbose"]
    case .progress: ["token": "t", "value": ["kind": "end"]]
    case .cancelProgress: ["token": 4]
    case .didOpen:
        ["textDocument": ["uri": "u", "languageId": "c", "version": 1, "text": ""]]
    case .didChange: ["textDocument": versioned, "contentChanges": [["text": "x"]]]
    case .didClose, .didSave: ["textDocument": document]
    case .willSave: ["textDocument": document, "reason": 1]
    case .didChangeConfiguration: ["settings": ["a": 1]]
    case .didChangeWatchedFiles: ["changes": [["uri": "file:///a", "type": 3]]]
    case .didChangeWorkspaceFolders: ["event": ["added": [folder], "removed": [folder]]]
    }
}

extension JSONLiteral {
    /// The value with one part changed, for every part: `change` gives the replacements of a part,
    /// nil standing for its removal from an object.
    fileprivate func mutants(_ change: (JSONLiteral) -> [JSONLiteral?]) -> [JSONLiteral] {
        var result: [JSONLiteral] = []
        switch self {
        case .array(let elements):
            for (place, element) in elements.enumerated() {
                for mutant in change(element) + element.mutants(change) {
                    var copy = elements
                    if let mutant { copy[place] = mutant } else { continue }
                    result.append(.array(copy))
                }
            }
        case .object(let members):
            for (place, (name, value)) in members.enumerated() {
                for mutant in change(value) + value.mutants(change) {
                    var copy = members
                    if let mutant { copy[place] = (name, mutant) } else { copy.remove(at: place) }
                    result.append(.object(copy))
                }
            }
        default: break
        }
        return result
    }

    /// Values of other types, and nothing at all.
    fileprivate static func wrongTypes(_ value: JSONLiteral) -> [JSONLiteral?] {
        switch value {
        case .string: [nil, .null, 7, [:], []]
        case .int: [nil, .null, 1.5, true, [:], 3_000_000_000, "1"]
        case .array: [nil, .null, [:], "x", 1]
        default: [nil, .null, [], "x", 1]
        }
    }
}

/// The error of a request with these params, nil if it has none.
private func problem(_ method: String, _ params: JSONLiteral?) -> ResponseError? {
    let message = JSON(["params": params ?? .null])
    do {
        _ = try ClientRequest.decode(
            method: method, params: params == nil ? nil : message["params"])
        return nil
    } catch {
        return error
    }
}

private func notificationProblem(_ method: String, _ params: JSONLiteral?) -> String? {
    let message = JSON(["params": params ?? .null])
    do {
        let notification = try ClientNotification.decode(
            method: method, params: params == nil ? nil : message["params"])
        return notification == nil ? "unknown" : nil
    } catch {
        return error.description
    }
}

@Suite struct ClientRequestTests {
    @Test(arguments: ClientRequest.Method.allCases)
    func everyRequestDecodes(_ method: ClientRequest.Method) throws {
        let params = minimalParams(method).map { JSON(["params": $0]) }?["params"]
        let request = try ClientRequest.decode(method: method.rawValue, params: params)
        #expect(request.method == method)
    }

    /// Except that the client need not name a process or a root.
    @Test(arguments: ClientRequest.Method.allCases)
    func everyRequiredPartIsRequired(_ method: ClientRequest.Method) throws {
        guard let minimal = minimalParams(method) else { return }
        for mutant in minimal.mutants(JSONLiteral.wrongTypes) {
            let json = JSON(mutant)
            if json["processId"]?.isNull ?? false || json["rootUri"]?.isNull ?? false { continue }
            let error = problem(method.rawValue, mutant)
            #expect(error?.code == .invalidParams, "\(json)")
            #expect(error?.message.hasPrefix("params.") == true, "\(json)")
        }
        for params in [nil, .null, [], [minimal], "x", 5, true] as [JSONLiteral?] {
            #expect(problem(method.rawValue, params)?.code == .invalidParams)
        }
    }

    @Test(arguments: ClientRequest.Method.allCases)
    func unknownMembersMeanNothing(_ method: ClientRequest.Method) {
        guard case .object(let members)? = minimalParams(method) else { return }
        let extra: JSONLiteral = .object(
            [("x-unknown", ["deep": [1, [:]]])] + members + [("workDoneToken", "t")])
        #expect(problem(method.rawValue, extra) == nil)
    }

    @Test(arguments: [
        ("initialize", #"{"capabilities":{},"rootUri":null}"#, "params.processId: missing"),
        (
            "initialize", #"{"processId":1e3,"capabilities":{},"rootUri":null}"#,
            "params.processId: expected 32-bit integer, got number"
        ),
        (
            "textDocument/documentSymbol", #"{"textDocument":{"uri":5}}"#,
            "params.textDocument.uri: expected string, got number"
        ),
        (
            "textDocument/selectionRange",
            #"{"textDocument":{"uri":""},"positions":[{"line":-1,"character":0}]}"#,
            "params.positions[0].line: expected integer from 0 to 2147483647, got number"
        ),
        (
            "textDocument/inlineCompletion",
            #"{"textDocument":{"uri":""},"position":{"line":1,"character":0},"context":{"triggerKind":3}}"#,
            "params.context.triggerKind: 3 is not a value of TriggerKind"
        ),
        (
            "completionItem/resolve", #"{"label":"","documentation":{"kind":"html","value":""}}"#,
            "params.documentation.kind: \"html\" is not a value of Kind"
        ),
        (
            "workspace/executeCommand", #"{"command":"c","arguments":{}}"#,
            "params.arguments: expected array, got object"
        ),
        (
            "workspace/executeCommand", #"{"command":"c","workDoneToken":1.5}"#,
            "params.workDoneToken: expected string or 32-bit integer, got number"
        ),
        ("textDocument/diagnostic", "[]", "params: expected object, got array"),
    ])
    func saysWhatIsWrong(_ method: String, _ params: String, _ message: String) throws {
        let json = try JSON.parse(Array(#"{"params":\#(params)}"#.utf8))
        let error = #expect(throws: ResponseError.self) {
            try ClientRequest.decode(method: method, params: json["params"])
        }
        #expect(error == ResponseError(.invalidParams, message))
    }

    @Test(arguments: ["no/such", "$/x", "", "textDocument/didOpen", "Initialize"])
    func otherMethodsAreUnknown(_ method: String) {
        #expect(problem(method, [])?.code == .methodNotFound)
    }

    @Test func anUnknownMethodIsNotRepeatedAtLength() {
        let error = problem(String(repeating: "m", count: 100_000), nil)
        #expect(error?.message.utf8.count ?? 0 < 300)
    }
}

@Suite struct ClientNotificationTests {
    @Test(arguments: ClientNotification.Method.allCases)
    func everyNotificationDecodes(_ method: ClientNotification.Method) throws {
        let params = minimalParams(method).map { JSON(["params": $0]) }?["params"]
        let notification = try ClientNotification.decode(method: method.rawValue, params: params)
        #expect(notification?.method == method)
    }

    @Test(arguments: ClientNotification.Method.allCases)
    func everyRequiredPartIsRequired(_ method: ClientNotification.Method) throws {
        guard let minimal = minimalParams(method) else { return }
        // What may be anything: the settings, and the value of a progress.
        if method == .didChangeConfiguration || method == .progress { return }
        for mutant in minimal.mutants(JSONLiteral.wrongTypes) {
            let json = JSON(mutant)
            // Ids and tokens may be strings as well.
            if json["id"]?.string != nil || json["token"]?.string != nil { continue }
            // Changes of old clients have no version.
            let version = json["textDocument"]?["version"]
            if method == .didChange, version == nil || version?.isNull == true,
                json["textDocument"]?["uri"]?.string != nil,
                json["contentChanges"]?.kind == .array
            {
                #expect(notificationProblem(method.rawValue, mutant) == nil, "\(json)")
                continue
            }
            let problem = notificationProblem(method.rawValue, mutant)
            #expect(problem?.hasPrefix("params.") == true, "\(json)")
        }
    }

    @Test func otherMethodsAreUnknown() {
        #expect(notificationProblem("no/such", nil) == "unknown")
        #expect(notificationProblem("shutdown", nil) == "unknown")
    }

    @Test(arguments: [
        ("off", TraceValue.off), ("messages", .messages), ("verbose", .verbose),
        ("compact", .messages), ("bogus", .off),
    ])
    func traceValuesOfOthersAreUnderstood(_ text: String, _ value: TraceValue) throws {
        let notification = try ClientNotification.decode(
            method: "$/setTrace", params: JSON(["value": .string(text)]))
        guard case .setTrace(let params)? = notification else {
            Issue.record("not a setTrace")
            return
        }
        #expect(params.value == value)
    }

    @Test func changesAreReadInOrderAndClamped() throws {
        let text = #"""
            {"textDocument":{"uri":"u","version":7},"contentChanges":[
             {"range":{"start":{"line":1,"character":2},"end":{"line":1,"character":4294967295}},
              "rangeLength":"x","text":"a\u0000é"},
             {"range":{"start":{"line":-3,"character":1.5},"end":{"line":1e300,"character":0}},"text":""},
             {"range":null,"text":"all"}]}
            """#
        let notification = try ClientNotification.decode(
            method: "textDocument/didChange", params: JSON.parse(Array(text.utf8)))
        guard case .didChange(let params)? = notification else {
            Issue.record("not a didChange")
            return
        }
        #expect(params.version == 7)
        #expect(
            params.changes.map(\.range?.description) == [
                "1:2-1:2147483647", "0:1-2147483647:0", nil,
            ])
        #expect(params.changes.map(\.text) == [Array("a\0é".utf8), [], Array("all".utf8)])
    }
}
