internal import JSON
package import Models

/// The conversation with the model. Its beginning, which says what the task is, never changes; what
/// comes after shrinks when the model's window fills. It shrinks seldom and then by much, so that
/// between two times a server's cache knows all but the last message.
package struct Transcript: Sendable, Equatable {
    /// One answer of the model and what it was told in return.
    package struct Turn: Sendable, Equatable {
        package var answer: AssistantMessage
        /// The results of its calls, one each; or else empty.
        package var results: [ToolResult]
        /// What else it is told.
        package var feedback: String?
        /// What stays of the turn when it is dropped, in one line.
        package var note: String
    }

    /// What the model is and may do.
    private let system: String
    /// The task with its evidence.
    private let task: String
    /// What the user asked for later.
    private var instructions: [String] = []
    /// What stays of turns that were dropped.
    private var notes: [String] = []
    /// What the draft was, and what was found about it, when turns were last dropped.
    private var standing = ""
    package private(set) var turns: [Turn] = []

    /// A conversation that has not begun.
    init(system: String, task: String) {
        self.system = system
        self.task = task
    }

    mutating func append(_ turn: Turn) {
        turns.append(turn)
    }

    /// The user asks for something more. It stands with the task, so that it is never dropped, and
    /// at the end, where it is heard.
    mutating func instruct(_ words: String) {
        instructions.append(words)
        guard let last = turns.indices.last else { return }
        let heard = "The user says:\n\(words)"
        turns[last].feedback = turns[last].feedback.map { $0 + "\n\n" + heard } ?? heard
    }

    /// All of it, for the next request.
    package var messages: [ChatMessage] {
        var messages: [ChatMessage] = [.system(system), .user(opening)]
        for turn in turns {
            messages.append(.assistant(turn.answer))
            if !turn.results.isEmpty { messages.append(.toolResults(turn.results)) }
            if let feedback = turn.feedback { messages.append(.user(feedback)) }
        }
        return messages
    }

    private var opening: String {
        let task = ([task] + instructions.map { "# What the user asked for later\n\($0)" })
            .joined(separator: "\n\n")
        guard !notes.isEmpty else { return task }
        let list = notes.map { "- \($0)" }.joined(separator: "\n")
        return """
            \(task)

            # What was done before this point
            \(list)

            \(standing)
            """
    }

    /// Makes room when the conversation has more tokens than `limit`: it then gets half of them.
    /// `standing` says where the work stands, word for word. Returns whether anything was dropped.
    mutating func compact(
        limit: Int, standing: String, tokens: (String) -> Int
    ) -> Bool {
        guard size(tokens) > limit else { return false }
        self.standing = standing
        shortenResults(beforeLast: 1, to: 400)
        while size(tokens) > limit / 2, turns.count > 1 {
            notes.append(turns.removeFirst().note)
        }
        while notes.count > Transcript.maximumNotes { notes.remove(at: 1) }
        var bytes = 8000
        while size(tokens) > limit, bytes >= 500 {
            shortenResults(beforeLast: 0, to: bytes)
            bytes /= 2
        }
        return true
    }

    private static let maximumNotes = 30

    private mutating func shortenResults(beforeLast kept: Int, to limit: Int) {
        for place in turns.indices.dropLast(kept) {
            for result in turns[place].results.indices {
                turns[place].results[result].text = Untrusted.shortened(
                    turns[place].results[result].text, to: limit)
            }
            turns[place].feedback = turns[place].feedback.map {
                Untrusted.shortened($0, to: max(limit, 1000))
            }
        }
    }

    private func size(_ tokens: (String) -> Int) -> Int {
        messages.reduce(0) { sum, message in
            // The marks around a message take some tokens too.
            sum + 8
                + message.texts.reduce(0) { $0 + tokens($1) }
        }
    }
}

extension ChatMessage {
    fileprivate var texts: [String] {
        switch self {
        case .system(let text), .user(let text): [text]
        case .assistant(let message):
            [message.text]
                + message.toolCalls.map { call in
                    switch call.arguments {
                    case .object(let json): call.name + json.description
                    case .malformed(let text, _): call.name + text
                    }
                }
        case .toolResults(let results): results.map(\.text)
        }
    }
}
