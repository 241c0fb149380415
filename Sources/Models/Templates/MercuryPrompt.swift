internal import JSON

/// Inception's prompts for the next edit and for applying one, and its endpoints for both.
enum MercuryPrompt {
    private static let breaker = MarkBreaker(marks: [
        "<|recently_viewed_code_snippet", "<|/recently_viewed_code_snippet",
        "<|current_file_content|>", "<|/current_file_content|>", "<|code_to_edit|>",
        "<|/code_to_edit|>", "<|edit_diff_history|>", "<|/edit_diff_history|>", "<|cursor|>",
        "<|original_code|>", "<|/original_code|>", "<|update_snippet|>", "<|/update_snippet|>",
    ])
    private static let cursor = "<|cursor|>"

    static func edit(_ request: EditRequest, provider: Provider) -> ModelCall {
        ModelCall(
            .versioned("/edit/completions"),
            body: body(text(request), maximumTokens: request.maximumTokens, provider),
            format: .choices(provider.dialect), shape: shape(for: request))
    }

    static func apply(_ request: ApplyRequest, provider: Provider) -> ModelCall {
        ModelCall(
            .versioned("/apply/completions"),
            body: body(text(request), maximumTokens: request.maximumTokens, provider),
            format: .choices(provider.dialect), shape: shape(for: request))
    }

    /// Both endpoints take one message, and answer in one piece.
    private static func body(
        _ text: [UInt8], maximumTokens: Int, _ provider: Provider
    ) -> [UInt8] {
        var writer = JSONWriter()
        writer.object { writer in
            writer.member("model", provider.model)
            writer.key("messages")
            writer.array { writer in
                writer.object { writer in
                    writer.member("role", "user")
                    writer.member("content", utf8: text)
                }
            }
            writer.member("max_tokens", max(1, maximumTokens))
        }
        return writer.bytes
    }

    /// All sections are there, also empty ones: the model was trained on that.
    static func text(_ request: EditRequest) -> [UInt8] {
        var text: [UInt8] = []
        func add(_ line: String) { text += Array("\(line)\n".utf8) }
        add("<|recently_viewed_code_snippets|>")
        for file in request.viewed {
            add("<|recently_viewed_code_snippet|>")
            add("code_snippet_file_path: \(file.path)")
            text += breaker.broken(file.text)
            add("\n<|/recently_viewed_code_snippet|>")
        }
        add(
            request.viewed.isEmpty
                ? "\n<|/recently_viewed_code_snippets|>\n"
                : "<|/recently_viewed_code_snippets|>\n")
        add("<|current_file_content|>\ncurrent_file_path: \(request.path)")
        text += breaker.broken(request.before)
        add("<|code_to_edit|>")
        text += EditableRegion(request).marked(cursor, breaker)
        add("\n<|/code_to_edit|>")
        text += breaker.broken(request.after)
        add("\n<|/current_file_content|>\n")
        add("<|edit_diff_history|>")
        for edit in request.edits {
            add("--- /\(edit.path)\n+++ /\(edit.path)")
            text += breaker.broken(edit.hunks)
            add("")
        }
        if request.edits.isEmpty { add("") }
        add("<|/edit_diff_history|>")
        return text
    }

    static func text(_ request: ApplyRequest) -> [UInt8] {
        Array("<|original_code|>\n".utf8) + breaker.broken(request.original)
            + Array("\n<|/original_code|>\n\n<|update_snippet|>\n".utf8)
            + breaker.broken(request.update) + Array("\n<|/update_snippet|>\n".utf8)
    }

    /// `None` is how the model says that nothing is to change.
    static func shape(for request: EditRequest) -> AnswerShape {
        let region = EditableRegion(request)
        let original = request.region
        return AnswerShape { (answer) throws(ModelFault) in
            let text = unfenced(answer)
            return text.trimmed.elementsEqual("None".utf8)
                ? original : region.restored(text, without: cursor)
        }
    }

    static func shape(for request: ApplyRequest) -> AnswerShape {
        let endsLine = request.original.last == 0x0A
        return AnswerShape { (answer) throws(ModelFault) in
            let text = unfenced(answer)
            return endsLine && text.last != 0x0A ? text + [0x0A] : text
        }
    }
}
