internal import Structure

/// Which names somebody is at, and where.
struct Interests {
    /// The functions that the cursor is in, or that the mentions speak of.
    let cursor: [DefinitionID]
    /// The names of those.
    let own: Set<NameID>
    /// The names that stand where the cursor is; of the whole focus when nobody knows where.
    private(set) var near: Set<NameID> = []
    /// By name: the names that stand right before it where the cursor is, as types and modules do
    /// before what they hold.
    private(set) var qualifiers: [NameID: Set<NameID>] = [:]
    /// How often names stand elsewhere in the focus, imports left out.
    private(set) var elsewhere: [NameID: Int] = [:]
    /// The names in the cursor's signature.
    private(set) var signature: Set<NameID> = []
    /// The mentioned names and those of the task, by how surely they are names.
    private(set) var mentions: [NameID: Double] = [:]

    init(_ index: MapIndex, _ query: MapQuery, importLines: [Int: Set<Int>]) {
        let places = query.focus.map { focus in
            index.file(focus.path).flatMap { file in
                focus.line.flatMap { index.innermost(around: $0, in: file) }
            }
        }
        let known = places.compactMap(\.self)
        let spoken = known.isEmpty ? Interests.spokenOf(index, query) : []
        cursor = known + spoken
        own = Set(cursor.map { index[$0].nameID })
        for (focus, place) in zip(query.focus, places) {
            guard let file = index.file(focus.path) else { continue }
            let lines = Interests.lines(focus, file, place.map { [$0] } ?? spoken, index)
            add(focus, index, near: lines, imports: importLines[file] ?? [])
        }
        for id in cursor {
            signature.formUnion(
                words(of: index[id].signature).compactMap { index.id(of: String($0)) })
        }
        near.subtract(own)
        signature.subtract(own)
        for name in query.mentions { mention(index.id(of: name), 1) }
        for word in words(of: query.task) {
            // A plain word of a sentence may be a name by chance.
            let isName = word.utf8.contains { $0 < 97 || $0 > 122 }
            mention(index.id(of: String(word)), isName ? 1 : 0.4)
        }
    }

    private mutating func mention(_ name: NameID?, _ weight: Double) {
        guard let name else { return }
        mentions[name] = max(mentions[name] ?? 0, weight)
    }

    private mutating func add(
        _ focus: MapFocus, _ index: MapIndex, near lines: [ClosedRange<Int>], imports: Set<Int>
    ) {
        let list = focus.occurrences.names
        let names = (0..<list.count).map {
            index.id(of: list.bytes.span.extracting(list.range(of: $0)))
        }
        var last: (name: NameID?, line: UInt32) = (nil, 0)
        for one in focus.occurrences.uses where !imports.contains(Int(one.line)) {
            let before = last.line == one.line ? last.name : nil
            last = (names[Int(one.name)], one.line)
            guard let name = last.name else { continue }
            if lines.contains(where: { $0.contains(Int(one.line)) }) {
                near.insert(name)
                if let before { qualifiers[name, default: []].insert(before) }
            } else {
                elsewhere[name, default: 0] += 1
            }
        }
    }

    /// When nobody says where in the focus the work is: at the function that is mentioned, with the
    /// most of what its signature names.
    private static func spokenOf(_ index: MapIndex, _ query: MapQuery) -> [DefinitionID] {
        let mentioned = Set(query.mentions)
        var best: (count: Int, id: DefinitionID)?
        for file in query.focus.compactMap({ index.file($0.path) }) {
            for definition in index.files[file].definitions
            where definition.kind.hasLocals && mentioned.contains(definition.name) {
                let count = words(of: definition.signature)
                    .count { mentioned.contains(String($0)) }
                if count > best?.count ?? 0 { best = (count, definition.id) }
            }
        }
        return best.map { [$0.id] } ?? []
    }

    /// The lines that are near in a file.
    private static func lines(
        _ focus: MapFocus, _ file: Int, _ cursor: [DefinitionID], _ index: MapIndex
    ) -> [ClosedRange<Int>] {
        let inside = cursor.filter { $0.file == file }.map { index[$0].lines }
        if !inside.isEmpty { return inside }
        guard let line = focus.line else { return cursor.isEmpty ? [0...Int.max] : [] }
        // Between definitions: the gap and what follows it, so that the answer is the same for all
        // lines of the gap.
        let others = index.files[file].definitions.lazy.map(\.lines)
        let above = others.filter { $0.upperBound < line }.map(\.upperBound).max() ?? -1
        let below = others.filter { $0.lowerBound > line }.min { $0.lowerBound < $1.lowerBound }
        return [(above + 1)...max(line, below?.upperBound ?? Int.max)]
    }
}
