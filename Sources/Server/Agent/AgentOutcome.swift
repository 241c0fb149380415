internal import Agent
internal import Repair
package import Verify

/// How an order came out, whoever worked on it.
package struct AgentOutcome: Sendable {
    package enum Ending: Sendable {
        case accepted
        /// It could not be tested.
        case unverified
        case nothingToFix
        /// A limit was reached, or nothing more could be thought of.
        case stopped
        /// The model that was asked gave no answer.
        case modelFailed
        /// Nothing could be run.
        case impossible
        case cancelled
    }

    package let ending: Ending
    /// The ending, in words for the user.
    package let words: String
    /// The best that there is, marked by its evidence.
    package var proposal: Proposal?
    /// What the session is kept as; a search is not kept.
    package var session: String?
    /// What was found out on the way, in lines for people.
    package var notes: [String] = []

    static let cancelled = AgentOutcome(.cancelled, "cancelled")

    init(_ ending: Ending, _ words: String) {
        self.ending = ending
        self.words = words
    }

    /// How a model's run ended.
    init(_ stop: AgentStop, title: String, session: String) {
        self.init(Ending(stop.reason), stop.reason.words)
        self.session = session
        proposal = stop.best.map {
            Proposal(title: title, patch: $0.draft.patch, evidence: $0.judgement.evidence)
        }
    }

    /// How a search ended. The best patch is the proposal; the others are named beside it.
    init(_ report: RepairReport) {
        let verdict = report.patches.first?.evidence.verdict
        switch report.ending {
        case .repaired where verdict == .verified: self.init(.accepted, "accepted")
        case .repaired where verdict == nil:
            self.init(.stopped, "stopped: what passed the trials did not pass the gates")
        case .repaired: self.init(.unverified, "not verified")
        case .nothingRed: self.init(.nothingToFix, AgentStop.Reason.nothingToFix.words)
        case .exhausted:
            self.init(.stopped, "stopped: no small change makes the tests pass")
        case .outOfTime: self.init(.stopped, "stopped: nothing was found in time")
        case .cancelled: self = .cancelled
        case .impossible(let failure):
            let fix = failure.fix.isEmpty ? "" : " (\(failure.fix))"
            self.init(.impossible, "not run: \(failure.reason)\(fix)")
        }
        proposal = report.patches.first.map { patch in
            var evidence = EvidenceSummary(patch.evidence)
            evidence.remarks += report.patches.dropFirst().map { "this passes too: \($0.summary)" }
            evidence.remarks.append("the tests are all that was checked")
            return Proposal(title: "Fix: \(patch.summary)", patch: patch.patch, evidence: evidence)
        }
        notes = AgentOutcome.notes(on: report)
    }

    private static func notes(on report: RepairReport) -> [String] {
        var lines: [String] = []
        for test in report.red.prefix(5) {
            let message = test.message.split(separator: "\n").first.map { ": \($0)" } ?? ""
            lines.append("red: \(test.test.words)\(message)")
        }
        if report.red.count > 5 { lines.append("red: and \(report.red.count - 5) more") }
        for (place, suspicion) in report.suspicion.first(3) where !report.red.isEmpty {
            lines.append("suspicious: \(place) (\(Int(suspicion * 100)) %)")
        }
        let seconds = Double(report.milliseconds / 10) / 100
        return lines + ["tried \(report.tried) changes in \(seconds) s"]
    }
}

extension AgentOutcome.Ending {
    fileprivate init(_ reason: AgentStop.Reason) {
        switch reason {
        case .accepted: self = .accepted
        case .unverified: self = .unverified
        case .nothingToFix: self = .nothingToFix
        case .exhausted, .noProgress: self = .stopped
        case .modelFailed: self = .modelFailed
        case .cancelled: self = .cancelled
        }
    }
}
