package import Base

/// Decides which request goes to its server when. A state machine without threads, clock or
/// network: events go in with the time, and what is to be done comes out.
///
/// - Completions go first, the newest of them before older ones; a newer one about the same topic
///   takes an older one's place.
/// - On the user's own machine they stop what else runs there; it starts again when nobody has
///   typed for a while, which is shorter the longer it has been waiting. Elsewhere, where stopping
///   is no use and costs money, one place is kept free for them.
/// - Agents take turns. Each goes on where it was in the queue after it was stopped.
/// - A warm-up never waits and never makes anything wait.
package struct Scheduler: Sendable {
    private var jobs: [JobID: Entry] = [:]
    private var lanes: [Lane: LaneState] = [:]
    private var nextID = 0
    private let pauseMilliseconds: Int

    private struct Entry: Sendable {
        let job: Job
        /// Which start of this job it is; nil while it waits.
        var run: Int?
        var runs = 0
        let since: Instant
        /// When its agent's turn came last; the order of turns, not a time.
        var place: Int
    }

    private struct LaneState: Sendable {
        /// When the last completion ended, if that is not long ago.
        var typed: Instant?
        /// Counts turns, to know who had the last one.
        var turns = 0
        var lastTurn: [String: Int] = [:]

        mutating func giveTurn(to topic: String) {
            turns += 1
            lastTurn[topic] = turns
        }
    }

    /// A scheduler that lets agents begin this long after the last completion.
    package init(pauseMilliseconds: Int) {
        self.pauseMilliseconds = pauseMilliseconds
    }

    /// How many jobs wait or run.
    package var count: Int { jobs.count }

    // MARK: - Events

    /// A new job.
    package mutating func submit(_ job: Job, now: Instant) -> (id: JobID, effects: [Effect]) {
        nextID += 1
        let id = JobID(number: nextID)
        if isOvertaken(job) { return (id, [.drop(id, .superseded)]) }
        var effects: [Effect] = []
        if job.urgency != .agent { effects += supersede(job) }
        jobs[id] = Entry(job: job, since: now, place: nextID)
        if job.urgency == .completion, job.lane.isLocal { effects += clear(job.lane) }
        // What was superseded may have made room in another lane.
        if lanes[job.lane] == nil { lanes[job.lane] = LaneState() }
        effects += tick(now: now)
        if job.urgency == .warmUp, jobs[id]?.run == nil {
            jobs[id] = nil
            effects.append(.drop(id, .busy))
        }
        return (id, effects)
    }

    /// A job's run came to its end. What is not the latest run of its job is ignored.
    package mutating func finish(_ id: JobID, run: Int, now: Instant) -> [Effect] {
        guard let entry = jobs[id], entry.run == run else { return [] }
        return remove(id, entry.job, now)
    }

    /// Nobody wants the job any more.
    package mutating func cancel(_ id: JobID, now: Instant) -> [Effect] {
        guard let entry = jobs[id] else { return [] }
        return [.drop(id, .cancelled)] + remove(id, entry.job, now)
    }

    /// Time has passed.
    package mutating func tick(now: Instant) -> [Effect] {
        lanes.keys.sorted().flatMap { dispatch($0, now) }
    }

    /// When to call `tick` at the latest; nil when time alone changes nothing.
    package var nextTick: Instant? {
        jobs.values.compactMap { entry in
            guard entry.job.urgency == .agent, entry.run == nil else { return nil }
            return begin(of: entry)
        }.min()
    }

    /// When an agent may begin if nobody types until then; nil if at once. Each ten seconds since
    /// it was asked for halve the pause that it waits for: who types without end must not keep it
    /// from ever coming to its end.
    private func begin(of entry: Entry) -> Instant? {
        guard let typed = lanes[entry.job.lane]?.typed else { return nil }
        return (0...3).map { halvings in
            max(
                typed.adding(milliseconds: pauseMilliseconds >> halvings),
                entry.since.adding(milliseconds: halvings * 10_000))
        }.min()
    }

    // MARK: - Decisions

    /// Whether a job that was asked for later is here already, for which only the newest matters.
    private func isOvertaken(_ job: Job) -> Bool {
        job.urgency != .agent
            && jobs.values.contains { entry in
                entry.job.topic == job.topic && entry.job.urgency != .agent
                    && entry.job.urgency >= job.urgency && entry.job.order > job.order
            }
    }

    /// Older jobs of the same topic that nobody looks at any more.
    private mutating func supersede(_ job: Job) -> [Effect] {
        let old = jobs.filter { _, entry in
            entry.job.topic == job.topic && entry.job.urgency != .agent
                && entry.job.urgency <= job.urgency
        }
        for id in old.keys { jobs[id] = nil }
        return old.keys.sorted().map { .drop($0, .superseded) }
    }

    /// Stops all that runs in a lane but completions.
    private mutating func clear(_ lane: Lane) -> [Effect] {
        var effects: [Effect] = []
        for (id, entry) in running(in: lane) {
            guard let run = entry.run else { continue }
            switch entry.job.urgency {
            case .completion: break
            case .agent:
                jobs[id]?.run = nil
                effects.append(.stop(id, run: run))
            case .warmUp:
                jobs[id] = nil
                effects.append(.drop(id, .superseded))
            }
        }
        return effects
    }

    private mutating func remove(_ id: JobID, _ job: Job, _ now: Instant) -> [Effect] {
        jobs[id] = nil
        if job.urgency == .completion, job.lane.isLocal {
            lanes[job.lane, default: LaneState()].typed = now
        }
        return dispatch(job.lane, now)
    }

    /// Starts what may start.
    private mutating func dispatch(_ lane: Lane, _ now: Instant) -> [Effect] {
        var state = lanes[lane] ?? LaneState()
        if let typed = state.typed, typed.adding(milliseconds: pauseMilliseconds) <= now {
            state.typed = nil
        }
        lanes[lane] = state
        var effects: [Effect] = []
        while let id = next(in: lane, now), let entry = jobs[id] {
            let run = entry.runs + 1
            jobs[id]?.run = run
            jobs[id]?.runs = run
            if entry.job.urgency == .agent {
                lanes[lane]?.giveTurn(to: entry.job.topic)
            }
            effects.append(.start(id, run: run))
        }
        forget(lane)
        return effects
    }

    /// The job that starts next in a lane; nil when none may.
    private func next(in lane: Lane, _ now: Instant) -> JobID? {
        let running = running(in: lane)
        guard running.count < lane.capacity else { return nil }
        let waiting = jobs.filter { $0.value.job.lane == lane && $0.value.run == nil }
        if let newest = waiting.filter({ $0.value.job.urgency == .completion }).keys.max() {
            return newest
        }
        let agents = waiting.filter { $0.value.job.urgency == .agent }
        if !agents.isEmpty {
            guard mayBegin(lane, running) else { return nil }
            let ready = agents.filter { begin(of: $0.value).map { $0 <= now } ?? true }
            let turns = lanes[lane]?.lastTurn ?? [:]
            return ready.min { one, other in
                let first = (turns[one.value.job.topic] ?? 0, one.value.place)
                return first < (turns[other.value.job.topic] ?? 0, other.value.place)
            }?.key
        }
        return running.isEmpty ? waiting.keys.max() : nil
    }

    /// Whether an agent may begin beside what runs.
    private func mayBegin(_ lane: Lane, _ running: [(JobID, Entry)]) -> Bool {
        if lane.isLocal {
            return !running.contains { $0.1.job.urgency == .completion }
        }
        let agents = running.count { $0.1.job.urgency == .agent }
        return agents < max(1, lane.capacity - 1)
    }

    private func running(in lane: Lane) -> [(JobID, Entry)] {
        jobs.filter { $0.value.job.lane == lane && $0.value.run != nil }
            .sorted { $0.key < $1.key }.map { ($0.key, $0.value) }
    }

    /// A lane in which nothing is left is like one that never was, so that memory has a bound.
    private mutating func forget(_ lane: Lane) {
        let isUsed = jobs.values.contains { $0.job.lane == lane }
        if !isUsed, lanes[lane]?.typed == nil { lanes[lane] = nil }
    }
}

extension Scheduler {
    /// A request as the scheduler sees it.
    package struct Job: Sendable, Equatable {
        package var lane: Lane
        package var urgency: Urgency
        /// What it is about. Of completions: the document, for which only the newest matters. Of
        /// agents: the run, which takes turns with others.
        package var topic: String
        /// The later asked, the higher: requests can overtake each other on their way here.
        package var order: Int

        package init(lane: Lane, urgency: Urgency, topic: String, order: Int) {
            self.lane = lane
            self.urgency = urgency
            self.topic = topic
            self.order = order
        }
    }

    /// From what may always wait to what may never.
    package enum Urgency: Int, Sendable, Comparable, CaseIterable {
        /// Lets a server read a prompt that will come soon.
        case warmUp
        /// Work that takes its time.
        case agent
        /// Somebody is typing.
        case completion

        package static func < (one: Urgency, other: Urgency) -> Bool {
            one.rawValue < other.rawValue
        }
    }

    /// One server.
    package struct Lane: Sendable, Hashable, Comparable {
        package var name: String
        /// How many requests it gets at the same time, at least one.
        package var capacity: Int
        /// Whether all requests share the user's own machine.
        package var isLocal: Bool

        package init(name: String, capacity: Int, isLocal: Bool) {
            self.name = name
            self.capacity = max(1, capacity)
            self.isLocal = isLocal
        }

        package static func < (one: Lane, other: Lane) -> Bool { one.name < other.name }
    }

    /// Tells jobs apart; later ones are greater.
    package struct JobID: Sendable, Hashable, Comparable {
        fileprivate let number: Int

        package static func < (one: JobID, other: JobID) -> Bool { one.number < other.number }
    }

    /// What is to be done.
    package enum Effect: Sendable, Equatable {
        /// Sends the request. A job that was stopped is started again, as another run.
        case start(JobID, run: Int)
        /// Closes the run's connection. The job goes on waiting.
        case stop(JobID, run: Int)
        /// Closes the connection, if there is one. The job is over.
        case drop(JobID, Reason)
    }

    /// Why a job is over before its end.
    package enum Reason: Sendable, Equatable {
        case superseded, cancelled, busy
    }
}
