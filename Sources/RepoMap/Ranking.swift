internal import Base
internal import Structure

extension MapIndex {
    /// What matters for somebody, the best first. The same answer for the same question.
    package func rank(_ query: MapQuery) -> Ranking {
        var ranker = Ranker(self, query)
        ranker.seed()
        ranker.addMembers()
        ranker.addPrior()
        if query.focus.isEmpty { ranker.addPopular() }
        return ranker.ranking
    }
}

/// Scores definitions. Sums are made in a fixed order, so that they are the same on every run.
private struct Ranker {
    private let index: MapIndex
    private let explained: String?
    private var surroundings: Surroundings
    /// How much each name in the focus weighs.
    private let interests: Interests
    private var scores: [DefinitionID: Double] = [:]
    private var parts: [ScorePart] = []

    init(_ index: MapIndex, _ query: MapQuery) {
        self.index = index
        explained = query.explained
        surroundings = Surroundings(index, focus: query.focus.compactMap { index.file($0.path) })
        interests = Interests(index, query, importLines: surroundings.importLines)
    }

    var ranking: Ranking {
        let entries = scores.map { RankedDefinition(id: $0.key, score: $0.value) }
        return Ranking(
            entries: entries.sorted { ($1.score, $0.id) < ($0.score, $1.id) },
            explanation: parts.sorted { ($0.id, -$0.amount) < ($1.id, -$1.amount) })
    }

    private mutating func add(
        _ id: DefinitionID, _ amount: Double, _ reason: @autoclosure () -> String
    ) {
        scores[id, default: 0] += amount
        if let explained, index[id].name == explained {
            parts.append(ScorePart(id: id, amount: amount, reason: reason()))
        }
    }

    /// What the focus names itself.
    mutating func seed() {
        for (name, weight) in interests.weights.sorted(by: { $0.key < $1.key }) {
            let candidates = index.definers(of: name).filter {
                !surroundings.focus.contains($0.file)
            }
            if candidates.isEmpty { continue }
            // What only one place defines is likely to be meant, wherever it is.
            let isOnlyOne = candidates.count { index[$0].kind.isLikelyMeant } == 1
            let reaches = candidates.map { id in
                let kind = index[id].kind
                let least = isOnlyOne && kind.isLikelyMeant ? 1.0 : 0
                let reach = max(least, surroundings.reach(id.file, name: name))
                return reach * (kind.isLikelyMeant ? 1 : 0.4)
            }
            // A name that much defines says little of each.
            let total = reaches.reduce(0) { $0 + $1 * $1 }
            let rarity = 1 / log2(2 + Double(index.useCount(of: name))).squareRoot()
            let base = log(1 + weight) * rarity * (name.utf8.count < 3 ? 0.3 : 1)
            for (id, reach) in zip(candidates, reaches) {
                var amount = base * reach * reach * reach / total
                if interests.uses[name] == nil, surroundings.isTakenByName(id.file, name: name) {
                    // Somebody has just written the import, or the code that needs it is to come.
                    amount *= 2.5
                }
                amount *= surroundings.damping(id.file) * kindWeight(id)
                add(id, amount, "named in the focus \(rounded(weight)), reach \(rounded(reach))")
            }
        }
    }

    private func kindWeight(_ id: DefinitionID) -> Double {
        let definition = index[id]
        let isPlain = definition.kind == .variable || definition.kind == .constant
        let isCommon = index.useCount(of: definition.nameID) > 50
        return isPlain && isCommon && definition.name.utf8.allSatisfy({ $0 >= 95 }) ? 0.4 : 1
    }

    /// What belongs to the types that matter.
    mutating func addMembers() {
        let types = scores.filter { index[$0.key].kind.isType }
            .sorted { ($1.value, $0.key) < ($0.value, $1.key) }.prefix(40)
        for (type, score) in types {
            let name = index[type].name
            let nameID = index[type].nameID
            let folder = folder(of: index.files[type.file].path)
            for file in Set(index.files(inFolder: folder)).union([type.file]).sorted()
            where !surroundings.focus.contains(file) {
                for (place, member) in index.files[file].definitions.enumerated()
                where member.containerID == nameID {
                    let id = DefinitionID(file: file, place: place)
                    let use = log(1 + Double(surroundings.popularity[member.nameID] ?? 0))
                    let amount = score * 0.04 * (1 + use) * (member.kind.isStored ? 0.3 : 1)
                    add(id, amount, "belongs to \(name)")
                }
            }
        }
    }

    /// What the neighbours use of what is near.
    mutating func addPrior() {
        for file in surroundings.near {
            let reach = surroundings.reach(file, name: nil) * surroundings.damping(file)
            for (place, definition) in index.files[file].definitions.enumerated() {
                guard let count = surroundings.popularity[definition.nameID] else { continue }
                let id = DefinitionID(file: file, place: place)
                let definers = Double(index.definers(of: definition.nameID).count).squareRoot()
                let amount =
                    0.03 * reach * log(1 + Double(count)) * (definition.container == nil ? 1 : 0.5)
                    * (definition.kind.isStored ? 0.3 : 1) / definers
                add(id, amount, "used by \(count) neighbours, reach \(rounded(reach))")
            }
        }
    }

    /// Without a focus: what the most files use.
    mutating func addPopular() {
        for (file, record) in index.files.enumerated() {
            for (place, definition) in record.definitions.enumerated() {
                let count = index.useCount(of: definition.nameID) - 1
                if count < 1 { continue }
                let definers = Double(index.definers(of: definition.nameID).count)
                let amount =
                    log(1 + Double(count)) / definers * (definition.container == nil ? 1 : 0.5)
                    * (definition.kind.isStored ? 0.3 : 1) * surroundings.damping(file)
                add(
                    DefinitionID(file: file, place: place), 0.1 * amount,
                    "used by \(count) files")
            }
        }
    }
}

extension DefinitionKind {
    /// Whether a name alone leads here: a value's parts are found by its type, and what extends a
    /// type adds to it.
    fileprivate var isLikelyMeant: Bool { !isStored && self != .extension }
}

private func rounded(_ number: Double) -> String {
    let hundredths = Int((min(max(number, 0), 1e9) * 100).rounded())
    let rest = hundredths % 100
    return "\(hundredths / 100).\(rest < 10 ? "0" : "")\(rest)"
}
