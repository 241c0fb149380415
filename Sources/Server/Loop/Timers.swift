import Base

/// Work for later, on the loop thread. A key has one timer at most: setting it again moves it.
struct Timers {
    /// What a timer is for.
    enum Key: Hashable {
        case diagnostics(DocumentURI)
        case parse(DocumentURI)
        case clientReply(Int32)
        case tags(DocumentURI)
        case indexPatience
        case indexProgress
        case mapPatience(Path)
        case mapProgress(Path)
        case settingsReload
        case leftovers
        case searchRest
        /// One completion at a time is waited for.
        case completionPause
        case completionMenu
        case nextEdit
        case completionContext(DocumentURI)
        case completionKept(Int)
    }

    private var due: [Key: (when: Instant, work: (Session) -> Void)] = [:]

    mutating func set(_ key: Key, at when: Instant, _ work: @escaping (Session) -> Void) {
        due[key] = (when, work)
    }

    mutating func cancel(_ key: Key) {
        due[key] = nil
    }

    /// When the loop has to wake up next.
    var next: Instant? { due.values.map(\.when).min() }

    /// Takes out what is due, the earliest first.
    mutating func takeDue(now: Instant) -> [(Session) -> Void] {
        let ready = due.filter { $0.value.when <= now }.sorted { $0.value.when < $1.value.when }
        for (key, _) in ready { due[key] = nil }
        return ready.map(\.value.work)
    }
}
