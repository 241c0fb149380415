package import Base

/// The keys of all providers, each read when it is first needed and kept in memory from then on.
package final class KeyRing: Sendable {
    private typealias Receiver = @Sendable (Result<Secret, KeyError>) -> Void

    private struct State: Sendable {
        var known: [KeySource: Secret] = [:]
        /// Those of the known that a server was shown.
        var used: Set<KeySource> = []
        /// Also those that were refused: they are still nobody else's business.
        var seen: [Secret] = []
        /// Who waits for a key that is being read.
        var waiting: [KeySource: [Receiver]] = [:]
    }

    private let read: @Sendable (KeySource) throws(KeyError) -> Secret
    private let state = Lock(State())

    /// Of keys that keep changing only the latest are kept out of prompts.
    private static let maximumSeen = 100

    /// A ring that gets its keys by `read`, which may block for long: a person may have to unlock a
    /// keyring.
    package init(read: @escaping @Sendable (KeySource) throws(KeyError) -> Secret) {
        self.read = read
    }

    /// A ring that reads keys from where the user keeps them.
    package convenience init(reader: KeyReader) {
        self.init { source throws(KeyError) in try reader.read(source) }
    }

    /// Gives the key of a source, at once if it is known, else from a thread of its own. However
    /// many wait for a key, it is read once.
    package func request(
        _ source: KeySource, done: @escaping @Sendable (Result<Secret, KeyError>) -> Void
    ) {
        let (known, mustRead) = state.withLock { state -> (Secret?, Bool) in
            if let secret = state.known[source] { return (secret, false) }
            let isFirst = state.waiting[source] == nil
            state.waiting[source, default: []].append(done)
            return (nil, isFirst)
        }
        if let known { return done(.success(known)) }
        guard mustRead else { return }
        do throws(SystemError) {
            try Thread.start(name: "key") { [self] in
                do throws(KeyError) {
                    arrived(.success(try read(source)), from: source)
                } catch {
                    arrived(.failure(error), from: source)
                }
            }
        } catch {
            let reason = "cannot be read: \(error)"
            arrived(.failure(.unusable(source: "\(source)", reason: reason)), from: source)
        }
    }

    private func arrived(_ result: Result<Secret, KeyError>, from source: KeySource) {
        let receivers = state.withLock { state -> [Receiver] in
            if case .success(let secret) = result {
                state.known[source] = secret
                state.used.remove(source)
                state.seen.append(secret)
                if state.seen.count > KeyRing.maximumSeen { state.seen.removeFirst() }
            }
            return state.waiting.removeValue(forKey: source) ?? []
        }
        for receiver in receivers { receiver(result) }
    }

    /// The key of a source. Blocks when it has to be read.
    package func key(_ source: KeySource) throws(KeyError) -> Secret {
        let result = Monitor<Result<Secret, KeyError>?>(nil)
        request(source) { found in result.update { $0 = found } }
        guard let found = result.wait({ $0 }) else {
            throw .unusable(source: "\(source)", reason: "was never read")
        }
        return try found.get()
    }

    /// The key of a source, if it has been read already.
    package func keyInMemory(_ source: KeySource) -> Secret? {
        state.withLock { $0.known[source] }
    }

    /// Notes that a server is shown the key of a source, and says whether one was before: then
    /// there may be a newer one.
    package func use(_ source: KeySource) -> Bool {
        state.withLock { !$0.used.insert(source).inserted }
    }

    /// Has a key read again when it is needed next: a server refused it, so it may have changed.
    package func forget(_ key: Secret, of source: KeySource) {
        state.withLock { state in
            // Somebody else may have read the new one in the meantime.
            if state.known[source] === key { state.known[source] = nil }
        }
    }

    /// All keys that have been in use: what must not be in any prompt or log.
    package var secrets: [Secret] { state.withLock { $0.seen } }
}
