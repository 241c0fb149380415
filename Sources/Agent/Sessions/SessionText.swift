internal import Base
package import JSON
internal import Models
internal import Secrets
internal import Verify

// A kept session for people and for programs.

extension KeptSession {
    /// The session in lines, one a step, without secrets.
    package var text: String { redactedForLog(lines.joined(separator: "\n")) }

    private var lines: [String] {
        var lines = [
            "session \(header.id)", "begun \(header.begun)", "project \(header.folder)",
            "goal \(header.task.goal.rawValue)", "", header.task.instruction, "",
        ]
        for step in steps { lines.append("\(step.milliseconds) ms  \(step.event.words)") }
        let session = session
        lines.append(session.stop?.reason.words ?? "unfinished")
        if let best = session.run.best {
            lines += ["", "## Evidence"] + best.judgement.evidence.lines
            lines += ["", "## Change", String(decoding: best.draft.diff, as: UTF8.self)]
        }
        return lines
    }
}

extension KeptSession {
    /// All of it as JSON, for others to read: without secrets.
    package var export: String { redactedForLog("\(JSON(encoding: self))") }

    /// Why it cannot be gone on with, where secrets are lost.
    package var lossText: String {
        let files = lostSecrets.map(\.string).joined(separator: ", ")
        return "secrets are not kept with a session, and those that stood in \(files) are not "
            + "there any more: start a new one"
    }
}

extension KeptSession: JSONEncodable {
    package func encode(to writer: inout JSONWriter) {
        writer.object { writer in
            writer.member("id", header.id)
            writer.member("begun", header.begun)
            writer.member("folder", header.folder.string)
            writer.member("testCommand", ifPresent: header.testCommand)
            writer.member("task", header.task)
            writer.member("setting", header.setting)
            writer.key("steps")
            writer.array { writer in
                for step in steps {
                    writer.object { writer in
                        writer.member("milliseconds", step.milliseconds)
                        writer.member("what", step.event)
                    }
                }
            }
        }
    }
}

extension AgentEvent {
    /// In one line for people.
    fileprivate var words: String {
        switch self {
        case .started: return "started"
        case .reproduced(.red): return "something is red"
        case .reproduced(.green): return "nothing is red"
        case .reproduced(.notNeeded): return "nothing to reproduce"
        case .reproduced(.impossible(let reason)): return "could not be reproduced: \(reason)"
        case .answered(let answer, let spent):
            if case .failure(let fault)? = answer.outcome { return "the model failed: \(fault)" }
            return "model: \(AgentPrompts.note(of: answer.message, nil)) (\(spent.tokens) tokens)"
        case .used(let outcomes, let draft):
            let failed = outcomes.count(where: \.isError)
            let files = draft.files.keys.sorted().map(\.string).joined(separator: ", ")
            return "\(outcomes.count) calls, \(failed) refused; changed: "
                + (files.isEmpty ? "nothing" : files)
        case .judged(let judgement):
            let reason = judgement.evidence.reasons.first.map { ": \($0)" } ?? ""
            return (judgement.evidence.lines.first ?? "judged") + reason
        case .cancelled: return "cancelled"
        case .instructed(let words, _): return "the user: \(words)"
        }
    }
}
