package import Base
package import Server
private import Settings
private import Testing

/// The real server on a thread of the test's own process.
package final class PipeServer: Sendable {
    /// All that a server's surroundings can be.
    package struct Options {
        /// Assignments as the command line takes them: `syntax.folding=on`.
        package var settings: [String] = []
        /// Where grammars are looked for; nil: where the machine's tests have them.
        package var grammars: Path?
        /// What else is in the environment.
        package var variables: [String: String] = [:]
        /// How many jobs may wait for a worker.
        package var queueCapacity = 8192
        /// The process that the command line names as the client.
        package var clientProcess: Int32?
        /// What is waited for takes as long as it takes, and what is put off comes at once.
        package var delays = PipeServer.timeless

        package init() {}
    }

    /// No test's outcome shall depend on how fast the machine is.
    package static var timeless: Delays {
        var delays = Delays()
        delays.diagnostics = 0
        delays.search = .max
        delays.searchProgress = .max
        delays.clientAnswer = .max
        delays.progressToken = .max
        delays.glimpse = 0
        delays.leftovers = .max
        delays.logAtEnd = .max
        delays.completionPause = 0
        delays.completionMenu = .max
        delays.completionContext = .max
        delays.completionKept = .max
        delays.searchRest = 0
        delays.boundsChecks = false
        return delays
    }

    /// Two are enough to show what threads can do to each other, and few enough to hold up.
    static let workerCount = 2

    let workers: WorkerPool
    private let exit = Monitor<Int32?>(nil)
    private let ends: ServerEnds

    init(
        home: Path, options: Options, input: borrowing FileDescriptor,
        output: borrowing FileDescriptor
    ) throws {
        // A broken invariant shall end the tests, not be logged.
        Bug.traps = true
        ends = ServerEnds(input: input.copy(), output: output.copy())
        workers = try WorkerPool(
            threads: PipeServer.workerCount, capacity: options.queueCapacity)
        let (layer, problems) = SettingsLayer.reading(assignments: options.settings)
        #expect(problems.isEmpty)
        var server = ServerOptions(
            version: "test", environment: PipeServer.environment(home, options),
            commandLine: layer, clientProcess: options.clientProcess)
        server.workers = workers
        server.delays = options.delays
        try start(server)
    }

    private func start(_ options: ServerOptions) throws {
        let (exit, ends) = (exit, ends)
        try Thread.start(name: "test server", stackBytes: 8 << 20) {
            let code = try? Server.serve(
                options, input: ends.input.number, output: ends.output.number,
                watchesSignals: false)
            ends.finishOutput()
            exit.update { $0 = code ?? -1 }
        }
    }

    /// The machine's grammars, and nothing else of the user who runs the tests.
    private static func environment(_ home: Path, _ options: Options) -> Environment {
        let user = Directories(environment: .current).data / "grammars"
        let grammars =
            options.grammars?.string ?? Environment.current["TENON_GRAMMARS"] ?? user.string
        let own = [
            "HOME": home.string, "PATH": Environment.current["PATH"] ?? "/usr/bin:/bin",
            "TENON_GRAMMARS": grammars,
        ]
        return Environment(own.merging(options.variables) { $1 })
    }

    /// The exit code once the server has ended; nil at the deadline.
    func exitCode(until deadline: Instant) -> Int32? {
        exit.wait(until: deadline) { $0 }
    }
}

/// The server's own ends of the pipes. Its threads may outlive it by a moment and write, so the
/// numbers are not given back before nobody can have them any more.
private final class ServerEnds: Sendable {
    let input: FileDescriptor
    let output: FileDescriptor

    init(input: consuming FileDescriptor, output: consuming FileDescriptor) {
        self.input = input
        self.output = output
    }

    /// Lets the client see the end of the output.
    func finishOutput() {
        guard let nowhere = try? FileDescriptor.open("/dev/null", O_WRONLY) else { return }
        dup2(nowhere.number, output.number)
    }
}

extension FileDescriptor {
    /// Another descriptor for the same, which children of other tests do not inherit.
    fileprivate borrowing func copy() -> FileDescriptor {
        FileDescriptor(owning: fcntl(number, F_DUPFD_CLOEXEC, 0))
    }
}

/// Keeps workers of a server busy with nothing, until it is released.
package final class WorkerHold: Sendable {
    private struct State {
        var held = 0
        var isReleased = false
    }

    private let state = Monitor(State())

    /// Returns once so many workers are held. Only one worker ever takes up background work.
    init(
        _ server: PipeServer, _ urgency: WorkerPool.Urgency, count: Int, until deadline: Instant
    ) throws {
        for _ in 0..<count {
            let accepted = server.workers.submit(urgency) { [state] in
                state.update { $0.held += 1 }
                _ = state.wait { $0.isReleased ? true : nil }
            }
            try #require(accepted, "the queue has no room for the hold")
        }
        let held = state.wait(until: deadline) { $0.held == count ? true : nil }
        try #require(held == true, "a worker is busy for too long")
    }

    deinit { release() }

    /// Lets the workers go on.
    package func release() {
        state.update { $0.isReleased = true }
    }
}
