/// A *trusted* program that runs beside us, its standard input and output pipes of ours. It ends,
/// with everything that it started, when its owner lets go of it.
package struct ChildProcess: ~Copyable {
    package let identifier: pid_t
    /// Where its input is written and its output read; nil once taken.
    private var inputPipe: FileDescriptor?
    private var outputPipe: FileDescriptor?
    private var end: ProcessEnd?

    /// Starts a program: a path, or a name to be looked up in `PATH`. Without an environment it
    /// gets ours. What it writes to standard error is dropped.
    package init(
        _ program: String, _ arguments: [String], directory: Path? = nil,
        environment: [String: String]? = nil
    ) throws(SystemError) {
        guard let path = Subprocess.find(program) else {
            throw SystemError("find the program", program, code: ENOENT)
        }
        let input = try Pipe()
        let output = try Pipe()
        let spawn = Spawn(
            path: path, arguments: arguments, directory: directory, environment: environment,
            input: input.readEnd.number, output: output.writeEnd.number, errors: nil)
        identifier = try spawn.start()
        inputPipe = input.intoWriteEnd()
        outputPipe = output.intoReadEnd()
    }

    deinit {
        guard end == nil else { return }
        kill(-identifier, SIGKILL)
        _ = ProcessEnd.reaping(identifier)
    }

    /// Hands over the descriptor that writes to its standard input; nil the second time.
    package mutating func takeInput() -> FileDescriptor? { inputPipe.take() }

    /// Hands over the descriptor that reads its standard output; nil the second time.
    package mutating func takeOutput() -> FileDescriptor? { outputPipe.take() }

    /// Waits for it to end by itself; nil when it still runs at the deadline.
    package mutating func wait(until deadline: Instant) -> ProcessEnd? {
        if end == nil, ProcessEnd.wait(for: identifier, until: deadline) {
            end = ProcessEnd.reaping(identifier)
        }
        return end
    }
}
