/// All records of a repository and what is looked up in them. Never changes once made.
package struct MapIndex: Sendable {
    /// Sorted by path.
    package let files: [FileRecord]
    let manifests: Manifests

    private let places: [String: Int]
    private let definers: [String: [DefinitionID]]
    private let useCounts: [String: Int]
    private let folders: [String: [Int]]
    private let stems: [String: [Int]]

    /// The order of the records does not matter.
    package init(records: [FileRecord], manifests: Manifests = Manifests()) {
        let files = records.sorted { $0.path < $1.path }
        var places: [String: Int] = [:]
        var definers: [String: [DefinitionID]] = [:]
        var folders: [String: [Int]] = [:]
        var stems: [String: [Int]] = [:]
        for (file, record) in files.enumerated() {
            places[record.path] = file
            folders[folder(of: record.path), default: []].append(file)
            stems[stem(of: record.path), default: []].append(file)
            for (place, definition) in record.definitions.enumerated() {
                definers[definition.name, default: []].append(
                    DefinitionID(file: file, place: place))
            }
        }
        var useCounts: [String: Int] = [:]
        for record in files {
            // Only names that are defined here can be in a map.
            for name in record.identifiers.keys where definers[name] != nil {
                useCounts[name, default: 0] += 1
            }
        }
        self.files = files
        self.manifests = manifests
        self.places = places
        self.definers = definers
        self.useCounts = useCounts
        self.folders = folders
        self.stems = stems
    }

    subscript(_ id: DefinitionID) -> MapDefinition { files[id.file].definitions[id.place] }

    /// A definition and the path of its file.
    package func described(_ id: DefinitionID) -> (path: String, definition: MapDefinition) {
        (files[id.file].path, self[id])
    }

    /// The file at a path relative to the root.
    func file(_ path: String) -> Int? { places[path] }

    /// What defines a name, in the order of files.
    func definers(of name: String) -> [DefinitionID] { definers[name] ?? [] }

    func isDefined(_ name: String) -> Bool { definers[name] != nil }

    /// In how many files a defined name stands.
    func useCount(of name: String) -> Int { useCounts[name] ?? 0 }

    /// The files that lie in a folder itself.
    func files(inFolder folder: String) -> [Int] { folders[folder] ?? [] }

    /// The files that lie in a folder or below it.
    func files(below folder: String) -> Range<Int> {
        if folder.isEmpty { return files.indices }
        // The paths are sorted, so that what starts alike stands together. `0` follows `/`.
        let low = firstFile(from: folder + "/")
        return low..<max(low, firstFile(from: folder + "0"))
    }

    /// The files whose path without its extension ends in the given names. A folder's own file
    /// (`__init__`, `index`, `mod`, `lib`) goes by the folder's name as well.
    func files(endingIn names: [Substring]) -> [Int] {
        guard let last = names.last else { return [] }
        return (stems[String(last)] ?? []).filter { file in
            let parts = moduleParts(of: files[file].path)
            return parts.count >= names.count && parts.suffix(names.count).elementsEqual(names)
        }.sorted { one, other in
            let left = moduleParts(of: files[one].path).count
            let right = moduleParts(of: files[other].path).count
            return (left, one) < (right, other)
        }
    }

    /// The folders whose path ends in the given names, the shortest first.
    func folders(endingIn names: [Substring]) -> [String] {
        folders.keys.filter { folder in
            let parts = folder.split(separator: "/")
            return parts.count >= names.count && parts.suffix(names.count).elementsEqual(names)
        }.sorted { ($0.utf8.count, $0) < ($1.utf8.count, $1) }
    }

    private func firstFile(from path: String) -> Int {
        var (low, high) = (0, files.count)
        while low < high {
            let middle = low + (high - low) / 2
            if files[middle].path < path { low = middle + 1 } else { high = middle }
        }
        return low
    }
}

/// A definition by its place in the index.
package struct DefinitionID: Hashable, Sendable, Comparable {
    let file: Int
    let place: Int

    package static func < (one: DefinitionID, other: DefinitionID) -> Bool {
        (one.file, one.place) < (other.file, other.place)
    }
}

/// The names of files that stand for their folder.
let folderFiles: Set<Substring> = ["__init__", "index", "mod", "lib", "init"]

/// The folder that a path lies in; empty at the root.
func folder(of path: String) -> String {
    path.lastSlash.map { String(path[..<$0]) } ?? ""
}

/// The last component.
func baseName(of path: String) -> Substring {
    path.lastSlash.map { path[path.index(after: $0)...] } ?? path[...]
}

/// The components of a path as a module has them: without the extension, and without the name of
/// a file that stands for its folder.
func moduleParts(of path: String) -> [Substring] {
    var parts = path.split(separator: "/")
    guard let name = parts.popLast() else { return [] }
    let bare = withoutExtension(name)
    return parts.isEmpty || !folderFiles.contains(bare) ? parts + [bare] : parts
}

func withoutExtension(_ name: Substring) -> Substring {
    var name = name
    if name.hasSuffix(".d.ts") { name = name.dropLast(5) }
    guard let dot = name.utf8.lastIndex(of: UInt8(ascii: ".")), dot > name.startIndex else {
        return name
    }
    return name[..<dot]
}

private func stem(of path: String) -> String { String(moduleParts(of: path).last ?? "") }

extension String {
    fileprivate var lastSlash: String.Index? { utf8.lastIndex(of: UInt8(ascii: "/")) }
}
