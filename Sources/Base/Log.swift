private import Synchronization

/// How much a log line matters. Ordered: a threshold shows itself and all that is worse.
package enum LogLevel: Int, Sendable, CaseIterable, Comparable {
    case error, warning, info, debug, trace

    /// Spelled out, because asking the runtime for a case's name costs a program that just starts
    /// a fifth of a millisecond.
    package var name: String {
        switch self {
        case .error: "error"
        case .warning: "warning"
        case .info: "info"
        case .debug: "debug"
        case .trace: "trace"
        }
    }

    package init?(name: String) {
        guard let level = LogLevel.allCases.first(where: { $0.name == name }) else { return nil }
        self = level
    }

    package static func < (one: LogLevel, other: LogLevel) -> Bool {
        one.rawValue < other.rawValue
    }
}

/// The process-wide log. Until a sink is installed, lines are dropped: a language server's
/// standard error belongs to its client.
///
/// Nothing that a prompt or a document contains is ever logged; that is the callers' duty.
package enum Log {
    package typealias Sink = @Sendable (LogLevel, String) -> Void

    private struct State {
        var sinks: [Int: Sink] = [:]
        var nextKey = 0
    }

    private static let threshold = Atomic<Int>(LogLevel.info.rawValue)
    private static let state = Lock(State())

    /// Lines less important than this are not even put together.
    package static var level: LogLevel {
        get { LogLevel(rawValue: threshold.load(ordering: .relaxed)) ?? .info }
        set { threshold.store(newValue.rawValue, ordering: .relaxed) }
    }

    /// Lines also go here from now on; from any thread. The key takes the sink away again.
    package static func add(_ sink: @escaping Sink) -> Int {
        state.withLock { state in
            state.nextKey += 1
            state.sinks[state.nextKey] = sink
            return state.nextKey
        }
    }

    package static func remove(_ key: Int) {
        state.withLock { $0.sinks[key] = nil }
    }

    package static func error(_ text: @autoclosure () -> String) { write(.error, text) }
    package static func warning(_ text: @autoclosure () -> String) { write(.warning, text) }
    package static func info(_ text: @autoclosure () -> String) { write(.info, text) }
    package static func debug(_ text: @autoclosure () -> String) { write(.debug, text) }

    private static func write(_ level: LogLevel, _ text: () -> String) {
        guard level <= self.level else { return }
        let sinks = state.withLock { $0.sinks.values }
        guard !sinks.isEmpty else { return }
        let line = text()
        for sink in sinks { sink(level, line) }
    }
}

/// A log file that rotates: at `maximumBytes` it becomes `NAME.1`, which replaces the one before.
/// So a log never takes more than twice that.
package final class LogFile: Sendable {
    private struct State: ~Copyable {
        var file: FileDescriptor?
        var size: Int
    }

    private let path: Path
    private let maximumBytes: Int
    /// A pipe or `/dev/null` is only written to: root could even rename it.
    private let isRegular: Bool
    private let state: Lock<State>

    /// Opens or creates the file, and its folder, for the user alone.
    package init(path: Path, maximumBytes: Int = 4 << 20) throws(SystemError) {
        self.path = path
        self.maximumBytes = maximumBytes
        try Files.createDirectories(path.parent)
        let file = try LogFile.open(path)
        let size = Files.size(of: path) ?? 0
        isRegular = Files.kind(of: path) == .file
        state = Lock(State(file: file, size: size))
    }

    /// Appends one line. Line breaks inside are escaped, so that one event stays one line.
    package func append(_ level: LogLevel, _ text: String) {
        let flat = text.utf8.contains(UInt8(ascii: "\n")) ? LogFile.escaped(text) : text
        let line = Array("\(WallClock.timestamp) \(level.name) \(flat)\n".utf8)
        state.withLock { state in
            if isRegular, state.size + line.count > maximumBytes {
                state.file = nil
                Files.rename(path, to: Path(path.string + ".1"))
                state.file = try? LogFile.open(path)
                state.size = 0
            }
            // A full disk must not end the server; the line is lost.
            try? state.file?.writeAll(line)
            state.size += line.count
        }
    }

    private static func open(_ path: Path) throws(SystemError) -> FileDescriptor {
        try FileDescriptor.open(path, O_WRONLY | O_CREAT | O_APPEND, mode: 0o600)
    }

    private static func escaped(_ text: String) -> String {
        text.split(separator: "\n", omittingEmptySubsequences: false).joined(separator: "\\n")
    }
}
