internal import Models

/// The calls of one answer, and what was answered to them so far. A conversation goes on only when
/// each call has its result, in the order of the calls.
package struct PendingCalls: Sendable, Equatable {
    /// In the order of the answer; the result is nil while it is open.
    private var calls: [(call: ToolCall, tool: AgentTool?, result: ToolResult?)]
    /// The edits stood in the answer's text; there is no call to be answered.
    let isText: Bool
    /// What came of the edits in the text.
    private(set) var text = ""
    private(set) var hasFailedEdit = false

    /// No calls: the answer ends the work.
    init() {
        calls = []
        isText = false
    }

    /// The calls of an answer. Those that cannot be read are answered with what is wrong.
    init(_ made: [ToolCall]) {
        isText = false
        calls = made.map { call in
            do throws(ToolProblem) {
                return (call, try AgentTool(call), nil)
            } catch {
                return (call, nil, call.result(error.description, isError: true))
            }
        }
    }

    /// Edits from the text of an answer.
    init(edits: ProposedEdits) {
        isText = true
        let call = ToolCall(id: "text", name: "", arguments: .malformed(text: "", problem: ""))
        calls = [(call, .edit(edits), nil)]
    }

    /// What is to be carried out, in this order.
    package var open: [AgentCall] {
        calls.compactMap { entry in
            guard entry.result == nil, let tool = entry.tool, !tool.isFinish else { return nil }
            return AgentCall(id: entry.call.id, tool: tool)
        }
    }

    /// All that could be read.
    var tools: [AgentTool] { calls.compactMap(\.tool) }

    var finishes: Bool { calls.contains { $0.tool?.isFinish == true } }

    /// Takes in what came of the open calls.
    mutating func answer(_ outcomes: [CallOutcome]) {
        for outcome in outcomes {
            guard let place = calls.firstIndex(where: { $0.call.id == outcome.id }) else {
                continue
            }
            let entry = calls[place]
            if outcome.isError, case .edit? = entry.tool { hasFailedEdit = true }
            if isText { text = outcome.text }
            let fenced = Untrusted.fenced(outcome.text, as: entry.call.name)
            calls[place].result = entry.call.result(fenced, isError: outcome.isError)
        }
    }

    /// The results of all calls; those that are still open get this text.
    func answeredAll(_ rest: String) -> [ToolResult] {
        isText ? [] : calls.map { $0.result ?? $0.call.result(rest, isError: false) }
    }

    package static func == (left: PendingCalls, right: PendingCalls) -> Bool {
        left.isText == right.isText && left.text == right.text
            && left.hasFailedEdit == right.hasFailedEdit
            && left.calls.elementsEqual(right.calls) { one, other in
                one.call == other.call && one.tool == other.tool && one.result == other.result
            }
    }
}

/// A call that is to be carried out.
package struct AgentCall: Sendable, Equatable {
    package let id: String
    package let tool: AgentTool
}

/// What came of a call.
package struct CallOutcome: Sendable, Equatable {
    package var id: String
    /// For the model; untrusted.
    package var text: String
    package var isError: Bool

    /// What came of the call with this identifier.
    package init(id: String, text: String, isError: Bool = false) {
        self.id = id
        self.text = text
        self.isError = isError
    }
}

extension AgentTool {
    fileprivate var isFinish: Bool {
        if case .finish = self { true } else { false }
    }
}

extension ToolCall {
    fileprivate func result(_ text: String, isError: Bool) -> ToolResult {
        ToolResult(callID: id, toolName: name, text: text, isError: isError)
    }
}
