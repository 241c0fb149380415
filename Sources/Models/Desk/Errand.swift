internal import Base

/// One request on its way through those who may answer it, one after the other.
final class Errand: Sendable {
    typealias Handler = @Sendable (ModelEvent) -> Void

    fileprivate struct State: Sendable {
        var rest: ArraySlice<Answerer>
        var restorer: AnswerRestorer
        var faults: [ModelFault] = []
        /// Whether the program's own engine had nothing to say.
        var hasAskedEmbedded = false
        /// Whether a part of an answer was handed on: then nobody else may be asked.
        var hasShown = false
    }

    private let role: ModelRole
    private let embedded: ModelDesk.EmbeddedAnswer?
    private let cancellation: Cancellation
    private let handler: Handler
    private let ask: @Sendable (Provider, @escaping Handler) -> Void
    private let state: Lock<State>

    /// `ask` asks one model.
    init(
        role: ModelRole, order: [Answerer], embedded: ModelDesk.EmbeddedAnswer?,
        restorer: AnswerRestorer, cancellation: Cancellation, handler: @escaping Handler,
        ask: @escaping @Sendable (Provider, @escaping Handler) -> Void
    ) {
        self.role = role
        self.embedded = embedded
        self.cancellation = cancellation
        self.handler = handler
        self.ask = ask
        // A conversation is nothing that the program itself could go on with.
        let order = embedded == nil ? order.filter { $0 != .embedded } : order
        state = Lock(State(rest: order[...], restorer: restorer))
    }

    /// Asks the next who may answer; without one, the request is over.
    func begin() {
        switch state.withLock({ $0.rest.popFirst() }) {
        case .model(let provider)?: ask(provider) { [self] event in receive(event) }
        case .embedded?: askEmbedded()
        case nil: handler(state.withLock { $0.lastEvent(for: role) })
        }
    }

    private func askEmbedded() {
        state.withLock { $0.hasAskedEmbedded = true }
        embedded? { [self] text in
            if cancellation.isCancelled {
                handler(.failed(ModelFault(.cancelled, "the request was cancelled")))
            } else if let text {
                handler(.text(text))
                handler(.finished(.stop))
            } else {
                begin()
            }
        }
    }

    private func receive(_ event: ModelEvent) {
        let (events, goesOn) = state.withLock { state -> ([ModelEvent], Bool) in
            if case .failed(let fault) = event, state.mayGoOn(after: fault) {
                state.faults.append(fault)
                return ([], true)
            }
            if case .restarted = event { state.hasShown = false }
            if event.isShown { state.hasShown = true }
            return (state.restorer.restored(event), false)
        }
        for event in events { handler(event) }
        if goesOn { begin() }
    }
}

extension Errand.State {
    fileprivate func mayGoOn(after fault: ModelFault) -> Bool {
        !hasShown && fault.kind != .cancelled
    }

    /// How the request ends when nobody is left.
    fileprivate func lastEvent(for role: ModelRole) -> ModelEvent {
        if let fault = ModelFault(joining: faults) { return .failed(fault) }
        // To have nothing to say is an answer.
        if hasAskedEmbedded { return .finished(.stop) }
        return .failed(
            ModelFault(.notConfigured, "no model is configured for \(role.rawValue)"))
    }
}
