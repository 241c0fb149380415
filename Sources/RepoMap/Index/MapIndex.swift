internal import Base

/// All records of a repository and what is looked up in them. Never changes once made.
///
/// Most of it lies in tables that take time to make. What was edited since then lies over them, so
/// that an edit costs as much as the edited files, however large the repository.
package final class MapIndex: Sendable {
    let manifests: Manifests
    let entries: [IndexedFile]
    let tables: IndexTables
    private let edits: IndexEdits

    init(entries: [IndexedFile], tables: IndexTables, edits: IndexEdits, manifests: Manifests) {
        self.entries = entries
        self.tables = tables
        self.edits = edits
        self.manifests = manifests
    }

    /// The index of some files, in any order. Of two with one path the last counts.
    package convenience init(records: [FileRecord], manifests: Manifests = Manifests()) {
        var builder = IndexBuilder()
        for record in records { builder.add(record) }
        let tables = builder.tables()
        self.init(
            entries: tables.files, tables: tables, edits: IndexEdits(), manifests: manifests)
    }

    /// The index after these files have changed, which it has already. Others are not taken in:
    /// they need new tables (see `IndexBuilder`).
    package func replacing(_ records: [FileRecord]) -> MapIndex {
        var entries = entries
        var edits = edits
        for record in records {
            guard let number = file(record.path) else { continue }
            let names = edits.numbers(of: record.names, over: tables)
            entries[number] = IndexedFile(record, names: names)
            edits.change(number, of: entries.count)
        }
        edits.gather(from: entries, over: tables)
        return MapIndex(entries: entries, tables: tables, edits: edits, manifests: manifests)
    }

    /// How many files have changed since the tables were made. Each makes every look-up a little
    /// slower, so from a few dozen on new tables are worth their time.
    package var changedCount: Int { edits.changed.count }

    /// The files, sorted by path.
    package var files: MapFiles { MapFiles(index: self) }

    /// What is known of a definition.
    package subscript(_ id: DefinitionID) -> MapDefinition { MapDefinition(index: self, id: id) }

    /// A definition as it is kept, and the name of its container.
    func packed(_ id: DefinitionID) -> (definition: PackedDefinition, container: NameID?) {
        let entry = entries[id.file]
        let packed = entry.body.definitions[id.place]
        let container = packed.container
        return (
            packed,
            container == PackedDefinition.none
                ? nil : NameID(number: entry.names[Int(container)])
        )
    }

    /// How many names there are: their numbers are below.
    var nameCount: Int { tables.names.count + edits.names.count }

    /// A definition and the path of its file.
    package func described(_ id: DefinitionID) -> (path: String, definition: MapDefinition) {
        (entries[id.file].path, self[id])
    }

    /// The file at a path relative to the root.
    package func file(_ path: String) -> Int? { tables.paths.number(of: path) }

    /// The number of a name that stands in the repository.
    package func id(of name: String) -> NameID? {
        id(of: name.utf8.span)
    }

    /// The number of a name that stands in the repository.
    func id(of name: Span<UInt8>) -> NameID? {
        let number =
            tables.names.number(of: name)
            ?? edits.names.number(of: name).map { $0 + tables.names.count }
        return number.map { NameID(number: UInt32(clamping: $0)) }
    }

    /// A name as text.
    package func text(of name: NameID) -> String {
        let number = Int(name.number)
        let count = tables.names.count
        return number < count ? tables.names[number] : edits.names[number - count]
    }

    /// What defines a name, in the order of files.
    package func definers(of name: NameID) -> [DefinitionID] {
        let number = Int(name.number)
        let known = number < tables.names.count ? tables.definers(of: number) : []
        if edits.changed.isEmpty { return known }
        let fresh = edits.definers[name] ?? []
        if fresh.isEmpty, !known.contains(where: { edits.isChanged($0.file) }) { return known }
        return (known.filter { !edits.isChanged($0.file) } + fresh).sorted()
    }

    /// Goes through what defines a name, in no order.
    func forEachDefiner(of name: NameID, _ body: (DefinitionID) -> Void) {
        let number = Int(name.number)
        if number < tables.names.count {
            tables.forEachDefiner(of: number) { id in
                if !edits.isChanged(id.file) { body(id) }
            }
        }
        if edits.changed.isEmpty { return }
        for id in edits.definers[name] ?? [] { body(id) }
    }

    /// What defines a name, in the order of files.
    func definers(of name: String) -> [DefinitionID] { id(of: name).map { definers(of: $0) } ?? [] }

    func isDefined(_ name: NameID) -> Bool {
        let number = Int(name.number)
        if number < tables.names.count,
            tables.filesDefining(number).contains(where: { !edits.isChanged(Int($0)) })
        {
            return true
        }
        return edits.definers[name] != nil
    }

    func isDefined(_ name: String) -> Bool { id(of: name).map { isDefined($0) } ?? false }

    /// In how many files a name stands.
    package func useCount(of name: NameID) -> Int {
        let number = Int(name.number)
        let known = number < tables.names.count ? Int(tables.useCounts[number]) : 0
        return known + (edits.useCounts[name] ?? 0)
    }

    /// In how many files a name stands.
    func useCount(of name: String) -> Int { id(of: name).map { useCount(of: $0) } ?? 0 }

    /// What was worked out of a file and holds as long as nobody edits it; `make` works it out.
    func remembered<Value>(
        _ memo: Lock<FileMemo<Value>>, of file: Int, _ make: () -> Value
    ) -> Value {
        if edits.isChanged(file) { return make() }
        if let known = memo.withLock({ $0[file] }) { return known }
        let value = make()
        memo.withLock { $0[file] = value }
        return value
    }

    /// The files that lie in a folder itself.
    func files(inFolder folder: String) -> [Int] { tables.folders[folder] ?? [] }

    /// The files that lie in a folder or below it.
    func files(below folder: String) -> Range<Int> {
        if folder.isEmpty { return entries.indices }
        // The paths are sorted, so that what starts alike stands together. `0` follows `/`.
        let low = firstFile(from: folder + "/")
        return low..<max(low, firstFile(from: folder + "0"))
    }

    /// The files whose path without its extension ends in the given names. A folder's own file
    /// (`__init__`, `index`, `mod`, `lib`) goes by the folder's name as well.
    func files(endingIn names: [Substring]) -> [Int] {
        guard let last = names.last else { return [] }
        let ending = names.joined(separator: "/")
        return (tables.stems[String(last)] ?? []).filter { entries[$0].module.endsIn(path: ending) }
    }

    /// The folders whose path ends in the given names, the shortest first.
    func folders(endingIn names: [Substring]) -> [String] {
        let ending = names.joined(separator: "/")
        return tables.folders.keys.filter { $0.endsIn(path: ending) }
            .sorted { ($0.utf8.count, $0) < ($1.utf8.count, $1) }
    }

    private func firstFile(from path: String) -> Int {
        var (low, high) = (0, entries.count)
        while low < high {
            let middle = low + (high - low) / 2
            if isBefore(entries[middle].path, path) { low = middle + 1 } else { high = middle }
        }
        return low
    }
}

/// A name by its number. Which numbers names have differs from run to run: never order by them.
package struct NameID: Hashable, Sendable {
    let number: UInt32
}

/// A definition by its place in the index.
package struct DefinitionID: Hashable, Sendable, Comparable {
    let file: Int
    let place: Int

    package static func < (one: DefinitionID, other: DefinitionID) -> Bool {
        (one.file, one.place) < (other.file, other.place)
    }
}

/// Whether a path comes before another: by bytes, as git sorts.
func isBefore(_ one: String, _ other: String) -> Bool {
    one.utf8.lexicographicallyPrecedes(other.utf8)
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

extension String {
    /// Whether it ends in another path, as a whole or behind a slash.
    fileprivate func endsIn(path: String) -> Bool {
        let missing = utf8.count - path.utf8.count
        guard missing >= 0 else { return false }
        let place = utf8.index(utf8.startIndex, offsetBy: missing)
        let isWhole = missing == 0 || utf8[utf8.index(before: place)] == UInt8(ascii: "/")
        return isWhole && utf8[place...].elementsEqual(path.utf8)
    }

    fileprivate var lastSlash: String.Index? { utf8.lastIndex(of: UInt8(ascii: "/")) }
}
