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
            }.map { (folder.place / $0).string })
        let files = WorkspaceFiles(in: workspace.original, limit: TestBed.maximumFiles)
        self.init(
            project: ProjectFiles(
                paths: files.paths.map(\.string),
                read: { path in
                    (try? workspace.read(Path(path), limit: TestBed.maximumFileBytes))?.bytes
                }),
            place: folder.place.string,
            run: { command, limits, cancellation, onLine in
                var command = command
                command.environment.merge(variables) { own, _ in own }
                return sandbox.run(
                    command, in: folder, policy: policy, limits: limits,
                    cancellation: cancellation, onLine: onLine)
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
