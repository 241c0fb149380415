internal import Base
private import CSandbox

/// One run, from its start to the end of its last process: the thread that called waits here.
struct Supervisor: ~Copyable {
    /// Why we ended it.
    private enum Cause {
        case cancelled, timedOut, outOfMemory, outputLimit
        case quota(Outcome.Quota)
    }

    /// What the launcher has told.
    private enum Progress {
        case beginning
        /// The keeper is inside: whatever happens, it ends what it started.
        case kept
        case started
        case ended(Int32)
        case refused(Refusal)
    }

    /// How often the watchdog looks, and cancellation and the clock count.
    private static let tickMilliseconds = 20
    /// How long the keeper may take to end everything, and output to end after the last process.
    private static let graceMilliseconds = 3000

    private let limits: SandboxLimits
    private let cancellation: Cancellation
    private let begin = Instant.now
    private let process: pid_t
    /// Readable when the process has ended.
    private let end: FileDescriptor
    private let status: StatusSocket
    private var isConnected = true
    private var pipes: OutputPipes
    private var watchdog: Watchdog
    private var progress = Progress.beginning
    private var cause: Cause?
    private var causeTime = Instant.now

    /// Starts the launcher.
    init(
        _ confinement: Confinement, _ order: Order, _ cancellation: Cancellation
    ) throws(SystemError) {
        limits = confinement.limits
        self.cancellation = cancellation
        let sockets = try StatusSocketPair()
        let output = try Pipe()
        IO.enlargePipe(output.readEnd.number, byteCount: 1 << 20)
        switch confinement.command.streams {
        case .merged:
            process = try Launcher.start(
                order, output: output.writeEnd.number, errors: output.writeEnd.number,
                status: sockets.theirs.number, namespaces: confinement.folder.namespaces)
            pipes = OutputPipes(
                output: output.intoReadEnd(), errors: nil, keptBytes: limits.keptOutputBytes)
        case .apart:
            let errors = try Pipe()
            process = try Launcher.start(
                order, output: output.writeEnd.number, errors: errors.writeEnd.number,
                status: sockets.theirs.number, namespaces: confinement.folder.namespaces)
            pipes = OutputPipes(
                output: output.intoReadEnd(), errors: errors.intoReadEnd(),
                keptBytes: limits.keptOutputBytes)
        }
        status = sockets.intoOurs()
        watchdog = Watchdog(limits: limits, process: process)
        end = FileDescriptor(owning: tenon_process_descriptor(process))
    }

    /// Waits for the end of the run; ends it where it must be.
    consuming func finish(_ onLine: (OutputLine) -> Void) -> Outcome {
        var lastLook = begin
        while !waitForNews(onLine) {
            let now = Instant.now
            guard now.milliseconds(since: lastLook) >= Double(Supervisor.tickMilliseconds) else {
                continue
            }
            lastLook = now
            judge(now)
        }
        let usage = reap()
        drain(onLine)
        return outcome(usage)
    }

    /// Waits a tick for output, for messages, or for the end of the process: true at that end.
    private mutating func waitForNews(_ onLine: (OutputLine) -> Void) -> Bool {
        let numbers = pipes.descriptors + [isConnected ? status.descriptor.number : -1, end.number]
        var polled = numbers.map { pollfd(fd: $0, events: Int16(POLLIN), revents: 0) }
        let tick = Int32(Supervisor.tickMilliseconds)
        guard unsafe poll(&polled, nfds_t(polled.count), tick) > 0 else { return false }
        for index in 0..<2 where polled[index].revents != 0 { pipes.read(index, onLine) }
        if polled[2].revents != 0 { hear() }
        if cause == nil, pipes.readBytes > limits.outputBytes { stop(.outputLimit) }
        return polled[3].revents != 0
    }

    /// Takes what the launcher says.
    private mutating func hear() {
        do {
            while let message = try status.receive() {
                switch message {
                case .hello(let folders):
                    progress = .kept
                    watchdog.watch(folders)
                case .started: progress = .started
                case .ended(let status): if case .started = progress { progress = .ended(status) }
                case .notStarted(let name, let code):
                    progress = .refused(Supervisor.missing(name, code))
                case .failed(let what, let code):
                    progress = .refused(Supervisor.failure(what, code))
                }
            }
        } catch {
            isConnected = false
        }
    }

    /// Asks whether the run may go on.
    private mutating func judge(_ now: Instant) {
        if cause != nil {
            // The keeper ends everything in a moment. Should it not, all goes with bubblewrap.
            if now.milliseconds(since: causeTime) > Double(Supervisor.graceMilliseconds) {
                kill(-process, SIGKILL)
            }
        } else if cancellation.isCancelled {
            stop(.cancelled)
        } else if now.milliseconds(since: begin) > Double(limits.wallMilliseconds) {
            stop(.timedOut)
        } else {
            switch watchdog.look() {
            case .memory: stop(.outOfMemory)
            case .quota(let quota): stop(.quota(quota))
            case nil: break
            }
        }
    }

    private mutating func stop(_ cause: Cause) {
        self.cause = cause
        causeTime = Instant.now
        status.hangUp()
        // Before there is a keeper, nothing of the command runs, and nobody listens.
        if case .beginning = progress { kill(-process, SIGKILL) }
    }

    /// Takes the process off the system's table. By now nothing of the run is left.
    private func reap() -> rusage {
        var usage = rusage()
        var status: Int32 = 0
        _ = retryingInterrupts { unsafe wait4(process, &status, 0, &usage) }
        return usage
    }

    /// Reads what is still in the pipes and the socket.
    private mutating func drain(_ onLine: (OutputLine) -> Void) {
        let deadline = Instant.now.adding(milliseconds: Supervisor.graceMilliseconds)
        if isConnected { hear() }
        while pipes.areOpen, Instant.now < deadline, pipes.readBytes <= limits.outputBytes {
            var polled = pipes.descriptors.map {
                pollfd(fd: $0, events: Int16(POLLIN), revents: 0)
            }
            _ = unsafe poll(&polled, nfds_t(polled.count), 100)
            for index in 0..<2 where polled[index].revents != 0 { pipes.read(index, onLine) }
        }
        if cause == nil, pipes.readBytes > limits.outputBytes { cause = .outputLimit }
        pipes.closeAll(onLine)
    }
}

extension Supervisor {
    private func outcome(_ usage: rusage) -> Outcome {
        Outcome(
            verdict: verdict, output: pipes.output, errors: pipes.errors,
            resources: Outcome.Resources(
                userMilliseconds: usage.ru_utime.milliseconds,
                systemMilliseconds: usage.ru_stime.milliseconds,
                peakProcessBytes: usage.ru_maxrss << 10,
                peakMemoryBytes: watchdog.peakMemoryBytes, peakProcesses: watchdog.peakThreads),
            milliseconds: Int(Instant.now.milliseconds(since: begin)))
    }

    private var verdict: Outcome.Verdict {
        switch (cause, progress) {
        case (.cancelled, _): .cancelled
        case (.timedOut, _): .timedOut
        case (.outOfMemory, _): .outOfMemory
        case (.outputLimit, _): .outputLimit
        case (.quota(let quota), _): .quota(quota)
        case (nil, .refused(let refusal)): .refused(refusal)
        case (nil, .ended(let status)): verdict(ofStatus: status)
        // The keeper cannot be ended from inside: the kernel, short of memory, may have done it.
        case (nil, .started): .outOfMemory
        case (nil, .beginning), (nil, .kept):
            .refused(BubblewrapFailure.refusal(errors: pipes.output.text + pipes.errors.text))
        }
    }

    private func verdict(ofStatus status: Int32) -> Outcome.Verdict {
        let signal = status & 0x7f
        let code = (status >> 8) & 0xff
        if signal == 0, code == 0 { return .passed }
        if signal == SIGXCPU { return .timedOut }
        // Who meets a full disk fails in many ways; the full disk is what explains them.
        if signal == SIGXFSZ { return .quota(.disk) }
        if let quota = watchdog.fullDisk(thoroughly: true) { return .quota(quota) }
        return signal == 0 ? .failed(code) : .signalled(signal)
    }

    private static func missing(_ name: String, _ code: Int32) -> Refusal {
        Refusal(
            reason: "'\(name)' cannot be started in the sandbox: \(SystemError.text(of: code))",
            fix: "install it where the sandbox shows it: below /usr, /opt or the workspace")
    }

    private static func failure(_ what: String, _ code: Int32) -> Refusal {
        Refusal(
            reason: "the sandbox could not \(what): \(SystemError.text(of: code))",
            fix: "see 'tenon doctor'")
    }
}

extension timeval {
    fileprivate var milliseconds: Int { Int(tv_sec) * 1000 + Int(tv_usec) / 1000 }
}
