import Base
import LSP
import Synchronization
import Transport

/// Sends log lines to the log file, on a thread of its own, and to the client.
final class SessionLog: Sendable {
    private let lines = BoundedQueue<(LogLevel, String)>(capacity: 4096)
    private let isDone = Monitor(false)
    private let clientListens = Atomic<Bool>(false)
    private let hasFile = Atomic<Bool>(false)
    private let outbox: Outbox
    private let key = Lock<Int?>(nil)
    private let models: SessionModels

    /// Takes over the process's log. Lines wait until the settings say where the file is.
    init(outbox: Outbox, models: SessionModels) {
        self.outbox = outbox
        self.models = models
        let key = Log.add { [weak self] level, text in self?.write(level, text) }
        self.key.withLock { $0 = key }
    }

    /// From now on the protocol allows messages to the client.
    func clientIsReady() { clientListens.store(true, ordering: .relaxed) }

    /// Starts writing; only the first call counts. Without a file the client still gets all.
    func openFile(_ path: Path) {
        guard !hasFile.exchange(true, ordering: .relaxed) else { return }
        let (lines, isDone) = (lines, isDone)
        try? Thread.start(name: "log") {
            let file = try? LogFile(path: path)
            while let (level, text) = lines.take() { file?.append(level, text) }
            isDone.update { $0 = true }
        }
    }

    /// Waits a moment until what was logged is on disk.
    func close(patienceMilliseconds: Int) {
        key.withLock { key in
            if let known = key { Log.remove(known) }
            key = nil
        }
        lines.close()
        guard hasFile.load(ordering: .relaxed) else { return }
        _ = isDone.wait(until: Instant.now.adding(milliseconds: patienceMilliseconds)) {
            $0 ? true : nil
        }
    }

    /// Lines that do not fit are lost: a slow disk must not hold up the one who logs.
    private func write(_ level: LogLevel, _ line: String) {
        let text = models.redacted(line)
        _ = lines.offer((level, text))
        guard clientListens.load(ordering: .relaxed), level <= .info else { return }
        let message = MessageParams(SessionLog.type(of: level), text)
        outbox.send(OutgoingMessage.notification(.logMessage(message)))
    }

    private static func type(of level: LogLevel) -> MessageType {
        switch level {
        case .error: .error
        case .warning: .warning
        case .info: .info
        case .debug, .trace: .debug
        }
    }
}
