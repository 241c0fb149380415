internal import Base
internal import Structure

/// What definitions like the one at hand use: a guess at what it will need, even before it has a
/// body. Two are alike when they share rare traits: name, words, signature, type, file, folder.
struct Likeness {
    /// The share of the likest definitions that use a name; liker ones count more.
    private(set) var votes: [NameID: Double] = [:]

    /// Above this many the gain is small.
    private static let neighbours = 80

    /// What is alike to where the cursor is, else to the files in focus, among what is near.
    init(_ index: MapIndex, cursor: [DefinitionID], focus: [Int], near: ArraySlice<Int>) {
        var crowd = Crowd(index, cursor: cursor, focus: focus)
        var files = Set(near).union(focus)
        for id in cursor {
            for namesake in index.definers(of: index[id].nameID).prefix(500) {
                if !files.contains(namesake.file) { crowd.add(namesake) }
            }
            // The type may have parts elsewhere.
            guard let container = index[id].containerID else { continue }
            files.formUnion(index.definers(of: container).prefix(20).map(\.file))
        }
        for file in files.sorted() { crowd.add(file: file) }
        var total = 0.0
        for (id, likeness) in crowd.likest(Likeness.neighbours) {
            let weight = likeness * likeness
            total += weight
            let own = index[id].nameID
            for name in index[id].uses where name != own { votes[name, default: 0] += weight }
        }
        for name in votes.keys { votes[name, default: 0] /= total }
    }
}

/// Definitions that are compared with the one at hand.
private struct Crowd {
    private let index: MapIndex
    /// What is not compared, because it is what the others are compared with.
    private let cursor: Set<DefinitionID>
    /// The traits that are sought, with their numbers.
    private var asked: [Trait: Int] = [:]
    /// Which traits may be among those that are sought, by their last bits.
    private var hints: [Bool] = Array(repeating: false, count: 1 << 12)
    private var askedUses: [NameID: Int] = [:]
    /// By number: how much a trait weighs, and how many have it.
    private var weights: [Double] = []
    private var counts: [Int] = []
    private var members: [Member] = []

    private struct Member {
        let id: DefinitionID
        let shared: [Int]
        /// How much there is of it to be alike or not.
        let extent: Double
    }

    init(_ index: MapIndex, cursor: [DefinitionID], focus: [Int]) {
        self.index = index
        self.cursor = Set(cursor)
        for id in cursor {
            let traits = index.traits(of: id.file)
            for trait in traits.own(of: id.place) { ask(for: trait) }
            for trait in traits.shared { ask(for: trait) }
            let own = index[id].nameID
            for name in index[id].uses where name != own && askedUses[name] == nil {
                askedUses[name] = weights.count
                add(weight: 1)
            }
        }
        guard cursor.isEmpty else { return }
        for file in focus {
            for trait in index.traits(of: file).shared { ask(for: trait) }
        }
    }

    private mutating func ask(for trait: Trait) {
        guard asked[trait] == nil else { return }
        asked[trait] = weights.count
        hints[trait.hint & (hints.count - 1)] = true
        add(weight: trait.kind.weight)
    }

    private mutating func add(weight: Double) {
        weights.append(weight)
        counts.append(0)
    }

    /// Takes in the definitions of a file.
    mutating func add(file: Int) {
        let traits = index.traits(of: file)
        let common = traits.shared.compactMap { number(of: $0) }
        for place in index.entries[file].body.definitions.indices {
            add(DefinitionID(file: file, place: place), traits, common: common)
        }
    }

    /// Takes in a definition.
    mutating func add(_ id: DefinitionID) {
        let traits = index.traits(of: id.file)
        add(id, traits, common: traits.shared.compactMap { number(of: $0) })
    }

    /// What uses nothing is not taken in.
    private mutating func add(_ id: DefinitionID, _ traits: FileTraits, common: [Int]) {
        let entry = index.entries[id.file]
        let uses = entry.body.uses(of: id.place)
        guard !uses.isEmpty, !cursor.contains(id) else { return }
        var shared = common
        for trait in traits.own(of: id.place) {
            if let number = number(of: trait) { shared.append(number) }
        }
        if !askedUses.isEmpty {
            for use in uses {
                if let number = askedUses[NameID(number: entry.names[Int(use)])] {
                    shared.append(number)
                }
            }
        }
        for number in shared { counts[number] += 1 }
        members.append(Member(id: id, shared: shared, extent: traits.extents[id.place]))
    }

    private func number(of trait: Trait) -> Int? {
        hints[trait.hint & (hints.count - 1)] ? asked[trait] : nil
    }

    /// Those that share the most, by how rare it is; the likest first.
    func likest(_ limit: Int) -> [(id: DefinitionID, likeness: Double)] {
        let firstUse = asked.count
        let worths = weights.indices.map { number -> Double in
            let rarity =
                weights[number] * log(1 + Double(members.count) / Double(max(1, counts[number])))
            // What everybody uses makes nobody alike.
            let isCommon = number >= firstUse && counts[number] * 10 > members.count
            return isCommon ? 0 : rarity * rarity
        }
        let all = members.compactMap { member -> (id: DefinitionID, likeness: Double)? in
            let shared = member.shared.reduce(0) { $0 + worths[$1] }
            return shared > 0 ? (member.id, shared / member.extent.squareRoot()) : nil
        }
        return Array(all.sorted { ($1.likeness, $0.id) < ($0.likeness, $1.id) }.prefix(limit))
    }
}
