import Base
import Models
import TestKit
import Testing

/// A scheduler with a clock of its own, and names for jobs in the order of their coming.
private struct Desk {
    var scheduler = Scheduler(pauseMilliseconds: 1000)
    var milliseconds = 0
    private var names: [Scheduler.JobID: String] = [:]
    private var ids: [String: Scheduler.JobID] = [:]
    private var runs: [String: Int] = [:]
    private(set) var log = ""

    var now: Instant { Instant(rawNanoseconds: 0).adding(milliseconds: milliseconds) }

    mutating func submit(
        _ name: String, _ urgency: Scheduler.Urgency, topic: String? = nil,
        on lane: Scheduler.Lane, order: Int = 0
    ) {
        let job = Scheduler.Job(
            lane: lane, urgency: urgency, topic: topic ?? name, order: order)
        let (id, effects) = scheduler.submit(job, now: now)
        names[id] = name
        ids[name] = id
        note(effects)
    }

    mutating func finish(_ name: String) {
        guard let id = ids[name], let run = runs[name] else { return }
        note(scheduler.finish(id, run: run, now: now))
    }

    mutating func cancel(_ name: String) {
        guard let id = ids[name] else { return }
        note(scheduler.cancel(id, now: now))
    }

    mutating func wait(_ milliseconds: Int) {
        self.milliseconds += milliseconds
        note(scheduler.tick(now: now))
    }

    private mutating func note(_ effects: [Scheduler.Effect]) {
        for effect in effects {
            switch effect {
            case .start(let id, let run):
                runs[names[id] ?? ""] = run
                log += "start \(names[id] ?? "?")\(run > 1 ? " again" : "")\n"
            case .stop(let id, _): log += "stop \(names[id] ?? "?")\n"
            case .drop(let id, let reason): log += "drop \(names[id] ?? "?"), \(reason)\n"
            }
        }
    }
}

private let local = Scheduler.Lane(name: "local", capacity: 1, isLocal: true)
private let wide = Scheduler.Lane(name: "wide", capacity: 3, isLocal: true)
private let cloud = Scheduler.Lane(name: "cloud", capacity: 3, isLocal: false)

@Suite("The schedule of requests")
struct SchedulerTests {
    /// What is done about a story.
    private func check(
        _ story: (inout Desk) -> Void, does expected: String,
        sourceLocation: SourceLocation = #_sourceLocation
    ) {
        var desk = Desk()
        story(&desk)
        expect(desk.log, equals: expected, sourceLocation: sourceLocation)
    }

    @Test("The newest keystroke wins, whether the older one waits or runs")
    func newest() {
        check(
            { desk in
                for key in ["a", "b", "c"] {
                    desk.submit(key, .completion, topic: "file", on: local)
                }
                desk.submit("other", .completion, topic: "other", on: local)
                desk.submit("d", .completion, topic: "file", on: local)
                desk.finish("d")
            },
            does: """
                start a
                drop a, superseded
                start b
                drop b, superseded
                start c
                drop c, superseded
                start d
                start other

                """)
    }

    @Test("What was overtaken on its way does not take the newer one's place")
    func overtaken() {
        check(
            { desk in
                desk.submit("second", .completion, topic: "file", on: local, order: 2)
                desk.submit("first", .completion, topic: "file", on: local, order: 1)
                desk.submit("elsewhere", .completion, topic: "other", on: wide, order: 1)
                desk.submit("third", .completion, topic: "file", on: local, order: 3)
            },
            does: """
                start second
                drop first, superseded
                start elsewhere
                drop second, superseded
                start third

                """)
    }

    @Test("Whoever types without end cannot keep an agent from ever coming to its end")
    func progress() {
        /// After how many seconds of typing an agent begins again, with such gaps in it.
        func seconds(gap: Int) -> Int {
            var desk = Desk()
            desk.submit("agent", .agent, on: local)
            while desk.milliseconds < 100_000, !desk.log.contains("start agent again") {
                desk.submit("key \(desk.milliseconds)", .completion, topic: "file", on: local)
                desk.finish("key \(desk.milliseconds)")
                desk.wait(gap)
            }
            return desk.milliseconds / 1000
        }
        #expect([1500, 800, 400, 200, 100].map(seconds) == [1, 10, 20, 30, 100])
    }

    @Test("On one machine a completion stops an agent, which goes on after a pause")
    func preemption() {
        check(
            { desk in
                desk.submit("agent", .agent, on: local)
                desk.submit("key", .completion, on: local)
                desk.wait(5000)
                desk.finish("key")
                desk.wait(999)
                desk.submit("key 2", .completion, on: local)
                desk.finish("key 2")
                desk.wait(999)
                desk.wait(1)
                desk.finish("agent")
            },
            does: """
                start agent
                stop agent
                start key
                start key 2
                start agent again

                """)
    }

    @Test("Also where there is room for both: they share the machine")
    func roomForBoth() {
        check(
            { desk in
                for agent in ["one", "two"] { desk.submit(agent, .agent, on: wide) }
                desk.submit("key", .completion, on: wide)
                desk.finish("key")
                desk.wait(1000)
            },
            does: """
                start one
                start two
                stop one
                stop two
                start key
                start one again
                start two again

                """)
    }

    @Test("Elsewhere nothing is stopped, and one place is kept for completions")
    func remote() {
        check(
            { desk in
                for agent in ["one", "two", "three"] { desk.submit(agent, .agent, on: cloud) }
                desk.submit("key", .completion, topic: "a", on: cloud)
                desk.submit("key 2", .completion, topic: "b", on: cloud)
                desk.submit("key 3", .completion, topic: "c", on: cloud)
                desk.finish("one")
                desk.finish("key")
                desk.finish("two")
                desk.finish("key 3")
            },
            does: """
                start one
                start two
                start key
                start key 3
                start key 2
                start three

                """)
    }

    @Test("Agents take turns, however many requests one has")
    func turns() {
        check(
            { desk in
                for number in 1...3 { desk.submit("a\(number)", .agent, topic: "a", on: local) }
                for number in 1...2 { desk.submit("b\(number)", .agent, topic: "b", on: local) }
                for done in ["a1", "b1", "a2", "b2", "a3"] { desk.finish(done) }
            },
            does: """
                start a1
                start b1
                start a2
                start b2
                start a3

                """)
    }

    @Test("A warm-up only uses what nobody else wants")
    func warmUp() {
        check(
            { desk in
                desk.submit("warm", .warmUp, topic: "file", on: local)
                desk.submit("warmer", .warmUp, topic: "file", on: local)
                desk.submit("other", .warmUp, topic: "other", on: local)
                desk.submit("key", .completion, topic: "file", on: local)
                desk.submit("late", .warmUp, topic: "file", on: local)
                desk.finish("key")
                desk.submit("agent", .agent, on: local)
                desk.submit("quiet", .warmUp, topic: "x", on: local)
                desk.wait(1000)
                desk.submit("busy", .warmUp, topic: "y", on: local)
            },
            does: """
                start warm
                drop warm, superseded
                start warmer
                drop other, busy
                drop warmer, superseded
                start key
                drop late, busy
                drop quiet, busy
                start agent
                drop busy, busy

                """)
    }

    @Test("What is cancelled makes room at once, and its late end means nothing")
    func cancelling() {
        check(
            { desk in
                desk.submit("one", .agent, on: local)
                desk.submit("two", .agent, on: local)
                desk.submit("three", .agent, on: local)
                desk.cancel("two")
                desk.cancel("one")
                desk.finish("one")
                desk.cancel("one")
                desk.finish("three")
            },
            does: """
                start one
                drop two, cancelled
                drop one, cancelled
                start three

                """)
    }

    @Test("Time is asked for only when it matters")
    func ticks() {
        var desk = Desk()
        desk.submit("key", .completion, on: local)
        desk.finish("key")
        #expect(desk.scheduler.nextTick == nil)
        desk.submit("agent", .agent, on: local)
        #expect(desk.scheduler.nextTick == desk.now.adding(milliseconds: 1000))
        desk.wait(1000)
        #expect(desk.scheduler.nextTick == nil)
    }

    @Test("Whatever happens in whatever order, the rules hold and nothing is forgotten")
    func anything() {
        forAll(count: 500) { random in
            var world = World()
            for _ in 0..<random.int(in: 1...60) {
                try world.step(&random)
                try world.check()
            }
            try world.finishAll()
        }
    }
}

/// What an observer of the effects knows, who holds them to the rules.
private struct World {
    private struct Known {
        var job: Scheduler.Job
        var run: Int?
        var runs = 0
    }

    private var scheduler = Scheduler(pauseMilliseconds: 500)
    private var now = Instant(rawNanoseconds: 0)
    private var jobs: [Scheduler.JobID: Known] = [:]
    private var over: Set<Scheduler.JobID> = []

    mutating func step(_ random: inout Random) throws {
        now = now.adding(milliseconds: random.int(in: 0...300))
        let running = jobs.filter { $0.value.run != nil }.keys.sorted()
        let all = jobs.keys.sorted() + over.sorted()
        switch random.int(below: 8) {
        case 0, 1, 2:
            let job = Scheduler.Job(
                lane: random.element(of: [local, wide, cloud]),
                urgency: random.element(of: Scheduler.Urgency.allCases),
                topic: random.element(of: ["a", "b", "c"]), order: 0)
            let (id, effects) = scheduler.submit(job, now: now)
            jobs[id] = Known(job: job)
            try note(effects)
        case 3 where !running.isEmpty, 4 where !running.isEmpty:
            let id = random.element(of: running)
            try finish(id, run: jobs[id]?.run ?? 0)
        case 5 where !all.isEmpty:
            // Late and doubled ends mean nothing.
            let effects = scheduler.finish(random.element(of: all), run: 0, now: now)
            try #require(effects.isEmpty)
        case 6 where !all.isEmpty: try note(scheduler.cancel(random.element(of: all), now: now))
        default: try note(scheduler.tick(now: now))
        }
    }

    private mutating func finish(_ id: Scheduler.JobID, run: Int) throws {
        let effects = scheduler.finish(id, run: run, now: now)
        jobs[id] = nil
        over.insert(id)
        try note(effects)
    }

    private mutating func note(_ effects: [Scheduler.Effect]) throws {
        for effect in effects {
            switch effect {
            case .start(let id, let run):
                let known = try #require(jobs[id], "started after its end")
                try #require(known.run == nil && run == known.runs + 1)
                let others = running(in: known.job.lane)
                try #require(others.count < known.job.lane.capacity)
                let hasCompletion = others.contains { $0.urgency == .completion }
                switch known.job.urgency {
                case .completion: break
                case .agent: try #require(!(known.job.lane.isLocal && hasCompletion))
                case .warmUp: try #require(others.isEmpty)
                }
                jobs[id]?.run = run
                jobs[id]?.runs = run
            case .stop(let id, let run):
                let known = try #require(jobs[id])
                try #require(known.run == run && known.job.lane.isLocal)
                try #require(known.job.urgency == .agent)
                jobs[id]?.run = nil
            case .drop(let id, _):
                try #require(jobs[id] != nil, "dropped twice")
                jobs[id] = nil
                over.insert(id)
            }
        }
    }

    private func running(in lane: Scheduler.Lane) -> [Scheduler.Job] {
        jobs.values.filter { $0.job.lane == lane && $0.run != nil }.map(\.job)
    }

    private func waiting(in lane: Scheduler.Lane) -> [Scheduler.Job] {
        jobs.values.filter { $0.job.lane == lane && $0.run == nil }.map(\.job)
    }

    func check() throws {
        try #require(scheduler.count == jobs.count)
        for topic in ["a", "b", "c"] {
            let current = jobs.values.filter {
                $0.job.topic == topic && $0.job.urgency == .completion
            }
            try #require(current.count <= 1, "an older keystroke is still there")
        }
        for lane in [local, wide, cloud] {
            let (running, waiting) = (running(in: lane), waiting(in: lane))
            try #require(!waiting.contains { $0.urgency == .warmUp })
            if waiting.contains(where: { $0.urgency == .completion }) {
                try #require(running.count == lane.capacity)
            }
            if lane.isLocal, running.contains(where: { $0.urgency == .completion }) {
                try #require(!running.contains { $0.urgency == .agent })
            }
            if running.isEmpty, !waiting.isEmpty {
                try #require(scheduler.nextTick != nil, "nobody will ever start it")
            }
        }
    }

    /// Lets time pass and everything end; then nothing may be left.
    mutating func finishAll() throws {
        for _ in 0..<1000 where !jobs.isEmpty {
            if let (id, known) = jobs.first(where: { $0.value.run != nil }), let run = known.run {
                try finish(id, run: run)
            } else {
                now = now.adding(milliseconds: 500)
                try note(scheduler.tick(now: now))
            }
            try check()
        }
        try #require(jobs.isEmpty && scheduler.count == 0)
    }
}
