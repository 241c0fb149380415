internal import Agent
internal import Base
package import Models
internal import Repair
internal import Verify

/// Who can propose a change.
package enum Proposer: String, Sendable, CaseIterable {
    case model
    /// Tenon's own search, which makes red tests green and understands no words.
    case embedded
}

extension ModelDesk {
    /// Who is asked for changes, in the order of the settings.
    package var proposers: [Proposer] {
        var found: [Proposer] = []
        for answerer in answerers(for: .chat) {
            let proposer: Proposer =
                switch answerer {
                case .model: .model
                case .embedded: .embedded
                }
            if !found.contains(proposer) { found.append(proposer) }
        }
        return found
    }
}

extension AgentJob {
    /// Has the embedded search work on an order. Blocks. `base` are files that are other than on
    /// the disk.
    func search(for order: AgentOrder, base: [ProjectPath: [UInt8]]) -> AgentOutcome {
        let project = project(order.root, order.plan, base)
        let copy: ProjectCopy
        do throws(WorkspaceFailure) {
            copy = try project.copy(with: Draft())
        } catch {
            return AgentOutcome(.impossible, "not run: \(error)")
        }
        var task = RepairTask(
            command: order.testCommand, files: order.file.map { [$0.string] } ?? [],
            bounds: order.searchBounds)
        task.tests = order.tests
        let begin = Instant.now
        let control = RepairControl(cancellation: cancellation)
        rests.add(control)
        defer { rests.remove(control) }
        let progressed = progressed
        let report = RepairEngine(languages: languages).repair(
            task, in: copy.bed, control: control
        ) { progress in
            let share =
                Instant.now.milliseconds(since: begin) / Double(order.searchBounds.milliseconds)
            progressed(JobProgress(progress, share: share))
        }
        return AgentOutcome(report)
    }
}

/// The searches that are at work, so that they can rest while somebody types.
package final class SearchRests: Sendable {
    private struct State {
        var searches: [ObjectIdentifier: RepairControl] = [:]
        var isResting = false
    }
    private let state = Lock(State())

    package init() {}

    fileprivate func add(_ control: RepairControl) {
        state.withLock { state in
            state.searches[ObjectIdentifier(control)] = control
            if state.isResting { control.pause() }
        }
    }

    fileprivate func remove(_ control: RepairControl) {
        state.withLock { $0.searches[ObjectIdentifier(control)] = nil }
    }

    /// Whether anybody is at work.
    var isEmpty: Bool { state.withLock { $0.searches.isEmpty } }

    /// All rest, those too that come yet.
    func pause() {
        state.withLock { state in
            state.isResting = true
            for control in state.searches.values { control.pause() }
        }
    }

    /// All go on.
    func resume() {
        state.withLock { state in
            state.isResting = false
            for control in state.searches.values { control.resume() }
        }
    }
}

extension Session {
    /// Somebody types: searches rest until it is quiet again.
    func restSearches() {
        guard !agents.rests.isEmpty else { return }
        agents.rests.pause()
        let quiet = Instant.now.adding(milliseconds: options.delays.searchRest)
        timers.set(.searchRest, at: quiet) { session in session.agents.rests.resume() }
    }
}
