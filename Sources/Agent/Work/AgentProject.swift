package import Base
package import Languages
package import Sandbox
package import Secrets
package import Verify

/// The project that an agent works on: its files as the agent may see them, and throw-away copies
/// of it in which everything runs. The project itself is never written to.
package struct AgentProject: Sendable {
    let root: Path
    let languages: LanguageRegistry
    let plan: TestPlan
    private let sandbox: Sandbox
    private let toolchains: Toolchains
    private let workspace: @Sendable () throws(WorkspaceError) -> Workspace
    private let unread: UnreadFiles
    /// What git tracks or would track.
    private let paths: Set<Path>

    /// The project in a folder. Lists its files, so it blocks for a moment. `workspace` makes a
    /// copy of it.
    package init(
        root: Path, languages: LanguageRegistry, plan: TestPlan, sandbox: Sandbox,
        toolchains: Toolchains, unread: UnreadFiles,
        workspace: @escaping @Sendable () throws(WorkspaceError) -> Workspace
    ) {
        self.root = root
        self.languages = languages
        self.plan = plan
        self.sandbox = sandbox
        self.toolchains = toolchains
        self.unread = unread
        self.workspace = workspace
        paths = Set(WorkspaceFiles(in: root, limit: AgentProject.maximumFiles).paths)
    }

    private static let maximumFiles = 200_000
    private static let maximumFileBytes = 1 << 20

    /// The project's files, those that may be read, in order.
    var files: [ProjectPath] {
        paths.filter { !unread.excludes(file: $0) }.compactMap { try? ProjectPath($0.string) }
            .sorted()
    }

    /// A file as it is on the disk.
    func read(_ path: ProjectPath) -> Draft.Reading {
        let relative = Path(path.string)
        let file = root / path.string
        if unread.excludes(file: relative) { return .refused("the file may hold secrets") }
        guard let kind = Files.kind(of: file, followLinks: false) else { return .absent }
        guard kind == .file, Files.resolved(file)?.isInside(root) == true else {
            return .refused("it is no plain file of the project")
        }
        guard paths.contains(relative) else { return .refused("git ignores the file") }
        do {
            let bytes = try Files.read(file, limit: AgentProject.maximumFileBytes)
            return bytes.contains(0) ? .refused("the file is binary") : .content(bytes)
        } catch {
            return .refused("\(error)")
        }
    }

    /// A new copy with a draft in it, for the gates or for one command.
    func copy(with draft: Draft) throws(WorkspaceError) -> ProjectCopy {
        let workspace = try workspace()
        do {
            for (path, change) in draft.files {
                let place = Path(path.string)
                if let content = change.content {
                    try workspace.write(place, FileContent(bytes: content, isExecutable: false))
                } else {
                    try workspace.remove(place)
                }
            }
        } catch {
            throw .system(error)
        }
        return ProjectCopy(workspace: workspace, sandbox: sandbox, toolchains: toolchains)
    }
}

/// A throw-away copy, and the sandbox over it. It goes with the last who holds it.
struct ProjectCopy {
    let workspace: Workspace
    let sandbox: Sandbox
    let toolchains: Toolchains

    /// As the gates want it.
    var bed: TestBed {
        TestBed(workspace, sandbox: sandbox, network: .loopback, toolchains: toolchains)
    }

    /// Runs a command in it; blocks.
    func run(_ command: [String], limits: SandboxLimits, cancellation: Cancellation) -> Outcome {
        sandbox.run(
            SandboxCommand(command, environment: toolchains.environment),
            in: workspace.folder,
            policy: SandboxPolicy(network: .loopback, readable: toolchains.readable),
            limits: limits, cancellation: cancellation)
    }
}
