/// The prompts of Zed's models for the next edit.
enum ZetaPrompt {
    // MARK: - The first model

    private static let start = "<|editable_region_start|>"
    private static let end = "<|editable_region_end|>"
    private static let cursor = "<|user_cursor_is_here|>"

    static func first(_ request: EditRequest) -> EditPrompt {
        let breaker = MarkBreaker(marks: [start, end, cursor, "<|start_of_file|>", "<|endoftext|>"])
        var text = Array(
            """
            ### Instruction:
            You are a code completion assistant and your task is to analyze user edits and then \
            rewrite an excerpt that the user provides, suggesting the appropriate edits within the \
            excerpt, taking into account the cursor location.

            ### User Edits:


            """.utf8)
        for edit in request.edits {
            text += Array("User edited \(edit.path):\n```diff\n".utf8)
            text += breaker.broken(edit.hunks) + Array("\n```\n\n".utf8)
        }
        text += Array("### User Excerpt:\n\n```\(request.path)\n".utf8)
        if request.before.isEmpty { text += Array("<|start_of_file|>\n".utf8) }
        let region = EditableRegion(request)
        text += breaker.broken(request.before) + Array("\(start)\n".utf8)
        text += region.marked(cursor, breaker) + Array("\n\(end)\n".utf8)
        text += breaker.broken(request.after) + Array("\n```\n\n### Response:\n".utf8)
        return EditPrompt(text: text, stops: []) { (answer) throws(ModelFault) in
            region.restored(try between(answer, start, end), without: cursor)
        }
    }

    // MARK: - The second model

    private static let secondCursor = "<|user_cursor|>"
    private static let updated = ">>>>>>> UPDATED"

    static func second(_ request: EditRequest) -> EditPrompt {
        let breaker = MarkBreaker(marks: [
            "<[fim-suffix]>", "<[fim-prefix]>", "<[fim-middle]>", "<filename>", secondCursor,
            "<<<<<<< CURRENT", updated, "<[end▁of▁sentence]>",
        ])
        let region = EditableRegion(request)
        var text = Array("<[fim-suffix]>\n".utf8) + breaker.broken(request.after)
        text += Array("<[fim-prefix]>".utf8)
        for file in request.viewed {
            text += Array("<filename>\(file.path)\n".utf8) + breaker.broken(file.text) + [0x0A]
        }
        text += Array("<filename>edit_history\n".utf8)
        for edit in request.edits {
            text += Array("--- a/\(edit.path)\n+++ b/\(edit.path)\n".utf8)
            text += breaker.broken(edit.hunks) + [0x0A]
        }
        text += Array("<filename>\(request.path)\n".utf8) + breaker.broken(request.before)
        text += Array("<<<<<<< CURRENT\n".utf8) + region.marked(secondCursor, breaker)
        text += Array("\n=======\n<[fim-middle]>".utf8)
        return EditPrompt(text: text, stops: [updated]) { (answer) throws(ModelFault) in
            let stops = [updated, "<[end▁of▁sentence]>"]
            return region.restored(StopFilter.cut(answer, stops: stops), without: secondCursor)
        }
    }

    /// What stands between two marks, without the line ends that belong to the marks.
    private static func between(
        _ answer: [UInt8], _ start: String, _ end: String
    ) throws(ModelFault) -> [UInt8] {
        guard let opening = answer.firstRange(of: Array(start.utf8)) else {
            throw ModelFault(.badAnswer, "the model's answer names no region to edit")
        }
        var text = answer[opening.upperBound...]
        if let closing = text.firstRange(of: Array(end.utf8)) { text = text[..<closing.lowerBound] }
        if text.first == 0x0A { text = text.dropFirst() }
        return Array(text)
    }
}
