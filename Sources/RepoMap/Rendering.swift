internal import Base

/// A map as text, and what it shows.
package struct RenderedMap: Sendable {
    /// The files that matter most first, each with its definitions in the order of the text.
    package let files: [RenderedFile]
    package let tokens: Int

    /// `path:` lines with the signatures below them.
    package var text: String {
        files.map { file in
            ([file.header] + file.lines.map(\.text)).map { $0 + "\n" }.joined()
        }.joined()
    }
}

/// What a map shows of a file.
package struct RenderedFile: Sendable {
    package let path: String
    package let lines: [RenderedLine]

    /// A path may hold line ends, which would break the map's lines.
    var header: String { headerLine(path) }
}

/// A line of a map, which shows one definition.
package struct RenderedLine: Sendable {
    package let text: String
    package let definition: MapDefinition
    package let score: Double
}

extension MapIndex {
    /// The best of a ranking that have room in a budget, which is never exceeded.
    package func render(_ ranking: Ranking, budget: Int, measure: TokenMeasure) -> RenderedMap {
        var selection = Selection(index: self, budget: budget, measure: measure)
        selection.fill(with: ranking)
        return selection.rendered
    }
}

/// The definitions that a map shows, and their size.
private struct Selection {
    private let index: MapIndex
    private let measure: TokenMeasure
    private let room: Int
    private var used = 0
    private var files: [Int: FileSelection] = [:]

    private struct FileSelection {
        var best = 0.0
        var places: [Int: Double] = [:]
        var signatures: Set<String> = []

        /// How much the file matters, in coarse steps: while somebody types, scores move a little,
        /// and the map of the next moment should begin like this one, because model servers keep
        /// what they computed for a beginning that they know.
        var rank: Int { Int((log(best / (1 - min(best, 1 - 1e-9)) + 1e-12) / 2).rounded(.down)) }
    }

    init(index: MapIndex, budget: Int, measure: TokenMeasure) {
        self.index = index
        self.measure = measure
        let (units, overflow) = max(0, budget).multipliedReportingOverflow(
            by: measure.unitsPerToken)
        room = overflow ? .max : units
    }

    /// Short ones come first among those that matter as much: more of them have room.
    mutating func fill(with ranking: Ranking) {
        let least = 15 * measure.unitsPerToken
        var best = BestValues(ranking) { [index, measure] entry in
            let units = measure.units(ofLine: Selection.text(of: index[entry.id]))
            return Double(units) * 4 / Double(measure.unitsPerToken)
        }
        while room - used >= least || used == 0, let entry = best.next() { take(entry) }
    }

    private mutating func take(_ entry: RankedDefinition) {
        let definition = index[entry.id]
        var file = files[entry.id.file] ?? FileSelection()
        let line = Selection.text(of: definition)
        guard !file.signatures.contains(line) else { return }
        var size = units(of: entry.id)
        if files[entry.id.file] == nil {
            size += measure.units(ofLine: headerLine(index.files[entry.id.file].path))
        }
        guard used + size <= room else { return }
        used += size
        file.signatures.insert(line)
        file.places[entry.id.place] = entry.score
        file.best = max(file.best, entry.score)
        files[entry.id.file] = file
    }

    private func units(of id: DefinitionID) -> Int {
        measure.units(ofLine: Selection.text(of: index[id]))
    }

    private static func text(of definition: MapDefinition) -> String {
        (definition.container == nil ? " " : "  ") + definition.signature
    }

    var rendered: RenderedMap {
        let order = files.map { (number: $0.key, rank: $0.value.rank) }
            .sorted { ($1.rank, $0.number) < ($0.rank, $1.number) }.map(\.number)
        return RenderedMap(
            files: order.map { file in
                let lines = (files[file]?.places ?? [:]).sorted { $0.key < $1.key }.map {
                    let definition = index.files[file].definitions[$0.key]
                    return RenderedLine(
                        text: Selection.text(of: definition), definition: definition,
                        score: $0.value)
                }
                return RenderedFile(path: index.files[file].path, lines: lines)
            },
            tokens: (used + measure.unitsPerToken - 1) / measure.unitsPerToken)
    }
}

/// Goes through a ranking by what entries are worth for their size, the best first. Looks at the
/// sizes of no more of them than that takes: most never have room.
private struct BestValues: IteratorProtocol {
    private struct Candidate {
        let value: Double
        let entry: RankedDefinition

        func isBetter(than other: Candidate) -> Bool {
            (value, other.entry.id) > (other.value, entry.id)
        }
    }

    private var rest: ArraySlice<RankedDefinition>
    /// What was looked at and not yet handed out, as a heap.
    private var heap: [Candidate] = []
    /// The size of an entry, in characters.
    private let size: (RankedDefinition) -> Double

    init(_ ranking: Ranking, size: @escaping (RankedDefinition) -> Double) {
        rest = ranking.entries[...]
        self.size = size
    }

    mutating func next() -> RankedDefinition? {
        while let entry = rest.first,
            heap.first.map({ $0.value < BestValues.value(entry, size: 0) }) ?? true
        {
            rest.removeFirst()
            push(Candidate(value: BestValues.value(entry, size: size(entry)), entry: entry))
        }
        return pop()?.entry
    }

    private static func value(_ entry: RankedDefinition, size: Double) -> Double {
        entry.score / pow(20 + size, 0.7)
    }

    private mutating func push(_ candidate: Candidate) {
        heap.append(candidate)
        var place = heap.count - 1
        while place > 0, heap[place].isBetter(than: heap[(place - 1) / 2]) {
            heap.swapAt(place, (place - 1) / 2)
            place = (place - 1) / 2
        }
    }

    private mutating func pop() -> Candidate? {
        guard let best = heap.first, let last = heap.popLast() else { return nil }
        if heap.isEmpty { return best }
        heap[0] = last
        var place = 0
        while true {
            let children = (place * 2 + 1)..<min(place * 2 + 3, max(place * 2 + 1, heap.count))
            guard let child = children.max(by: { heap[$1].isBetter(than: heap[$0]) }),
                heap[child].isBetter(than: heap[place])
            else { return best }
            heap.swapAt(place, child)
            place = child
        }
    }
}

private func headerLine(_ path: String) -> String {
    let clean = path.utf8.map { $0 < 32 ? UInt8(ascii: "?") : $0 }
    return String(decoding: clean, as: UTF8.self) + ":"
}
