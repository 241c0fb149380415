/// Filling in with a model that can only chat: it is shown the file with a hole.
enum HolePrompt {
    private static let hole = "<|fill_here|>"
    private static let breaker = MarkBreaker(marks: [hole, "</file>", "<file "])

    static func chat(for request: FIMRequest) -> ChatRequest {
        var text: [UInt8] = []
        for file in request.context { text += shown(file.path, breaker.broken(file.text)) }
        let whole =
            breaker.broken(request.prefix) + Array(hole.utf8) + breaker.broken(request.suffix)
        text += shown(request.path, whole)
        var chat = ChatRequest(
            messages: [
                .system(
                    """
                    You complete code. The last file has a hole, marked \(hole). Answer with the \
                    text that belongs in the hole, and with nothing else: no explanation, no code \
                    fence, and nothing of what stands before or after the hole.
                    """),
                .user(String(decoding: text, as: UTF8.self)),
            ], maximumTokens: request.maximumTokens)
        chat.temperature = request.temperature
        return chat
    }

    /// Stop texts count within the answer, not within what models write around it.
    static func shape(for request: FIMRequest) -> AnswerShape {
        AnswerShape(stops: request.stop + [hole]) { (text) throws(ModelFault) in unfenced(text) }
    }

    private static func shown(_ path: String, _ text: [UInt8]) -> [UInt8] {
        Array("<file path=\"\(path)\">\n".utf8) + text + Array("\n</file>\n".utf8)
    }
}

/// The text without the fence that models put around code; only a fence around all of it goes.
func unfenced(_ text: [UInt8]) -> [UInt8] {
    let bare = text.trimmed
    guard bare.starts(with: "```".utf8), let line = bare.firstIndex(of: 0x0A) else { return text }
    let body = bare[(line + 1)...]
    // An answer that was cut has no fence at its end.
    guard body.suffix(3).elementsEqual("```".utf8) else { return Array(body) }
    var inner = body.dropLast(3)
    if inner.last == 0x0A { inner = inner.dropLast() }
    return Array(inner)
}
