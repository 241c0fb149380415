package import Base
package import HTTP

/// Asks one model: joins what its dialect says with the network, and retries what may be retried.
/// Here alone a request leaves the module. Features ask at the `ModelDesk`, which stands before it.
package final class ModelClient: Sendable {
    let http: HTTPClient
    let retry: RetryPolicy
    let keys: KeyRing
    let delays = Delays()
    private let adjustments = Lock<[String: (original: Provider, adjusted: Provider)]>([:])
    private let accounts = Lock<[String: (provider: Provider, account: ServerAccount)]>([:])

    /// A client that sends through `http` and shows these keys.
    package init(http: HTTPClient, retry: RetryPolicy = RetryPolicy(), keys: KeyRing) {
        self.http = http
        self.retry = retry
        self.keys = keys
    }

    /// Asks a model. The handler gets the events one after the other, on other threads, and must
    /// not block there; `metered` comes right before the last one. To cancel closes the connection.
    package func start(
        _ request: ModelRequest, provider: Provider, prices: PriceTable,
        cancellation: Cancellation, handler: @escaping @Sendable (ModelEvent) -> Void
    ) {
        let run = ModelRun(
            request: request, provider: provider, prices: prices, client: self, handler: handler)
        cancellation.onCancel { [weak run] in run?.cancel() }
        run.attempt()
    }

    /// The whole answer, for threads that may wait.
    package func answer(
        to request: ModelRequest, provider: Provider, prices: PriceTable,
        cancellation: Cancellation
    ) -> ModelAnswer {
        let answer = Monitor(ModelAnswer())
        start(request, provider: provider, prices: prices, cancellation: cancellation) { event in
            answer.update { $0.apply(event) }
        }
        return answer.wait { $0.outcome == nil ? nil : $0 } ?? ModelAnswer()
    }

    /// What a provider's server says of itself, asked for once; nil when it does not answer. It
    /// costs nothing. Blocks.
    func account(of provider: Provider) -> ServerAccount? {
        if let known = accounts.withLock({ $0[provider.name] }), known.provider == provider {
            return known.account
        }
        let key = provider.key.flatMap { keys.keyInMemory($0) }
        guard case .success(let account) = ServerProbe(http: http).account(of: provider, key: key)
        else { return nil }
        accounts.withLock { $0[provider.name] = (provider, account) }
        return account
    }

    /// A provider as it turned out that it has to be asked.
    func adjusted(_ provider: Provider) -> Provider {
        guard let known = adjustments.withLock({ $0[provider.name] }), known.original == provider
        else { return provider }
        return known.adjusted
    }

    /// From now on the provider is asked in the other way, until its settings change.
    func remember(_ adjusted: Provider, for original: Provider) {
        adjustments.withLock { $0[original.name] = (original, adjusted) }
    }
}

/// Runs things later, on a thread of its own that starts with the first of them.
final class Delays: Sendable {
    private struct State: Sendable {
        var due: [(time: Instant, body: @Sendable () -> Void)] = []
        var isRunning = false
        var isClosed = false
    }

    private let state = Monitor(State())

    deinit { state.update { $0.isClosed = true } }

    /// Runs `body` after a time; false if there is no thread to be had.
    func run(afterMilliseconds delay: Int, _ body: @escaping @Sendable () -> Void) -> Bool {
        let mustStart = state.update { state in
            state.due.append((Instant.now.adding(milliseconds: delay), body))
            defer { state.isRunning = true }
            return !state.isRunning
        }
        if !mustStart { return true }
        do throws(SystemError) {
            try Thread.start(name: "delays") { [state] in Delays.work(state) }
            return true
        } catch {
            state.update { $0 = State() }
            return false
        }
    }

    private enum Step: Sendable {
        case run(@Sendable () -> Void)
        /// Something else is due first now.
        case lookAgain
        case end
    }

    private static func work(_ state: Monitor<State>) {
        while true {
            let next = state.withLock { $0.due.map(\.time).min() }
            let step = state.wait(until: next) { state -> Step? in
                if state.isClosed { return .end }
                let now = Instant.now
                if let index = state.due.firstIndex(where: { $0.time <= now }) {
                    return .run(state.due.remove(at: index).body)
                }
                return state.due.map(\.time).min() == next ? nil : .lookAgain
            }
            switch step {
            case .run(let body): body()
            case .lookAgain, nil: continue
            case .end: return
            }
        }
    }
}
