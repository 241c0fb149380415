internal import Languages

/// The files of a project, as far as finding its tools needs them.
package struct ProjectFiles: Sendable {
    /// The files that are the project's own, relative to its root.
    package let paths: [String]
    /// The content of a file by its path, whether it is in `paths` or not; nil where there is none.
    package let read: @Sendable (String) -> [UInt8]?

    package init(paths: [String], read: @escaping @Sendable (String) -> [UInt8]?) {
        self.paths = paths
        self.read = read
    }

    /// Whether one of the markers is in a folder; the root is the empty path.
    func has(anyOf markers: [ProjectMarker], in folder: String) -> Bool {
        markers.contains { has($0, in: folder) }
    }

    /// The nearest folder around a file that has one of the markers.
    func folder(with markers: [ProjectMarker], above file: String) -> String? {
        foldersAround(file).first { has(anyOf: markers, in: $0) }
    }

    private func has(_ marker: ProjectMarker, in folder: String) -> Bool {
        let prefix = folder.isEmpty ? "" : folder + "/"
        let found =
            marker.file.utf8.contains(UInt8(ascii: "*"))
            ? paths.filter {
                $0.hasPrefix(prefix)
                    && Wildcard(marker.file).matches($0.dropFirst(prefix.utf8.count))
            } : [prefix + marker.file]
        guard let text = marker.text else {
            return found.contains { paths.contains($0) || read($0) != nil }
        }
        return found.contains { path in
            // The first line has a line end before it too.
            read(path).map { (Array("\n".utf8) + $0)[...].contains(text) } ?? false
        }
    }

    /// Whether a file below a folder has a name of one of these forms.
    func hasFile(named patterns: [String], below folder: String) -> Bool {
        let prefix = folder.isEmpty ? "" : folder + "/"
        let wildcards = patterns.map { Wildcard($0) }
        return paths.contains { path in
            let name = path.split(separator: "/").last ?? ""
            return path.hasPrefix(prefix) && wildcards.contains { $0.matches(name) }
        }
    }
}

/// The folders around a file, the nearest first; the last is the root.
func foldersAround(_ file: String) -> [String] {
    let parts = file.split(separator: "/").dropLast()
    return (0...parts.count).reversed().map { parts.prefix($0).joined(separator: "/") }
}

/// A file name with `*` for any text without a slash.
struct Wildcard {
    private let parts: [Line]

    init(_ pattern: String) {
        parts = Array(pattern.utf8)
            .split(separator: UInt8(ascii: "*"), omittingEmptySubsequences: false)
    }

    func matches(_ text: some StringProtocol) -> Bool {
        guard let first = parts.first,
            var rest = Array(text.utf8)[...].dropping(prefix: first.string)
        else { return false }
        guard parts.count > 1, let last = parts.last else { return rest.isEmpty }
        for part in parts.dropFirst().dropLast() where !part.isEmpty {
            guard let (skipped, after) = rest.cut(at: part.string), !skipped.contains("/") else {
                return false
            }
            rest = after
        }
        guard let skipped = rest.dropping(suffix: last.string) else { return false }
        return !skipped.contains("/")
    }
}
