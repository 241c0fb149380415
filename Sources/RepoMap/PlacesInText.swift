internal import Base

extension MapIndex {
    /// The places of this repository that a text speaks of, each once, in its order: `src/a.py`,
    /// `a.py:12:3`, `File "/home/me/project/src/a.py", line 12`. What is named otherwise than from
    /// the root counts when only one file can be meant.
    package func places(in text: String) -> [MapPlace] {
        let words = text.utf8.split(whereSeparator: { isBetweenPlaces($0) }).prefix(100_000)
            .map { Substring($0) }
        var found: [MapPlace] = []
        var seen: Set<MapPlace> = []
        for (number, word) in words.enumerated() {
            guard var place = place(word) else { continue }
            if place.line == nil, number + 2 < words.count, words[number + 1] == "line",
                let line = Int(words[number + 2])
            {
                place.line = max(0, line - 1)
            }
            if seen.insert(place).inserted { found.append(place) }
        }
        return found
    }

    /// The place that one word names: a path, perhaps with a line and a column.
    private func place(_ word: Substring) -> MapPlace? {
        let parts = word.split(separator: ":")
        guard let first = parts.first, let path = knownPath(first) else { return nil }
        let line = parts.count > 1 ? Int(parts[1]) : nil
        return MapPlace(path: path, line: line.map { max(0, $0 - 1) })
    }

    /// The path of the one file that may be meant.
    private func knownPath(_ text: Substring) -> String? {
        var parts = text.split(separator: "/")[...]
        while parts.first == "." || parts.first == ".." { parts.removeFirst() }
        // A sentence ends behind it.
        if let last = parts.popLast() { parts.append(last.hasSuffix(".") ? last.dropLast() : last) }
        // Words of a sentence are no files.
        guard let name = parts.last, name.contains("."), name.utf8.count <= 255 else { return nil }
        for start in parts.indices {
            let path = parts[start...].joined(separator: "/")
            if file(path) != nil { return path }
        }
        let ending = "/" + parts.joined(separator: "/")
        let module = moduleParts(of: parts.joined(separator: "/"))
        let meant = files(endingIn: module).filter { entries[$0].path.hasSuffix(ending) }
        return meant.count == 1 ? entries[meant[0]].path : nil
    }
}

/// Whether a byte stands between the places that a text speaks of.
private func isBetweenPlaces(_ byte: UInt8) -> Bool {
    switch byte {
    case 0...32, UInt8(ascii: "\""), UInt8(ascii: "'"), UInt8(ascii: "`"), UInt8(ascii: "("),
        UInt8(ascii: ")"), UInt8(ascii: "["), UInt8(ascii: "]"), UInt8(ascii: "<"),
        UInt8(ascii: ">"), UInt8(ascii: ","), UInt8(ascii: ";"), UInt8(ascii: "="):
        true
    default: false
    }
}
