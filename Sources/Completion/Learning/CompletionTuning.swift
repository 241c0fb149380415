/// What became of completions that were shown, counted on the user's own machine.
package struct UseTally: Sendable, Hashable {
    /// Who proposed something.
    package enum Source: String, Sendable, CaseIterable {
        case embedded, model
    }

    /// What became of it.
    package enum Use: String, Sendable, CaseIterable {
        case shown, accepted
        /// A word or a line of it was taken, or typed.
        case partly
        /// It still stood there half a minute after it was accepted.
        case kept
    }

    private var counts: [Source: [Use: Double]] = [:]

    /// Nothing has been shown yet.
    package init() {}

    /// How often something became of what a source proposed. What is long ago counts less.
    package func count(_ source: Source, _ use: Use) -> Double { counts[source]?[use] ?? 0 }

    /// Counts one, or what was counted earlier.
    package mutating func add(_ source: Source, _ use: Use, _ count: Double = 1) {
        counts[source, default: [:]][use, default: 0] += count
        guard self.count(source, .shown) > UseTally.memory else { return }
        counts[source] = counts[source]?.mapValues { $0 / 2 }
    }

    /// After so many the older half counts half.
    private static let memory = 2000.0

    /// How much of what a source proposes is of use, from 0 to 1; before much has been shown, what
    /// is usual.
    package func worth(of source: Source) -> Double {
        let shown = count(source, .shown) + UseTally.priorWeight
        // What was accepted and taken back at once was of no use.
        let undone = max(0, count(source, .accepted) - count(source, .kept)) / 2
        let used = count(source, .accepted) - undone + count(source, .partly) / 2
        return min(1, max(0, (used + UseTally.priorWeight * UseTally.usual) / shown))
    }

    private static let priorWeight = 40.0
    static let usual = 0.25
}

/// What follows from use: when to speak, and how soon to ask.
package struct CompletionTuning: Sendable, Hashable {
    /// What the embedded model has to be sure of to be shown.
    package private(set) var confidence = 0.7
    /// What it has to be sure of to be shown while a large model still thinks.
    package private(set) var instantConfidence = 0.9
    /// What the pause before a model is asked is multiplied with.
    package private(set) var pauseFactor = 1.0

    /// What is good for most.
    package init() {}

    /// What suits somebody who used completions like this.
    package init(_ tally: UseTally) {
        // From half as often used as usual to twice as often: a tenth more or less sure.
        let embedded = CompletionTuning.surprise(tally.worth(of: .embedded))
        confidence = 0.7 - 0.1 * embedded
        instantConfidence = 0.9 - 0.05 * embedded
        // Who takes little of what a model says is asked about after longer pauses.
        let model = CompletionTuning.surprise(tally.worth(of: .model))
        pauseFactor = 1 - 0.4 * model
    }

    /// How far from usual something is, from -1 to 1.
    private static func surprise(_ worth: Double) -> Double {
        let usual = UseTally.usual
        return worth < usual
            ? max(-1, (worth - usual) / (usual / 2)) : min(1, (worth - usual) / usual)
    }
}
