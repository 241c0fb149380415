/// Gathers the records of files for an index.
package struct IndexBuilder: Sendable {
    private var names = NameTable()
    private var files: [String: IndexedFile] = [:]

    package init() {}

    /// Takes in a file, instead of one that has its path already.
    package mutating func add(_ record: FileRecord) {
        files[record.path] = IndexedFile(record, names: names.insert(record.names))
    }

    /// Lets go of a file.
    package mutating func remove(path: String) {
        files[path] = nil
    }

    /// The index of what is there so far.
    package func index(manifests: Manifests) -> MapIndex {
        let tables = tables()
        return MapIndex(
            entries: tables.files, tables: tables, edits: IndexEdits(), manifests: manifests)
    }

    func tables() -> IndexTables {
        IndexTables(files: files.values.sorted { isBefore($0.path, $1.path) }, names: names)
    }
}

/// What was changed since an index's tables were made.
struct IndexEdits: Sendable {
    /// The numbers of the files.
    private(set) var changed: Set<Int> = []
    /// The same by number, for asking often; empty when there are none.
    private var flags: [Bool] = []
    /// Names that the tables do not have; their numbers go on behind those of the tables.
    private(set) var names = NameTable()
    /// The definitions of the changed files by name, in order.
    private(set) var definers: [NameID: [DefinitionID]] = [:]
    /// By how much the changed files raise the number of files in which names stand.
    private(set) var useCounts: [NameID: Int] = [:]

    /// Notes that a file of so many has changed.
    mutating func change(_ file: Int, of count: Int) {
        if flags.isEmpty { flags = Array(repeating: false, count: count) }
        flags[file] = true
        changed.insert(file)
    }

    func isChanged(_ file: Int) -> Bool { !flags.isEmpty && flags[file] }

    /// The numbers of a file's names, of which the new ones are added.
    mutating func numbers(of list: NameList, over tables: IndexTables) -> [UInt32] {
        let span = list.bytes.span
        return (0..<list.count).map { number in
            let name = span.extracting(list.range(of: number))
            let found = tables.names.number(of: name) ?? names.insert(name) + tables.names.count
            return UInt32(clamping: found)
        }
    }

    /// Works out what the changed files say now.
    mutating func gather(from entries: [IndexedFile], over tables: IndexTables) {
        definers = [:]
        useCounts = [:]
        for number in changed.sorted() {
            let entry = entries[number]
            for (place, definition) in entry.body.definitions.enumerated() {
                let name = NameID(number: entry.names[Int(definition.name)])
                definers[name, default: []].append(DefinitionID(file: number, place: place))
            }
            for name in entry.names { useCounts[NameID(number: name), default: 0] += 1 }
            for name in tables.files[number].names {
                useCounts[NameID(number: name), default: 0] -= 1
            }
        }
    }
}
