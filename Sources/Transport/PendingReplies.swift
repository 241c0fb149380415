private import Base

/// The requests that wait for their answer. An id is registered before its work starts and taken
/// out by whoever answers first; so each is answered exactly once, however many try.
package final class PendingReplies<ID: Hashable & Sendable, Ticket: Sendable>: Sendable {
    private let tickets = Lock<[ID: Ticket]>([:])

    package init() {}

    /// Registers a request; false when one with this id is still open.
    package func register(_ id: ID, _ ticket: Ticket) -> Bool {
        tickets.withLock { tickets in
            guard tickets[id] == nil else { return false }
            tickets[id] = ticket
            return true
        }
    }

    /// Claims the right to answer; nil when somebody has answered already.
    package func claim(_ id: ID) -> Ticket? {
        tickets.withLock { $0.removeValue(forKey: id) }
    }

    /// Claims all that match, for example those of a document that has changed.
    package func claim(where matches: (Ticket) -> Bool) -> [(id: ID, ticket: Ticket)] {
        tickets.withLock { tickets in
            let found = tickets.filter { matches($0.value) }
            for (id, _) in found { tickets[id] = nil }
            return found.map { ($0.key, $0.value) }
        }
    }

    package var count: Int { tickets.withLock { $0.count } }
}
