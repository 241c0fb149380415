/// Runs a *trusted* tool (git, cc, pip) and waits for it, with bounds on time and output.
/// Nothing that a repository or a model decides may be run this way: that is the sandbox's work.
package struct Subprocess: Sendable {
    /// The program: a path, or a name to be looked up in `PATH`.
    package var program: String
    package var arguments: [String]
    package var directory: Path?
    /// The whole environment; nil hands on our own.
    package var environment: [String: String]?
    /// What it reads from standard input.
    package var input: [UInt8]
    package var timeoutMilliseconds: Int
    package var maximumOutputBytes: Int

    package init(
        _ program: String, _ arguments: [String], directory: Path? = nil,
        environment: [String: String]? = nil, input: [UInt8] = [],
        timeoutMilliseconds: Int = 60_000,
        maximumOutputBytes: Int = 64 << 20
    ) {
        self.program = program
        self.arguments = arguments
        self.directory = directory
        self.environment = environment
        self.input = input
        self.timeoutMilliseconds = timeoutMilliseconds
        self.maximumOutputBytes = maximumOutputBytes
    }

    package struct Outcome: Sendable {
        package enum End: Equatable, Sendable {
            case exited(Int32)
            case signalled(Int32)
            case timedOut
            case tooMuchOutput
        }
        package let end: End
        package let output: [UInt8]
        package let errors: [UInt8]

        package var succeeded: Bool { end == .exited(0) }
        package var outputText: String { String(decoding: output, as: UTF8.self) }
        package var errorText: String { String(decoding: errors, as: UTF8.self) }
    }

    /// Where `PATH` finds a program; nil when it does not.
    package static func find(_ name: String, environment: Environment = .current) -> Path? {
        if name.contains("/") { return Files.isExecutable(Path(name)) ? Path(name) : nil }
        for folder in (environment["PATH"] ?? "/usr/bin:/bin").split(separator: ":") {
            // What a relative folder leads to depends on where we are: it may be a repository.
            guard folder.hasPrefix("/") else { continue }
            let path = Path(String(folder)) / name
            if Files.isExecutable(path) { return path }
        }
        return nil
    }

    /// Starts it and waits for its end.
    package func run() throws(SystemError) -> Outcome {
        guard let path = Subprocess.find(program) else {
            throw SystemError("find the program", program, code: ENOENT)
        }
        let output = try Pipe()
        let errors = try Pipe()
        let inputFile =
            input.isEmpty
            ? try FileDescriptor.open("/dev/null", O_RDONLY) : try Files.makeUnnamed(input)
        let process = try Spawn(
            path: path, arguments: arguments, directory: directory, environment: environment,
            input: inputFile.number, output: output.writeEnd.number, errors: errors.writeEnd.number
        ).start()
        // Our copies of the write ends must be gone, or the streams would never end.
        let outputEnd = output.intoReadEnd()
        let errorEnd = errors.intoReadEnd()
        return collect(process, outputEnd.number, errorEnd.number)
    }

    /// Reads both streams until they end, then the process's own end; kills it at a bound.
    private func collect(_ process: pid_t, _ output: Int32, _ errors: Int32) -> Outcome {
        let deadline = Instant.now.adding(milliseconds: timeoutMilliseconds)
        var streams: [(descriptor: Int32, bytes: [UInt8], open: Bool)] = [
            (output, [], true), (errors, [], true),
        ]
        var early: Outcome.End?
        while early == nil, streams.contains(where: \.open) {
            let left = deadline.nanoseconds(since: .now) / 1_000_000
            if left <= 0 {
                early = .timedOut
                break
            }
            var polled = streams.map {
                pollfd(fd: $0.open ? $0.descriptor : -1, events: Int16(POLLIN), revents: 0)
            }
            _ = unsafe poll(&polled, 2, Int32(clamping: left + 1))
            for index in 0..<2 where polled[index].revents != 0 {
                let count = try? IO.read(
                    streams[index].descriptor, into: &streams[index].bytes, limit: 64 << 10)
                if (count ?? 0) == 0 { streams[index].open = false }
                if streams[index].bytes.count > maximumOutputBytes { early = .tooMuchOutput }
            }
        }
        return Outcome(
            end: Subprocess.reap(process, early: early, deadline: deadline),
            output: streams[0].bytes, errors: streams[1].bytes)
    }

    private static func reap(
        _ process: pid_t, early: Outcome.End?, deadline: Instant
    ) -> Outcome.End {
        var early = early
        if early == nil, !ProcessEnd.wait(for: process, until: deadline) { early = .timedOut }
        if early != nil { kill(-process, SIGKILL) }
        let end = ProcessEnd.reaping(process)
        if let early { return early }
        return switch end {
        case .exited(let code): .exited(code)
        case .signalled(let signal): .signalled(signal)
        }
    }
}
