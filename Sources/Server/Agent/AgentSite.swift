package import Agent
package import Base
package import Languages
package import Sandbox
internal import Secrets
package import Settings
package import Verify

/// What work on projects needs of this machine: a sandbox, room for throw-away copies, the user's
/// toolchains. Finding it out blocks for a moment; once a session is enough.
package struct AgentSite: Sendable {
    package let sandbox: Sandbox
    private let ground: Ground

    private enum Ground: Sendable {
        case ready(WorkspacePlace, SandboxUser, Toolchains, [SharedCache])
        case missing(String)
    }

    /// The site of a user with these settings.
    package init(_ settings: Settings, environment: Environment) {
        sandbox = Sandbox.forThisHost(SandboxOptions(settings), environment: environment)
        guard let user = sandbox.user else {
            if case .none(let refusal) = sandbox.backend {
                ground = .missing("no sandbox: \(refusal.reason) (\(refusal.fix))")
            } else {
                ground = .missing("no sandbox")
            }
            return
        }
        do throws(WorkspaceError) {
            let directories = Directories(environment: environment)
            let place = try WorkspacePlace(
                WorkspacePlace.standard(directories, user: user), user: user)
            place.removeStale()
            ground = .ready(
                place, user, .ofUser(environment, for: user), SharedCache.ofUser(environment))
        } catch {
            ground = .missing("\(error)")
        }
    }

    /// A throw-away copy of a folder.
    func copy(of root: Path, limits: SandboxLimits) throws(WorkspaceFailure) -> ProjectCopy {
        switch ground {
        case .missing(let reason): throw WorkspaceFailure(reason: reason)
        case .ready(let place, let user, let toolchains, let caches):
            let method: Workspace.Method =
                switch sandbox.backend {
                case .strict: .overlayElseCopy
                case .reduced, .none: .copy
                }
            do throws(WorkspaceError) {
                return ProjectCopy(
                    workspace: try Workspace(
                        of: root, in: place, user: user, method: method,
                        bounds: WorkspaceBounds(
                            byteCount: limits.diskBytes, fileCount: limits.files),
                        caches: caches),
                    sandbox: sandbox, toolchains: toolchains)
            } catch {
                throw WorkspaceFailure(reason: "\(error)")
            }
        }
    }

    /// A project as an agent gets it. `base` are files that are other than on the disk.
    package func project(
        _ root: Path, languages: LanguageRegistry, plan: TestPlan, settings: Settings,
        base: [ProjectPath: [UInt8]]
    ) -> AgentProject {
        AgentProject(
            root: root, languages: languages, plan: plan,
            unread: UnreadFiles(secret: settings.secretPatterns), base: base
        ) { () throws(WorkspaceFailure) in try copy(of: root, limits: plan.limits) }
    }
}

extension SandboxOptions {
    /// What the user's settings say; a repository's cannot say anything about it.
    package init(_ settings: Settings) {
        self.init(allowsReduced: settings.sandboxMode == .reduced, user: settings.sandboxUser)
    }
}
