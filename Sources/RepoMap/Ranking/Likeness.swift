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
        for file in files.sorted() {
            for place in index.files[file].definitions.indices {
                crowd.add(DefinitionID(file: file, place: place))
            }
        }
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
    private var askedUses: [NameID: Int] = [:]
    /// By number: how much a trait weighs, and how many have it.
    private var weights: [Double] = []
    private var counts: [Int] = []
    private var members: [Member] = []
    private var reader: TraitReader

    private struct Member {
        let id: DefinitionID
        let shared: [Int]
        /// How much there is of it to be alike or not.
        let extent: Double
    }

    init(_ index: MapIndex, cursor: [DefinitionID], focus: [Int]) {
        self.index = index
        self.cursor = Set(cursor)
        reader = TraitReader(index)
        for id in cursor {
            for trait in reader.traits(of: id) { ask(for: trait) }
            let own = index[id].nameID
            for name in index[id].uses where name != own && askedUses[name] == nil {
                askedUses[name] = weights.count
                add(weight: 1)
            }
        }
        guard cursor.isEmpty else { return }
        for file in focus {
            for trait in reader.fileTraits(of: file) { ask(for: trait) }
        }
    }

    private mutating func ask(for trait: Trait) {
        guard asked[trait] == nil else { return }
        asked[trait] = weights.count
        add(weight: trait.kind.weight)
    }

    private mutating func add(weight: Double) {
        weights.append(weight)
        counts.append(0)
    }

    /// Takes in a definition, unless it uses nothing.
    mutating func add(_ id: DefinitionID) {
        let uses = index[id].uses
        guard !uses.isEmpty, !cursor.contains(id) else { return }
        var shared: [Int] = []
        var extent = 0.0
        for trait in reader.traits(of: id) {
            extent += trait.kind.weight * trait.kind.weight
            if let number = asked[trait] { shared.append(number) }
        }
        if !askedUses.isEmpty { shared += uses.compactMap { askedUses[$0] } }
        for number in shared { counts[number] += 1 }
        members.append(Member(id: id, shared: shared, extent: extent))
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

/// Something that definitions can have in common, known by its hash.
private struct Trait: Hashable {
    let kind: Kind
    private let hash: UInt64

    enum Kind: UInt8 {
        case name, nameWord, signature, container, containerWord, base, file, folder, fileWord

        /// How much it says beyond its rarity.
        var weight: Double {
            switch self {
            case .name: 2
            case .base: 1.2
            case .nameWord, .signature, .container: 1
            case .containerWord, .file, .fileWord: 0.6
            case .folder: 0.3
            }
        }
    }

    init(_ kind: Kind, _ text: some StringProtocol) {
        let bytes = Array(text.utf8)
        self.init(kind, bytes.span)
    }

    init(_ kind: Kind, _ text: Span<UInt8>) {
        self.kind = kind
        hash = text.hash(seed: 0)
    }

    init(_ kind: Kind, _ word: Word) {
        self.kind = kind
        hash = word.hash
    }
}

/// Finds traits. Those of files and types are kept while one definition after the other is read.
private struct TraitReader {
    private let index: MapIndex
    private var file: (number: Int, traits: [Trait])?
    private var container: (file: Int, name: NameID, traits: [Trait])?

    init(_ index: MapIndex) {
        self.index = index
    }

    mutating func traits(of id: DefinitionID) -> [Trait] {
        let definition = index[id]
        let name = definition.name
        var found = [Trait(.name, name)] + Word.words(of: name).map { Trait(.nameWord, $0) }
        add(.signature, definition.signature, but: name, to: &found)
        found += containerTraits(of: definition, file: id.file)
        return found + fileTraits(of: id.file)
    }

    mutating func fileTraits(of number: Int) -> [Trait] {
        if let file, file.number == number { return file.traits }
        let path = index.files[number].path
        let stem = withoutExtension(baseName(of: path))
        let traits =
            [Trait(.file, path), Trait(.folder, folder(of: path))]
            + Word.words(of: stem).map { Trait(.fileWord, $0) }
        file = (number, traits)
        return traits
    }

    private mutating func containerTraits(of definition: MapDefinition, file: Int) -> [Trait] {
        guard let name = definition.containerID else { return [] }
        if let container, container.file == file, container.name == name {
            return container.traits
        }
        let text = index.text(of: name)
        var traits = [Trait(.container, text)]
        traits += Word.words(of: text).map { Trait(.containerWord, $0) }
        let type = index.files[file].definitions.first {
            $0.nameID == name && $0.kind.isContainer
        }
        if let type {
            add(.base, type.signature, but: text, to: &traits)
        }
        container = (file, name, traits)
        return traits
    }

    /// Adds the identifiers of a signature, each once.
    private func add(
        _ kind: Trait.Kind, _ signature: String, but own: String, to traits: inout [Trait]
    ) {
        let bytes = Array(signature.utf8)
        let known = traits.count
        let omitted = Trait(kind, own)
        var start = 0
        while start < bytes.count {
            let end = bytes[start...].firstIndex { !isWordByte($0) } ?? bytes.count
            if end > start {
                let trait = Trait(kind, bytes.span.extracting(start..<end))
                if trait != omitted, !traits[known...].contains(trait) { traits.append(trait) }
            }
            start = end + 1
        }
    }
}
