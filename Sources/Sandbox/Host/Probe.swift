package import Base
private import CSandbox

/// What the user decides about the sandbox. Only their own configuration may say it.
package struct SandboxOptions: Sendable {
    /// Whether Landlock and seccomp alone will do, where namespaces are impossible.
    package var allowsReduced: Bool
    /// Whom root becomes for a run; empty: see `SandboxUser.current`.
    package var user: String

    package init(allowsReduced: Bool, user: String) {
        self.allowsReduced = allowsReduced
        self.user = user
    }
}

extension Sandbox {
    /// The best sandbox of this host, found out by running a program that does nothing in it, with
    /// all restrictions of a real run. Takes some ten milliseconds: do it once.
    package static func forThisHost(
        _ options: SandboxOptions, environment: Environment
    ) -> Sandbox {
        let strict = strict(options, environment)
        guard case .none = strict.backend, options.allowsReduced else { return strict }
        let reduced = reduced(options, environment: environment)
        guard case .none = reduced.backend else { return reduced }
        // What is wrong with the strict mode is what the user should mend.
        return strict
    }

    /// The strict mode, or none.
    static func strict(_ options: SandboxOptions, _ environment: Environment) -> Sandbox {
        // A relative folder of PATH would be one of the repository's, when a server starts in it.
        let folders = (environment["PATH"] ?? "").split(separator: ":").filter { $0.hasPrefix("/") }
        let trusted = Environment(["PATH": folders.joined(separator: ":")])
        guard let bubblewrap = Subprocess.find("bwrap", environment: trusted) else {
            return Sandbox(
                refusing: Refusal(
                    reason: "bubblewrap is not installed",
                    fix: "install bubblewrap with your system's package manager"))
        }
        return trying(.strict(bubblewrap: bubblewrap), options, environment)
    }

    /// The reduced mode, or none.
    package static func reduced(_ options: SandboxOptions, environment: Environment) -> Sandbox {
        // Before ABI 6, a command could send signals to the user's other programs.
        guard tenon_landlock_abi() >= 6 else {
            return Sandbox(
                refusing: Refusal(
                    reason: "the kernel's Landlock is too old for the reduced sandbox",
                    fix: "run Linux 6.12 or newer"))
        }
        guard Files.kind(of: "/proc/thread-self/children") != nil else {
            return Sandbox(
                refusing: Refusal(
                    reason: "the kernel does not tell which processes a process has started",
                    fix: "run a kernel with CONFIG_PROC_CHILDREN, and with /proc mounted"))
        }
        return trying(.reduced, options, environment)
    }

    private init(refusing refusal: Refusal) {
        self.init(backend: .none(refusal), user: nil, system: .current(), filter: nil)
    }

    /// A sandbox with this backend if a program that does nothing runs in it.
    private static func trying(
        _ backend: Backend, _ options: SandboxOptions, _ environment: Environment
    ) -> Sandbox {
        do {
            let user = try SandboxUser.current(
                configured: options.user, environment: environment)
            let sandbox = Sandbox(
                backend: backend, user: user, system: .current(),
                filter: try SeccompFilter.forThisMachine())
            try ScratchFolder.removeStale(for: user)
            let folder = try ScratchFolder(for: user)
            let outcome = sandbox.run(
                SandboxCommand(["true"]),
                in: SandboxFolder(source: folder.path, place: folder.path),
                policy: SandboxPolicy(network: .loopback, readable: []), limits: .check)
            switch outcome.verdict {
            case .passed: return sandbox
            case .refused(let refusal): return Sandbox(refusing: refusal)
            case let other:
                return Sandbox(
                    refusing: Refusal(
                        reason: "a trial of the sandbox went wrong: \(other)",
                        fix: "see 'tenon doctor'"))
            }
        } catch {
            return Sandbox(refusing: error)
        }
    }
}
