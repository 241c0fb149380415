internal import Agent
internal import Repair

/// Where work on an order is, for people who wait for it.
package struct JobProgress: Sendable, Equatable {
    /// In one line.
    package let line: String
    /// How much of what it may take is used, from 0 to 1.
    package let share: Double
    /// How fast the model is, and what it says at the moment: more than a terminal should show.
    var pace: String?
    var glimpse: String?

    /// Where a model's run is.
    init(_ progress: AgentProgress) {
        line = progress.line
        share = progress.share
        pace = progress.pace
        glimpse = progress.glimpse
    }

    /// Where a search is, of which so much time is used.
    init(_ progress: RepairProgress, share: Double) {
        self.share = min(1, max(0, share))
        switch progress.phase {
        case .reproducing: line = "reproducing"
        case .verifying: line = "checking the change with all tests"
        case .searching:
            let best = progress.best.map { "; best so far: \($0)" } ?? ""
            line = "tried \(progress.tried) changes, \(Int(progress.rate)) a second\(best)"
        }
    }
}
