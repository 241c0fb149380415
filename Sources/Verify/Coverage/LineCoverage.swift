/// The lines of a project's files that a run went through.
package struct LineCoverage: Sendable, Equatable {
    /// Line numbers from 1, by path.
    package private(set) var lines: [String: Set<Int>] = [:]

    package init() {}

    package mutating func add(_ line: Int, of file: String) {
        lines[file, default: []].insert(line)
    }

    package mutating func add(_ other: LineCoverage) {
        lines.merge(other.lines) { $0.union($1) }
    }

    package var isEmpty: Bool { lines.isEmpty }
}

/// What one test went through, and how it ended: the stuff that faults are located from.
package struct TestCoverage: Sendable, Equatable {
    package let id: TestID
    package let isRed: Bool
    package let coverage: LineCoverage
}
