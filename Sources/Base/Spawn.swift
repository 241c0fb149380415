private import CBase

/// What a new process is started with. Only trusted programs are started this way: what a
/// repository or a model decides runs in the sandbox.
struct Spawn {
    let path: Path
    let arguments: [String]
    let directory: Path?
    /// The whole environment; nil hands on our own.
    let environment: [String: String]?
    /// Its standard streams; nil is `/dev/null`.
    let input: Int32?
    let output: Int32?
    let errors: Int32?

    /// Starts it, in a process group of its own, so that its children can be ended with it. Our
    /// blocked and ignored signals are not its business.
    func start() throws(SystemError) -> pid_t {
        let actions = UnsafeMutablePointer<posix_spawn_file_actions_t>.allocate(capacity: 1)
        defer { unsafe actions.deallocate() }
        unsafe posix_spawn_file_actions_init(actions)
        defer { unsafe posix_spawn_file_actions_destroy(actions) }
        for (number, stream) in [input, output, errors].enumerated() {
            let number = Int32(number)
            if let stream {
                unsafe posix_spawn_file_actions_adddup2(actions, stream, number)
            } else {
                unsafe posix_spawn_file_actions_addopen(actions, number, "/dev/null", O_RDWR, 0)
            }
        }
        if let directory {
            unsafe posix_spawn_file_actions_addchdir_np(
                UnsafeMutableRawPointer(actions), directory.string)
        }
        let attributes = UnsafeMutablePointer<posix_spawnattr_t>.allocate(capacity: 1)
        defer { unsafe attributes.deallocate() }
        unsafe posix_spawnattr_init(attributes)
        defer { unsafe posix_spawnattr_destroy(attributes) }
        var none = sigset_t()
        unsafe sigemptyset(&none)
        var all = sigset_t()
        unsafe sigfillset(&all)
        unsafe posix_spawnattr_setsigmask(attributes, &none)
        unsafe posix_spawnattr_setsigdefault(attributes, &all)
        unsafe posix_spawnattr_setpgroup(attributes, 0)
        let flags = POSIX_SPAWN_SETPGROUP | POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF
        unsafe posix_spawnattr_setflags(attributes, Int16(flags))

        let variables = (environment ?? Environment.current.variables).map { "\($0)=\($1)" }
        var process: pid_t = 0
        let code = unsafe withCStrings([path.string] + arguments) { argv in
            unsafe withCStrings(variables.sorted()) { envp in
                unsafe posix_spawn(&process, path.string, actions, attributes, argv, envp)
            }
        }
        guard code == 0 else { throw SystemError("start", path.string, code: code) }
        return process
    }
}

/// How a process ended.
package enum ProcessEnd: Equatable, Sendable {
    case exited(Int32)
    case signalled(Int32)

    /// Waits for a child of ours to end, and takes it off the system's table.
    static func reaping(_ process: pid_t) -> ProcessEnd {
        var status: Int32 = 0
        _ = retryingInterrupts { unsafe waitpid(process, &status, 0) }
        let signal = status & 0x7f
        return signal == 0 ? .exited((status >> 8) & 0xff) : .signalled(signal)
    }

    /// Waits without reaping; false when it still runs at the deadline.
    static func wait(for process: pid_t, until deadline: Instant) -> Bool {
        while true {
            var info = unsafe siginfo_t()
            let flags = WEXITED | WNOHANG | WNOWAIT
            guard unsafe waitid(P_PID, id_t(process), &info, flags) == 0 else { return true }
            if unsafe info.si_signo == SIGCHLD { return true }
            if Instant.now >= deadline { return false }
            usleep(500)
        }
    }
}

/// Hands C a NULL-terminated array of C strings for the length of `body`.
private func withCStrings<Result>(
    _ strings: [String], _ body: (UnsafePointer<UnsafeMutablePointer<CChar>?>) -> Result
) -> Result {
    var pointers = unsafe strings.map { unsafe strdup($0) }
    unsafe pointers.append(nil)
    defer { unsafe pointers.forEach { unsafe free($0) } }
    return unsafe pointers.withUnsafeBufferPointer { buffer in
        // Never nil: the array holds at least the terminator.
        unsafe body(buffer.baseAddress.unsafelyUnwrapped)
    }
}
