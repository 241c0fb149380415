internal import Base
internal import CCurl

/// Wakes the thread that waits in libcurl. The one call that libcurl allows from any thread; the
/// inbox's lock keeps it from being made once the handle is gone.
@safe
struct Waker: @unchecked Sendable {
    fileprivate let multi: OpaquePointer

    func wake() { unsafe tenon_curl_multi_wakeup(multi) }
}

/// The body of the client's thread.
func runTransfers(_ inbox: Inbox) {
    // A server that closes while TLS writes to it must not end the process.
    var signals = sigset_t()
    unsafe sigemptyset(&signals)
    unsafe sigaddset(&signals, SIGPIPE)
    unsafe pthread_sigmask(SIG_BLOCK, &signals, nil)

    var left: [Inbox.Command]
    if let problem = LibCurl.problem {
        left = inbox.shut(problem)
        fail(&left, problem)
        return
    }
    guard let transfers = Transfers() else {
        let problem = HTTPError(.other, "libcurl has no memory left")
        left = inbox.shut(problem)
        fail(&left, problem)
        return
    }
    inbox.attach(transfers.waker)
    while let commands = inbox.takeCommands() {
        for command in commands { transfers.perform(command) }
        transfers.work()
        transfers.sleep()
    }
    // Nobody wakes us from here on, so that the handle can go.
    left = inbox.shut(.cancelled)
    transfers.cancelAll()
    fail(&left, .cancelled)
}

private func fail(_ commands: inout [Inbox.Command], _ error: HTTPError) {
    for case .start(let job) in commands { job.handler(.failed(error)) }
    commands = []
}

/// All requests under way. Belongs to the client's thread.
@safe
private final class Transfers {
    private let multi: OpaquePointer
    private var transfers: [Int: Transfer] = [:]

    /// Connections that are kept for the next request to the same server.
    private static let mostIdleConnections = 16

    init?() {
        guard let multi = unsafe tenon_curl_multi_init(Transfers.mostIdleConnections) else {
            return nil
        }
        unsafe self.multi = multi
    }

    deinit { unsafe tenon_curl_multi_cleanup(multi) }

    var waker: Waker { unsafe Waker(multi: multi) }

    func perform(_ command: Inbox.Command) {
        switch command {
        case .start(let job):
            do throws(HTTPError) {
                let transfer = try Transfer(job)
                guard unsafe tenon_curl_multi_add(multi, transfer.easy.pointer) == 0 else {
                    throw HTTPError(.other, "libcurl has no memory left")
                }
                transfers[job.id] = transfer
            } catch {
                job.handler(.failed(error))
            }
        case .cancel(let id):
            finish(id) { _ in .failed(.cancelled) }
        }
    }

    /// Moves every request as far as it goes without waiting.
    func work() {
        unsafe tenon_curl_multi_perform(multi)
        var code: Int32 = 0
        while let easy = unsafe tenon_curl_multi_next_done(multi, &code) {
            let id = unsafe Int(bitPattern: tenon_curl_private(easy))
            finish(id) { $0.lastEvent(code: code) }
        }
        let now = Instant.now
        for (id, transfer) in transfers where transfer.deadline.at <= now {
            let (phase, request) = (transfer.deadline.phase, transfer.job.request)
            finish(id) { _ in .failed(.timedOut(phase, request.url, request.timeouts)) }
        }
    }

    /// Waits for the network, for a command or for a time-out; libcurl knows its own.
    func sleep() {
        let anHour = Instant.now.adding(milliseconds: 3_600_000)
        let deadline = transfers.values.reduce(anHour) { min($0, $1.deadline.at) }
        let left = deadline.nanoseconds(since: .now)
        // Rounded up: waking a moment too early would mean to spin until the time has come.
        let milliseconds = left <= 0 ? 0 : left / 1_000_000 + 1
        unsafe tenon_curl_multi_poll(multi, Int32(milliseconds))
    }

    func cancelAll() {
        for id in transfers.keys { finish(id) { _ in .failed(.cancelled) } }
    }

    /// Lets go of a request, which closes its connection unless it was read to its end, and only
    /// then tells its owner.
    private func finish(_ id: Int, _ event: (Transfer) -> HTTPEvent) {
        guard let transfer = transfers.removeValue(forKey: id) else { return }
        let last = event(transfer)
        if case .failed = last {
            abandon(transfer)
        } else {
            unsafe tenon_curl_multi_remove(multi, transfer.easy.pointer)
        }
        transfer.job.handler(last)
    }

    /// Ends a request before its end, in a way that the server hears of at once. The connection
    /// goes with it, unless other streams are on it: then libcurl closes this stream alone, but
    /// would say so only with the connection's next frame, which may be long in coming.
    private func abandon(_ transfer: Transfer) {
        let neighbour = transfers.values.first { $0.sharesConnection(with: transfer) }
        if neighbour == nil { transfer.easy.set(TENON_CURL_FORBID_REUSE, 1) }
        unsafe tenon_curl_multi_remove(multi, transfer.easy.pointer)
        if let neighbour { unsafe tenon_curl_flush(neighbour.easy.pointer) }
    }
}
