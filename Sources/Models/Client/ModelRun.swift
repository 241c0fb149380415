internal import Base
internal import HTTP

/// One request on its way to one model. All of its events come from one attempt after the other;
/// only a cancellation comes from elsewhere.
final class ModelRun: Sendable {
    fileprivate enum Phase: Sendable {
        /// Nothing is under way at the network: a key is being read, or the next try is due later.
        case waiting
        case sending(HTTPTask?)
        case over
    }

    fileprivate struct State: Sendable {
        var phase = Phase.waiting
        /// The provider as it has to be asked.
        var provider: Provider
        /// Which of all attempts this is: what comes late from an earlier one does not count.
        var attempt = 0
        var key: Secret?
        /// Whether the key was in use before, so that there may be a newer one.
        var mayHaveNewKey = false
        var retries = 0
        var adjustments = 0
        /// Whether its server was asked how the model is to be asked, and what came of it.
        var hasLearned = false
        var reported: FIMTemplate?
        var isCancelled = false
        var hasShown = false
        var usage: Usage?
        var firstEvent: Instant?
        var decoder: AnswerDecoder?
        var head: HTTPHead?
        /// The body of an answer that is an error.
        var errorBody: [UInt8] = []
    }

    private let request: ModelRequest
    /// As it is configured.
    private let provider: Provider
    private let prices: PriceTable
    private let client: ModelClient
    private let handler: @Sendable (ModelEvent) -> Void
    private let start = Instant.now
    private let state: Lock<State>

    /// What is kept of an error's body.
    private static let maximumErrorBytes = 65_536
    /// A server that finds fault with one thing after the other is left alone in the end.
    private static let maximumAdjustments = 3

    init(
        request: ModelRequest, provider: Provider, prices: PriceTable, client: ModelClient,
        handler: @escaping @Sendable (ModelEvent) -> Void
    ) {
        self.request = request
        self.provider = provider
        self.prices = prices
        self.client = client
        self.handler = handler
        state = Lock(State(provider: client.adjusted(provider)))
    }

    // MARK: - Attempts

    /// Asks, also once more after something that may pass.
    func attempt() {
        let next = state.withLock { state -> (provider: Provider, attempt: Int)? in
            guard case .waiting = state.phase else { return nil }
            state.attempt += 1
            state.head = nil
            state.errorBody = []
            return (state.provider, state.attempt)
        }
        guard let (provider, attempt) = next else { return }
        let call: ModelCall
        do throws(ModelFault) {
            call = try provider.call(for: request)
        } catch {
            return failed(attempt, error, failure: nil)
        }
        guard let source = provider.key else { return send(call, nil, to: provider, attempt) }
        client.keys.request(source) { [self] result in
            switch result {
            case .success(let key):
                let wasUsed = client.keys.use(source)
                update(attempt) { $0.mayHaveNewKey = wasUsed }
                send(call, key, to: provider, attempt)
            case .failure(let error):
                let fault = ModelFault(.unauthorised, "\(provider.name): \(error)")
                failed(attempt, fault, failure: nil)
            }
        }
    }

    private func send(
        _ call: ModelCall, _ key: Secret?, to provider: Provider, _ attempt: Int
    ) {
        let isWanted = state.withLock { state -> Bool in
            guard case .waiting = state.phase, state.attempt == attempt else { return false }
            state.phase = .sending(nil)
            state.key = key
            state.decoder = call.decoder(server: provider.name, dialect: provider.dialect)
            return true
        }
        guard isWanted else { return }
        let headers =
            [
                HTTPHeader("content-type", "application/json"),
                HTTPHeader(
                    "accept", "text/event-stream, application/x-ndjson, application/json"),
            ] + call.headers.map { HTTPHeader($0.name, $0.value) }
        let task = client.http.start(
            HTTPRequest(
                .post(body: call.body), provider.endpoint.url(call.place), headers: headers,
                secretHeaders: key.map { [provider.header(showing: $0)] } ?? [],
                timeouts: provider.limits.timeouts(for: request.role),
                maximumResponseBytes: provider.limits.maximumResponseBytes, route: provider.route)
        ) { [self] event in receive(event, attempt) }
        let isLate = state.withLock { state -> Bool in
            guard case .sending = state.phase, state.attempt == attempt else { return true }
            state.phase = .sending(task)
            return state.isCancelled
        }
        // It was cancelled, or had all that it wanted, before the task could be kept.
        if isLate { task.cancel() }
    }

    /// Stops at once. A request at the network is closed, and says itself that it was cancelled:
    /// so no event can come after the last one.
    func cancel() {
        let phase = state.withLock { state in
            state.isCancelled = true
            return state.phase
        }
        switch phase {
        case .waiting: end(.failure(ModelRun.cancelled))
        case .sending(let task): task?.cancel()
        case .over: break
        }
    }

    private static let cancelled = ModelFault(.cancelled, "the request was cancelled")

    // MARK: - What comes back

    private func receive(_ event: HTTPEvent, _ attempt: Int) {
        switch event {
        case .head(let head): update(attempt) { $0.head = head }
        case .body(let bytes):
            let events = update(attempt) { state -> [ModelEvent] in
                if state.isAnswer { return state.decoder?.feed(bytes) ?? [] }
                let room = ModelRun.maximumErrorBytes - state.errorBody.count
                state.errorBody += bytes.prefix(max(0, room))
                return []
            }
            deliver(events ?? [], attempt)
        case .end:
            let outcome = update(attempt) { state -> (events: [ModelEvent]?, head: HTTPHead?) in
                (state.isAnswer ? state.decoder?.end() : nil, state.head)
            }
            if let events = outcome?.events { return deliver(events, attempt) }
            guard let head = outcome?.head, let fault = update(attempt, { $0.fault(of: head) })
            else { return }
            failed(attempt, fault, failure: .answer(head))
        case .failed(let error):
            guard let fault = update(attempt, { $0.fault(of: error) }) else { return }
            failed(attempt, fault, failure: .error(error))
        }
    }

    /// Hands events on, up to the last.
    private func deliver(_ events: [ModelEvent], _ attempt: Int) {
        for event in events {
            switch event {
            case .failed(let fault): return failed(attempt, fault, failure: nil)
            case .finished(let reason): return end(.success(reason), attempt)
            case .usage(let usage): update(attempt) { $0.usage = usage }
            case .text, .draft, .reasoning, .toolCall, .carryOver:
                update(attempt) { state in
                    state.hasShown = true
                    if state.firstEvent == nil { state.firstEvent = Instant.now }
                }
            case .restarted, .metered: break
            }
            guard update(attempt, { !$0.isCancelled }) == true else { return }
            handler(event)
        }
    }

    /// Changes the state, unless the attempt is an old one or all is over.
    @discardableResult
    private func update<Result>(_ attempt: Int, _ body: (inout State) -> Result) -> Result? {
        state.withLock { state in
            if case .over = state.phase { return nil }
            return state.attempt == attempt ? body(&state) : nil
        }
    }

    // MARK: - What goes wrong

    private enum Step {
        case again
        case later(milliseconds: Int)
        /// First ask the server what it knows of its model.
        case learn
        case end(ModelFault)
    }

    private func failed(_ attempt: Int, _ fault: ModelFault, failure: RetryPolicy.Failure?) {
        guard let key = update(attempt, { $0.key }) else { return }
        let fault = fault.hiding(key)
        guard let step = update(attempt, { nextStep(after: fault, failure, &$0) }) else { return }
        switch step {
        case .again: self.attempt()
        case .later(let milliseconds):
            let isDue = client.delays.run(afterMilliseconds: milliseconds) { [self] in
                if state.withLock({ $0.attempt }) == attempt { self.attempt() }
            }
            if !isDue { end(.failure(fault), attempt) }
        case .learn:
            do throws(SystemError) {
                try Thread.start(name: "learn") { [self] in
                    let template = client.account(of: provider)?.template
                    update(attempt) { $0.reported = template }
                    failed(attempt, fault, failure: failure)
                }
            } catch {
                end(.failure(fault), attempt)
            }
        case .end(let fault): end(.failure(fault), attempt)
        }
    }

    private func nextStep(
        after fault: ModelFault, _ failure: RetryPolicy.Failure?, _ state: inout State
    ) -> Step {
        // An answer that went wrong in its midst may still be coming.
        if case .sending(let task?) = state.phase, failure == nil { task.cancel() }
        if state.isCancelled { return .end(ModelRun.cancelled) }
        guard !state.hasShown, fault.kind != .cancelled else { return .end(fault) }
        state.phase = .waiting
        if fault.kind == .unauthorised, forgetKey(&state) { return .again }
        if !state.hasLearned, state.provider.mustLearn(after: fault, to: request) {
            state.hasLearned = true
            return .learn
        }
        if state.adjustments < ModelRun.maximumAdjustments,
            let adjusted = state.provider.adjusted(
                after: fault, to: request, reported: state.reported)
        {
            state.adjustments += 1
            state.provider = adjusted
            client.remember(adjusted, for: provider)
            return .again
        }
        if let failure, let delay = delay(after: fault, failure, retries: state.retries) {
            state.retries += 1
            return .later(milliseconds: delay)
        }
        return .end(fault)
    }

    /// A key that was refused is forgotten. Whether a newer one may be there: not if this one was
    /// read just now.
    private func forgetKey(_ state: inout State) -> Bool {
        guard let source = provider.key, let key = state.key else { return false }
        client.keys.forget(key, of: source)
        defer { state.mayHaveNewKey = false }
        return state.mayHaveNewKey
    }

    /// When to try again; nil if not at all. Text under a cursor is not asked for twice: it has
    /// moved on.
    private func delay(
        after fault: ModelFault, _ failure: RetryPolicy.Failure, retries: Int
    ) -> Int? {
        if case .fim = request { return nil }
        if case .unpaid = fault.kind { return nil }
        let decision = client.retry.decision(
            after: failure, retries: retries, hasShown: false, unixSeconds: WallClock.unixSeconds,
            chance: Double.random(in: 0..<1))
        switch decision {
        case .giveUp: return nil
        case .retry(let milliseconds): return milliseconds
        }
    }

    // MARK: - The end

    /// The last events, once.
    private func end(_ outcome: Result<FinishReason, ModelFault>, _ attempt: Int? = nil) {
        let last = state.withLock { state -> State? in
            if case .over = state.phase { return nil }
            guard attempt == nil || attempt == state.attempt else { return nil }
            // What the server still sends after the end is of no use.
            if case .sending(let task?) = state.phase, state.decoder?.isCutShort == true {
                task.cancel()
            }
            defer { state.phase = .over }
            return state
        }
        guard let last else { return }
        handler(
            .metered(
                Reading(
                    name: provider.modelName, role: request.role, outcome: outcome,
                    usage: last.usage, prices: prices,
                    firstTokenMilliseconds: last.firstEvent.map { $0.milliseconds(since: start) },
                    totalMilliseconds: Instant.now.milliseconds(since: start),
                    contextTokens: provider.contextTokens)))
        switch outcome {
        case .success(let reason): handler(.finished(reason))
        case .failure(let fault): handler(.failed(fault))
        }
    }
}

extension ModelRun.State {
    /// Whether what comes is an answer, and no error.
    fileprivate var isAnswer: Bool { head.map { (200..<300).contains($0.status) } ?? false }

    fileprivate func fault(of head: HTTPHead) -> ModelFault {
        let reader = FaultReader(server: provider.name, dialect: provider.dialect)
        return reader.fault(
            status: head.status, body: errorBody,
            retryAfterMilliseconds: RetryPolicy.serverDelay(
                head, unixSeconds: WallClock.unixSeconds))
    }

    fileprivate func fault(of error: HTTPError) -> ModelFault {
        let fault = ModelFault(error, server: provider.name)
        // What has begun to come was reached.
        return fault.kind == .unreachable && isAnswer
            ? ModelFault(.truncated, fault.message) : fault
    }
}
