package import Verify

// Where the fault may be, from what the tests did. Pure: nothing here reads a file or runs it.

/// How suspicious the lines of a project are.
package struct Suspicion: Sendable, Equatable {
    /// From 0 to 1, by file and by line; lines are counted from 1.
    package private(set) var lines: [String: [Int: Double]] = [:]

    /// From the lines that the tests went through and from the tracebacks of those that are red.
    /// `loaded` are the lines that ran before any test, when files were loaded; `isSuspect` says of
    /// a file whether a fault may be in it: not of tests, for example.
    package init(
        _ observations: [Observation], loaded: LineCoverage = LineCoverage(),
        isSuspect: (String) -> Bool
    ) {
        let red = observations.filter(\.status.isRed)
        guard !red.isEmpty else { return }
        var spectrum = Spectrum(redCount: red.count)
        for observation in observations where observation.status != .skipped {
            spectrum.add(observation)
        }
        for (file, counts) in spectrum.counts where isSuspect(file) {
            lines[file] = counts.compactMapValues { spectrum.score($0) }
            let most = lines[file]?.values.max() ?? 0
            for line in loaded.lines[file] ?? [] where lines[file]?[line] == nil {
                lines[file]?[line] = most * Suspicion.loadedShare
            }
        }
        for observation in red { raise(by: observation, isSuspect) }
    }

    /// Faults are seldom in what runs when a file is loaded, next to what a test runs.
    private static let loadedShare = 0.4

    /// All lines of these files alike, where nothing tells them apart.
    package init(evenly files: [String], lineCount: (String) -> Int) {
        for file in files {
            let count = max(1, lineCount(file))
            lines[file] = Dictionary(uniqueKeysWithValues: (1...count).map { ($0, 0.5) })
        }
    }

    /// The files, the most suspicious first.
    package var files: [String] {
        lines.map { (file: $0.key, most: $0.value.values.max() ?? 0) }
            .filter { $0.most > 0 }
            .sorted { ($1.most, $0.file) < ($0.most, $1.file) }
            .map(\.file)
    }

    /// The most suspicious lines, for people and for prompts.
    package func first(_ count: Int) -> [(place: SourcePlace, suspicion: Double)] {
        let all = lines.flatMap { file, lines in
            lines.map { (SourcePlace(file: file, line: $0.key), $0.value) }
        }
        return Array(
            all.sorted { ($1.1, $0.0.file, $0.0.line) < ($0.1, $1.0.file, $1.0.line) }
                .prefix(count).map { (place: $0.0, suspicion: $0.1) })
    }

    /// The line in which a test broke is more suspicious than what ran before it, and so, less and
    /// less, are those that called it. A failed comparison breaks in the test, and says nothing.
    private mutating func raise(by observation: Observation, _ isSuspect: (String) -> Bool) {
        let own = observation.frames.map(\.place).filter { isSuspect($0.file) }
        guard let last = observation.frames.last?.place else { return }
        let isBroken = own.last == last
        var weight = isBroken ? 0.5 : 0.15
        for place in own.reversed().prefix(4) {
            let before = lines[place.file]?[place.line] ?? 0
            let raised = 1 - (1 - before) * (1 - weight)
            lines[place.file, default: [:]][place.line] = raised
            weight /= 2
        }
    }
}

/// How many tests of each kind went through each line.
private struct Spectrum {
    struct Count {
        var red = 0.0
        var green = 0.0
    }

    let redCount: Double
    private(set) var counts: [String: [Int: Count]] = [:]

    init(redCount: Int) {
        self.redCount = Double(redCount)
    }

    mutating func add(_ observation: Observation) {
        for (file, lines) in observation.coverage.lines {
            for line in lines {
                if observation.status.isRed {
                    counts[file, default: [:]][line, default: Count()].red += 1
                } else {
                    counts[file, default: [:]][line, default: Count()].green += 1
                }
            }
        }
    }

    /// The mean of Ochiai and of DStar, which is brought below 1; nil where no red test came by.
    /// Ochiai spreads the ranks out; DStar sets apart what nearly all red tests have in common.
    func score(_ count: Count) -> Double? {
        guard count.red > 0 else { return nil }
        let ochiai = count.red / (redCount * (count.red + count.green)).squareRoot()
        let others = count.green + redCount - count.red
        let star = others == 0 ? .infinity : count.red * count.red / others
        let bounded = star.isInfinite ? 1 : star / (1 + star)
        return (ochiai + bounded) / 2
    }
}
