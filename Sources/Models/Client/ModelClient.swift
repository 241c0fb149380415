package import Base
package import HTTP

/// Asks models: joins what the dialects say with the network, retries what may be retried, and goes
/// on to the next provider when one fails. Here alone a request leaves the module.
package final class ModelClient: Sendable {
    /// Gives a provider's key, or nil if it has none, on any thread, at once or later.
    package typealias Authoriser =
        @Sendable (
            Provider, _ done: @escaping @Sendable (Result<Secret?, ModelFault>) -> Void
        ) -> Void

    let http: HTTPClient
    let retry: RetryPolicy
    let authorise: Authoriser
    let observe: @Sendable (ModelReport) -> Void
    let delays = Delays()
    private let adjustments = Lock<[String: (original: Provider, adjusted: Provider)]>([:])

    /// A client that sends through `http`. `observe` gets a report of every request that ended.
    package init(
        http: HTTPClient, retry: RetryPolicy = RetryPolicy(), authorise: @escaping Authoriser,
        observe: @escaping @Sendable (ModelReport) -> Void
    ) {
        self.http = http
        self.retry = retry
        self.authorise = authorise
        self.observe = observe
    }

    /// Asks the first of these providers; the next one when it fails and nothing of its answer has
    /// been handed on. The handler gets the events one after the other, on other threads, and must
    /// not block there; the last one is `finished` or `failed`. To cancel closes the connection.
    package func start(
        _ request: ModelRequest, providers: [Provider], cancellation: Cancellation,
        handler: @escaping @Sendable (ModelEvent) -> Void
    ) {
        let run = ModelRun(
            request: request, providers: providers, client: self, handler: handler)
        cancellation.onCancel { [weak run] in run?.cancel() }
        run.begin()
    }

    /// The whole answer, for threads that may wait.
    package func answer(
        to request: ModelRequest, providers: [Provider], cancellation: Cancellation
    ) -> ModelAnswer {
        let answer = Monitor(ModelAnswer())
        start(request, providers: providers, cancellation: cancellation) { event in
            answer.update { $0.apply(event) }
        }
        return answer.wait { $0.outcome == nil ? nil : $0 } ?? ModelAnswer()
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

extension KeyRing {
    /// Gives providers their keys. One that has to be read first is read on a thread of its own: a
    /// person may have to unlock a keyring.
    package func authorise(
        _ provider: Provider, done: @escaping @Sendable (Result<Secret?, ModelFault>) -> Void
    ) {
        guard let source = provider.key else { return done(.success(nil)) }
        if let key = keyInMemory(source) { return done(.success(key)) }
        do throws(SystemError) {
            try Thread.start(name: "key") { [self] in
                do throws(KeyError) {
                    done(.success(try key(source)))
                } catch {
                    done(.failure(ModelFault(.unauthorised, "\(provider.name): \(error)")))
                }
            }
        } catch {
            done(.failure(ModelFault(.unauthorised, "\(provider.name): \(error)")))
        }
    }
}

/// How one request went, for the meters.
package struct ModelReport: Sendable {
    package var provider: Provider
    package var role: ModelRole
    package var outcome: Result<FinishReason, ModelFault>
    /// The last that the server said, also of an answer that failed later.
    package var usage: Usage?
    /// From the request to the first text, draft, thought or call.
    package var firstEventMilliseconds: Double?
    package var totalMilliseconds: Double
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
