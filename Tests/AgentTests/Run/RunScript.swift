import Agent
import JSON
import Models
import TestKit
import Testing
import Verify

/// A run of the agent against a scripted model and scripted gates, over a real draft. What happens
/// is written down, one line a step.
struct RunScript {
    /// What the model answers, one after the other; then it says nothing more.
    var answers: [ModelAnswer]
    /// What the gates find, one after the other; the last one again and again.
    var judgements: [Judgement] = [.green]
    var reproduction = Reproduction.red(evidence: "IndexError: list index out of range")
    var project = ["app.py": "def first(items):\n    return items[0]\n"]
    var budget = Budget(tokens: 1_000_000, money: Money(10), iterations: 8, milliseconds: 60_000)
    var turnLimit = 30
    var passes: [ExtraPass] = []
    var window = 32_768
    /// Cancel instead of bringing this event, counted from 0.
    var cancelsAt: Int?
    /// What each turn costs in time.
    var millisecondsATurn = 100

    struct Result {
        var lines: [String]
        var run: AgentRun
        var requests: [ChatRequest]
    }

    func run() -> Result {
        var task = AgentTask(
            goal: .fix, instruction: "first([]) fails", budget: budget, turnLimit: turnLimit)
        task.passes = passes
        var run = AgentRun(
            task: task, setting: AgentSetting(window: window, editFormat: nil, mayRun: true))
        var result = Result(lines: [], run: run, requests: [])
        var effect = run.next(.started, at: 0)
        var answers = answers[...]
        var judgements = judgements[...]
        var events = 0
        while let wanted = effect {
            guard let event = event(for: wanted, &answers, &judgements, &result) else { break }
            let isCancelled = events == cancelsAt
            events += 1
            effect = run.next(
                isCancelled ? .cancelled : event, at: events * millisecondsATurn)
        }
        result.run = run
        return result
    }

    private func event(
        for effect: AgentEffect, _ answers: inout ArraySlice<ModelAnswer>,
        _ judgements: inout ArraySlice<Judgement>, _ result: inout Result
    ) -> AgentEvent? {
        switch effect {
        case .reproduce:
            result.lines.append("reproduce")
            return .reproduced(reproduction)
        case .ask(let request):
            result.lines.append("ask")
            result.requests.append(request)
            let answer = answers.popFirst() ?? .saying("I do not know.")
            return .answered(answer, answer.spending)
        case .use(let calls, let draft):
            let (outcomes, changed) = carryOut(calls, draft)
            result.lines += zip(calls, outcomes).map { call, outcome in
                "\(call.tool.word)\(outcome.isError ? " refused: \(outcome.text.line)" : "")"
            }
            return .used(outcomes, changed)
        case .judge(let draft):
            let judgement =
                judgements.count > 1 ? judgements.removeFirst() : judgements[judgements.startIndex]
            result.lines.append(
                "judge \(draft.files.keys.map(\.string).sorted()): \(judgement.word)")
            return .judged(judgement)
        case .stop(let stop):
            let best = stop.best.map { ", best: \($0.judgement.word)" } ?? ""
            result.lines.append("stop: \(stop.reason)\(best)")
            return nil
        }
    }

    private func carryOut(_ calls: [AgentCall], _ start: Draft) -> ([CallOutcome], Draft) {
        var draft = start
        let outcomes = calls.map { call in
            guard case .edit(let edits) = call.tool else {
                return CallOutcome(id: call.id, text: "result of \(call.tool.word)")
            }
            do throws(DraftRefusal) {
                try draft.apply(edits) { AgentTests.read($0, in: project) }
                return CallOutcome(id: call.id, text: "done")
            } catch {
                return CallOutcome(id: call.id, text: error.description, isError: true)
            }
        }
        return (outcomes, draft)
    }
}

extension ModelAnswer {
    /// What it costs, by what its server counted.
    fileprivate var spending: Spending {
        var spending = Spending()
        spending.requests = 1
        spending.promptTokens = usage?.promptTokens ?? 0
        spending.outputTokens = usage?.outputTokens ?? 0
        spending.money = Money(usage?.dollars ?? 0)
        return spending
    }

    /// An answer of these events that ends well.
    static func of(_ events: [ModelEvent], _ reason: FinishReason = .stop) -> ModelAnswer {
        var answer = ModelAnswer()
        for event in events { answer.apply(event) }
        answer.apply(.finished(reason))
        return answer
    }

    static func failing(_ kind: ModelFault.Kind) -> ModelAnswer {
        var answer = ModelAnswer()
        answer.apply(.failed(ModelFault(kind, "the server says no")))
        return answer
    }

    static func saying(_ text: String, _ reason: FinishReason = .stop) -> ModelAnswer {
        .of([.text(Array(text.utf8))], reason)
    }

    static func calling(_ calls: [(String, JSONLiteral)], saying text: String = "") -> ModelAnswer {
        .of(
            [.text(Array(text.utf8))]
                + calls.enumerated().map { index, call in
                    .toolCall(
                        ToolCall(
                            id: "call-\(index)", name: call.0, arguments: .object(JSON(call.1))))
                }, .toolCalls)
    }

    static func editing(_ old: String, _ new: String, thenFinishing: Bool = true) -> ModelAnswer {
        let edit: (String, JSONLiteral) = (
            "edit_file",
            ["path": "app.py", "old_text": .string(old), "new_text": .string(new)]
        )
        let finish: (String, JSONLiteral) = ("finish", ["summary": "done"])
        return calling(thenFinishing ? [edit, finish] : [edit])
    }

    /// The right change of the scripted project.
    static let right = editing("return items[0]", "return items[0] if items else None")
}

extension Judgement {
    static let green = Judgement(
        verdict: .accepted, failures: [], report: "all tests pass",
        evidence: EvidenceSummary(.verified))

    static func red(_ failures: String...) -> Judgement {
        Judgement(
            verdict: .refused, failures: Set(failures),
            report: "failed: \(failures.joined(separator: ", "))",
            evidence: EvidenceSummary(.refuted))
    }

    var word: String {
        switch verdict {
        case .accepted: "accepted"
        case .refused: "refused (\(failures.sorted().joined(separator: ", ")))"
        case .unverified(let reason): "unverified (\(reason))"
        }
    }
}

extension AgentTool {
    var word: String {
        switch self {
        case .search: "search"
        case .list: "list"
        case .read: "read"
        case .symbol: "symbol"
        case .edit: "edit"
        case .runTests: "run tests"
        case .runCommand: "run command"
        case .diagnostics: "diagnostics"
        case .finish: "finish"
        }
    }
}

extension String {
    /// Its lines as one.
    var line: String { split(separator: "\n").joined(separator: " / ") }
}
