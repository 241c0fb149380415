import Base
import Completion
import JSON
import LSP
import Models
import Text

extension CompletionReport {
    /// How the embedded model is named.
    static let embedded = "embedded"

    /// A report on a question that has not been answered yet.
    init(_ question: InlineQuestion, waitedMilliseconds: Int) {
        self.init(uri: question.document.uri, position: Position(line: 0, character: 0))
        self.waitedMilliseconds = waitedMilliseconds
    }

    /// For people, as Markdown.
    var text: String {
        var lines = [
            "# Completion in \(uri.name), line \(position.line + 1), column "
                + "\(position.character + 1)", "",
        ]
        if let reason {
            lines.append("Nothing is shown: \(reason).")
        } else {
            lines.append("Shown, from \(source):")
        }
        for text in shown { lines += ["", "```", text, "```"] }
        if let answeredMilliseconds {
            let milliseconds = Int(answeredMilliseconds.rounded())
            lines += ["", "Answered after \(milliseconds) ms."]
            if waitedMilliseconds > 0 {
                lines.append("A model is asked \(waitedMilliseconds) ms after the last keystroke.")
            }
        }
        if let fault, reason == nil {
            lines += ["", "The model's own word is not shown: \(fault)."]
        }
        if !parts.isEmpty { lines += promptLines }
        if let raw {
            let whole = String(decoding: raw, as: UTF8.self)
            lines += ["", "## What the model wrote", "", "```", whole, "```"]
        }
        if !records.isEmpty {
            lines += ["", "## What was done to it", ""] + records.map { "- " + $0.text }
        }
        return lines.joined(separator: "\n") + "\n"
    }

    private var promptLines: [String] {
        var lines = [
            "", "## What the model was shown", "", "| part | of | tokens |", "|---|---|--:|",
        ]
        for part in parts {
            let tokens = part.isShown ? "\(part.tokens)" : "\(part.tokens), no room"
            lines.append("| \(part.kind.rawValue) | \(part.path) | \(tokens) |")
        }
        if let promptTokens {
            let cached = cachedTokens.map { ", \($0) of them from its cache" } ?? ""
            lines += ["", "The server counted \(promptTokens) tokens\(cached)."]
        }
        return lines
    }
}

extension PassRecord {
    /// For people, a line.
    var text: String {
        var parts: [String] = []
        if removed > 0 { parts.append("took out \(removed) bytes") }
        if removed < 0 { parts.append("put in \(-removed) bytes") }
        switch remark {
        case .rejected(let why): parts.append("not shown, \(why)")
        case .flagged(let what): parts.append(what)
        case nil: break
        }
        return pass + ": " + (parts.isEmpty ? "changed it" : parts.joined(separator: "; "))
    }
}

extension Session {
    /// Takes a model's answer into what can be explained.
    func note(_ outcome: ModelOutcome, about uri: DocumentURI) {
        completions.reports[uri]?.source = outcome.provider
        completions.reports[uri]?.parts = outcome.prompt.parts
        completions.reports[uri]?.promptTokens = outcome.answer.usage?.promptTokens
        completions.reports[uri]?.cachedTokens = outcome.answer.usage?.cachedTokens
        completions.reports[uri]?.raw = outcome.answer.text
        completions.reports[uri]?.records = outcome.proposal?.records ?? []
        let fault = outcome.failure?.message ?? outcome.proposal?.rejection
        completions.reports[uri]?.fault = fault
        completions.reports[uri]?.reason = fault
    }

    /// `tenon.explainCompletion`: what the last completion in a document was made of, and what was
    /// done to it, or why there is none.
    func explainCompletion(_ params: ExecuteCommandParams, _ open: OpenRequest) {
        guard let uri = params.arguments.first?.string.map({ DocumentURI($0) }) else {
            return open.fail(
                .invalidParams, "params.arguments[0]: expected the URI of an open document")
        }
        guard let report = completions.reports[uri] else {
            return open.fail(.invalidParams, "nobody has asked for a completion in \(uri.name) yet")
        }
        var text = report.text
        if let pending = completions.pending, pending.uri == uri {
            let said = String(decoding: pending.said.withLock { $0 }, as: UTF8.self)
            text += "\nA model is being asked. It has said so far: \(said)\n"
        }
        if completions.focuses[uri]?.mayBeShown == false {
            text += "\nNo model sees this file: its name, git or a .tenonignore says so.\n"
        }
        let (keys, file) = (models.keys, options.directories.state / "completion.md")
        let isAccepted = compute(.request) { [text] in
            WrittenText(text, in: file, own: keys.secrets)
        } then: { session, written in
            session.show(written, called: "The explanation", open)
        }
        if !isAccepted { open.failBecauseOfLoad() }
    }
}
