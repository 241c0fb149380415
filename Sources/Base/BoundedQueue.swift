/// A first-in first-out queue between threads with a bound: what does not fit is refused, and
/// the one who offers decides what that means.
package final class BoundedQueue<Element: Sendable>: Sendable {
    private struct State: Sendable {
        var elements: [Element] = []
        /// The front lies here; what is before it has been taken.
        var first = 0
        var closed = false
    }

    private let state = Monitor(State())
    private let capacity: Int

    package init(capacity: Int) {
        self.capacity = capacity
    }

    package var count: Int { state.withLock { $0.elements.count - $0.first } }

    /// Adds to the end; false when it is full or closed.
    package func offer(_ element: Element) -> Bool {
        state.update { state in
            guard !state.closed, state.elements.count - state.first < capacity else {
                return false
            }
            state.elements.append(element)
            return true
        }
    }

    /// Takes from the front, waiting for it; nil once it is closed and empty, or at the deadline.
    package func take(until deadline: Instant? = nil) -> Element? {
        let taken: Element?? = state.wait(until: deadline) { state in
            if state.first < state.elements.count {
                let element = state.elements[state.first]
                state.first += 1
                if state.first == state.elements.count || state.first > 1024 {
                    state.elements.removeFirst(state.first)
                    state.first = 0
                }
                return .some(element)
            }
            return state.closed ? .some(nil) : nil
        }
        return taken ?? nil
    }

    /// Refuses everything from now on; what is inside can still be taken.
    package func close() {
        state.update { $0.closed = true }
    }
}
