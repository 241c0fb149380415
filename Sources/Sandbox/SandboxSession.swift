internal import Base

/// A command in the sandbox that lives on between requests, such as a test runner that has loaded
/// everything and forks for each candidate. Should its owner let go of it, it is ended.
package final class SandboxSession: Sendable {
    private let conversation: Conversation
    /// Held by who asks: answers have to be told from each other.
    private let turn = Monitor(false)

    init(_ conversation: Conversation) {
        self.conversation = conversation
    }

    deinit {
        conversation.end()
    }

    /// Writes a request to the command's standard input and takes lines of its output until one is
    /// the last of the answer. Lines that were written since the answer before belong to nobody
    /// and are dropped, so an empty request waits for news.
    ///
    /// Blocks, and others who ask wait for their turn. Who takes longer than `milliseconds` is
    /// ended, as at any other limit: a command that does not answer is of no more use.
    package func ask(
        _ request: [UInt8], milliseconds: Int, isLast: (OutputLine) -> Bool
    ) throws(SessionOver) -> [OutputLine] {
        _ = turn.wait { isTaken -> Bool? in
            if isTaken { return nil }
            isTaken = true
            return true
        }
        defer { turn.update { $0 = false } }
        conversation.begin(request, until: Instant.now.adding(milliseconds: milliseconds))
        defer { conversation.rest() }
        var answer: [OutputLine] = []
        while true {
            for line in try conversation.takeLines() {
                answer.append(line)
                if isLast(line) { return answer }
            }
        }
    }

    /// Ends it, where it has not ended itself. When this returns, no process of it is left.
    package func end() -> Outcome {
        conversation.end()
        return conversation.outcome
    }
}

/// A session has come to its end, by itself or at a limit, which the verdict tells.
package struct SessionOver: Error, Sendable, CustomStringConvertible {
    package let outcome: Outcome

    package var description: String { "the session is over: \(outcome.verdict)" }
}
