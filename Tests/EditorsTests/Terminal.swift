import Base
import Testing

/// A program in a terminal of its own, which a user would see and type into. The terminal is tmux's,
/// on a socket of its own and without anybody's settings, and ends with this at the latest.
final class Terminal {
    private let socket: Path
    private let environment: [String: String]

    static let columns = 100
    static let rows = 28

    /// Starts a program with its arguments in a folder. `home` is the user's, and holds the socket.
    init(
        _ command: [String], in folder: Path, home: Path, environment: [String: String]
    ) throws {
        var environment = environment
        environment["COLORTERM"] = "truecolor"
        environment["LANG"] = "C.UTF-8"
        self.environment = environment
        socket = home / "terminal"
        let configuration = home / "tmux.conf"
        try Files.writeAtomically(configuration, Array(Terminal.configuration.utf8))
        try tmux(
            [
                "-f", configuration.string, "new-session", "-d", "-x", "\(Terminal.columns)", "-y",
                "\(Terminal.rows)", "-c", folder.string, "--",
            ] + command)
    }

    deinit { _ = try? tmux(["kill-server"]) }

    /// Types text as it is.
    func type(_ text: String) throws {
        // tmux takes a semicolon at the end for its own.
        try tmux(["send-keys", "-l", "--", text.hasSuffix(";") ? text.dropLast() + "\\;" : text])
    }

    /// Presses keys by their names in tmux: `Enter`, `Escape`, `C-x`, `M-w`.
    func press(_ keys: String...) throws { try tmux(["send-keys"] + keys) }

    /// What is on the screen, a line for each row.
    var screen: String {
        get throws { try tmux(["capture-pane", "-p"]) }
    }

    /// How many rows have a text.
    func rows(containing text: String) throws -> Int {
        try screen.split(separator: "\n").count { $0.contains(text) }
    }

    /// The same with colours, as escape sequences.
    var styledScreen: String {
        get throws { try tmux(["capture-pane", "-p", "-e"]) }
    }

    /// Whether the program still runs.
    var isOpen: Bool { (try? tmux(["has-session"])) != nil }

    /// Waits for a text to be on the screen. What a busy server may have left unsaid is asked for by
    /// `again`, which is done every other second.
    func wait(
        for text: String, again: (() throws -> Void)? = nil,
        sourceLocation: SourceLocation = #_sourceLocation
    ) throws {
        try wait("'\(text)' on the screen", again: again, sourceLocation: sourceLocation) {
            try screen.contains(text)
        }
    }

    /// Waits for a text to have gone from the screen.
    func wait(
        forTheEndOf text: String, sourceLocation: SourceLocation = #_sourceLocation
    ) throws {
        try wait("no '\(text)' on the screen", sourceLocation: sourceLocation) {
            try !screen.contains(text)
        }
    }

    /// Waits for something to be true.
    func wait(
        _ what: String, again: (() throws -> Void)? = nil,
        sourceLocation: SourceLocation = #_sourceLocation, until isTrue: () throws -> Bool
    ) throws {
        let deadline = Instant.now.adding(nanoseconds: 90_000_000_000)
        var rounds = 0
        while Instant.now < deadline {
            if try isTrue() { return }
            rounds += 1
            if rounds.isMultiple(of: 40), let again { try again() }
            usleep(50_000)
        }
        let last = (try? screen) ?? "The program has ended"
        Issue.record("There is not \(what):\n\(last)", sourceLocation: sourceLocation)
        throw NeverCame()
    }

    /// Waits for the program to end.
    func waitForTheEnd(sourceLocation: SourceLocation = #_sourceLocation) throws {
        try wait("an end of the program", sourceLocation: sourceLocation) { !isOpen }
    }

    @discardableResult
    private func tmux(_ arguments: [String]) throws -> String {
        let outcome = try Subprocess(
            "tmux", ["-S", socket.string] + arguments, environment: environment
        ).run()
        guard outcome.succeeded else { throw Refused(text: outcome.errorText) }
        return outcome.outputText
    }

    /// Escape is a key like any other, and nothing takes a row from the program.
    private static let configuration = """
        set -g status off
        set -s escape-time 0
        set -g default-terminal tmux-256color
        set -ga terminal-overrides ",*:RGB"
        """

    struct NeverCame: Error {}

    struct Refused: Error {
        let text: String
    }
}
