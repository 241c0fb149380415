/// What lies around the focus: what it imports, its package, and what those use.
struct Surroundings {
    let focus: Set<Int>
    /// The lines of import statements, by file of the focus.
    let importLines: [Int: Set<Int>]
    /// The files whose definitions are near, in order.
    let near: [Int]
    /// The files that those import, in order.
    let beyond: [Int]
    /// The names that the focus imports.
    let takenNames: Set<NameID>

    private let index: MapIndex
    private var targets: [Int: Double] = [:]
    private var names: [NameID: Set<Int>] = [:]
    private var package: Set<Int> = []
    private let isBeyond: Set<Int>
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
            for (name, files) in imports.names {
                if let name = index.id(of: name) { names[name, default: []].formUnion(files) }
            }
            package.formUnion(index.package(of: file))
        }
        var beyond: Set<Int> = []
        for file in targets.sorted(by: { ($1.value, $0.key) < ($0.value, $1.key) }).prefix(60)
        where file.value >= 0.9 {
            beyond.formUnion(graph.imports(of: file.key).targets.keys)
        }
        self.index = index
        self.focus = Set(focus)
        self.importLines = importLines
        near = package.union(targets.keys).subtracting(focus).sorted()
        isBeyond = beyond
        self.beyond = beyond.subtracting(focus).subtracting(near).sorted()
        takenNames = Set(names.keys)
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
    func reach(_ file: Int, name: NameID) -> Double {
        if isTaken(name, from: file) { return 8 }
        let asTarget = targetWeight(file) * targetReach
        let asPackage = package.contains(file) ? packageReach : 0
        return max(asTarget, asPackage, isBeyond.contains(file) ? 0.8 : 0.25)
    }

    /// Whether the focus imports this name from this file.
    func isTaken(_ name: NameID, from file: Int) -> Bool {
        names[name]?.contains(file) ?? false
    }

    /// How surely the focus imports a file, up to 1.
    func targetWeight(_ file: Int) -> Double { targets[file] ?? 0 }

    /// Whether a file is a test, an example or documentation, and the focus is not.
    func isBesideThePoint(_ file: Int) -> Bool {
        !isTest && isTestPath(index.files[file].path)
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
