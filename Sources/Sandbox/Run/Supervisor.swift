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
        case missing(program: String)
        case refused(Refusal)
    }

    /// How often the watchdog looks, and cancellation and the clock count.
    private static let tickMilliseconds = 20
    /// How long the keeper may take to end everything, and output to end after the last process.
    private static let graceMilliseconds = 3000
    /// The longest line that is handed on in one piece, where nobody asked for it.
    private static let longestLine = 16 << 10

    private let limits: SandboxLimits
    private let cancellation: Cancellation
    /// Who talks to the command; nil where nobody does.
    private let conversation: Conversation?
    private let begin = Instant.now
    private let process: pid_t
    /// Readable when the process has ended.
    private let end: FileDescriptor
    private let status: StatusSocket
    private var isConnected = true
    private var pipes: OutputPipes
    /// What had been read when the newest request came.
    private var bytesBefore = 0
    private var watchdog: Watchdog
    /// Where the kernel counts too.
    private let group: ControlGroup?
    private var progress = Progress.beginning
    private var cause: Cause?
    private var causeTime = Instant.now

    /// Starts the launcher.
    init(
        _ confinement: Confinement, _ order: Order, _ conversation: Conversation?,
        _ cancellation: Cancellation
    ) throws(SystemError) {
        limits = confinement.limits
        self.cancellation = cancellation
        self.conversation = conversation
        group = confinement.group
        let longestLine = conversation == nil ? Supervisor.longestLine : limits.outputBytes
        let sockets = try StatusSocketPair()
        let output = try Pipe()
        let nothing = try FileDescriptor.open("/dev/null", O_RDONLY)
        let input = conversation?.inputDescriptor ?? nothing.number
        IO.enlargePipe(output.readEnd.number, byteCount: 1 << 20)
        switch confinement.command.streams {
        case .merged:
            process = try Launcher.start(
                order, input: input, output: output.writeEnd.number,
                errors: output.writeEnd.number, status: sockets.theirs.number,
                namespaces: confinement.folder.namespaces, group: group)
            pipes = OutputPipes(
                output: output.intoReadEnd(), errors: nil, keptBytes: limits.keptOutputBytes,
                longestLine: longestLine)
        case .apart:
            let errors = try Pipe()
            process = try Launcher.start(
                order, input: input, output: output.writeEnd.number,
                errors: errors.writeEnd.number, status: sockets.theirs.number,
                namespaces: confinement.folder.namespaces, group: group)
            pipes = OutputPipes(
                output: output.intoReadEnd(), errors: errors.intoReadEnd(),
                keptBytes: limits.keptOutputBytes, longestLine: longestLine)
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
        if let conversation { polled += conversation.polled }
        let tick = Int32(Supervisor.tickMilliseconds)
        guard unsafe poll(&polled, nfds_t(polled.count), tick) > 0 else { return false }
        if let conversation, polled[4].revents | polled[5].revents != 0 {
            // Before the output: what is read from now on answers the newest request.
            if conversation.write() { bytesBefore = pipes.readBytes }
            if conversation.isEnding, cause == nil { stop(.cancelled) }
        }
        for index in 0..<2 where polled[index].revents != 0 { pipes.read(index, onLine) }
        if polled[2].revents != 0 { hear() }
        if cause == nil, isTooMuch { stop(.outputLimit) }
        return polled[3].revents != 0
    }

    /// Whether more has been written than a run, or an answer of a session, may be long.
    private var isTooMuch: Bool {
        pipes.readBytes - bytesBefore > limits.outputBytes
            || conversation.map { $0.waitingBytes > 2 * limits.outputBytes } ?? false
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
                    let isMissing = code == ENOENT || code == ENOTDIR
                    progress =
                        isMissing
                        ? .missing(program: name) : .refused(Supervisor.unusable(name, code))
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
                group?.end()
                kill(-process, SIGKILL)
            }
        } else if cancellation.isCancelled {
            stop(.cancelled)
        } else if let deadline, now > deadline {
            stop(.timedOut)
        } else {
            switch watchdog.look() {
            case .memory: stop(.outOfMemory)
            case .quota(let quota): stop(.quota(quota))
            case nil: break
            }
        }
    }

    /// When the run, or the answer that is waited for, has to be there; nil while nobody waits.
    private var deadline: Instant? {
        guard let conversation else {
            return begin.adding(milliseconds: limits.wallMilliseconds)
        }
        return conversation.deadline
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
        while pipes.areOpen, Instant.now < deadline, !isTooMuch {
            var polled = pipes.descriptors.map {
                pollfd(fd: $0, events: Int16(POLLIN), revents: 0)
            }
            _ = unsafe poll(&polled, nfds_t(polled.count), 100)
            for index in 0..<2 where polled[index].revents != 0 { pipes.read(index, onLine) }
        }
        if cause == nil, isTooMuch { cause = .outputLimit }
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
        case (nil, .missing(let program)): .missing(program: program)
        case (nil, .ended(let status)): verdict(ofStatus: status)
        // The keeper cannot be ended from inside: the kernel, short of memory, has done it.
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
        switch group?.alarm {
        case .memory: return .outOfMemory
        case .quota(let quota): return .quota(quota)
        case nil: break
        }
        return signal == 0 ? .failed(code) : .signalled(signal)
    }

    private static func unusable(_ name: String, _ code: Int32) -> Refusal {
        Refusal(
            reason: "'\(name)' cannot be started in the sandbox: \(SystemError.text(of: code))",
            fix: "make it a program that everybody may read and execute")
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
