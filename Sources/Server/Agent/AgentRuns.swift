import Agent
import Base
import LSP
import Languages
import Models
import RepoMap
import Settings
import Text
import Verify

/// The loop's side of agents at work.
struct AgentRuns {
    /// How many work now.
    fileprivate(set) var count = 0
    /// Found out with the first use, on a thread that may wait.
    let site = Lock<AgentSite?>(nil)
    /// Opened with the first use.
    let sessions = Lock<SessionStore?>(nil)
    /// The searches at work.
    let rests = SearchRests()
    /// What was shown and may be applied, the newest last.
    var shown: [ShownProposal] = []
    /// What was applied and may be undone, the newest last.
    var applied: [ShownProposal] = []
    private var nextID = 1

    /// More than a few share one machine badly.
    static let maximum = 4
    /// So many are remembered for `tenon.apply` and `tenon.undo`.
    static let maximumRemembered = 20

    /// Finishes what is being kept.
    func close() { sessions.withLock { $0 }?.close() }

    mutating func makeID() -> String {
        defer { nextID += 1 }
        return "p\(nextID)"
    }
}

/// A proposal with what it is called in commands.
struct ShownProposal: Sendable {
    let id: String
    let proposal: Proposal
    let order: AgentOrder
}

/// What a thread that works for a session needs of it.
struct AgentSurroundings: Sendable {
    let mailbox: Mailbox
    let site: Lock<AgentSite?>
    let sessions: Lock<SessionStore?>
    let options: ServerOptions
    let settings: Settings
    let languages: LanguageRegistry
    let desk: ModelDesk
    let budget: Budget
    let map: MapReader
    /// What the editor held when the work began.
    let moment: MapMoment
    let root: Path
    let cancellation: Cancellation
    let rests: SearchRests
    let progress: ProgressReport

    /// What an agent needs. Blocks.
    func job() -> AgentJob {
        let (map, moment, root, mailbox, progress) = (map, moment, root, mailbox, progress)
        let latest = Lock("")
        return AgentJob(
            site: site.withLock { known in
                let found = known ?? AgentSite(settings, environment: options.environment)
                known = found
                return found
            },
            languages: languages, settings: settings, budget: budget, desk: desk,
            sessions: sessions.withLock { known in
                let found =
                    known
                    ?? (try? SessionStore(in: options.directories.state, keys: desk.secrets))
                known = found
                return found
            },
            guide: {
                MapGuide(map.index(at: moment)) { focus in
                    let file = focus.map { root / $0.path.string }
                    let open = file.flatMap { file in
                        moment.documents.first { $0.uri.path == file }
                    }
                    return map.query(
                        for: MapMoment(
                            uri: open?.uri ?? file.map { DocumentURI(path: $0) },
                            line: focus.map { $0.lines.lowerBound - 1 },
                            documents: moment.documents, edits: moment.edits))
                }
            },
            cancellation: cancellation, rests: rests,
            progressed: { now in
                let line = [now.line, now.pace, now.glimpse].compactMap(\.self)
                    .joined(separator: ", ")
                // Gates say more than anybody can read.
                let isNew = latest.withLock { last in
                    defer { last = line }
                    return last != line
                }
                guard isNew else { return }
                mailbox.post { session in
                    progress.report(
                        session, message: line, percentage: Int((now.share * 100).rounded()),
                        isPassing: now.glimpse != nil)
                }
            })
    }

    /// The documents as they are now; nil when the session has ended.
    func documentsNow() -> [DocumentSnapshot]? {
        let answer = Monitor<[DocumentSnapshot]?>(nil)
        mailbox.post { session in
            let snapshots = session.snapshots
            answer.update { $0 = snapshots }
        }
        return answer.wait(until: .now.adding(milliseconds: 30_000)) { $0 }
    }

    /// What of the open documents is other than on the disk, for a project that is to have it.
    func base(_ documents: [DocumentSnapshot]) -> [ProjectPath: [UInt8]] {
        var base: [ProjectPath: [UInt8]] = [:]
        for document in documents {
            guard let path = document.path(below: root).flatMap({ try? ProjectPath($0) }) else {
                continue
            }
            let disk = try? Files.read(root / path.string, limit: 16 << 20)
            if disk != document.buffer.bytes { base[path] = document.buffer.bytes }
        }
        return base
    }

    /// A file as the editor has it, else as the disk has it.
    func content(of path: String, _ documents: [DocumentSnapshot]) -> [UInt8]? {
        if let open = documents.first(where: { $0.path(below: root) == path }) {
            return open.buffer.bytes
        }
        return try? Files.read(root / path, limit: 16 << 20)
    }
}

extension Session {
    /// All open documents as they are now.
    var snapshots: [DocumentSnapshot] { mapMoment(at: nil, line: nil).documents }

    /// `tenon.fix`: has an agent work on what the argument says, and shows what comes of it.
    func fix(_ params: ExecuteCommandParams, _ open: OpenRequest) {
        do throws(ResponseError) {
            let request = try FixRequest(params.arguments.first)
            let root = try mapFolder(of: request.uri)
            let proposers = request.proposers(of: models.desk)
            if proposers.isEmpty { throw ResponseError(.requestFailed, AgentOffers.noModel) }
            startAgent(
                titled: "Tenon: \(request.goal.title.lowercased())", in: root, params, open
            ) { surroundings, documents throws(ResponseError) in
                try request.run(by: proposers, surroundings.job(), surroundings, documents)
            }
        } catch {
            open.fail(error)
        }
    }

    /// Does work that waits for models and tests on a thread of its own, with progress, and shows
    /// the proposal that comes of it.
    func startAgent(
        titled title: String, in root: Path, _ params: ExecuteCommandParams, _ open: OpenRequest,
        _ work:
            @escaping @Sendable (AgentSurroundings, [DocumentSnapshot]) throws(ResponseError) ->
            AgentResult
    ) {
        guard agents.count < AgentRuns.maximum else {
            return open.fail(
                .requestFailed, "\(agents.count) agents are at work: wait for one, or cancel it")
        }
        agents.count += 1
        ProgressReport.begin(
            self, title: title, clientToken: params.workDoneToken,
            cancellation: open.cancellation
        ) { session, progress in
            session.withMap(of: root) { session, map in
                let documents = session.snapshots
                let surroundings = session.surroundings(root, map, open.cancellation, progress)
                let mailbox = session.mailbox
                do throws(SystemError) {
                    try Thread.start(name: "agent", stackBytes: 8 << 20) {
                        let result = Result { () throws(ResponseError) in
                            try work(surroundings, documents)
                        }
                        mailbox.post { session in
                            session.agents.count -= 1
                            session.agentEnded(result, surroundings, open)
                        }
                    }
                } catch {
                    session.agents.count -= 1
                    progress.end(session)
                    open.fail(.requestFailed, "\(error)")
                }
            }
        }
    }

    private func surroundings(
        _ root: Path, _ map: MapReader, _ cancellation: Cancellation, _ progress: ProgressReport
    ) -> AgentSurroundings {
        let budget = ModelConfiguration(
            configuration.stack.settings(), directories: options.directories
        ).budget
        return AgentSurroundings(
            mailbox: mailbox, site: agents.site, sessions: agents.sessions, options: options,
            settings: configuration.stack.settings(folder: root.string), languages: languages,
            desk: models.desk, budget: budget, map: map,
            moment: mapMoment(at: nil, line: nil), root: root,
            cancellation: cancellation, rests: agents.rests, progress: progress)
    }

    private func agentEnded(
        _ result: Result<AgentResult, ResponseError>, _ surroundings: AgentSurroundings,
        _ open: OpenRequest
    ) {
        guard !surroundings.cancellation.isCancelled else {
            surroundings.progress.end(self)
            return open.fail(.requestCancelled, "cancelled")
        }
        switch result {
        case .failure(let error):
            surroundings.progress.end(self, message: error.message)
            open.fail(error)
        case .success(.document(let written, let name)):
            surroundings.progress.end(self)
            show(written, called: name, open)
        case .success(.proposal(let offer)):
            surroundings.progress.end(self, message: offer.words)
            present(offer, open)
        }
    }
}

/// What came of work on a thread.
enum AgentResult: Sendable {
    case proposal(AgentOffer)
    case document(WrittenText, called: String)
}

/// What is offered to the user at the end of a run.
struct AgentOffer: Sendable {
    let order: AgentOrder
    /// How it ended, in words.
    let words: String
    /// Nil where nothing came of it.
    let proposal: Proposal?
    /// What the session is kept as.
    let session: String?
    /// The documents that the patch fits.
    let documents: [DocumentSnapshot]
    /// The patch and its evidence, for reading.
    let preview: WrittenText?
}
