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
    /// Where features hand in their requests.
    let desk: ModelDesk
    let meters: Once<Meters>
    private let prices = Lock(PriceTable([:]))
    private let store: Lock<Store?>

    /// For a process with this environment; the meters are kept in a file of the state folder.
    init(environment: Environment, directories: Directories) {
        let reader = KeyReader(environment: environment)
        let keys = KeyRing { source throws(KeyError) in try reader.read(source) }
        let opened = Lock<Store?>(nil)
        let meters = Once {
            let file = directories.state / "meters.db"
            let store = try? Store(path: file, schema: Meters.schema)
            opened.withLock { $0 = store }
            return Meters(store: store, session: WallClock.timestamp) {
                Day(unixSeconds: WallClock.unixSeconds)
            }
        }
        let prices = prices
        let client = ModelClient(http: http, authorise: keys.authorise) { report in
            meters.value.record(Reading(report, prices: prices.withLock { $0 }))
        }
        self.keys = keys
        self.meters = meters
        store = opened
        desk = ModelDesk(client: client, keys: { keys.inMemory })
    }

    /// From now on requests cost this.
    func setPrices(_ table: PriceTable) { prices.withLock { $0 = table } }

    /// Waits until what the meters counted is on disk.
    func close() { store.withLock { $0 }?.close() }

    /// A line of the log without any secret in it, ours or not.
    func redacted(_ line: String) -> String { redactedForLog(line, own: keys.inMemory) }
}
