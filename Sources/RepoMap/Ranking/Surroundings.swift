/// What lies around the focus: what it imports, its package, and what those use.
struct Surroundings {
    /// The lines of import statements, by file of the focus.
    let importLines: [Int: Set<Int>]
    /// The files whose definitions are near, in order.
    let near: [Int]
    /// The files that those import, in order.
    let beyond: [Int]
    /// The names that the focus imports.
    let takenNames: Set<NameID>

    private var names: [NameID: Set<Int>] = [:]
    /// By file.
    private var facts: [FileFacts]

    private struct FileFacts {
        var isFocus = false
        var isBesideThePoint = false
        var targetWeight = 0.0
        var reach = 0.25
    }

    init(_ index: MapIndex, focus: [Int]) {
        var graph = ImportGraph(index)
        var importLines: [Int: Set<Int>] = [:]
        var targets: [Int: Double] = [:]
        var package: Set<Int> = []
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
        self.importLines = importLines
        near = package.union(targets.keys).subtracting(focus).sorted()
        self.beyond = beyond.subtracting(focus).subtracting(near).sorted()
        takenNames = Set(names.keys)
        let isTest = focus.contains { index.entries[$0].isTest }
        facts = index.entries.map { FileFacts(isBesideThePoint: !isTest && $0.isTest) }
        let reach = Reach(index, focus: focus)
        for file in focus { facts[file].isFocus = true }
        for file in beyond { facts[file].reach = 0.8 }
        for file in package { facts[file].reach = max(facts[file].reach, reach.package) }
        for (file, weight) in targets {
            facts[file].targetWeight = weight
            facts[file].reach = max(facts[file].reach, weight * reach.target)
        }
    }

    func isFocus(_ file: Int) -> Bool { facts[file].isFocus }

    /// How likely a name in the focus means a definition of this file, unless it is taken from it.
    func reach(_ file: Int) -> Double { facts[file].reach }

    /// How likely a name means what the focus imports by that name.
    static let takenReach = 8.0

    /// Whether the focus imports this name from this file.
    func isTaken(_ name: NameID, from file: Int) -> Bool {
        names[name]?.contains(file) ?? false
    }

    /// How surely the focus imports a file, up to 1.
    func targetWeight(_ file: Int) -> Double { facts[file].targetWeight }

    /// Whether a file is a test, an example or documentation, and the focus is not.
    func isBesideThePoint(_ file: Int) -> Bool { facts[file].isBesideThePoint }
}

/// How likely names mean what lies in files of the focus's package, and in those that it imports.
private struct Reach {
    let package: Double
    let target: Double

    init(_ index: MapIndex, focus: [Int]) {
        let family = focus.first.map { index.files[$0].family }
        package =
            switch family {
            case .go: 5
            case .swift: 2.5
            case .rust, .namespaces: 2
            case .c, .python, .javaScript, .paths, nil: 1.2
            }
        target = family == .go ? 4 : 3
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
