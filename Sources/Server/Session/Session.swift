import Base
import JSON
import LSP
import Languages
import Settings
import Syntax
import Text
import Transport

/// Everything that the server knows of its one client. Only the loop thread touches it; readers on
/// other threads get immutable snapshots.
final class Session {
    /// Where the session is in its life.
    enum Lifecycle {
        case waitingForInitialize
        case running
        case shutDown
    }

    let outbox: Outbox
    let mailbox: Mailbox
    let replies: Replies
    let workers: WorkerPool
    let options: ServerOptions
    /// All languages. If a worker is still making them, which takes less than a millisecond, this
    /// waits: the one wait of the loop, and only right after the start.
    var languages: LanguageRegistry { languagesOnce.value }
    let log: SessionLog
    let models: SessionModels
    let index = WorkspaceIndex()
    var indexing = Indexing()
    /// The maps of the folders that somebody has asked for one of.
    var maps: [Path: FolderMap] = [:]
    var workspaceModels = WorkspaceModels()
    var agents = AgentRuns()
    var timers = Timers()
    var lifecycle = Lifecycle.waitingForInitialize
    var client = Client()
    var documents: [DocumentURI: Document] = [:]
    var recentEdits = RecentEdits()
    /// Counts openings and edits, to know which documents were used last.
    var uses = 0
    var folders = WorkspaceFolders()
    var configuration = Configuration()
    var progress = ProgressTable()
    var completions = CompletionState()
    var learning: CompletionLearning
    /// Edits that the client was asked to apply and has not answered for.
    var proposals: [Int: PendingOutcome] = [:]
    var nextProposal = 0
    var trace = TraceValue.off
    /// Set when it is time to leave; the loop ends after the message at hand.
    private(set) var exitCode: Int32?
    /// The client's process, where the client named it and the kernel lets us watch.
    var parent: ParentWatch?
    /// The languages of which a missing grammar was told.
    var reportedGrammars: Set<String> = []

    private let languagesOnce: Once<LanguageRegistry>

    init(
        options: ServerOptions, outbox: Outbox, mailbox: Mailbox, workers: WorkerPool,
        languages: Once<LanguageRegistry>, log: SessionLog, models: SessionModels
    ) {
        self.log = log
        self.models = models
        self.options = options
        self.outbox = outbox
        self.mailbox = mailbox
        self.workers = workers
        languagesOnce = languages
        learning = CompletionLearning(directories: options.directories)
        replies = Replies(outbox: outbox)
    }

    /// Has a worker make the languages, for whoever asks for them first.
    func prepareLanguages() {
        _ = workers.submit(.request) { [languagesOnce] in _ = languagesOnce.value }
    }

    /// Ends the session; the first reason counts.
    func end(exitCode: Int32, because reason: String) {
        guard self.exitCode == nil else { return }
        Log.info("the server ends: \(reason)")
        self.exitCode = exitCode
    }

    /// The client's messages have ended without `exit`.
    func inputEnded(_ reason: String) {
        switch lifecycle {
        case .shutDown: end(exitCode: 0, because: reason)
        case .waitingForInitialize, .running: end(exitCode: 1, because: reason)
        }
    }

    /// Lets go of everything that works for this session.
    func close() {
        replies.failAll(ResponseError(.serverCancelled, "the server ends"))
        indexing.cancellation.cancel()
        dropPending()
        dropRound()
        dropPrefetch()
        completions.editQuestion?.cancel()
        models.close()
        agents.close()
        learning.close()
        closeMaps()
        workspaceModels.reset()
        workers.close()
    }

    /// Sends a notification, unless the protocol does not allow one yet.
    func notify(_ notification: ServerNotification) {
        guard lifecycle != .waitingForInitialize else { return }
        outbox.send(OutgoingMessage.notification(notification))
    }

    /// Runs CPU work elsewhere and the rest back here; false if neither will ever run, because too
    /// much is waiting already.
    func compute<Value: Sendable>(
        _ urgency: WorkerPool.Urgency, key: String? = nil, _ work: @escaping @Sendable () -> Value,
        then finish: @escaping @Sendable (Session, Value) -> Void
    ) -> Bool {
        let mailbox = mailbox
        return workers.submit(urgency, key: key) {
            let value = work()
            mailbox.post { session in finish(session, value) }
        }
    }

    /// Answers a request with what `work` computes on a worker.
    func answer<Value: JSONEncodable & SendableMetatype>(
        _ request: OpenRequest, _ work: @escaping @Sendable () throws(ResponseError) -> Value
    ) {
        let accepted = workers.submit(.request) {
            guard !request.cancellation.isCancelled else { return }
            do throws(ResponseError) {
                request.succeed(try work())
            } catch {
                request.fail(error)
            }
        }
        if !accepted {
            request.failBecauseOfLoad()
        }
    }
}
