import Base

/// A value that is made by whoever needs it first, at most once. Blocks while another thread
/// makes it: not for the loop.
final class Once<Value: Sendable>: Sendable {
    private enum State: Sendable {
        case waiting(@Sendable () -> Value)
        case made(Value)
    }

    private let state: Monitor<State>

    init(_ make: @escaping @Sendable () -> Value) {
        state = Monitor(.waiting(make))
    }

    var value: Value {
        state.withLock { state in
            switch state {
            case .made(let value):
                return value
            case .waiting(let make):
                let value = make()
                state = .made(value)
                return value
            }
        }
    }
}
