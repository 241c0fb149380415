internal import Base
internal import HTTP
internal import Secrets

/// Why there is no answer, or only a part of one.
package struct ModelFault: Error, Sendable, Equatable, CustomStringConvertible {
    package var kind: Kind
    /// One line for a person: what is wrong and what to do about it. No secret is in it.
    package var message: String

    /// What callers tell faults apart by.
    package enum Kind: Sendable, Hashable {
        /// The server cannot be reached, or hung up before it answered.
        case unreachable
        /// Its certificate, or the encryption, is not what it has to be.
        case untrusted
        case timedOut
        /// The key is missing or wrong.
        case unauthorised
        /// No credit, or the plan's quota is used up.
        case unpaid
        case forbidden
        case modelUnknown
        /// The prompt does not fit; the numbers are in tokens, where the server names them.
        case contextExceeded(promptTokens: Int?, limit: Int?)
        /// The request has more bytes than the server takes.
        case tooLarge
        /// Too many requests. `afterMilliseconds` is the server's wish, where it has one.
        case rateLimited(afterMilliseconds: Int?)
        /// Too much work, or the model is being loaded: the same request may succeed later.
        case overloaded(afterMilliseconds: Int?)
        /// The server or the model cannot do what is asked, such as fill in or call tools.
        case unsupported
        /// The server does not understand the request.
        case refusedRequest
        /// The server broke down.
        case serverFailed
        /// What came is no answer: a web page, say, or an answer without end.
        case badAnswer
        /// The answer broke off. What came before is a part of it.
        case truncated
        case cancelled
        /// Nothing is configured that could be asked.
        case notConfigured
        /// The user's budget for the day is used up.
        case overBudget

        /// The kind without numbers: whether two faults are the same to a person.
        var plain: Kind {
            switch self {
            case .contextExceeded: .contextExceeded(promptTokens: nil, limit: nil)
            case .rateLimited: .rateLimited(afterMilliseconds: nil)
            case .overloaded: .overloaded(afterMilliseconds: nil)
            case .unreachable, .untrusted, .timedOut, .unauthorised, .unpaid, .forbidden,
                .modelUnknown, .tooLarge, .unsupported, .refusedRequest, .serverFailed,
                .badAnswer, .truncated, .cancelled, .notConfigured, .overBudget:
                self
            }
        }
    }

    /// A fault, with its one line for people.
    package init(_ kind: Kind, _ message: String) {
        self.kind = kind
        self.message = message
    }

    package var description: String { message }
}

extension ModelFault {
    /// The fault of a request that got no whole answer; `server` is how messages name it.
    init(_ error: HTTPError, server: String) {
        let kind: Kind =
            switch error.kind {
            case .unknownHost, .unreachable, .connectionLost, .other: .unreachable
            case .untrusted: .untrusted
            case .timedOut: .timedOut
            case .tooLarge, .malformed: .badAnswer
            case .cancelled: .cancelled
            case .missingLibrary, .badRequest: .notConfigured
            }
        self.init(kind, "\(server): \(error.description)")
    }

    /// The fault without the key that was shown to the server: some repeat what they were sent.
    func hiding(_ key: Secret?) -> ModelFault {
        ModelFault(kind, redactedForLog(message, own: key.map { [$0] } ?? []))
    }

    /// Several providers were asked, and each had a reason of its own.
    init?(joining faults: [ModelFault]) {
        guard let first = faults.first else { return nil }
        self.init(first.kind, faults.map(\.message).joined(separator: "; "))
    }
}
