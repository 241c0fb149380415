internal import Base
package import Sandbox

extension TestBed {
    /// A bed in a throw-away workspace. Lists the original's files, so it blocks for a moment.
    package init(
        _ workspace: Workspace, sandbox: Sandbox, network: SandboxPolicy.Network,
        toolchains: Toolchains
    ) {
        let folder = workspace.folder
        let policy = SandboxPolicy(network: network, readable: toolchains.readable)
        let variables = toolchains.environment(
            preferring: TestBed.programFolders.filter {
                Files.kind(of: workspace.original / $0) == .directory
            }.map { (folder.place / $0).string }
        ).merging(workspace.environment) { own, _ in own }
        let files = WorkspaceFiles(in: workspace.original, limit: TestBed.maximumFiles)
        self.init(
            project: ProjectFiles(
                paths: files.paths.map(\.string),
                read: { path in
                    (try? workspace.read(Path(path), limit: TestBed.maximumFileBytes))?.bytes
                }),
            place: folder.place.string,
            run: { command, limits, cancellation, onLine in
                sandbox.run(
                    command.adding(variables), in: folder, policy: policy, limits: limits,
                    cancellation: cancellation, onLine: onLine)
            },
            start: { command, limits, cancellation throws(Refusal) in
                try sandbox.start(
                    command.adding(variables), in: folder, policy: policy, limits: limits,
                    cancellation: cancellation)
            },
            changes: {
                Patch(workspace.changes(limits: .standard).changes.flatMap(Patch.File.files))
            },
            write: { path, bytes throws(SystemError) in
                let path = Path(path)
                let old = try? workspace.read(path, limit: TestBed.maximumFileBytes)
                guard let bytes else {
                    if old != nil { try workspace.remove(path) }
                    return
                }
                let isExecutable = old?.isExecutable ?? false
                try workspace.write(
                    path, FileContent(bytes: bytes, isExecutable: isExecutable))
            })
    }

    /// Where projects keep programs of their own.
    private static let programFolders = [
        ".venv/bin", "venv/bin", "node_modules/.bin", "vendor/bin",
    ]
    private static let maximumFiles = 200_000
    /// Reports of large suites are large.
    private static let maximumFileBytes = 64 << 20
}

extension Patch.File {
    /// A change as files before and after: two for one that was renamed.
    fileprivate static func files(of change: FileChange) -> [Patch.File] {
        func file(_ path: Path, _ before: FileContent?, _ after: FileContent?) -> Patch.File {
            Patch.File(path: path.string, before: before?.bytes, after: after?.bytes)
        }
        return switch change.kind {
        case .added(let content): [file(change.path, nil, content)]
        case .modified(let old, let new): [file(change.path, old, new)]
        case .deleted(let content): [file(change.path, content, nil)]
        case .renamed(let from, let content):
            [file(from, content, nil), file(change.path, nil, content)]
        }
    }
}

extension SandboxCommand {
    /// The command with variables that it does not set itself.
    fileprivate func adding(_ variables: [String: String]) -> SandboxCommand {
        var command = self
        command.environment.merge(variables) { own, _ in own }
        return command
    }
}
