internal import Base

// HTTP asks model servers: one thread drives all requests through libcurl. It knows nothing of what
// is asked, keeps no cookies and no cache, follows no redirect (an answer that redirects is an
// answer: a key never goes where nobody configured it), and trusts no certificate that does not
// check out. Nothing of a request is ever logged.

/// Sends requests. Its thread starts with the first one, and ends with the client.
package final class HTTPClient: Sendable {
    private let inbox = Inbox()

    package init() {}

    /// Which libcurl does the work here, or why there is none.
    package static var library: Result<String, HTTPError> {
        if let problem = LibCurl.problem { return .failure(problem) }
        return .success(LibCurl.version)
    }

    deinit { inbox.close() }

    /// Starts a request. The handler gets its events on the client's thread, one after the other,
    /// and must not block there: it hands them on.
    package func start(
        _ request: HTTPRequest, handler: @escaping @Sendable (HTTPEvent) -> Void
    ) -> HTTPTask {
        let job = TransferJob(
            id: inbox.reserveID(), request: request, cancellation: Cancellation(),
            handler: handler)
        if let error = inbox.post(.start(job)) { handler(.failed(error)) }
        return HTTPTask(inbox: inbox, job: job)
    }
}

/// A request under way.
package struct HTTPTask: Sendable {
    fileprivate let inbox: Inbox
    fileprivate let job: TransferJob

    /// Closes the request's connection at once, so that a local server stops computing. No head and
    /// no body come any more; the last event says that it was cancelled, unless it had ended.
    package func cancel() {
        job.cancellation.cancel()
        _ = inbox.post(.cancel(job.id))
    }
}

/// What the thread needs to know of a request.
struct TransferJob: Sendable {
    let id: Int
    let request: HTTPRequest
    let cancellation: Cancellation
    let handler: @Sendable (HTTPEvent) -> Void
}

/// What other threads want of the client's thread, and how they wake it.
final class Inbox: Sendable {
    enum Command: Sendable {
        case start(TransferJob)
        case cancel(Int)
    }

    private enum Phase: Sendable {
        case unstarted
        /// The thread runs; the waker is there once it can sleep.
        case running(Waker?)
        case closed(HTTPError)
    }

    private struct State: Sendable {
        var phase = Phase.unstarted
        var commands: [Command] = []
        var lastID = 0
    }

    private let state = Lock(State())

    func reserveID() -> Int {
        state.withLock { state in
            state.lastID += 1
            return state.lastID
        }
    }

    /// Hands a command to the thread, which the first one starts; the error when there is none.
    func post(_ command: Command) -> HTTPError? {
        state.withLock { state in
            switch state.phase {
            case .closed(let error): return error
            case .running(let waker):
                state.commands.append(command)
                waker?.wake()
                return nil
            case .unstarted:
                do throws(SystemError) {
                    try Thread.start(name: "http") { runTransfers(self) }
                } catch {
                    return HTTPError(.other, error.description)
                }
                state.commands.append(command)
                state.phase = .running(nil)
                return nil
            }
        }
    }

    /// From now on the thread can be woken.
    func attach(_ waker: Waker) {
        state.withLock { if case .running = $0.phase { $0.phase = .running(waker) } }
    }

    /// What has come since; nil once the client has gone.
    func takeCommands() -> [Command]? {
        state.withLock { state in
            if case .closed = state.phase { return nil }
            defer { state.commands = [] }
            return state.commands
        }
    }

    /// The client has gone: the thread ends. Requests that wait here are for the thread to refuse.
    func close() {
        state.withLock { state in
            if case .running(let waker) = state.phase { waker?.wake() }
            state.phase = .closed(.cancelled)
        }
    }

    /// The thread ends; the waker is of no use any more. Gives the commands that nobody has taken.
    func shut(_ error: HTTPError) -> [Command] {
        state.withLock { state in
            state.phase = .closed(error)
            defer { state.commands = [] }
            return state.commands
        }
    }
}
