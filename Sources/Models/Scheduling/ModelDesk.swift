package import Base
package import Secrets

/// Where requests to models are handed in: it sends them when the schedule says so. The thin side
/// of `Scheduler`, which decides. No request leaves it with a secret in its texts.
package final class ModelDesk: Sendable {
    private let client: ModelClient
    private let keys: @Sendable () -> [Secret]
    private let redactor = Lock(Redactor())
    private let state: Lock<State>

    private struct State: Sendable {
        var scheduler: Scheduler
        var tickets: [Scheduler.JobID: Ticket] = [:]
        /// When the schedule is looked at again by itself.
        var tick: Instant?
    }

    private struct Ticket: Sendable {
        let request: ModelRequest
        let providers: [Provider]
        let restarted: @Sendable () -> Void
        let handler: @Sendable (ModelEvent) -> Void
        /// What closes the connection of the latest run.
        var connection = Cancellation()
        var run: Int?
    }

    /// What is to be done once the lock is free again, in this order.
    private typealias Step = @Sendable () -> Void

    /// A desk in front of a client. `keys` are those that are known now, which no prompt may have
    /// in it. Agents begin this long after the last completion.
    package init(
        client: ModelClient, keys: @escaping @Sendable () -> [Secret],
        pauseMilliseconds: Int = 1500
    ) {
        self.client = client
        self.keys = keys
        state = Lock(State(scheduler: Scheduler(pauseMilliseconds: pauseMilliseconds)))
    }

    /// How many secrets were kept out of prompts, by kind.
    package var redactions: [SecretKind: Int] { redactor.withLock { $0.counts } }

    /// An answer with the secrets that it speaks of, for the user's own files.
    package func restore(_ answer: [UInt8]) -> [UInt8] {
        redactor.withLock { $0.restore(answer) }
    }

    /// Asks the first of these providers, when it is this request's turn there; otherwise as
    /// `ModelClient.start`. A request that had to make room begins anew after `restarted` was
    /// called: then nothing that came before counts.
    package func start(
        _ request: ModelRequest, providers: [Provider], urgency: Scheduler.Urgency, topic: String,
        cancellation: Cancellation, restarted: @escaping @Sendable () -> Void = {},
        handler: @escaping @Sendable (ModelEvent) -> Void
    ) {
        guard let first = providers.first else {
            return client.start(
                request, providers: [], cancellation: cancellation, handler: handler)
        }
        let own = keys()
        let request = redactor.withLock { redactor in
            redactor.own = own
            return request.redacted(by: &redactor)
        }
        let job = Scheduler.Job(lane: first.lane, urgency: urgency, topic: topic)
        let ticket = Ticket(
            request: request, providers: providers, restarted: restarted, handler: handler)
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
        if run > 1 { ticket.restarted() }
        client.start(
            ticket.request, providers: ticket.providers, cancellation: ticket.connection
        ) { [weak self] event in
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

extension Provider {
    /// All models of one server share what it can do at a time.
    fileprivate var lane: Scheduler.Lane {
        Scheduler.Lane(
            name: "\(endpoint)", capacity: limits.maximumInFlight, isLocal: endpoint.isLocal)
    }
}

extension ModelEvent {
    fileprivate var isLast: Bool {
        switch self {
        case .finished, .failed: true
        case .text, .draft, .reasoning, .toolCall, .carryOver, .usage: false
        }
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
