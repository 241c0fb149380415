internal import Base

/// What is looked up in all files of a repository. Made in one go and never changed: what has been
/// edited since lies over it (see `MapIndex`).
final class IndexTables: Sendable {
    /// The files, sorted by path.
    let files: [IndexedFile]
    /// The names of all files.
    let names: NameTable
    /// The paths, sorted: a file's number is that of its path.
    let paths: NameTable
    /// What lies in each folder itself.
    let folders: [String: [Int]]
    /// The files by the last part of their module's name, those that lie the least deep first.
    let stems: [String: [Int]]
    /// In how many files each name stands.
    let useCounts: [UInt32]

    /// The traits of files' definitions (see `Likeness`), what their imports may mean, and the
    /// words of names: worked out when somebody asks, which many do again and again while they
    /// type in one place.
    let traits = Lock(FileMemo<FileTraits>())
    let importCandidates = Lock(FileMemo<[ImportCandidates]>())
    let words = Lock(NameWords())

    /// Where the definitions of each name begin in the two that follow.
    private let starts: [UInt32]
    private let definerFiles: [UInt32]
    private let definerPlaces: [UInt32]

    /// The tables of files that are sorted by path, and whose names are numbers of `names`.
    init(files: [IndexedFile], names: NameTable) {
        var paths = NameTable()
        var folders: [String: [Int]] = [:]
        var stems: [String: [Int]] = [:]
        var useCounts: [UInt32] = Array(repeating: 0, count: names.count)
        var starts: [UInt32] = Array(repeating: 0, count: names.count + 1)
        for (number, file) in files.enumerated() {
            let bytes = Array(file.path.utf8)
            _ = paths.insert(bytes.span)
            folders[folder(of: file.path), default: []].append(number)
            stems[file.stem, default: []].append(number)
            for name in file.names { useCounts[Int(name)] += 1 }
            for definition in file.body.definitions {
                starts[Int(file.names[Int(definition.name)]) + 1] += 1
            }
        }
        for stem in stems.keys {
            stems[stem]?.sort { (files[$0].depth, $0) < (files[$1].depth, $1) }
        }
        for name in 0..<names.count { starts[name + 1] += starts[name] }
        var next = starts
        var definerFiles: [UInt32] = Array(repeating: 0, count: Int(starts.last ?? 0))
        var definerPlaces = definerFiles
        for (number, file) in files.enumerated() {
            for (place, definition) in file.body.definitions.enumerated() {
                let name = Int(file.names[Int(definition.name)])
                definerFiles[Int(next[name])] = UInt32(number)
                definerPlaces[Int(next[name])] = UInt32(place)
                next[name] += 1
            }
        }
        self.files = files
        self.names = names
        self.paths = paths
        self.folders = folders
        self.stems = stems
        self.useCounts = useCounts
        self.starts = starts
        self.definerFiles = definerFiles
        self.definerPlaces = definerPlaces
    }

    /// What defines a name, in the order of files.
    func definers(of name: Int) -> [DefinitionID] {
        (Int(starts[name])..<Int(starts[name + 1])).map {
            DefinitionID(file: Int(definerFiles[$0]), place: Int(definerPlaces[$0]))
        }
    }

    /// Goes through what defines a name, in the order of files.
    func forEachDefiner(of name: Int, _ body: (DefinitionID) -> Void) {
        for place in Int(starts[name])..<Int(starts[name + 1]) {
            body(DefinitionID(file: Int(definerFiles[place]), place: Int(definerPlaces[place])))
        }
    }

    /// The files that define a name, as often as they do, in their order.
    func filesDefining(_ name: Int) -> ArraySlice<UInt32> {
        definerFiles[Int(starts[name])..<Int(starts[name + 1])]
    }
}

/// What was worked out of some files, by their numbers. Only so many, then it begins anew.
struct FileMemo<Value: Sendable>: Sendable {
    private var values: [Int: Value] = [:]
    private static var maximumCount: Int { 2000 }

    subscript(file: Int) -> Value? {
        get { values[file] }
        set {
            if values.count >= Self.maximumCount { values = [:] }
            values[file] = newValue
        }
    }
}

/// A file of an index. Its names are numbers of the index's names.
final class IndexedFile: Sendable {
    let path: String
    let family: LanguageFamily
    /// By the file's own numbers of names: those of the index.
    let names: [UInt32]
    let body: FileBody
    /// The path as a module has it: without the extension, and without the name of a file that
    /// stands for its folder.
    let module: String
    /// How many parts the module's path has.
    let depth: Int
    /// Whether it is a test, an example or documentation.
    let isTest: Bool

    init(_ record: FileRecord, names: [UInt32]) {
        path = record.path
        family = record.family
        body = record.body
        self.names = names
        let parts = moduleParts(of: record.path)
        module = parts.joined(separator: "/")
        depth = parts.count
        isTest = isTestPath(record.path)
    }

    /// The last part of the module's path.
    fileprivate var stem: String { String(baseName(of: module)) }
}
