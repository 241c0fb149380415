internal import Base

/// Something that definitions can have in common, known by its hash.
struct Trait: Hashable, Sendable {
    let kind: Kind
    private let hash: UInt64

    enum Kind: UInt8, Sendable {
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

    fileprivate init(_ kind: Kind, _ text: some StringProtocol) {
        let bytes = Array(text.utf8)
        self.init(kind, bytes.span)
    }

    fileprivate init(_ kind: Kind, _ text: Span<UInt8>) {
        self.kind = kind
        hash = text.hash(seed: 0)
    }

    fileprivate init(_ kind: Kind, _ word: Word) {
        self.kind = kind
        hash = word.hash
    }

    /// A number that few traits share.
    var hint: Int { Int(truncatingIfNeeded: hash) }
}

/// The traits of a file's definitions.
struct FileTraits: Sendable {
    /// Those that all have: of the file itself.
    let shared: [Trait]
    /// By definition: how much there is of it to be alike or not.
    fileprivate(set) var extents: [Double] = []
    /// The rest, one definition's behind the other's.
    private var traits: [Trait] = []
    private var ends: [Int] = []

    fileprivate init(shared: [Trait]) {
        self.shared = shared
    }

    /// What a definition has beside what all of its file have.
    func own(of place: Int) -> ArraySlice<Trait> {
        traits[(place == 0 ? 0 : ends[place - 1])..<ends[place]]
    }

    fileprivate mutating func append(_ own: [Trait]) {
        traits += own
        ends.append(traits.count)
        extents.append((own + shared).reduce(0) { $0 + $1.kind.weight * $1.kind.weight })
    }
}

extension MapIndex {
    /// The traits of a file's definitions.
    func traits(of file: Int) -> FileTraits {
        remembered(tables.traits, of: file) {
            var reader = TraitReader(self, file: file)
            return reader.traits()
        }
    }
}

/// Finds traits. Those of types are kept while one definition after the other is read.
private struct TraitReader {
    private let index: MapIndex
    private let file: Int
    private var containers: [NameID: [Trait]] = [:]

    init(_ index: MapIndex, file: Int) {
        self.index = index
        self.file = file
    }

    mutating func traits() -> FileTraits {
        let path = index.entries[file].path
        let stem = withoutExtension(baseName(of: path))
        var found = FileTraits(
            shared: [Trait(.file, path), Trait(.folder, folder(of: path))]
                + Word.words(of: stem).map { Trait(.fileWord, $0) })
        for definition in index.files[file].definitions {
            let name = definition.name
            var own = [Trait(.name, name)] + Word.words(of: name).map { Trait(.nameWord, $0) }
            add(.signature, definition.signature, but: name, to: &own)
            found.append(own + containerTraits(of: definition))
        }
        return found
    }

    private mutating func containerTraits(of definition: MapDefinition) -> [Trait] {
        guard let name = definition.containerID else { return [] }
        if let known = containers[name] { return known }
        let text = index.text(of: name)
        var traits = [Trait(.container, text)]
        traits += Word.words(of: text).map { Trait(.containerWord, $0) }
        let type = index.files[file].definitions.first {
            $0.nameID == name && $0.kind.isContainer
        }
        if let type {
            add(.base, type.signature, but: text, to: &traits)
        }
        containers[name] = traits
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
