internal import Agent
internal import Base
internal import HTTP
internal import JSON
internal import Models
internal import RepoMap
internal import Sandbox
internal import Server
internal import Settings
internal import Store
internal import Text
internal import Verify

/// An agent that a command of the shell has at work: progress goes to standard error, the patch to
/// standard output, and nothing is written without being asked for.
struct CommandLineAgent {
    let root: Path
    let sessions: SessionStore?
    private let console: Console
    private let environment: Environment
    private let settings: Settings
    private let desk: ModelDesk
    private let budget: Budget

    /// An agent for a project. Blocks for a moment.
    init(_ root: Path, _ console: Console) {
        let environment = Environment.current
        let directories = Directories(environment: environment)
        let settings = settingsInForce(folder: root, environment: environment)
        let configuration = ModelConfiguration(settings, directories: directories)
        for problem in configuration.problems { console.complain("tenon: \(problem)") }
        let keys = KeyRing(reader: KeyReader(environment: environment))
        let meters = Meters(
            store: try? Store(path: directories.state / "meters.db", schema: Meters.schema),
            session: WallClock.timestamp
        ) { Day(unixSeconds: WallClock.unixSeconds) }
        desk = ModelDesk(
            client: ModelClient(http: HTTPClient(), keys: keys), meters: { meters },
            tell: { console.complain("tenon: \($0)") })
        desk.use(configuration.roster)
        budget = configuration.budget
        sessions = try? SessionStore(in: directories.state, keys: desk.secrets)
        self.root = root
        self.console = console
        self.environment = environment
        self.settings = settings
    }

    /// Who can propose changes, in the order of the settings.
    var proposers: [Proposer] { desk.proposers }

    /// How many runs work at a task, and how its tests are run, by the settings.
    func order(_ goal: AgentGoal) -> AgentOrder {
        var order = AgentOrder(root: root, goal: goal)
        order.testCommand = settings.ownTestCommand
        order.candidates = settings.agentCandidates
        return order
    }

    func work(on order: AgentOrder, by proposers: [Proposer]) -> AgentOutcome {
        job().work(on: order, by: proposers, base: [:])
    }

    func resume(_ kept: KeptSession, instruction: String?) -> AgentOutcome {
        job().resume(kept, instruction: instruction, base: [:])
    }

    private func job() -> AgentJob {
        let latest = Lock("")
        let (root, console) = (root, console)
        return AgentJob(
            site: AgentSite(settings, environment: environment),
            languages: languageRegistry(environment), settings: settings, budget: budget,
            desk: desk, sessions: sessions,
            guide: {
                let scope = indexScope(for: root, usesCache: true, console)
                return MapGuide(upToDate(scope, console)) { focus in
                    var query = MapQuery()
                    query.focus =
                        focus.flatMap {
                            scope.focus($0.path.string, line: $0.lines.lowerBound - 1)
                        }.map { [$0] } ?? []
                    return query
                }
            },
            cancellation: Cancellation(), rests: SearchRests(),
            progressed: { now in
                let line = now.line
                let isNew = latest.withLock { last in
                    defer { last = line }
                    return last != line
                }
                if isNew { console.complain(line) }
            })
    }

    /// Shows what came of it and applies it if that is wanted; the exit code says the same.
    func finish(_ outcome: AgentOutcome, applies: Bool) throws(CommandFailure) -> Int32 {
        for note in outcome.notes { console.complain(note) }
        console.complain(outcome.words)
        if let session = outcome.session { console.complain("session \(session)") }
        guard let proposal = outcome.proposal else {
            return switch outcome.ending {
            case .accepted, .nothingToFix: 0
            case .impossible, .unverified: 3
            case .stopped, .modelFailed, .cancelled: 1
            }
        }
        console.complain(proposal.title)
        for line in proposal.evidence.lines { console.complain("  \(line)") }
        console.write(String(decoding: proposal.patch.diff, as: UTF8.self))
        switch proposal.evidence.verdict {
        case .refuted: return 1
        case .unverified: return 3
        case .verified: break
        }
        guard applies else { return 0 }
        do throws(WorkspaceFailure) {
            try job().write(proposal.patch, in: root)
        } catch {
            throw CommandFailure("\(error)")
        }
        console.complain("applied")
        return 0
    }
}
