/// The files of a workspace folder. Listing them blocks.
package struct WorkspaceFiles: Sendable {
    /// Regular files and links, as paths below the folder, sorted.
    package let paths: [Path]
    /// Whether there are more than were asked for.
    package let isCut: Bool

    /// Folders that never hold the user's own sources, for when git cannot be asked.
    private static let ignored: Set<String> = [
        "node_modules", "vendor", "third_party", "target", "build", "dist", "__pycache__", "venv",
    ]

    /// What git tracks or would track; without git a walk that leaves out hidden, generated and
    /// ignored files and follows no links; in either case without what a `.tenonignore` leaves
    /// out. At most `limit`.
    package init(in folder: Path, limit: Int) {
        var ignore = TenonIgnore(folder: folder)
        let found = (WorkspaceFiles.listByGit(folder) ?? WorkspaceFiles.walk(folder, limit: limit))
            .filter { !ignore.excludes(folder.appending($0)) }
        paths = Array(found.prefix(limit))
        isCut = found.count > limit
    }

    /// Git's own listing. No hook, monitor or pager of the repository runs for this, no other
    /// repository than the folder's answers, and nothing that leads out of the folder counts.
    private static func listByGit(_ folder: Path) -> [Path]? {
        let arguments = [
            "-c", "core.fsmonitor=false", "-c", "core.hooksPath=/dev/null", "-c",
            "safe.bareRepository=explicit", "-C", folder.string, "ls-files", "-z", "--cached",
            "--others", "--exclude-standard",
        ]
        // Who starts us from a hook has told git of another repository.
        var environment = Environment.current.variables.filter { !$0.key.hasPrefix("GIT_") }
        environment["GIT_OPTIONAL_LOCKS"] = "0"
        let git = Subprocess(
            "git", arguments, environment: environment, timeoutMilliseconds: 20_000,
            maximumOutputBytes: 256 << 20)
        guard let outcome = try? git.run(), outcome.succeeded else { return nil }
        let listed = outcome.output.split(separator: 0).map { Path(bytes: $0) }
            .filter { !$0.isAbsolute && !$0.climbs }
        // A file in conflict is listed once for each side.
        var paths: [Path] = []
        for path in listed.sorted() where path != paths.last { paths.append(path) }
        return paths
    }

    /// Stops a little behind the limit: that there is more is all one has to know.
    private static func walk(_ folder: Path, limit: Int) -> [Path] {
        var found: [Path] = []
        var folders: [(path: Path, rules: [IgnoreRules])] = [(Path(""), [])]
        var visited = 0
        while let next = folders.popLast(), found.count <= limit, visited <= limit * 4 {
            let rules = next.rules + IgnoreRules.of(next.path, in: folder)
            for name in Files.list(folder.appending(next.path)) {
                visited += 1
                let path = next.path.bytes.isEmpty ? name : next.path.appending(name)
                if name.bytes.first == UInt8(ascii: ".") { continue }
                switch Files.kind(of: folder.appending(path), followLinks: false) {
                case .directory where !ignored.contains(name.string):
                    if !rules.contains(where: { $0.excludes(path, isFolder: true) }) {
                        folders.append((path, rules))
                    }
                case .file:
                    if !rules.contains(where: { $0.excludes(path, isFolder: false) }) {
                        found.append(path)
                    }
                case .directory, .link, .other, nil: break
                }
            }
        }
        return found.sorted()
    }
}

/// The ignore file of one folder.
private struct IgnoreRules {
    private let folder: Path
    private let patterns: IgnorePatterns

    /// Those of a folder, where it has some.
    static func of(_ folder: Path, in root: Path) -> [IgnoreRules] {
        [".gitignore", ".ignore"].compactMap { name in
            let file = root.appending(folder) / name
            guard let bytes = try? Files.read(file, limit: 256 << 10) else { return nil }
            return IgnoreRules(folder: folder, patterns: IgnorePatterns(file: bytes))
        }
    }

    /// Whether a path is left out. Those above it were looked at before.
    func excludes(_ path: Path, isFolder: Bool) -> Bool {
        let own = folder.bytes.isEmpty ? path : path.relative(to: folder) ?? path
        return isFolder
            ? patterns.excludes(file: own.appending("x")) : patterns.excludes(file: own)
    }
}

extension Path {
    /// Whether it leads above where it starts.
    fileprivate var climbs: Bool {
        bytes.split(separator: UInt8(ascii: "/")).contains { $0.elementsEqual("..".utf8) }
    }
}
