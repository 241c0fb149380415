/// What speaks for definitions because something happened at them or near them: an edit, a failure,
/// a word in the task.
struct PlaceInterests {
    /// How much a kind of place speaks for definitions.
    private var definitions: [Evidence: [DefinitionID: Double]] = [:]
    private var files: [Evidence: [Int: Double]] = [:]
    /// The files that places are in.
    private(set) var allFiles: Set<Int> = []
    /// The names that the definitions at the places use, up to 1.
    private(set) var used: [NameID: Double] = [:]
    private let index: MapIndex

    /// Of places behind these nothing more is learned.
    private static let maximumPlaces = 40
    /// What is in the same file as a place with a line.
    private static let besideWeight = 0.25
    /// Each place counts for so much of the one before it.
    private static let fading = 0.85

    init(_ index: MapIndex, _ query: MapQuery) {
        self.index = index
        add(query.edits, as: .edited)
        add(index.places(in: query.failures), as: .failed)
        add(index.places(in: query.task), as: .placeMentioned)
        for path in query.openFiles {
            guard let file = index.file(path) else { continue }
            raise(file, .open, 1)
        }
    }

    /// Adds what the places say of a definition in one of their files.
    func weigh(_ id: DefinitionID, in odds: inout Odds) {
        for evidence in Evidence.ofPlaces {
            let weight = max(
                definitions[evidence]?[id] ?? 0, files[evidence]?[id.file] ?? 0)
            if weight > 0 { odds.add(evidence, weight) }
        }
    }

    private mutating func add(_ places: [MapPlace], as evidence: Evidence) {
        var weight = 1.0
        for place in places.prefix(PlaceInterests.maximumPlaces) {
            guard let file = index.file(place.path) else { continue }
            if let line = place.line {
                raise(file, evidence, weight * PlaceInterests.besideWeight)
                if let id = index.innermost(around: line, in: file) {
                    definitions[evidence, default: [:]][id] =
                        max(weight, definitions[evidence]?[id] ?? 0)
                    for name in index[id].uses { used[name] = max(weight, used[name] ?? 0) }
                }
            } else {
                raise(file, evidence, weight)
            }
            weight *= PlaceInterests.fading
        }
    }

    private mutating func raise(_ file: Int, _ evidence: Evidence, _ weight: Double) {
        allFiles.insert(file)
        files[evidence, default: [:]][file] = max(weight, files[evidence]?[file] ?? 0)
    }
}

extension MapIndex {
    /// The innermost function around a line, else what else is defined there.
    func innermost(around line: Int, in file: Int) -> DefinitionID? {
        let around = files[file].definitions.filter { $0.lines.contains(line) }
        return (around.last { $0.kind.hasLocals } ?? around.last { !$0.kind.isContainer })?.id
    }
}
