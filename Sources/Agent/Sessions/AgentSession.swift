/// A run together with what it wants done next: all that is needed to go on with it.
package struct AgentSession: Sendable, Equatable {
    package private(set) var run: AgentRun
    /// Nil once nothing is left to be done.
    package private(set) var wanted: AgentEffect?
    /// How long the run has been going.
    package private(set) var milliseconds = 0

    /// A session at its beginning.
    package init(task: AgentTask, setting: AgentSetting) {
        run = AgentRun(task: task, setting: setting)
        wanted = run.next(.started, at: 0)
    }

    /// A session as far as it got, from what happened to it.
    package init(task: AgentTask, setting: AgentSetting, steps: [AgentStep]) {
        self.init(task: task, setting: setting)
        for step in steps { take(step) }
    }

    /// What happened next. What comes too late for what the run waits for changes nothing.
    package mutating func take(_ step: AgentStep) {
        if case .instructed = step.event { milliseconds = 0 }
        milliseconds = max(milliseconds, step.milliseconds)
        if let next = run.next(step.event, at: step.milliseconds) { wanted = next }
    }

    /// How it ended; nil while it goes on.
    package var stop: AgentStop? {
        if case .stop(let stop)? = wanted { stop } else { nil }
    }
}

/// Something that happened to a run, and when, counted from the run's beginning.
package struct AgentStep: Sendable, Equatable {
    package var event: AgentEvent
    package var milliseconds: Int

    /// An event at a time.
    package init(event: AgentEvent, milliseconds: Int) {
        self.event = event
        self.milliseconds = milliseconds
    }
}

extension AgentStop.Reason {
    /// In one line for people.
    package var words: String {
        switch self {
        case .accepted: "accepted"
        case .unverified: "not verified"
        case .nothingToFix: "nothing to fix: no test fails"
        case .exhausted(let what): "stopped: \(what)"
        case .noProgress(let what): "stopped: \(what)"
        case .modelFailed(let what): "the model failed: \(what)"
        case .cancelled: "cancelled"
        }
    }
}
