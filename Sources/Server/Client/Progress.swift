import Base
import JSON
import LSP
import Synchronization
import Transport

/// The progress reports that are under way, so that the client can cancel them.
struct ProgressTable {
    private var cancellations: [ProgressToken: Cancellation] = [:]
    private var nextToken = 1

    mutating func makeToken() -> ProgressToken {
        defer { nextToken += 1 }
        return .string("tenon-\(nextToken)")
    }

    mutating func add(_ token: ProgressToken, _ cancellation: Cancellation) {
        cancellations[token] = cancellation
    }

    mutating func remove(_ token: ProgressToken) {
        cancellations[token] = nil
    }

    /// The client pressed "cancel"; an unknown token is nobody's.
    func cancel(_ token: ProgressToken) {
        cancellations[token]?.cancel()
    }
}

/// One piece of work whose progress the client may show. Begun and ended exactly once; silent for
/// a client that can show nothing.
final class ProgressReport: Sendable {
    private let token: ProgressToken?
    private let outbox: Outbox
    private let isOpen = Atomic<Bool>(false)
    private let lastGlimpse = Lock<Instant?>(nil)

    private init(token: ProgressToken?, outbox: Outbox) {
        self.token = token
        self.outbox = outbox
    }

    /// Begins a report and goes on with `body`. The client's own token is used when it gave one;
    /// else one is made, where the client supports that and does not refuse it.
    static func begin(
        _ session: Session, title: String, clientToken: ProgressToken?, cancellation: Cancellation,
        _ body: @escaping (Session, ProgressReport) -> Void
    ) {
        func start(_ session: Session, _ token: ProgressToken?) {
            let token = cancellation.isCancelled ? nil : token
            let report = ProgressReport(token: token, outbox: session.outbox)
            if let token {
                session.progress.add(token, cancellation)
                report.isOpen.store(true, ordering: .relaxed)
                session.notify(
                    .progress(
                        token,
                        .begin(title: title, message: nil, percentage: nil, cancellable: true)))
                // A token means nothing any more once its request is answered, and a cancelled one
                // is answered at once: so the end must not wait for the work to notice.
                cancellation.onCancel { report.sendEnd(message: nil) }
            }
            body(session, report)
        }
        if clientToken != nil
            || !session.client.capabilities.window.workDoneProgress
        {
            return start(session, clientToken)
        }
        let token = session.progress.makeToken()
        let patience = session.options.delays.progressToken
        session.ask(.createProgress(token), timeoutMilliseconds: patience) { session, result in
            switch result {
            case .success: start(session, token)
            case .failure: start(session, nil)
            }
        }
    }

    /// Says where the work is. What is passing, the words of a model that goes on talking, is said
    /// no more often than somebody can read it.
    func report(
        _ session: Session, message: String, percentage: Int? = nil, isPassing: Bool = false
    ) {
        guard isOpen.load(ordering: .relaxed), let token else { return }
        if isPassing {
            let pause = session.options.delays.glimpse
            let isDue = lastGlimpse.withLock { last -> Bool in
                if let last, Instant.now < last.adding(milliseconds: pause) { return false }
                last = .now
                return true
            }
            guard isDue else { return }
        }
        session.notify(
            .progress(token, .report(message: message, percentage: percentage, cancellable: true)))
    }

    func end(_ session: Session, message: String? = nil) {
        if let token { session.progress.remove(token) }
        sendEnd(message: message)
    }

    private func sendEnd(message: String?) {
        guard isOpen.exchange(false, ordering: .relaxed), let token else { return }
        outbox.send(OutgoingMessage.notification(.progress(token, .end(message: message))))
    }
}
