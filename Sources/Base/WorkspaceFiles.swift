/// The files of a workspace folder. Listing them blocks.
package enum WorkspaceFiles {
    /// Folders that never hold the user's own sources, for when git cannot be asked.
    private static let ignored: Set<String> = [
        "node_modules", "vendor", "third_party", "target", "build", "dist", "__pycache__", "venv",
    ]

    /// What git tracks or would track; without git a walk that leaves out hidden and generated
    /// folders and follows no links. At most `limit`, in a fixed order.
    package static func list(_ folder: Path, limit: Int) -> [Path] {
        if let tracked = listByGit(folder) { return Array(tracked.prefix(limit)) }
        return walk(folder, limit: limit)
    }

    /// Git's own listing. No hook, monitor or pager of the repository runs for this.
    private static func listByGit(_ folder: Path) -> [Path]? {
        let arguments = [
            "-c", "core.fsmonitor=false", "-c", "safe.bareRepository=explicit", "-C",
            folder.string, "ls-files", "-z", "--cached", "--others", "--exclude-standard",
        ]
        let git = Subprocess("git", arguments, timeoutMilliseconds: 20_000)
        guard let outcome = try? git.run(), outcome.succeeded else { return nil }
        return Set(outcome.output.split(separator: 0).map { folder.appending(Path(bytes: $0)) })
            .sorted()
    }

    private static func walk(_ folder: Path, limit: Int) -> [Path] {
        var found: [Path] = []
        var folders = [folder]
        var visited = 0
        while let next = folders.popLast(), found.count < limit, visited < limit * 4 {
            for name in Files.list(next) {
                visited += 1
                let path = next.appending(name)
                if name.bytes.first == UInt8(ascii: ".") { continue }
                switch Files.kind(of: path, followLinks: false) {
                case .directory where !ignored.contains(name.string): folders.append(path)
                case .file: found.append(path)
                case .directory, .link, .other, nil: break
                }
            }
        }
        return Array(found.sorted().prefix(limit))
    }
}
