internal import Base

/// Sends requests to models when the schedule says so: the thin side of `Scheduler`, which decides.
final class ModelQueue: Sendable {
    private let client: ModelClient
    private let state: Lock<State>

    private struct State: Sendable {
        var scheduler: Scheduler
        var tickets: [Scheduler.JobID: Ticket] = [:]
        /// When the schedule is looked at again by itself.
        var tick: Instant?
    }

    /// What waits or runs.
    struct Ticket: Sendable {
        let request: ModelRequest
        let provider: Provider
        let prices: PriceTable
        let handler: @Sendable (ModelEvent) -> Void
        /// Hears of every reading, also of runs that were stopped.
        let record: @Sendable (Reading) -> Void
        /// What closes the connection of the latest run.
        fileprivate var connection = Cancellation()
        fileprivate var run: Int?

        init(
            request: ModelRequest, provider: Provider, prices: PriceTable,
            record: @escaping @Sendable (Reading) -> Void,
            handler: @escaping @Sendable (ModelEvent) -> Void
        ) {
            self.request = request
            self.provider = provider
            self.prices = prices
            self.record = record
            self.handler = handler
        }
    }

    /// What is to be done once the lock is free again, in this order.
    private typealias Step = @Sendable () -> Void

    /// A queue in front of a client. Agents begin this long after the last completion.
    init(client: ModelClient, pauseMilliseconds: Int) {
        self.client = client
        state = Lock(State(scheduler: Scheduler(pauseMilliseconds: pauseMilliseconds)))
    }

    /// Sends a request when it is its turn. One that had to make room begins anew, behind
    /// `restarted`.
    func submit(_ ticket: Ticket, as job: Scheduler.Job, cancellation: Cancellation) {
        let (id, steps) = state.withLock { state in
            let (id, effects) = state.scheduler.submit(job, now: .now)
            state.tickets[id] = ticket
            return (id, follow(effects, &state))
        }
        for step in steps { step() }
        cancellation.onCancel { [weak self] in
            self?.change { $0.scheduler.cancel(id, now: .now) }
        }
    }

    /// Tells the schedule something and does what it says.
    private func change(_ event: (inout State) -> [Scheduler.Effect]) {
        let steps = state.withLock { state in
            let effects = event(&state)
            return follow(effects, &state)
        }
        for step in steps { step() }
    }

    /// Notes effects, and says what they come to outside of the lock. Two threads may do that in
    /// another order than they were noted: a connection that is closed before it is opened is
    /// never opened.
    private func follow(_ effects: [Scheduler.Effect], _ state: inout State) -> [Step] {
        var steps: [Step] = []
        for effect in effects {
            switch effect {
            case .start(let id, let run):
                guard var ticket = state.tickets[id] else { continue }
                ticket.connection = Cancellation()
                ticket.run = run
                state.tickets[id] = ticket
                steps.append { [self, ticket] in send(ticket, id, run) }
            case .stop(let id, _):
                guard let ticket = state.tickets[id] else { continue }
                state.tickets[id]?.run = nil
                steps.append { ticket.connection.cancel() }
            case .drop(let id, let reason):
                guard let ticket = state.tickets.removeValue(forKey: id) else { continue }
                steps.append {
                    ticket.connection.cancel()
                    ticket.handler(.failed(ModelFault(.cancelled, reason.text)))
                }
            }
        }
        planTick(&state)
        return steps
    }

    private func send(_ ticket: Ticket, _ id: Scheduler.JobID, _ run: Int) {
        if run > 1 { ticket.handler(.restarted) }
        client.start(
            ticket.request, provider: ticket.provider, prices: ticket.prices,
            cancellation: ticket.connection
        ) { [weak self] event in
            if case .metered(let reading) = event { ticket.record(reading) }
            self?.receive(event, id, run)
        }
    }

    /// Hands on what the latest run of a job says; what comes late from another is dropped.
    private func receive(_ event: ModelEvent, _ id: Scheduler.JobID, _ run: Int) {
        let next = state.withLock { state -> (ticket: Ticket, steps: [Step])? in
            guard let ticket = state.tickets[id], ticket.run == run else { return nil }
            guard event.isLast else { return (ticket, []) }
            state.tickets[id] = nil
            return (ticket, follow(state.scheduler.finish(id, run: run, now: .now), &state))
        }
        guard let next else { return }
        next.ticket.handler(event)
        for step in next.steps { step() }
    }

    /// Has the schedule looked at when the time comes, if only time is waited for.
    private func planTick(_ state: inout State) {
        guard let next = state.scheduler.nextTick, state.tick.map({ next < $0 }) ?? true else {
            return
        }
        let milliseconds = Int(max(0, next.milliseconds(since: .now)).rounded(.up))
        let isPlanned = client.delays.run(afterMilliseconds: milliseconds) { [weak self] in
            self?.change { state in
                state.tick = nil
                return state.scheduler.tick(now: .now)
            }
        }
        if isPlanned { state.tick = next }
    }
}

extension Scheduler.Reason {
    fileprivate var text: String {
        switch self {
        case .superseded: "a newer request took its place"
        case .cancelled: "the request was cancelled"
        case .busy: "the server is busy"
        }
    }
}
