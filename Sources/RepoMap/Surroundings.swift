/// What lies around the focus: what it imports, its package, and what those use.
struct Surroundings {
    let focus: Set<Int>
    /// The lines of import statements, by file of the focus.
    let importLines: [Int: Set<Int>]
    /// The files whose definitions are near, in order.
    let near: [Int]
    /// In how many near files a defined name stands.
    let popularity: [NameID: Int]

    private let index: MapIndex
    private var targets: [Int: Double] = [:]
    private var names: [String: Set<Int>] = [:]
    private var package: Set<Int> = []
    private var beyond: Set<Int> = []
    private let packageReach: Double
    private let targetReach: Double
    private let isTest: Bool

    init(_ index: MapIndex, focus: [Int]) {
        var graph = ImportGraph(index)
        var importLines: [Int: Set<Int>] = [:]
        for file in focus {
            let imports = graph.imports(of: file)
            importLines[file] = imports.lines
            targets.merge(imports.targets) { max($0, $1) }
            names.merge(imports.names) { $0.union($1) }
            package.formUnion(index.package(of: file))
        }
        for file in targets.sorted(by: { ($1.value, $0.key) < ($0.value, $1.key) }).prefix(60)
        where file.value >= 0.9 {
            beyond.formUnion(graph.imports(of: file.key).targets.keys)
        }
        self.index = index
        self.focus = Set(focus)
        self.importLines = importLines
        near = package.union(targets.keys).subtracting(focus).sorted()
        var popularity: [NameID: Int] = [:]
        for file in near.prefix(400) {
            for name in index.files[file].identifiers where index.isDefined(name) {
                popularity[name, default: 0] += 1
            }
        }
        self.popularity = popularity
        let family = focus.first.map { index.files[$0].family }
        packageReach =
            switch family {
            case .go: 5
            case .swift: 2.5
            case .rust, .namespaces: 2
            case .c, .python, .javaScript, .paths, nil: 1.2
            }
        targetReach = family == .go ? 4 : 3
        isTest = focus.contains { isTestPath(index.files[$0].path) }
    }

    /// How likely a name in the focus means a definition of this file.
    func reach(_ file: Int, name: String?) -> Double {
        if let name, isTakenByName(file, name: name) { return 8 }
        let asTarget = (targets[file] ?? 0) * targetReach
        let asPackage = package.contains(file) ? packageReach : 0
        if asTarget > 0 || asPackage > 0 { return max(asTarget, asPackage) }
        return beyond.contains(file) ? 0.8 : 0.25
    }

    /// Whether the focus imports this name from this file.
    func isTakenByName(_ file: Int, name: String) -> Bool {
        names[name]?.contains(file) ?? false
    }

    /// Tests, examples and documentation matter less, unless one is at a test.
    func damping(_ file: Int) -> Double {
        isTest || !isTestPath(index.files[file].path) ? 1 : 0.2
    }
}

extension MapIndex {
    /// The files that see each other without an import.
    fileprivate func package(of file: Int) -> Set<Int> {
        let record = files[file]
        if record.family == .swift {
            let parts = record.path.split(separator: "/")
            if let place = parts.firstIndex(where: { $0 == "Sources" || $0 == "Tests" }),
                place + 2 < parts.count
            {
                return Set(files(below: parts[...(place + 1)].joined(separator: "/")))
            }
        }
        return Set(files(inFolder: folder(of: record.path)))
    }
}

/// Whether a path is that of a test, an example or documentation.
func isTestPath(_ path: String) -> Bool {
    let parts = path.split(separator: "/")
    if parts.dropLast().contains(where: { testFolders.contains($0.lowercased()) }) { return true }
    let name = withoutExtension(baseName(of: path))
    return name.hasSuffix("_test") || name.hasPrefix("test_") || name.hasSuffix(".test")
        || name.hasSuffix(".spec") || name.hasSuffix("Tests") || name.hasSuffix("Test")
        || name.hasSuffix("_spec")
}

private let testFolders: Set<String> = [
    "test", "tests", "__tests__", "testing", "spec", "example", "examples", "doc", "docs", "bench",
    "benches", "benchmarks", "fixtures", "testdata",
]
