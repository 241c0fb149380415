package import Agent
package import Base
package import Languages
package import Models
package import Settings
package import Verify

/// All that runs of agents need, for whoever starts them: an editor's session, a command line.
package struct AgentJob: Sendable {
    package var site: AgentSite
    package var languages: LanguageRegistry
    package var settings: Settings
    /// What a run may spend.
    package var budget: Budget
    package var desk: ModelDesk
    /// Where sessions are kept; nil keeps none.
    package var sessions: SessionStore?
    package var guide: MapGuide
    package var cancellation: Cancellation
    /// Gets to know where the run is.
    package var progressed: @Sendable (AgentProgress) -> Void

    /// All of its parts.
    package init(
        site: AgentSite, languages: LanguageRegistry, settings: Settings,
        budget: Budget, desk: ModelDesk, sessions: SessionStore?, guide: MapGuide,
        cancellation: Cancellation, progressed: @escaping @Sendable (AgentProgress) -> Void
    ) {
        self.site = site
        self.languages = languages
        self.settings = settings
        self.budget = budget
        self.desk = desk
        self.sessions = sessions
        self.guide = guide
        self.cancellation = cancellation
        self.progressed = progressed
    }

    /// Works on an order until it is done. Blocks. `base` are files that are other than on the
    /// disk.
    package func work(on order: AgentOrder, base: [ProjectPath: [UInt8]]) -> AgentOutcome {
        let project = project(order.root, order.plan, base)
        let count = max(1, order.candidates)
        let turns = GateTurns(count == 1 ? 1 : WorkerPool.suitableThreads)
        var headers: [SessionHeader] = []
        let runners = CandidateRace.temperatures(count).map { temperature in
            let door = ModelDoor(desk)
            var setting = AgentSetting(
                window: door.window, editFormat: door.editFormat, mayRun: true)
            setting.temperature = temperature
            let header = SessionHeader(
                folder: order.root, testCommand: order.testCommand,
                task: task(order, project, setting, count), setting: setting)
            headers.append(header)
            _ = sessions?.begin(header)
            return runner(
                AgentSession(task: header.task, setting: setting), header.id, project, door, turns)
        }
        let stops = CandidateRace.run(runners)
        guard let place = CandidateRace.winner(of: stops) else {
            return AgentOutcome(reason: .cancelled, proposal: nil, session: nil)
        }
        return AgentOutcome(stops[place], title: order.title, session: headers[place].id)
    }

    /// Goes on with a session that was kept, where it was, or with something more to do.
    package func resume(
        _ kept: KeptSession, instruction: String?, base: [ProjectPath: [UInt8]]
    ) -> AgentOutcome {
        let header = kept.header
        var order = AgentOrder(root: header.folder, goal: header.task.goal)
        order.testCommand = header.testCommand
        order.instruction = header.task.instruction
        var session = kept.session
        // The draft goes on from the files that it was made for; what has changed since is joined
        // with it in the end.
        var base = base
        let now = project(order.root, order.plan, base)
        var begin: AgentStep?
        if let instruction, session.stop != nil {
            let rest = session.run.draft.remaining(in: now.read)
            begin = AgentStep(event: .instructed(instruction, rest), milliseconds: 0)
        }
        if let begin {
            session.take(begin)
            sessions?.add(begin, to: header.id, ending: "")
        }
        for (path, change) in session.run.draft.files { base[path] = change.original }
        let project = project(order.root, order.plan, base)
        let runner = runner(session, header.id, project, ModelDoor(desk), GateTurns(1))
        guard let stop = CandidateRace.run([runner]).first else {
            return AgentOutcome(reason: .cancelled, proposal: nil, session: header.id)
        }
        return AgentOutcome(stop, title: order.title, session: header.id)
    }

    /// What the gates say of a patch on other files than those that it was made for. Blocks.
    package func verify(
        _ patch: Patch, for order: AgentOrder, base: [ProjectPath: [UInt8]]
    ) -> EvidenceSummary {
        project(order.root, order.plan, base).verify(patch, cancellation: cancellation)
    }

    /// Writes a patch into a project. Blocks.
    package func write(_ patch: Patch, in root: Path) throws(WorkspaceFailure) {
        let plan = AgentOrder(root: root, goal: .fix).plan
        try project(root, plan, [:]).write(patch)
    }

    // -- Parts ------------------------------------------------------------------------------------

    private func project(
        _ root: Path, _ plan: TestPlan, _ base: [ProjectPath: [UInt8]]
    ) -> AgentProject {
        site.project(root, languages: languages, plan: plan, settings: settings, base: base)
    }

    private func task(
        _ order: AgentOrder, _ project: AgentProject, _ setting: AgentSetting, _ count: Int
    ) -> AgentTask {
        var task = AgentTask(
            goal: order.goal, instruction: order.words, budget: budget.share(of: count),
            turnLimit: 100)
        task.focus = order.focus
        task.complaint = order.complaint
        task.passes = order.passes
        task.houseRules = project.houseRules(for: order.focus?.path ?? order.complaint?.path)
        task.context = guide.context(for: order, budget: min(4096, setting.promptTokens / 4))
        return task
    }

    private func runner(
        _ session: AgentSession, _ id: String, _ project: AgentProject, _ door: ModelDoor,
        _ turns: GateTurns
    ) -> CandidateRace.Runner {
        let (sessions, guide, progressed, cancellation) =
            (sessions, guide, progressed, cancellation)
        return CandidateRace.Runner(
            worker: {
                AgentWorker(
                    project: project, door: door, turns: turns, cancellation: cancellation,
                    askIndex: guide.answer,
                    watcher: AgentWatcher(
                        progressed: progressed,
                        happened: { step, session in
                            sessions?.add(
                                step, to: id, ending: session.stop?.reason.words ?? "")
                        }))
            }, session: session)
    }
}

/// How an order came out.
package struct AgentOutcome: Sendable {
    package let reason: AgentStop.Reason
    /// The best that there is, marked by its evidence.
    package let proposal: Proposal?
    /// What the session is kept as.
    package let session: String?

    /// How a run ended.
    package init(reason: AgentStop.Reason, proposal: Proposal?, session: String?) {
        self.reason = reason
        self.proposal = proposal
        self.session = session
    }

    fileprivate init(_ stop: AgentStop, title: String, session: String) {
        self.init(
            reason: stop.reason,
            proposal: stop.best.map {
                Proposal(title: title, patch: $0.draft.patch, evidence: $0.judgement.evidence)
            }, session: session)
    }
}

extension Budget {
    /// One part of so many: candidates share what their run may spend.
    fileprivate func share(of count: Int) -> Budget {
        guard count > 1 else { return self }
        return Budget(
            tokens: tokens.map { $0 / count },
            money: money.map { Money(trillionths: $0.trillionths / count) },
            iterations: iterations.map { max(1, $0 / count) }, milliseconds: milliseconds)
    }
}
