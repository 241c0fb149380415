internal import Base
package import Sandbox

extension TestBed {
    /// A bed in a throw-away workspace. Lists the original's files, so it blocks for a moment.
    package init(_ workspace: Workspace, sandbox: Sandbox, policy: SandboxPolicy) {
        let folder = workspace.folder
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

    private static let maximumFiles = 200_000
    /// Reports of large suites are large.
    private static let maximumFileBytes = 64 << 20
}
