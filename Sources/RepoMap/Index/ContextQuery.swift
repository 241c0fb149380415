/// What one may ask of a definition.
package enum ContextQuery: String, Sendable, CaseIterable {
    /// Where it is.
    case definition
    /// What refers to it.
    case callers
    /// What it refers to.
    case callees
    /// The tests from which a chain of references leads to it.
    case tests
}

/// One answer to a context query.
package struct ContextAnswer: Sendable {
    /// The file's path.
    package let path: String
    /// Nil where the file refers to it outside of all definitions.
    package let definition: MapDefinition?
    /// Over how many references it was found.
    package let distance: Int
}

extension MapIndex {
    /// The definitions that a text means: a name, `Container.name`, or `path:line` from 1.
    package func definitions(meant text: String) -> [DefinitionID] {
        if let place = text.lastIndex(of: ":"), let line = Int(text[text.index(after: place)...]),
            let file = file(String(text[..<place]))
        {
            let around = files[file].definitions.indices.filter {
                files[file].definitions[$0].lines.contains(max(0, line - 1))
            }
            return around.last.map { [DefinitionID(file: file, place: $0)] } ?? []
        }
        let whole = definers(of: text)
        if !whole.isEmpty { return whole }
        // The separator is another in every language.
        let parts = words(of: text)
        guard parts.count > 1, let name = parts.last else { return [] }
        return definers(of: String(name)).filter {
            self[$0].container == String(parts[parts.count - 2])
        }
    }

    /// All definitions of a file; none where it is not in the index.
    package func definitions(of path: String) -> [DefinitionID] {
        file(path).map { file in
            files[file].definitions.indices.map { DefinitionID(file: file, place: $0) }
        } ?? []
    }

    /// Answers a query about some definitions, the nearest first and then in the order of files.
    package func answers(to query: ContextQuery, about ids: [DefinitionID]) -> [ContextAnswer] {
        var graph = ReferenceGraph(self)
        switch query {
        case .definition: return ids.map { answer($0, distance: 0) }
        case .callees:
            let found = ids.flatMap { graph.callees(of: $0) }
            return Set(found).subtracting(ids).sorted().map { answer($0, distance: 1) }
        case .callers:
            let found = Set(ids.flatMap { graph.users(of: $0) })
            return found.sorted().map { answer($0, distance: 1) }
        case .tests:
            return graph.tests(reaching: ids).map { answer($0.user, distance: $0.distance) }
        }
    }

    private func answer(_ id: DefinitionID, distance: Int) -> ContextAnswer {
        ContextAnswer(path: entries[id.file].path, definition: self[id], distance: distance)
    }

    private func answer(_ user: ReferenceGraph.User, distance: Int) -> ContextAnswer {
        ContextAnswer(
            path: entries[user.file].path,
            definition: user.place.map { self[DefinitionID(file: user.file, place: $0)] },
            distance: distance)
    }
}

/// Which definition refers to which. A reference means what its file defines itself, else what the
/// file imports, else what lies beside it, else the only definition that there is.
private struct ReferenceGraph {
    /// A definition that refers to something, or what a file says outside of its definitions.
    struct User: Hashable, Comparable {
        let file: Int
        let place: Int?

        static func < (one: User, other: User) -> Bool {
            (one.file, one.place ?? .max) < (other.file, other.place ?? .max)
        }
    }

    private let index: MapIndex
    private var imports: ImportGraph
    private var meanings: [Reference: [DefinitionID]] = [:]

    private struct Reference: Hashable {
        let file: Int
        let name: NameID
    }

    /// So many are followed at most, and so far: what is further away says little.
    private static let maximumUsers = 5000
    private static let maximumDistance = 6

    init(_ index: MapIndex) {
        self.index = index
        imports = ImportGraph(index)
    }

    mutating func callees(of id: DefinitionID) -> [DefinitionID] {
        index[id].uses.flatMap { meanings(of: $0, in: id.file) }
    }

    /// What refers to a definition.
    mutating func users(of id: DefinitionID) -> [User] {
        let name = index[id].nameID
        var users: [User] = []
        for (file, entry) in index.entries.enumerated() {
            guard let local = entry.names.firstIndex(of: name.number).map({ UInt32($0) }) else {
                continue
            }
            let places = (0...entry.body.definitions.count).filter { place in
                entry.body.uses(of: place).contains(local)
                    && DefinitionID(file: file, place: place) != id
            }
            guard !places.isEmpty, meanings(of: name, in: file).contains(id) else { continue }
            users += places.map {
                User(file: file, place: $0 == entry.body.definitions.count ? nil : $0)
            }
        }
        return users
    }

    /// The users in files of tests from which one comes to the definitions, the nearest first.
    mutating func tests(
        reaching ids: [DefinitionID]
    ) -> [(user: User, distance: Int)] {
        var seen = Set(ids.map { User(file: $0.file, place: $0.place) })
        var edge = ids
        var found: [(user: User, distance: Int)] = []
        for distance in 1...ReferenceGraph.maximumDistance where !edge.isEmpty {
            var next: Set<User> = []
            for id in edge { next.formUnion(users(of: id)) }
            next.subtract(seen)
            seen.formUnion(next)
            edge = []
            for user in next.sorted() {
                let isTest = index.entries[user.file].isTest
                if isTest { found.append((user, distance)) }
                // A test's helpers lead to more tests; a test itself is the end of the way.
                guard let place = user.place, !isTest || !isLikelyTest(user) else { continue }
                edge.append(DefinitionID(file: user.file, place: place))
            }
            if seen.count > ReferenceGraph.maximumUsers { break }
        }
        return found
    }

    private func isLikelyTest(_ user: User) -> Bool {
        guard let place = user.place else { return true }
        let name = index[DefinitionID(file: user.file, place: place)].name.lowercased()
        return name.hasPrefix("test") || name.hasSuffix("test")
    }

    /// What a name means in a file.
    private mutating func meanings(of name: NameID, in file: Int) -> [DefinitionID] {
        let reference = Reference(file: file, name: name)
        if let known = meanings[reference] { return known }
        let candidates = index.definers(of: name)
        var found = candidates.filter { $0.file == file }
        if found.isEmpty, !candidates.isEmpty {
            let resolved = imports.imports(of: file)
            let taken = resolved.names[index.text(of: name)] ?? []
            found = candidates.filter { taken.contains($0.file) }
            if found.isEmpty { found = candidates.filter { resolved.targets[$0.file] != nil } }
        }
        if found.isEmpty {
            let folder = folder(of: index.entries[file].path)
            let beside = Set(index.files(inFolder: folder))
            found = candidates.filter { beside.contains($0.file) }
        }
        if found.isEmpty, candidates.count == 1 { found = candidates }
        meanings[reference] = found
        return found
    }
}
