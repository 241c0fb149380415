internal import JSON
internal import Secrets

extension ModelRequest {
    /// The request without the secrets in its texts. Paths and names stay: files whose names are
    /// telling are never read.
    func redacted(by redactor: inout Redactor) -> ModelRequest {
        switch self {
        case .fim(var request):
            request.prefix = redactor.redact(request.prefix)
            request.suffix = redactor.redact(request.suffix)
            request.context = request.context.map { $0.redacted(by: &redactor) }
            return .fim(request)
        case .chat(var request):
            request.messages = request.messages.map { $0.redacted(by: &redactor) }
            return .chat(request)
        case .edit(let request): return .edit(request.redacted(by: &redactor))
        case .apply(let request): return .apply(request.redacted(by: &redactor))
        }
    }
}

extension Redactor {
    mutating func redact(_ text: String) -> String {
        String(decoding: redact(Array(text.utf8)), as: UTF8.self)
    }
}

extension ContextFile {
    func redacted(by redactor: inout Redactor) -> ContextFile {
        ContextFile(path: path, text: redactor.redact(text))
    }
}

extension ChatMessage {
    fileprivate func redacted(by redactor: inout Redactor) -> ChatMessage {
        switch self {
        case .system(let text): return .system(redactor.redact(text))
        case .user(let text): return .user(redactor.redact(text))
        case .assistant(var message):
            message.text = redactor.redact(message.text)
            message.toolCalls = message.toolCalls.map { call in
                var call = call
                call.arguments = call.arguments.redacted(by: &redactor)
                return call
            }
            return .assistant(message)
        case .toolResults(let results):
            return .toolResults(
                results.map { result in
                    var result = result
                    result.text = redactor.redact(result.text)
                    return result
                })
        }
    }
}

extension ToolArguments {
    /// A placeholder is a word, so what was JSON still is.
    fileprivate func redacted(by redactor: inout Redactor) -> ToolArguments {
        switch self {
        case .object(let json):
            let text = redactor.redact(Array("\(json)".utf8))
            guard let redacted = try? JSON.parse(text, limits: .modelAnswer) else {
                return .malformed(
                    text: String(decoding: text, as: UTF8.self), problem: "it held a secret")
            }
            return .object(redacted)
        case .malformed(let text, let problem):
            return .malformed(text: redactor.redact(text), problem: problem)
        }
    }
}

extension EditRequest {
    fileprivate func redacted(by redactor: inout Redactor) -> EditRequest {
        var request = self
        request.before = redactor.redact(before)
        request.after = redactor.redact(after)
        request.region = redactor.redact(region)
        if request.region != region {
            // The text before the cursor may have become shorter or longer.
            request.cursor = redactor.redact(Array(region.prefix(max(0, cursor)))).count
        }
        request.viewed = viewed.map { $0.redacted(by: &redactor) }
        request.edits = edits.map { edit in
            RecentEdit(
                path: edit.path, original: redactor.redact(edit.original),
                updated: redactor.redact(edit.updated), hunks: redactor.redact(edit.hunks))
        }
        return request
    }
}

extension ApplyRequest {
    fileprivate func redacted(by redactor: inout Redactor) -> ApplyRequest {
        var request = self
        request.original = redactor.redact(original)
        request.update = redactor.redact(update)
        return request
    }
}
