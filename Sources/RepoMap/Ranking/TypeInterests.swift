internal import Structure

/// How likely something of a type is at hand where the cursor is, so that its members are needed.
struct TypeInterests {
    /// How likely it is that something of the type of a name is at hand, up to 1.
    private(set) var likelihoods: [NameID: Double] = [:]
    private let index: MapIndex

    init(_ index: MapIndex, _ interests: Interests, imported: some Sequence<NameID>) {
        self.index = index
        for name in interests.elsewhere.keys { add(name, 0.3) }
        for name in interests.near { add(name, 0.3) }
        for name in imported { add(name, 0.4) }
        for name in interests.mentions.keys { add(name, 0.6) }
        for id in interests.cursor {
            for name in names(in: index[id].signature) { add(name, 1) }
            addSurroundingType(of: id)
        }
        addBases()
    }

    private subscript(_ type: NameID) -> Double { likelihoods[type] ?? 0 }

    /// What the type around the cursor is, holds and is made from.
    private mutating func addSurroundingType(of id: DefinitionID) {
        guard let container = index[id].containerID else { return }
        add(container, 1)
        for other in index.files[id.file].definitions {
            if other.nameID == container, other.kind.isContainer {
                for name in names(in: other.signature) { add(name, 1) }
            } else if other.containerID == container,
                other.kind == .field || other.kind == .property || other.kind == .constructor
            {
                for name in names(in: other.signature) { add(name, 0.7) }
            }
        }
    }

    /// The types that the likely ones are made from, two steps far.
    private mutating func addBases() {
        var last = likelihoods.filter { $0.value >= 0.7 }
        for _ in 0..<2 {
            var next: [NameID: Double] = [:]
            for (type, likelihood) in last {
                for id in index.definers(of: type).prefix(3) where index[id].kind.isType {
                    for name in names(in: index[id].signature) where name != type {
                        let passed = 0.7 * likelihood
                        if passed > self[name] { next[name] = max(next[name] ?? 0, passed) }
                    }
                }
            }
            for (name, likelihood) in next { add(name, likelihood) }
            last = next
        }
    }

    private func names(in text: String) -> [NameID] {
        words(of: text).compactMap { index.id(of: String($0)) }
    }

    private mutating func add(_ name: NameID, _ likelihood: Double) {
        guard likelihood > self[name],
            index.definers(of: name).prefix(50).contains(where: { index[$0].kind.isContainer })
        else { return }
        likelihoods[name] = likelihood
    }
}
