internal import Base

/// Several runs at the same task, each with a setting or a model of its own. All work at the same
/// time; their drafts are tested as the machine has room. The best evidence wins.
package enum CandidateRace {
    /// One of the runs.
    package struct Runner: Sendable {
        package let worker: @Sendable () -> AgentWorker
        package let session: AgentSession

        /// A session, and what makes its worker.
        package init(worker: @escaping @Sendable () -> AgentWorker, session: AgentSession) {
            self.worker = worker
            self.session = session
        }
    }

    /// Runs all of them, each on a thread of its own, and returns how they ended, in their order.
    /// Blocks.
    package static func run(_ runners: [Runner]) -> [AgentStop] {
        guard runners.count > 1 else { return runners.map { work($0) } }
        let results = Monitor([Int: AgentStop]())
        var started = 0
        for (place, runner) in runners.enumerated() {
            do throws(SystemError) {
                try Thread.start(name: "candidate", stackBytes: 8 << 20) {
                    let stop = work(runner)
                    results.update { $0[place] = stop }
                }
            } catch {
                results.update {
                    $0[place] = AgentStop(reason: .exhausted("\(error)"), best: nil)
                }
            }
            started += 1
        }
        let count = started
        let all = results.wait { $0.count == count ? $0 : nil } ?? [:]
        return (0..<count).compactMap { all[$0] }
    }

    private static func work(_ runner: Runner) -> AgentStop {
        var session = runner.session
        return runner.worker().work(on: &session)
    }

    /// The ending that counts: the one with the best draft, and of equals the smallest; else the
    /// first.
    package static func winner(of stops: [AgentStop]) -> Int? {
        guard let best = Candidate.best(of: stops.compactMap(\.best)) else {
            return stops.isEmpty ? nil : 0
        }
        return stops.firstIndex { $0.best == best }
    }

    /// How warm the models of so many candidates are: the first as its server likes it, the others
    /// apart from each other.
    package static func temperatures(_ count: Int) -> [Double?] {
        (0..<max(1, count)).map { $0 == 0 ? nil : min(0.2 + 0.25 * Double($0), 1) }
    }
}
