internal import Base

/// What the threads of a session share: those that ask, and the one that stays with the command.
final class Conversation: Sendable {
    private struct State {
        /// What is still to be written to the command.
        var input: ArraySlice<UInt8> = []
        var deadline: Instant?
        var isNewRequest = false
        var isEnding = false
        /// What the command wrote and nobody has taken.
        var lines: [OutputLine] = []
        var lineBytes = 0
        var outcome: Outcome?
    }

    private let state = Monitor(State())
    /// A byte in it ends the supervisor's waiting.
    private let wakeUp: Pipe
    /// The command's standard input. We keep its reading end too: writing to a pipe that nobody
    /// reads would be the end of us.
    private let input: Pipe

    init() throws(SystemError) {
        wakeUp = try Pipe()
        input = try Pipe()
        for end in [wakeUp.readEnd.number, wakeUp.writeEnd.number, input.writeEnd.number] {
            IO.setNonBlocking(end, true)
        }
    }

    private func wake() {
        // A full pipe means that the supervisor is already being woken.
        _ = try? IO.write(wakeUp.writeEnd.number, [1])
    }
}

// MARK: - For those who ask

extension Conversation {
    /// A request, and when its answer has to be there.
    func begin(_ request: [UInt8], until deadline: Instant) {
        state.withLock { state in
            state.input += request
            state.deadline = deadline
            state.isNewRequest = true
            state.lines = []
            state.lineBytes = 0
        }
        wake()
    }

    /// Takes the lines that are there; waits for one.
    func takeLines() throws(SessionOver) -> [OutputLine] {
        let over: (lines: [OutputLine], outcome: Outcome?)? = state.wait { state in
            if state.lines.isEmpty, state.outcome == nil { return nil }
            defer {
                state.lines = []
                state.lineBytes = 0
            }
            return (state.lines, state.outcome)
        }
        guard let over else { return [] }
        if over.lines.isEmpty, let outcome = over.outcome { throw SessionOver(outcome: outcome) }
        return over.lines
    }

    /// Nobody waits for an answer any more.
    func rest() {
        state.withLock { $0.deadline = nil }
    }

    func end() {
        state.withLock { $0.isEnding = true }
        wake()
    }

    /// How it ended; waits for that.
    var outcome: Outcome {
        while true {
            if let outcome = state.wait({ $0.outcome }) { return outcome }
        }
    }
}

// MARK: - For the thread that stays with the command

extension Conversation {
    /// What the command gets as its standard input.
    var inputDescriptor: Int32 { input.readEnd.number }

    /// What to poll: for somebody's wish, and for room in the command's input where that is wanted.
    var polled: [pollfd] {
        let isWriting = state.withLock { !$0.input.isEmpty }
        return [
            pollfd(fd: wakeUp.readEnd.number, events: Int16(POLLIN), revents: 0),
            pollfd(
                fd: isWriting ? input.writeEnd.number : -1, events: Int16(POLLOUT), revents: 0),
        ]
    }

    /// Writes what the command takes now; says whether there was a new request.
    func write() -> Bool {
        var ignored: [UInt8] = []
        _ = try? IO.read(wakeUp.readEnd.number, into: &ignored, limit: 512)
        return state.withLock { state in
            let count = try? IO.write(input.writeEnd.number, state.input)
            state.input = state.input.dropFirst(count ?? 0)
            defer { state.isNewRequest = false }
            return state.isNewRequest
        }
    }

    var deadline: Instant? { state.withLock { $0.deadline } }

    var isEnding: Bool { state.withLock { $0.isEnding } }

    /// How much memory the lines take that nobody has taken.
    var waitingBytes: Int { state.withLock { $0.lineBytes } }

    func hear(_ line: OutputLine) {
        state.update { state in
            state.lines.append(line)
            state.lineBytes += line.bytes.count + MemoryLayout<OutputLine>.stride * 2
        }
    }

    func finish(_ outcome: Outcome) {
        state.update { $0.outcome = outcome }
    }
}
