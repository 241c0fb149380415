package import Base

// Runs commands that a repository or a model decided on: tests, linters, builds.
//
// What is agreed with those who build on it (`Workspaces`, `Verify`, `Agent`):
// - `Sandbox.forThisHost` probes once, by a real run; keep the value. `run` blocks its thread, is
//   safe from several threads at once, and never throws: an `Outcome` says everything.
// - The command sees the workspace at `SandboxFolder.place`, the system's programs, its own empty
//   home and /tmp, and nothing else. `SandboxFolder.source` must be reachable and writable for
//   `Sandbox.user`; as root that is somebody else, so the copy has to be handed over (chown).
// - When `run` returns, no process of the run is left, so nothing changes the folder any more.
// - Nothing here touches the user's own files, and nothing runs without a sandbox: where none can
//   be built, the verdict is `refused`, and the command never ran.

/// The sandbox that this host can offer.
package struct Sandbox: Sendable {
    /// What protects us from the command.
    package enum Backend: Sendable {
        /// Bubblewrap's namespaces, then Landlock, seccomp and limits.
        case strict(bubblewrap: Path)
        /// Landlock and seccomp among the user's other processes; only where the user asked for it.
        case reduced
        /// Nothing: every run is refused.
        case none(Refusal)
    }

    package let backend: Backend
    /// As whom commands run; nil where none does.
    package let user: SandboxUser?
    let system: SystemView
    let filter: SeccompFilter?

    /// Runs a command to its end. `onLine` is called on this thread, once a line.
    package func run(
        _ command: SandboxCommand, in folder: SandboxFolder, policy: SandboxPolicy,
        limits: SandboxLimits, cancellation: Cancellation = Cancellation(),
        onLine: (OutputLine) -> Void = { _ in }
    ) -> Outcome {
        let begin = Instant.now
        do throws(Refusal) {
            guard let user, let filter, !command.arguments.isEmpty else { throw refusal }
            let confinement = Confinement(
                command: command, folder: folder, policy: policy, limits: limits, user: user,
                system: system, filter: filter)
            switch backend {
            case .strict(let bubblewrap):
                let order = confinement.strict(bubblewrap: bubblewrap)
                return try Sandbox.supervise(confinement, order, cancellation, onLine)
            case .reduced:
                let scratch = try ScratchFolder(for: user)
                let order = confinement.reduced(
                    scratch: scratch.path, runningProcesses: ProcessTree.threads(of: user.uid))
                return try Sandbox.supervise(confinement, order, cancellation, onLine)
            case .none: throw refusal
            }
        } catch {
            let nothing = CapturedOutput(keptBytes: 0)
            return Outcome(
                verdict: .refused(error), output: nothing, errors: nothing,
                resources: Outcome.Resources(),
                milliseconds: Int(Instant.now.milliseconds(since: begin)))
        }
    }

    /// Starts the launcher with an order and stays until no process of it is left.
    private static func supervise(
        _ confinement: Confinement, _ order: Order, _ cancellation: Cancellation,
        _ onLine: (OutputLine) -> Void
    ) throws(Refusal) -> Outcome {
        do throws(SystemError) {
            return try Supervisor(confinement, order, cancellation).finish(onLine)
        } catch {
            throw Refusal(reason: "\(error)", fix: "close other programs and try again")
        }
    }

    private var refusal: Refusal {
        if case .none(let refusal) = backend { return refusal }
        return Refusal(reason: "there is no command to run", fix: "name a program")
    }
}
