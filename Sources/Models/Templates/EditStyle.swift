/// How a model is asked for the next edit.
package enum EditStyle: String, Sendable, CaseIterable {
    /// Inception's endpoint for it.
    case mercury
    /// Zed's first model.
    case zeta
    /// Zed's second model.
    case zeta2
    /// Sweep's models.
    case sweep
    /// Any model that chats.
    case chat

    /// The style that a model of this name was trained for; nil when the name tells nothing.
    package static func forModel(named name: String) -> EditStyle? {
        let name = name.lowercased()
        if name.contains("zeta-2") || name.contains("zeta2") { return .zeta2 }
        if name.contains("zeta") { return .zeta }
        if name.contains("sweep"), name.contains("next") || name.contains("edit") { return .sweep }
        return nil
    }
}

extension Provider {
    func editCall(_ request: EditRequest) throws(ModelFault) -> ModelCall {
        switch editStyle {
        case .mercury: return MercuryPrompt.edit(request, provider: self)
        case .zeta: return try completionCall(ZetaPrompt.first(request), for: request)
        case .zeta2: return try completionCall(ZetaPrompt.second(request), for: request)
        case .sweep: return try completionCall(SweepPrompt.edit(request), for: request)
        case .chat:
            var chat = ChatRequest(
                messages: [
                    .system(
                        """
                        You predict the next edit of a programmer from the edits before it. Answer \
                        with the region between <|code_to_edit|> and <|/code_to_edit|> as it should \
                        become, in one code block, and with nothing else. When nothing is to \
                        change, repeat the region.
                        """),
                    .user(String(decoding: MercuryPrompt.text(request), as: UTF8.self)),
                ], maximumTokens: request.maximumTokens)
            chat.temperature = 0
            return chatCall(chat, shape: MercuryPrompt.shape(for: request))
        }
    }

    private func completionCall(
        _ prompt: EditPrompt, for request: EditRequest
    ) throws(ModelFault) -> ModelCall {
        try completionCall(
            Completion(
                prompt: prompt.text, maximumTokens: request.maximumTokens, temperature: 0,
                stops: prompt.stops),
            shape: AnswerShape(transform: prompt.answer))
    }

    func applyCall(_ request: ApplyRequest) -> ModelCall {
        if dialect == .inception { return MercuryPrompt.apply(request, provider: self) }
        var chat = ChatRequest(
            messages: [
                .system(
                    """
                    You merge an edit into a file. The edit shows the changed parts; comments such \
                    as "... existing code ..." stand for what stays as it is. Answer with the \
                    whole merged file in one code block, and with nothing else.
                    """),
                .user(String(decoding: MercuryPrompt.text(request), as: UTF8.self)),
            ], maximumTokens: request.maximumTokens)
        chat.temperature = 0
        return chatCall(chat, shape: MercuryPrompt.shape(for: request))
    }
}

/// A prompt for the next edit, and how the region is found in what comes back.
struct EditPrompt: Sendable {
    var text: [UInt8]
    /// What ends the answer at the server.
    var stops: [String]
    var answer: @Sendable ([UInt8]) throws(ModelFault) -> [UInt8]
}

/// A region that is shown with its line ends in order: formats put each mark on a line of its own.
struct EditableRegion: Sendable {
    /// The region without the line end at its end.
    private let text: [UInt8]
    private let endsLine: Bool
    private let cursor: Int

    init(_ request: EditRequest) {
        endsLine = request.region.last == 0x0A
        text = endsLine ? request.region.dropLast() : request.region
        cursor = min(max(0, request.cursor), text.count)
    }

    /// The region with a mark where the cursor is.
    func marked(_ mark: String, _ breaker: MarkBreaker) -> [UInt8] {
        breaker.broken(Array(text[..<cursor])) + Array(mark.utf8)
            + breaker.broken(Array(text[cursor...]))
    }

    /// The region as it is.
    func plain(_ breaker: MarkBreaker) -> [UInt8] { breaker.broken(text) }

    /// A new text of the region: the mark of the cursor goes, the line end stays as it was.
    func restored(_ answer: [UInt8], without mark: String) -> [UInt8] {
        var text = answer
        if let place = text.firstRange(of: Array(mark.utf8)) { text.removeSubrange(place) }
        if text.last == 0x0A { text.removeLast() }
        return endsLine ? text + [0x0A] : text
    }
}
