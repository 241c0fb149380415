package import Base
package import Secrets

/// The one door to models. What is asked here waits its turn, goes to those whom the user chose for
/// it, has no secret in it, is counted, and stops where the budget does.
///
/// Each thing that can be asked is a call of its own, which settles who answers and what makes room
/// for what:
///
///     desk.warmUp(request, in: document)          // before somebody asks
///     desk.fillIn(request, in: document, …)       // while somebody types: `models.fim`
///     desk.nextEdit(request, in: document, …)     // likewise: `models.edit`
///     desk.chat(request, for: run, …)             // work that takes its time: `models.chat`
///     desk.apply(request, for: run, …)            // likewise: `models.apply`
///
/// - *From any thread but the loop*: what is asked is searched for secrets first.
/// - *Streamed*: the handler gets `ModelEvent`s, one after the other, on threads that it must not
///   block, and exactly one last event, also when nobody could be asked. `ModelAnswer` puts events
///   together; `.restarted` takes back what came before. `answer(to:for:cancellation:)`
///   waits for the whole of a chat's.
/// - *Cancelled* by its `Cancellation`, which closes the connection at once. A newer request about
///   the same document ends the older one by itself.
/// - *In order*: when one answerer fails before anything was shown, the next is asked. `embedded`
///   has its place among them.
/// - *Metered*: each model that was asked sends one `.metered` reading. The meters have it already;
///   a run adds the readings of its answers to its own `RunMeter`, which says when to stop.
/// - *Budgeted*: models elsewhere are not asked once the day's budget is used up.
/// - *Told once*: what goes wrong while somebody types is told to the user by the desk, once; what
///   goes wrong in a run is the last event, and the run's to tell.
/// - *Without secrets*: placeholders stand for them in what is sent. In texts for the user's own
///   files they are put back. A chat's answer keeps the placeholders, so that a conversation never
///   holds a secret; `restored` is for the edits that come of it.
package final class ModelDesk: Sendable {
    private let client: ModelClient
    private let queue: ModelQueue
    private let meters: @Sendable () -> Meters
    private let tell: @Sendable (String) -> Void
    private let redactor = Lock(Redactor())
    private let lastOrder = Lock(0)
    private let ownKeys: OwnKeys
    private let roster = Lock(ModelRoster([:]))
    private let health: Lock<ProviderHealth>
    private let delays: Delays

    /// Finds what the program itself has to offer. It is called when its turn comes, on any thread,
    /// and must not block there: a worker does the work. Nil has the next in the order asked.
    package typealias EmbeddedAnswer =
        @Sendable (_ done: @escaping @Sendable ([UInt8]?) -> Void) -> Void

    /// How long what waits, in milliseconds.
    package struct Delays: Sendable {
        /// Agents, after the last completion of somebody who types.
        package var agents = 1500
        /// A provider that failed, before it is asked again by somebody who types.
        package var firstRest = 2000

        package init() {}
    }

    /// A desk in front of a client. `tell` gets what the user should hear of.
    package init(
        client: ModelClient, meters: @escaping @Sendable () -> Meters, delays: Delays = Delays(),
        tell: @escaping @Sendable (String) -> Void
    ) {
        queue = ModelQueue(client: client, pauseMilliseconds: delays.agents)
        health = Lock(ProviderHealth(firstRestMilliseconds: delays.firstRest))
        self.delays = delays
        ownKeys = OwnKeys(ring: client.keys)
        self.client = client
        self.meters = meters
        self.tell = tell
    }

    /// From now on these are asked. Whoever was out of order gets another chance.
    package func use(_ next: ModelRoster) {
        let isNew = roster.withLock { roster in
            defer { roster = next }
            return roster != next
        }
        guard isNew else { return }
        let fresh = ProviderHealth(firstRestMilliseconds: delays.firstRest)
        health.withLock { $0 = fresh }
        ownKeys.look(for: next.readyKeys)
    }

    /// Who answers a role, in the order in which they are asked; empty for nobody.
    package func answerers(for role: ModelRole) -> [Answerer] {
        roster.withLock { $0.orders[role] ?? [] }
    }

    /// How many tokens prompt and answer may have together with the first model of a role: as it is
    /// configured, or else as its server says; nil when neither tells. Blocks.
    package func contextTokens(for role: ModelRole) -> Int? {
        for case .model(let provider) in answerers(for: role) {
            return provider.contextTokens ?? client.account(of: provider)?.contextTokens
        }
        return nil
    }

    /// How many secrets were kept out of prompts, by kind.
    package var redactions: [SecretKind: Int] { redactor.withLock { $0.counts } }

    /// A text for the user's own files, with the secrets that a chat's answer speaks of.
    package func restored(_ text: [UInt8]) -> [UInt8] {
        redactor.withLock { $0.restore(text) }
    }

    /// The keys that must not be in any text that is kept. Blocks while some are read.
    package func secrets() -> [Secret] {
        let isDone = Monitor(false)
        ownKeys.whenKnown(andOf: nil) { _ in isDone.update { $0 = true } }
        _ = isDone.wait { $0 ? true : nil }
        return client.keys.secrets
    }

    // MARK: - Somebody is typing

    /// Asks for the text at a cursor. Only the newest request about a document counts.
    package func fillIn(
        _ request: FIMRequest, in document: DocumentURI, cancellation: Cancellation,
        embedded: @escaping EmbeddedAnswer, handler: @escaping @Sendable (ModelEvent) -> Void
    ) {
        errand(.fim(request), .completion, "fim \(document)", cancellation, embedded, handler)
            .begin()
    }

    /// Asks for the next edit near a cursor. Only the newest request about a document counts.
    package func nextEdit(
        _ request: EditRequest, in document: DocumentURI, cancellation: Cancellation,
        embedded: @escaping EmbeddedAnswer, handler: @escaping @Sendable (ModelEvent) -> Void
    ) {
        errand(.edit(request), .completion, "edit \(document)", cancellation, embedded, handler)
            .begin()
    }

    /// Has the server read a prompt that will probably be asked soon, if it is idle, and the model
    /// the first that would be asked and on this machine: elsewhere it would cost money.
    package func warmUp(_ request: FIMRequest, in document: DocumentURI) {
        guard case .model(let provider)? = answerers(for: .fim).first, provider.canWarmUp else {
            return
        }
        var request = request
        request.maximumTokens = 0
        errand(.fim(request), .warmUp, "fim \(document)", Cancellation(), nil, { _ in }).begin()
    }

    // MARK: - Work that takes its time

    /// Asks for the next message of a run's conversation.
    package func chat(
        _ request: ChatRequest, for run: ModelRunID, cancellation: Cancellation,
        handler: @escaping @Sendable (ModelEvent) -> Void
    ) {
        errand(.chat(request), .agent, run.topic, cancellation, nil, handler).begin()
    }

    /// The whole next message of a run's conversation, for threads that may wait. `heard` gets its
    /// events meanwhile.
    package func answer(
        to request: ChatRequest, for run: ModelRunID, cancellation: Cancellation,
        heard: @escaping @Sendable (ModelEvent) -> Void = { _ in }
    ) -> ModelAnswer {
        let answer = Monitor(ModelAnswer())
        chat(request, for: run, cancellation: cancellation) { event in
            heard(event)
            answer.update { $0.apply(event) }
        }
        return answer.wait { $0.outcome == nil ? nil : $0 } ?? ModelAnswer()
    }

    /// Has a sketched edit written into a file.
    package func apply(
        _ request: ApplyRequest, for run: ModelRunID, cancellation: Cancellation,
        handler: @escaping @Sendable (ModelEvent) -> Void
    ) {
        errand(.apply(request), .agent, run.topic, cancellation, nil, handler).begin()
    }

    // MARK: - The way of a request

    private func errand(
        _ request: ModelRequest, _ urgency: Scheduler.Urgency, _ topic: String,
        _ cancellation: Cancellation, _ embedded: EmbeddedAnswer?,
        _ handler: @escaping @Sendable (ModelEvent) -> Void
    ) -> Errand {
        let safe = SafeRequest(request, keys: client.keys)
        // A conversation goes on with what the model said, so it keeps the placeholders.
        let isConversation = request.role == .chat
        let restorer = AnswerRestorer { [self] in isConversation ? $0 : restored($0) }
        let order = lastOrder.withLock { order in
            order += 1
            return order
        }
        let wish = Wish(urgency: urgency, topic: topic, order: order)
        return Errand(
            role: request.role, order: answerers(for: request.role), embedded: embedded,
            restorer: restorer, cancellation: cancellation, handler: handler
        ) { [self] provider, handler in
            ask(provider, safe, wish, cancellation, handler)
        }
    }

    /// What the schedule goes by, whoever is asked.
    private struct Wish {
        let urgency: Scheduler.Urgency
        let topic: String
        let order: Int

        var isTyping: Bool { urgency == .completion }
    }

    /// Asks one provider, unless it is known that this would be in vain.
    private func ask(
        _ provider: Provider, _ safe: SafeRequest, _ wish: Wish, _ cancellation: Cancellation,
        _ handler: @escaping @Sendable (ModelEvent) -> Void
    ) {
        if wish.isTyping, let fault = health.withLock({ $0.fault(of: provider.name, now: .now) }) {
            return handler(.failed(fault))
        }
        ownKeys.whenKnown(andOf: provider) { [self] fault in
            let prices = roster.withLock { $0.prices }
            if let fault {
                let reading = Reading(
                    name: provider.modelName, role: safe.role, outcome: .failure(fault), usage: nil,
                    prices: prices, firstTokenMilliseconds: nil, totalMilliseconds: 0,
                    contextTokens: provider.contextTokens)
                record(reading, isTyping: wish.isTyping)
                handler(.metered(reading))
                return handler(.failed(fault))
            }
            let ticket = ModelQueue.Ticket(
                request: redactor.withLock { safe.redacted(by: &$0) }, provider: provider,
                prices: prices, record: { [self] in record($0, isTyping: wish.isTyping) },
                handler: handler)
            submit(ticket, wish, cancellation)
        }
    }

    /// Has a request sent, unless the day's budget is used up.
    private func submit(
        _ ticket: ModelQueue.Ticket, _ wish: Wish, _ cancellation: Cancellation
    ) {
        let provider = ticket.provider
        let roster = roster.withLock { $0 }
        let submit = { @Sendable [self] (refusal: ModelFault?) in
            if let refusal {
                if wish.isTyping { hear(refusal, of: provider) }
                return ticket.handler(.failed(refusal))
            }
            queue.submit(
                ticket,
                as: Scheduler.Job(
                    lane: roster.lane(of: provider), urgency: wish.urgency, topic: wish.topic,
                    order: wish.order),
                cancellation: cancellation)
        }
        guard roster.dayBudget.isBounded, !provider.endpoint.isLocal else { return submit(nil) }
        meters().spentElsewhereToday { submit(roster.dayBudget.fault(after: $0)) }
    }

    /// Counts what asking came to, and says so if the user should know.
    private func record(_ reading: Reading, isTyping: Bool) {
        meters().record(reading)
        guard isTyping else { return }
        if let notice = health.withLock({ $0.take(reading, now: .now) }) { tell(notice) }
    }

    private func hear(_ fault: ModelFault, of provider: Provider) {
        let notice = health.withLock { $0.notice(fault, of: provider.name, now: .now) }
        if let notice { tell(notice) }
    }
}

/// One run of an agent: what takes turns with other runs.
package struct ModelRunID: Hashable, Sendable {
    private let number: Int
    private static let last = Lock(0)

    /// A run that was not there before.
    package init() {
        number = ModelRunID.last.withLock { last in
            last += 1
            return last
        }
    }

    fileprivate var topic: String { "run \(number)" }
}
