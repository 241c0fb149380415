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
        let found = (Git(in: folder).files() ?? WorkspaceFiles.walk(folder, limit: limit))
            .filter { !ignore.excludes(folder.appending($0)) }
        paths = Array(found.prefix(limit))
        isCut = found.count > limit
    }

    /// Which of these paths, relative to the folder, would not be left out were they files.
    package static func unignored(_ paths: [Path], in folder: Path) -> [Path] {
        if let ignored = Git(in: folder).ignored(among: paths) {
            return paths.filter { !ignored.contains($0) }
        }
        return paths.filter { path in
            !path.bytes.split(separator: UInt8(ascii: "/")).contains { name in
                name.first == UInt8(ascii: ".")
                    || ignored.contains(String(decoding: name, as: UTF8.self))
            }
        }
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
