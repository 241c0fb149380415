import Base
import Testing

/// A Neovim that Debian has, by its suite.
enum NeovimRelease: String, CaseIterable, CustomTestStringConvertible {
    /// The oldest that our plugin supports.
    case oldest = "trixie"
    /// Has ghost text of its own.
    case newest = "sid"

    var testDescription: String { rawValue }
}

/// A real Neovim in a terminal, in a home of its own, that has our plugin and nothing else. Keys are
/// typed as a user would; what it holds is also asked for by expressions.
final class Neovim {
    let terminal: Terminal
    private let program: Path
    private let socket: Path
    private let bug: PlantedBug

    /// Edits a file of a project. Returns once the server is attached to it.
    init(_ release: NeovimRelease, editing file: String, of bug: PlantedBug) throws {
        program = debian(release.rawValue) / "usr/bin/nvim"
        guard Files.isExecutable(program) else { throw NotInstalled() }
        self.bug = bug
        socket = bug.home / "neovim"
        var environment = bug.environment
        environment["NVIM_LOG_FILE"] = (bug.home / "nvim.log").string
        environment["TENON_EDITORS"] = (repository / "EditorConfigs").string
        let configuration = repository / "Tests/EditorsTests/Neovim/init.lua"
        terminal = try Terminal(
            [
                program.string, "--clean", "-u", configuration.string, "--listen", socket.string,
                file,
            ],
            in: bug.project, home: bug.home, environment: environment)
        try wait(until: "luaeval('#vim.lsp.get_clients({name = \"tenon\", bufnr = 0})')", is: "1")
    }

    /// Types a line for `:`.
    func command(_ line: String) throws {
        try terminal.type(":" + line)
        try terminal.press("Enter")
    }

    /// The value of an expression of Vim's, as text.
    func value(_ expression: String) throws -> String {
        let outcome = try Subprocess(
            program.string, ["--server", socket.string, "--remote-expr", expression],
            environment: bug.environment, timeoutMilliseconds: 10_000
        ).run()
        guard outcome.succeeded else {
            throw NoAnswer(text: outcome.errorText, screen: (try? terminal.screen) ?? "")
        }
        return outcome.outputText
    }

    /// Waits for an expression to have a value.
    func wait(
        until expression: String, is expected: String, again: (() throws -> Void)? = nil,
        sourceLocation: SourceLocation = #_sourceLocation
    ) throws {
        try terminal.wait(
            "\(expected) for \(expression)", again: again, sourceLocation: sourceLocation
        ) {
            (try? value(expression)) == expected
        }
    }

    /// Neovim is to have found nothing wrong so far.
    func expectNoComplaints(sourceLocation: SourceLocation = #_sourceLocation) throws {
        let messages = try value("execute('messages')")
        #expect(!messages.contains("Error"), "\(messages)", sourceLocation: sourceLocation)
        #expect(!messages.contains("E5"), "\(messages)", sourceLocation: sourceLocation)
        let log = bug.home / ".local/state/nvim/lsp.log"
        guard Files.kind(of: log) != nil else { return }
        try expectNone(of: ["[ERROR]"], in: log, sourceLocation: sourceLocation)
    }

    struct NoAnswer: Error {
        let text: String
        let screen: String
    }
}
