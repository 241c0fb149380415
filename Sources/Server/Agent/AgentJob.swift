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
    /// Makes a guide through the repository; a model gets one.
    package var guide: @Sendable () -> MapGuide
    package var cancellation: Cancellation
    /// The searches that rest while somebody types.
    package var rests: SearchRests
    /// Gets to know where the work is.
    package var progressed: @Sendable (JobProgress) -> Void

    /// All of its parts.
    package init(
        site: AgentSite, languages: LanguageRegistry, settings: Settings,
        budget: Budget, desk: ModelDesk, sessions: SessionStore?,
        guide: @escaping @Sendable () -> MapGuide, cancellation: Cancellation,
        rests: SearchRests, progressed: @escaping @Sendable (JobProgress) -> Void
    ) {
        self.site = site
        self.languages = languages
        self.settings = settings
        self.budget = budget
        self.desk = desk
        self.sessions = sessions
        self.guide = guide
        self.cancellation = cancellation
        self.rests = rests
        self.progressed = progressed
    }

    /// Works on an order until it is done: the first of the proposers that comes to something.
    /// Blocks. `base` are files that are other than on the disk.
    package func work(
        on order: AgentOrder, by proposers: [Proposer], base: [ProjectPath: [UInt8]]
    ) -> AgentOutcome {
        var notes: [String] = []
        for (place, proposer) in proposers.enumerated() {
            var outcome =
                switch proposer {
                case .model: ask(for: order, base: base)
                case .embedded: search(for: order, base: base)
                }
            outcome.notes = notes + outcome.notes
            let isLast = place == proposers.count - 1
            switch outcome.ending {
            case .accepted, .unverified, .nothingToFix, .impossible, .cancelled: return outcome
            case .stopped where isLast || proposer == .model: return outcome
            case .modelFailed where isLast: return outcome
            case .stopped, .modelFailed: notes = outcome.notes + [outcome.words]
            }
        }
        return AgentOutcome(.impossible, AgentOffers.noModel)
    }

    /// Has models work on an order.
    private func ask(for order: AgentOrder, base: [ProjectPath: [UInt8]]) -> AgentOutcome {
        let guide = guide()
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
                task: task(order, project, setting, count, guide), setting: setting)
            headers.append(header)
            _ = sessions?.begin(header)
            return runner(
                AgentSession(task: header.task, setting: setting), header.id, project, door, turns,
                guide)
        }
        let stops = CandidateRace.run(runners)
        guard let place = CandidateRace.winner(of: stops) else {
            return .cancelled
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
        let runner = runner(
            session, header.id, project, ModelDoor(desk), GateTurns(1), guide())
        guard let stop = CandidateRace.run([runner]).first else {
            return .cancelled
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

    func project(
        _ root: Path, _ plan: TestPlan, _ base: [ProjectPath: [UInt8]]
    ) -> AgentProject {
        site.project(root, languages: languages, plan: plan, settings: settings, base: base)
    }

    private func task(
        _ order: AgentOrder, _ project: AgentProject, _ setting: AgentSetting, _ count: Int,
        _ guide: MapGuide
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
        _ turns: GateTurns, _ guide: MapGuide
    ) -> CandidateRace.Runner {
        let (sessions, progressed, cancellation) = (sessions, progressed, cancellation)
        return CandidateRace.Runner(
            worker: {
                AgentWorker(
                    project: project, door: door, turns: turns, cancellation: cancellation,
                    askIndex: guide.answer,
                    watcher: AgentWatcher(
                        progressed: { progressed(JobProgress($0)) },
                        happened: { step, session in
                            sessions?.add(
                                step, to: id, ending: session.stop?.reason.words ?? "")
                        }))
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
