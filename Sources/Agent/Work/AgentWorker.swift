package import Base
internal import Models
internal import Verify

/// Does what a run of the agent wants done: asks the model, carries out its calls, has its drafts
/// judged. It blocks, so it needs a thread of its own. It decides nothing; `AgentRun` does.
package final class AgentWorker {
    let project: AgentProject
    /// Answers what the model asks about symbols, from the repository's graph.
    let askIndex: (String, SymbolQuestion) -> String
    let cancellation: Cancellation
    let door: ModelDoor
    private let turns: GateTurns
    private let watcher: AgentWatcher
    /// How fast the model was with its latest answer.
    private var pace: String?
    /// What searches files here; found out with the first search.
    var searcher: Searcher?

    /// A worker for one run.
    package init(
        project: AgentProject, door: ModelDoor, turns: GateTurns, cancellation: Cancellation,
        askIndex: @escaping (String, SymbolQuestion) -> String, watcher: AgentWatcher
    ) {
        self.project = project
        self.door = door
        self.turns = turns
        self.cancellation = cancellation
        self.askIndex = askIndex
        self.watcher = watcher
    }

    /// Works until the session stops, and says how.
    package func work(on session: inout AgentSession) -> AgentStop {
        let begin = Instant.now
        let before = session.milliseconds
        let now = Lock(progress(session))
        let judge = DraftJudge(
            project: project, task: session.run.task, turns: turns, watch: watch(now))
        while let wanted = session.wanted {
            if case .stop(let stop) = wanted { return stop }
            let progress = progress(session)
            now.withLock { $0 = progress }
            watcher.progressed(progress)
            let event = cancellation.isCancelled ? .cancelled : carryOut(wanted, judge, progress)
            let step = AgentStep(
                event: cancellation.isCancelled ? .cancelled : event,
                milliseconds: before + Int(Instant.now.milliseconds(since: begin)))
            session.take(step)
            watcher.happened(step, session)
        }
        return AgentStop(reason: .cancelled, best: session.run.best)
    }

    private func progress(_ session: AgentSession) -> AgentProgress {
        var progress = AgentProgress(session)
        progress.pace = pace
        return progress
    }

    private func carryOut(
        _ effect: AgentEffect, _ judge: DraftJudge, _ progress: AgentProgress
    ) -> AgentEvent {
        switch effect {
        case .reproduce: return .reproduced(judge.reproduce())
        case .ask(let request):
            let (answer, spent) = door.answer(request, cancellation: cancellation) {
                [watcher] line in watcher.progressed(progress.hearing(line))
            }
            pace = answer.readings.last?.pace
            return .answered(answer, spent)
        case .use(let calls, let draft): return use(calls, draft)
        case .judge(let draft): return .judged(judge.judge(draft))
        case .stop: return .cancelled
        }
    }

    private func watch(_ now: Lock<AgentProgress>) -> GateWatch {
        let watcher = watcher
        return GateWatch(
            cancellation: cancellation,
            onPhase: { phase in watcher.progressed(now.withLock { $0 }.testing(phase)) },
            onLine: { _ in })
    }
}

/// Who looks on while an agent works.
package struct AgentWatcher: Sendable {
    /// Where the work is.
    let progressed: @Sendable (AgentProgress) -> Void
    /// What happened, before anything follows from it: keep it here to be able to go on with it.
    let happened: @Sendable (AgentStep, AgentSession) -> Void

    /// Looks on with these.
    package init(
        progressed: @escaping @Sendable (AgentProgress) -> Void,
        happened: @escaping @Sendable (AgentStep, AgentSession) -> Void
    ) {
        self.progressed = progressed
        self.happened = happened
    }
}
