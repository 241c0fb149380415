internal import Base

/// What is tried next, and how long it may take. Candidates come in their order; those that did not
/// end soon come again when there is time for them.
struct TrialQueue {
    private var source: CandidateSource
    private let sizes: ClosedRange<Int>
    private var taken = 0
    private var late: [Candidate] = []
    private var isTurnOfLate = false

    init(_ source: CandidateSource, sizes: ClosedRange<Int>) {
        self.source = source
        self.sizes = sizes
    }

    /// The next batch; empty when there is nothing left.
    mutating func next(
        hasPassed: Bool, isTimeForLate: Bool
    ) -> (candidates: [Candidate], patience: Patience) {
        // The first candidates are the likeliest: they do not wait for many others. Nor does
        // somebody who could have a patch already.
        let size =
            hasPassed ? sizes.lowerBound : min(max(taken, sizes.lowerBound), sizes.upperBound)
        isTurnOfLate = isTimeForLate && !isTurnOfLate
        if late.isEmpty || !isTurnOfLate || hasPassed {
            let candidates = (0..<size).compactMap { _ in source.next() }
            taken += candidates.count
            if !candidates.isEmpty { return (candidates, .brief) }
        }
        if hasPassed { return ([], .brief) }
        // Most of these take all the time that they get.
        let candidates = Array(late.prefix(sizes.lowerBound))
        late.removeFirst(candidates.count)
        return (candidates, .full)
    }

    /// Takes in what came of a candidate.
    mutating func learn(_ outcome: CandidateOutcome, of candidate: Candidate) {
        source.learn(outcome, of: candidate)
        if outcome == .late { late.append(candidate) }
    }
}

/// How long a search may go on.
struct SearchClock {
    let begin = Instant.now
    private let bounds: RepairBounds
    private var end: Instant
    private var lateTime: Instant

    init(_ bounds: RepairBounds) {
        self.bounds = bounds
        end = begin.adding(milliseconds: bounds.milliseconds)
        lateTime = begin.adding(milliseconds: bounds.milliseconds / 2)
    }

    var isOver: Bool { .now > end }

    /// Whether what did not end soon is to be tried again.
    var isTimeForLate: Bool { .now > lateTime }

    /// Time in which nothing was tried does not count.
    mutating func extend(milliseconds: Int) {
        end = end.adding(milliseconds: milliseconds)
        lateTime = lateTime.adding(milliseconds: milliseconds)
    }

    /// Something has passed: others are sought for a moment only.
    mutating func shorten() {
        end = min(end, Instant.now.adding(milliseconds: bounds.extraMilliseconds))
    }
}
