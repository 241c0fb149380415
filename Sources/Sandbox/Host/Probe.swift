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
    /// all restrictions of a real run. That takes some milliseconds, once in a process: what has
    /// worked is taken to work again. Should it not, the run that finds out is refused.
    package static func forThisHost(
        _ options: SandboxOptions, environment: Environment
    ) -> Sandbox {
        let strict = strict(options, environment, isTried: true)
        guard case .none = strict.backend, options.allowsReduced else { return strict }
        let reduced = reduced(options, environment: environment)
        guard case .none = reduced.backend else { return reduced }
        // What is wrong with the strict mode is what the user should mend.
        return strict
    }

    /// The same without the trial where there is nothing to choose from: for who runs commands and
    /// hears of a sandbox that cannot be built from the first.
    package static func forCommands(
        _ options: SandboxOptions, environment: Environment
    ) -> Sandbox {
        options.allowsReduced
            ? forThisHost(options, environment: environment)
            : strict(options, environment, isTried: false)
    }

    /// The strict mode, or none.
    static func strict(
        _ options: SandboxOptions, _ environment: Environment, isTried: Bool
    ) -> Sandbox {
        // A relative folder of PATH would be one of the repository's, when a server starts in it.
        let folders = (environment["PATH"] ?? "").split(separator: ":").filter { $0.hasPrefix("/") }
        let trusted = Environment(["PATH": folders.joined(separator: ":")])
        guard let bubblewrap = Subprocess.find("bwrap", environment: trusted) else {
            return Sandbox(
                refusing: Refusal(
                    reason: "bubblewrap is not installed",
                    fix: "install bubblewrap with your system's package manager"))
        }
        return make(.strict(bubblewrap: bubblewrap), options, environment, isTried: isTried)
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
        return make(.reduced, options, environment, isTried: true)
    }

    private init(refusing refusal: Refusal) {
        self.init(
            backend: .none(refusal), user: nil, system: .current(), filters: SeccompFilters(),
            groups: nil)
    }

    private static func make(
        _ backend: Backend, _ options: SandboxOptions, _ environment: Environment, isTried: Bool
    ) -> Sandbox {
        do {
            let user = try SandboxUser.current(
                configured: options.user, environment: environment)
            let trial = Trial(backend: backend, user: user)
            if let known = known.withLock({ $0[trial] }) { return known }
            let sandbox = Sandbox(
                backend: backend, user: user, system: .current(), filters: SeccompFilters(),
                groups: .delegated())
            guard isTried else { return sandbox }
            try sandbox.tryOut(for: user)
            known.withLock { $0[trial] = sandbox }
            return sandbox
        } catch {
            return Sandbox(refusing: error)
        }
    }

    /// What a trial is about.
    private struct Trial: Hashable {
        let backend: Backend
        let user: SandboxUser
    }

    /// The trials that went well.
    private static let known = Lock<[Trial: Sandbox]>([:])

    /// Runs a program that does nothing.
    private func tryOut(for user: SandboxUser) throws(Refusal) {
        groups?.removeStale()
        try ScratchFolder.removeStale(for: user)
        let folder = try ScratchFolder(for: user)
        let outcome = run(
            SandboxCommand(["true"]), in: SandboxFolder(source: folder.path, place: folder.path),
            policy: SandboxPolicy(network: .loopback, readable: []), limits: .check)
        switch outcome.verdict {
        case .passed: return
        case .refused(let refusal): throw refusal
        case let other:
            throw Refusal(
                reason: "a trial of the sandbox went wrong: \(other)", fix: "see 'tenon doctor'")
        }
    }
}
