internal import Base
internal import Verify

/// Runs the tests of a project again and again, each time with another change of it. Everything
/// runs in the sandbox. It blocks.
protocol TrialRunner {
    /// Runs the tests as they are, until `isEnough` or all have run. What it finds decides what
    /// later trials run.
    func observe(
        until isEnough: ([Observation]) -> Bool
    ) throws(TrialFailure) -> [Observation]

    /// Runs the tests with each of the changes; one outcome a change, in their order.
    func attempt(
        _ trials: [Trial], patience: Patience
    ) throws(TrialFailure) -> [CandidateOutcome]

    /// The lines that ran before any test, as far as that is known.
    var loaded: LineCoverage { get }

    /// What the changed functions do with inputs that no test has, one list a trial; empty where
    /// that cannot be found out.
    func behaviours(of trials: [Trial]) throws(TrialFailure) -> [[String]]

    /// How many trials are handed over together, at first and later.
    var batches: ClosedRange<Int> { get }
}

/// How long a trial may take. Most that do not end soon never end, and endless trials are what most
/// of a search's time goes into.
enum Patience {
    /// Several times what the tests take. What is cut off is late, and may be worth more.
    case brief
    /// What is cut off is endless.
    case full
}

/// A change that is to be tried: files with their new contents.
struct Trial: Sendable {
    let files: [File]

    struct File: Sendable {
        let path: String
        let text: [UInt8]
    }
}

/// Why nothing could be tried.
package struct TrialFailure: Error, Equatable, Sendable {
    package let reason: String
    /// What the user can do about it; empty where nothing helps.
    package let fix: String

    init(_ reason: String, fix: String = "") {
        self.reason = reason
        self.fix = fix
    }
}
