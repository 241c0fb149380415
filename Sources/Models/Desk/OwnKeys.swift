internal import Base
internal import Secrets

/// Sees to it that our own keys are known before anything is said to a model: what is not known is
/// not found in a prompt.
final class OwnKeys: Sendable {
    private struct State: Sendable {
        /// Where keys are looked for, used or not.
        var sources: Set<KeySource> = []
        /// Where there was none: they are not looked for each time.
        var missing: Set<KeySource> = []
    }

    private let ring: KeyRing
    private let state = Lock(State())

    init(ring: KeyRing) {
        self.ring = ring
    }

    /// From now on these are looked for.
    func look(for sources: Set<KeySource>) {
        state.withLock { $0 = State(sources: sources) }
    }

    /// Goes on once all keys are read that can be, at once where they are known already. The fault
    /// is that of the provider's own key.
    func whenKnown(
        andOf provider: Provider?, _ body: @escaping @Sendable (ModelFault?) -> Void
    ) {
        let (sources, missing) = state.withLock { ($0.sources, $0.missing) }
        let wanted = sources.subtracting(missing).union(provider?.key.map { [$0] } ?? [])
            .filter { ring.keyInMemory($0) == nil }
        guard !wanted.isEmpty else { return body(nil) }
        let left = Lock((count: wanted.count, fault: ModelFault?.none))
        for source in wanted {
            ring.request(source) { [self] result in
                let end = left.withLock { left -> (isOver: Bool, fault: ModelFault?) in
                    left.count -= 1
                    if case .failure(let error) = result, let provider, provider.key == source {
                        left.fault = ModelFault(.unauthorised, "\(provider.name): \(error)")
                    }
                    return (left.count == 0, left.fault)
                }
                if case .failure = result { state.withLock { _ = $0.missing.insert(source) } }
                if end.isOver { body(end.fault) }
            }
        }
    }
}

/// A request as it may be sent: made once, and again when there are more keys to be kept out of it.
final class SafeRequest: Sendable {
    let role: ModelRole
    private let original: ModelRequest
    private let keys: KeyRing
    private let made = Lock<(own: [Secret], request: ModelRequest)?>(nil)

    init(_ original: ModelRequest, keys: KeyRing) {
        role = original.role
        self.original = original
        self.keys = keys
    }

    /// Without the secrets in its texts.
    func redacted(by redactor: inout Redactor) -> ModelRequest {
        let own = keys.secrets
        if let made = made.withLock({ $0 }), made.own.elementsEqual(own, by: ===) {
            return made.request
        }
        redactor.own = own
        let request = original.redacted(by: &redactor)
        made.withLock { $0 = (own, request) }
        return request
    }
}
