internal import Structure

/// How much each name matters to somebody.
struct Interests {
    var weights: [String: Double] = [:]
    /// How often a name stands in the focus outside of imports.
    var uses: [String: Int] = [:]

    init(_ index: MapIndex, _ query: MapQuery, importLines: [Int: Set<Int>]) {
        for focus in query.focus { add(focus, index, importLines) }
        for name in query.mentions { weights[name] = (weights[name] ?? 0) * 8 + 4 }
        let mentioned = Set(query.mentions)
        for word in Set(words(of: query.task).map(String.init)).subtracting(mentioned)
        where index.isDefined(word) {
            // A plain word of a sentence may be a name by chance.
            let isName = word.utf8.contains { $0 < 97 || $0 > 122 }
            weights[word] = (weights[word] ?? 0) * (isName ? 8 : 2) + (isName ? 4 : 1)
        }
    }

    private mutating func add(
        _ focus: MapFocus, _ index: MapIndex, _ importLines: [Int: Set<Int>]
    ) {
        guard let file = index.file(focus.path) else { return }
        let imported = importLines[file] ?? []
        let cursor = focus.line.map { Cursor(line: $0, in: index.files[file]) }
        for one in focus.occurrences {
            let isImport = imported.contains(one.line)
            if !isImport { uses[one.name, default: 0] += 1 }
            let near = cursor?.weight(of: one.line) ?? 1
            weights[one.name, default: 0] += (isImport ? 0.2 : 1) * near
        }
        for one in index.files[file].imports {
            for word in words(of: one.text) { weights[String(word), default: 0] += 0.2 }
        }
    }

    /// Where somebody is in a file.
    private struct Cursor {
        let line: Int
        let around: ClosedRange<Int>

        init(line: Int, in record: MapFile) {
            self.line = line
            let functions = record.definitions.filter {
                $0.kind.hasLocals && $0.lines.contains(line)
            }
            around =
                functions.last?.lines
                ?? (max(0, line - 1)...max(0, line).addingClamped(60))
        }

        func weight(of other: Int) -> Double {
            if around.contains(other) { return 6 }
            return abs(other - line) < 120 ? 2 : 1
        }
    }
}

extension Int {
    fileprivate func addingClamped(_ other: Int) -> Int {
        let (sum, overflow) = addingReportingOverflow(other)
        return overflow ? .max : sum
    }
}
