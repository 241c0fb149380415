/// What `.tenonignore` files say: lines of a `.gitignore`, for files that Tenon is not to read
/// although git keeps them. Each counts for its folder and all below it. Reading them blocks.
package struct TenonIgnore {
    package static let fileName = ".tenonignore"

    /// The repository's root, or the workspace folder where there is no repository: a file above
    /// the folder that somebody opened counts as well.
    private let root: Path
    private var patterns: [Path: IgnorePatterns] = [:]

    /// What counts for a folder and all that is in it.
    package init(folder: Path) {
        var root = folder
        while Files.kind(of: root / ".git") == nil, root.parent != root { root = root.parent }
        self.root = Files.kind(of: root / ".git") == nil ? folder : root
    }

    /// Whether a file is left out. What one file of patterns leaves out, no other takes back in.
    package mutating func excludes(_ file: Path) -> Bool {
        guard let relative = file.relative(to: root) else { return false }
        var folder = root
        for name in relative.bytes.split(separator: UInt8(ascii: "/")) {
            let patterns = patterns(of: folder)
            if !patterns.isEmpty, let below = file.relative(to: folder),
                patterns.excludes(file: below)
            {
                return true
            }
            folder = folder.appending(Path(bytes: name))
        }
        return false
    }

    private mutating func patterns(of folder: Path) -> IgnorePatterns {
        if let known = patterns[folder] { return known }
        let bytes = try? Files.read(folder / TenonIgnore.fileName, limit: 1 << 20)
        let found = IgnorePatterns(file: bytes ?? [])
        patterns[folder] = found
        return found
    }
}
