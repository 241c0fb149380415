import Base
import CLI

/// What a command wrote, and its exit code.
struct Recorded: Equatable {
    var code: Int32 = 0
    var output = ""
    var errors = ""
}

/// Runs a command line in this process and records what it says.
func run(_ arguments: [String], inputIsTerminal: Bool = false) -> Recorded {
    let recorder = Recorder()
    let console = Console(
        write: { text in recorder.recorded.withLock { $0.output += text } },
        writeError: { text in recorder.recorded.withLock { $0.errors += text } },
        inputIsTerminal: inputIsTerminal)
    let code = runCommandLine(arguments, console: console)
    return recorder.recorded.withLock { recorded in
        recorded.code = code
        return recorded
    }
}

private final class Recorder: Sendable {
    let recorded = Lock(Recorded())
}
