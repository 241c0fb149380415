package import Models

/// One run of the agent, as a state machine: what happened goes in, what is to be done comes out.
/// It is pure, so that every way through it can be tested, and a value, so that it can be kept and
/// taken up again.
///
///     start → reproduce → ask ⇄ use tools → judge → ask … → stop
package struct AgentRun: Sendable, Equatable {
    /// What the run waits for.
    package enum Phase: Sendable, Equatable {
        case starting
        case reproducing
        case asking
        /// The answer's calls are carried out; those that could not be read are answered already.
        case using(AssistantMessage, PendingCalls)
        /// With what was answered to the calls of the answer that asked for it.
        case judging(AssistantMessage, PendingCalls)
        case stopped(AgentStop)
    }

    package private(set) var task: AgentTask
    package private(set) var setting: AgentSetting
    package private(set) var phase = Phase.starting
    package private(set) var transcript: Transcript
    package private(set) var draft = Draft()
    package private(set) var meter: RunMeter
    /// How often the model has answered.
    package private(set) var turns = 0
    /// The best that was judged so far.
    package private(set) var best: Candidate?
    private var stall = StallDetector()
    /// The passes that are still to come, and the pass at hand.
    private var passesLeft: ArraySlice<ExtraPass>
    private var pass: ExtraPass?
    /// What was found about the latest draft that was judged.
    package private(set) var lastJudgement: Judgement?

    /// A run that has not begun.
    package init(task: AgentTask, setting: AgentSetting) {
        self.task = task
        self.setting = setting
        meter = RunMeter(task.budget)
        passesLeft = task.passes[...]
        transcript = Transcript(
            system: AgentPrompts.system(setting, task.goal), task: AgentPrompts.task(task))
    }

    /// Takes in what happened, `milliseconds` after the start, and answers what is to be done.
    /// What comes too late for the phase it was meant for does nothing.
    package mutating func next(_ event: AgentEvent, at milliseconds: Int) -> AgentEffect? {
        meter.setElapsed(milliseconds: milliseconds)
        switch (phase, event) {
        case (.stopped, .instructed(let words, let draft)): return instructed(words, draft)
        case (.stopped, _): return nil
        case (_, .cancelled): return stop(.cancelled)
        case (.starting, .started):
            phase = .reproducing
            return .reproduce
        case (.reproducing, .reproduced(let found)): return reproduced(found)
        case (.asking, .answered(let answer, let spending)):
            turns += 1
            meter.add(spending)
            return answered(answer)
        case (.using(let answer, let calls), .used(let outcomes, let draft)):
            return used(answer, calls, outcomes, draft)
        case (.judging(let answer, let calls), .judged(let judgement)):
            return judged(answer, calls, judgement)
        default: return nil
        }
    }

    private mutating func stop(_ reason: AgentStop.Reason) -> AgentEffect? {
        let stop = AgentStop(reason: reason, best: best)
        phase = .stopped(stop)
        return .stop(stop)
    }

    /// The user goes on where the run has stopped, with a budget of its own. The project may have
    /// taken over a part of the draft meanwhile, so the draft is told anew.
    private mutating func instructed(_ words: String, _ newDraft: Draft) -> AgentEffect? {
        draft = newDraft
        best = nil
        turns = 0
        meter = RunMeter(task.budget)
        stall = StallDetector()
        passesLeft = []
        pass = nil
        transcript.instruct(words)
        return ask()
    }

    private mutating func reproduced(_ found: Reproduction) -> AgentEffect? {
        switch found {
        case .red(let evidence):
            task.evidence += evidence
            transcript = Transcript(
                system: AgentPrompts.system(setting, task.goal), task: AgentPrompts.task(task))
            return ask()
        case .notNeeded, .impossible: return ask()
        case .green: return stop(.nothingToFix)
        }
    }

    /// Asks the model, unless that would cost more than was allowed.
    private mutating func ask() -> AgentEffect? {
        if let bound = meter.stop { return stop(.exhausted("\(bound)")) }
        if turns >= task.turnLimit {
            return stop(.exhausted("the model has answered \(turns) times"))
        }
        _ = transcript.compact(
            limit: setting.promptTokens, standing: AgentPrompts.standing(draft, lastJudgement),
            tokens: setting.tokens)
        // What is left of the budget bounds the answer as well.
        let left = meter.tokensLeft(at: nil) ?? .max
        var request = ChatRequest(
            messages: transcript.messages, maximumTokens: min(setting.answerTokens, max(left, 1)))
        request.tools = setting.tools
        request.temperature = setting.temperature
        phase = .asking
        return .ask(request)
    }

    private mutating func answered(_ answer: ModelAnswer) -> AgentEffect? {
        if case .failure(let fault)? = answer.outcome { return failed(fault) }
        let message = answer.message
        let isCut = answer.outcome == .success(.length)
        if !message.toolCalls.isEmpty { return use(message) }
        if let format = EditFormat.detected(in: message.text) {
            let calls = PendingCalls(edits: format.changes(in: message.text))
            phase = .using(message, calls)
            return .use(calls.open, draft)
        }
        if isCut { return answerIdle(message, feedback: AgentPrompts.cutAnswer) }
        if draft.files.isEmpty {
            return answerIdle(message, feedback: AgentPrompts.nothingProposed)
        }
        return judge(message, PendingCalls())
    }

    /// A window that is smaller than was thought is learnt; any other fault was retried already.
    private mutating func failed(_ fault: ModelFault) -> AgentEffect? {
        guard case .contextExceeded = fault.kind, setting.promptTokens > 1024 else {
            return stop(.modelFailed(fault.message))
        }
        setting.promptTokens = max(setting.promptTokens / 2, 1024)
        return ask()
    }

    private mutating func answerIdle(
        _ message: AssistantMessage, feedback: String
    ) -> AgentEffect? {
        if case .stop(let reason) = stall.idled() { return stop(.noProgress(reason)) }
        tell(message, [], feedback: feedback)
        return ask()
    }

    private mutating func use(_ message: AssistantMessage) -> AgentEffect? {
        let calls = PendingCalls(message.toolCalls)
        switch stall.called(calls.tools) {
        case .stop(let reason): return stop(.noProgress(reason))
        case .change(let reason):
            tell(
                message, calls.answeredAll(AgentPrompts.notCarriedOut),
                feedback: AgentPrompts.changeStrategy(reason))
            return ask()
        case .goOn: break
        }
        if calls.open.isEmpty {
            if calls.finishes, !draft.files.isEmpty { return judge(message, calls) }
            let unchanged = calls.finishes ? AgentPrompts.nothingProposed : nil
            tell(message, calls.answeredAll(AgentPrompts.nothingProposed), feedback: unchanged)
            return ask()
        }
        phase = .using(message, calls)
        return .use(calls.open, draft)
    }

    private mutating func used(
        _ message: AssistantMessage, _ pending: PendingCalls, _ outcomes: [CallOutcome],
        _ newDraft: Draft
    ) -> AgentEffect? {
        let hasChanged = newDraft != draft
        draft = newDraft
        var calls = pending
        calls.answer(outcomes)
        let mayJudge = !draft.files.isEmpty && !calls.hasFailedEdit
        if mayJudge, calls.finishes || (calls.isText && hasChanged) {
            return judge(message, calls)
        }
        tell(
            message, calls.answeredAll(AgentPrompts.notFinished),
            feedback: calls.isText ? calls.text : nil)
        return ask()
    }

    private mutating func judge(
        _ message: AssistantMessage, _ calls: PendingCalls
    ) -> AgentEffect? {
        meter.beginIteration()
        phase = .judging(message, calls)
        return .judge(draft)
    }

    private mutating func judged(
        _ message: AssistantMessage, _ calls: PendingCalls, _ judgement: Judgement
    ) -> AgentEffect? {
        lastJudgement = judgement
        let candidate = Candidate(draft: draft, judgement: judgement)
        switch judgement.verdict {
        case .accepted, .unverified:
            // A pass that was accepted builds on what was accepted before: it is never worse.
            if candidate.isBetter(than: best) || pass != nil { best = candidate }
            guard judgement.verdict == .accepted, let next = passesLeft.popFirst() else {
                tell(message, calls.answeredAll(AgentPrompts.wasAccepted), feedback: nil)
                return stop(judgement.verdict == .accepted ? .accepted : .unverified)
            }
            pass = next
            stall = StallDetector()
            tell(message, calls.answeredAll(judgement.report), feedback: next.instruction)
            return ask()
        case .refused:
            if pass == nil, candidate.isBetter(than: best) { best = candidate }
            return refused(message, calls, judgement)
        }
    }

    private mutating func refused(
        _ message: AssistantMessage, _ calls: PendingCalls, _ judgement: Judgement
    ) -> AgentEffect? {
        var feedback = AgentPrompts.refused(judgement)
        switch stall.refused(draft, failures: judgement.failures) {
        case .stop(let reason):
            // What the fix itself reached stays when a pass on top of it comes to nothing.
            return stop(pass == nil ? .noProgress(reason) : .accepted)
        case .change(let reason):
            feedback += "\n\n" + AgentPrompts.changeStrategy(reason)
            draft = pass == nil ? Draft() : best?.draft ?? Draft()
            feedback += "\n" + AgentPrompts.startOver
        case .goOn: break
        }
        tell(message, calls.answeredAll(AgentPrompts.wasJudged), feedback: feedback)
        return ask()
    }

    private mutating func tell(
        _ message: AssistantMessage, _ results: [ToolResult], feedback: String?
    ) {
        transcript.append(
            Transcript.Turn(
                answer: message, results: results, feedback: feedback,
                note: AgentPrompts.note(of: message, feedback)))
    }
}
