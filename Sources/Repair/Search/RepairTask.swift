package import Base
package import Verify

/// What is to be repaired.
package struct RepairTask: Sendable {
    /// The user's own command that runs the tests; nil where it is found from the project.
    package var command: String?
    /// Files that the user looks at: the suite is theirs where no command is given.
    package var files: [String]
    /// The tests that are to turn green; all that are red when none is named.
    package var tests: [TestTarget] = []
    package var bounds: RepairBounds

    package init(command: String?, files: [String], bounds: RepairBounds) {
        self.command = command
        self.files = files
        self.bounds = bounds
    }

    /// What says which tests are to turn green.
    var aim: RepairAim { RepairAim(named: tests.map { TestID(scope: "", path: $0.path) }) }
}

/// Which of the red tests are to turn green. The others are left as they are.
struct RepairAim {
    /// Empty means all.
    let named: [TestID]

    func concerns(_ test: TestID) -> Bool { named.isEmpty || test.isOne(of: named) }
}

/// Where a search ends.
package struct RepairBounds: Sendable {
    package var milliseconds: Int
    package var candidates: Int
    /// So many patches that pass the tests are enough to compare.
    package var patches: Int
    /// How long to look for others, after one has passed.
    package var extraMilliseconds: Int
    /// So many go through the gates, which run the whole suite for each.
    package var verified: Int

    package init(
        milliseconds: Int, candidates: Int, patches: Int, extraMilliseconds: Int, verified: Int
    ) {
        self.milliseconds = milliseconds
        self.candidates = candidates
        self.patches = patches
        self.extraMilliseconds = extraMilliseconds
        self.verified = verified
    }

    /// For somebody who waits, and looks at what is shown.
    package static let standard = RepairBounds(
        milliseconds: 60_000, candidates: 20_000, patches: 3, extraMilliseconds: 500, verified: 3)
}

/// A patch that makes the tests pass, with its evidence. The tests are all that was checked.
package struct RepairPatch: Sendable {
    package let patch: Patch
    /// For people: `replace < by <= in line 12`.
    package let summary: String
    package let evidence: Evidence
}

/// What came of a search.
package struct RepairReport: Sendable {
    package enum Ending: Sendable, Equatable {
        /// There is at least one patch that the gates let through.
        case repaired
        /// No test is red.
        case nothingRed
        /// All that could be thought of was tried.
        case exhausted
        case outOfTime
        case cancelled
        /// The tests could not be run, or nothing can be changed.
        case impossible(TrialFailure)
    }

    package let ending: Ending
    /// The best first, one to three.
    package internal(set) var patches: [RepairPatch] = []
    /// The tests that were red.
    package internal(set) var red: [Observation] = []
    /// Where the fault was sought.
    package internal(set) var suspicion: Suspicion
    package internal(set) var tried = 0
    package internal(set) var milliseconds = 0
}

/// How a search is getting on.
package struct RepairProgress: Sendable {
    package enum Phase: Sendable, Equatable {
        /// The tests run as they are.
        case reproducing
        case searching
        /// A patch passes the gates.
        case verifying
    }

    package var phase: Phase
    package var tried = 0
    /// Trials each second, since the first.
    package var rate = 0.0
    /// The best so far, in words.
    package var best: String?
}

/// Stops a search, or lets it rest: while somebody types, the machine is theirs.
package final class RepairControl: Sendable {
    package let cancellation: Cancellation
    private let isPaused = Monitor(false)

    package init(cancellation: Cancellation) {
        self.cancellation = cancellation
        cancellation.onCancel { [isPaused] in isPaused.update { $0 = false } }
    }

    /// The search rests after the trials that are under way.
    package func pause() { isPaused.update { $0 = true } }

    /// The search goes on where it was.
    package func resume() { isPaused.update { $0 = false } }

    /// Returns when it is not paused; how long that took does not count as search.
    func rest() -> Double {
        let begin = Instant.now
        _ = isPaused.wait { $0 && !self.cancellation.isCancelled ? nil : true }
        return Instant.now.milliseconds(since: begin)
    }
}
