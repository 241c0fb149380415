import Base
import HTTP
import Models
import Secrets
import Store

/// What a session needs to ask models: keys, connections, the schedule, the meters. Cheap to make;
/// threads and files come with the first use.
final class SessionModels: Sendable {
    let keys: KeyRing
    let http = HTTPClient()
    /// Where features ask.
    let desk: ModelDesk
    let meters: Once<Meters>
    private let store: Lock<Store?>

    /// For a process with this environment; the meters are kept in a file of the state folder.
    /// `tell` gets what the user should hear of.
    init(
        environment: Environment, directories: Directories,
        tell: @escaping @Sendable (String) -> Void
    ) {
        let keys = KeyRing(reader: KeyReader(environment: environment))
        let opened = Lock<Store?>(nil)
        let meters = Once {
            let file = directories.state / "meters.db"
            let store = try? Store(path: file, schema: Meters.schema)
            opened.withLock { $0 = store }
            return Meters(store: store, session: WallClock.timestamp) {
                Day(unixSeconds: WallClock.unixSeconds)
            }
        }
        self.keys = keys
        self.meters = meters
        store = opened
        desk = ModelDesk(
            client: ModelClient(http: http, keys: keys), meters: { meters.value },
            tell: { tell(redactedForLog($0, own: keys.secrets)) })
    }

    /// Waits until what the meters counted is on disk.
    func close() { store.withLock { $0 }?.close() }

    /// A line of the log without any secret in it, ours or not.
    func redacted(_ line: String) -> String { redactedForLog(line, own: keys.secrets) }
}
