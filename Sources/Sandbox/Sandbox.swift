package import Base

// Runs commands that a repository or a model decided on: tests, linters, builds.
//
// What is agreed with those who build on it (`Workspaces`, `Verify`, `Agent`):
// - `Sandbox.forThisHost` probes once, by a real run; keep the value. `run` blocks its thread, is
//   safe from several threads at once, and never throws: an `Outcome` says everything.
// - The command sees the workspace at `SandboxFolder.place`, the system's programs, its own empty
//   home and /tmp, and nothing else. `SandboxFolder.source` must be reachable and writable for
//   `Sandbox.user`; as root that is somebody else, so the copy has to be handed over (chown).
// - When `run` returns, no process of the run is left, so nothing changes the folder any more. The
//   same holds when a session that `start` began is over.
// - Nothing here touches the user's own files, and nothing runs without a sandbox: where none can
//   be built, the verdict is `refused`, and the command never ran.

/// The sandbox that this host can offer.
package struct Sandbox: Sendable {
    /// What protects us from the command.
    package enum Backend: Sendable, Hashable {
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
    let filters: SeccompFilters
    /// Where runs get control groups of their own; nil where the system hands none over.
    let groups: ControlGroups?

    /// Runs a command to its end. `onLine` is called on this thread, once a line.
    package func run(
        _ command: SandboxCommand, in folder: SandboxFolder, policy: SandboxPolicy,
        limits: SandboxLimits, cancellation: Cancellation = Cancellation(),
        onLine: (OutputLine) -> Void = { _ in }
    ) -> Outcome {
        supervise(command, folder, policy, limits, nil, cancellation, onLine)
    }

    /// Starts a command that goes on and answers requests; a thread of its own stays with it.
    /// `limits` hold as in a run, but for its time and its output: those are of each request.
    package func start(
        _ command: SandboxCommand, in folder: SandboxFolder, policy: SandboxPolicy,
        limits: SandboxLimits, cancellation: Cancellation = Cancellation()
    ) throws(Refusal) -> SandboxSession {
        if case .none(let refusal) = backend { throw refusal }
        do throws(SystemError) {
            let conversation = try Conversation()
            try Thread.start(name: "session") {
                let outcome = supervise(
                    command, folder, policy, limits, conversation, cancellation,
                    conversation.hear)
                conversation.finish(outcome)
            }
            return SandboxSession(conversation)
        } catch {
            throw Sandbox.refusal(error)
        }
    }

    /// Starts the launcher and stays until no process of it is left.
    private func supervise(
        _ command: SandboxCommand, _ folder: SandboxFolder, _ policy: SandboxPolicy,
        _ limits: SandboxLimits, _ conversation: Conversation?, _ cancellation: Cancellation,
        _ onLine: (OutputLine) -> Void
    ) -> Outcome {
        let begin = Instant.now
        do throws(Refusal) {
            guard let user, !command.arguments.isEmpty else { throw refusal }
            let confinement = Confinement(
                command: command, folder: folder, policy: policy, limits: limits, user: user,
                system: system, filters: filters,
                group: groups.flatMap { try? ControlGroup(in: $0, limits: limits) })
            // Gone at the end of the run.
            var scratch: ScratchFolder?
            let order: Order
            switch backend {
            case .strict(let bubblewrap): order = try confinement.strict(bubblewrap: bubblewrap)
            case .reduced:
                let folder = try ScratchFolder(for: user)
                scratch = folder
                order = try confinement.reduced(
                    scratch: folder.path, runningProcesses: ProcessTree.threads(of: user.uid))
            case .none: throw refusal
            }
            defer { withExtendedLifetime(scratch) {} }
            do throws(SystemError) {
                return try Supervisor(confinement, order, conversation, cancellation)
                    .finish(onLine)
            } catch {
                throw Sandbox.refusal(error)
            }
        } catch {
            let nothing = CapturedOutput(keptBytes: 0)
            return Outcome(
                verdict: .refused(error), output: nothing, errors: nothing,
                resources: Outcome.Resources(),
                milliseconds: Int(Instant.now.milliseconds(since: begin)))
        }
    }

    private static func refusal(_ error: SystemError) -> Refusal {
        Refusal(reason: "\(error)", fix: "close other programs and try again")
    }

    private var refusal: Refusal {
        if case .none(let refusal) = backend { return refusal }
        return Refusal(reason: "there is no command to run", fix: "name a program")
    }
}
