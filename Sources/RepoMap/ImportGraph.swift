/// What a file takes from the other files of the repository.
struct ResolvedImports {
    /// How surely each file is meant, up to 1.
    var targets: [Int: Double] = [:]
    /// The files that a name was taken from, followed to where it is defined.
    var names: [String: Set<Int>] = [:]
    /// The files whose names are all taken or passed on.
    var wildcards: Set<Int> = []
    /// The lines of import statements.
    var lines: Set<Int> = []
}

/// Files that an import may mean, and what it takes from them.
struct ImportCandidates: Sendable {
    var files: [Int]
    var names: [String] = []
    var weight = 1.0
    var isWildcard = false
}

/// Finds out which files imports mean, when it is asked for, and remembers it.
struct ImportGraph {
    let index: MapIndex
    private var known: [Int: ResolvedImports] = [:]

    init(_ index: MapIndex) {
        self.index = index
    }

    /// What a file of the index takes from others.
    mutating func imports(of file: Int) -> ResolvedImports {
        if let known = known[file] { return known }
        // Files may import each other in a circle.
        known[file] = ResolvedImports()
        var result = ResolvedImports()
        for one in index.entries[file].body.imports {
            result.lines.formUnion(Int(one.firstLine)...Int(one.lastLine))
        }
        // What a path may mean depends on paths only, which no edit changes.
        let all = index.remembered(index.tables.importCandidates, of: file) {
            let record = index.files[file]
            return record.imports.flatMap { candidates(for: $0, in: record) }
        }
        for found in all {
            for target in found.files where target != file {
                result.targets[target] = max(result.targets[target] ?? 0, found.weight)
                if found.isWildcard { result.wildcards.insert(target) }
            }
        }
        // What is known so far serves those who ask in a circle.
        known[file] = result
        for found in all {
            for name in found.names {
                let places = definers(of: name, from: found.files, depth: 4)
                for place in places where place != file {
                    result.targets[place] = max(result.targets[place] ?? 0, 0.9 * found.weight)
                }
                result.names[name, default: []].formUnion(places)
            }
        }
        passOn(from: all.filter { $0.weight >= 1 }.flatMap(\.files), into: &result)
        known[file] = result
        return result
    }

    /// A file that stands for its folder is imported for what it passes on.
    private mutating func passOn(from files: [Int], into result: inout ResolvedImports) {
        for barrel in files.prefix(20) where isBarrel(barrel) {
            for (target, weight) in imports(of: barrel).targets where weight >= 0.5 {
                result.targets[target] = max(result.targets[target] ?? 0, 0.4 * weight)
            }
        }
    }

    /// Whether a file says nothing itself.
    private func isBarrel(_ file: Int) -> Bool {
        let record = index.files[file]
        return record.importCount >= record.definitions.count
            && (folderFiles.contains(withoutExtension(baseName(of: record.path)))
                || record.definitions.isEmpty)
    }

    /// The files that define a name which was taken from the given ones: these themselves, or
    /// those that they have it from.
    private mutating func definers(of name: String, from files: [Int], depth: Int) -> Set<Int> {
        let asked = Set(files)
        let own = Set(index.definers(of: name).lazy.map(\.file).filter { asked.contains($0) })
        if !own.isEmpty || depth == 0 { return own }
        var found: Set<Int> = []
        for file in files.prefix(40) {
            let imports = imports(of: file)
            if let passed = imports.names[name] {
                found.formUnion(passed)
            } else if !imports.wildcards.isEmpty {
                found.formUnion(
                    definers(of: name, from: imports.wildcards.sorted(), depth: depth - 1))
            }
        }
        return found
    }

    private func candidates(for one: MapImport, in record: MapFile) -> [ImportCandidates] {
        switch record.family {
        case .python: index.pythonCandidates(one, in: record.path)
        case .javaScript: index.javaScriptCandidates(one, in: record.path)
        case .go: index.goCandidates(one)
        case .rust: index.rustCandidates(one, in: record.path)
        case .swift: index.swiftCandidates(one)
        case .c: index.includeCandidates(one, in: record.path)
        case .namespaces: index.namespaceCandidates(one)
        case .paths: index.pathCandidates(one, in: record.path)
        }
    }
}

/// A path as seen from a folder, without `.` and `..`; nil when it leads out of the root.
func joined(_ folder: String, _ relative: some StringProtocol) -> String? {
    var parts = folder.split(separator: "/").map(String.init)
    for part in relative.split(separator: "/") where part != "." {
        if part == ".." {
            guard parts.popLast() != nil else { return nil }
        } else {
            parts.append(String(part))
        }
    }
    return parts.joined(separator: "/")
}

/// The words of a text that may be identifiers.
func words(of text: some StringProtocol) -> [Substring] {
    Substring(text).utf8.split { !isWordByte($0) }.map { Substring($0) }
}

/// Whether a byte may stand in an identifier; what is not ASCII may.
func isWordByte(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
        UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"), 0x80...:
        true
    default: false
    }
}
