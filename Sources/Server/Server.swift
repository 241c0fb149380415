package import Base
import LSP
import Languages
package import Settings
import Syntax
import Synchronization
import Transport

// Server is the only place that knows both the protocol and threads. `Server.serve` is the whole
// life of one session; everything below it belongs to the loop thread, but for what is `Sendable`.

/// How to serve.
package struct ServerOptions: Sendable {
    package var version: String
    package var environment: Environment
    /// What the command line set: it wins over every other layer.
    package var commandLine: SettingsLayer
    /// The process whose end ends the server, where the command line names one.
    package var clientProcess: Int32?
    /// The workers, where somebody else has a hand in them; nil: as many as suit the machine.
    package var workers: WorkerPool?
    package var delays = Delays()

    package init(
        version: String, environment: Environment,
        commandLine: SettingsLayer = SettingsLayer(source: .commandLine),
        clientProcess: Int32? = nil
    ) {
        self.version = version
        self.environment = environment
        self.commandLine = commandLine
        self.clientProcess = clientProcess
    }

    package var directories: Directories { Directories(environment: environment) }
}

/// How long the server waits for what, in milliseconds.
package struct Delays: Sendable {
    /// After an edit, before it tells of errors: most texts are broken while one types.
    package var diagnostics = 200
    /// After an edit, before the text is parsed for those who will ask.
    package var parse = 5
    /// For the index of a large workspace, before a search answers with what is there.
    package var search = 1500
    /// For the index, before its making is shown as progress.
    package var searchProgress = 300
    /// For the client's answer to a request.
    package var clientAnswer = 60_000
    /// For the user's answer to a question.
    package var userAnswer = 3_600_000
    /// For the client to make a token for progress, before the work goes on without.
    package var progressToken = 5000
    /// After a model's words were shown as progress, before its next are.
    package var glimpse = 100
    /// After the last keystroke, before a model is asked; nil: as the user's typing suggests.
    package var completionPause: Int?
    /// For lines from a model, before a menu comes without them.
    package var completionMenu = 40
    /// After the last keystroke, before prompts are prepared for the place.
    package var completionContext = 3000
    /// After the last keystroke, at least, before it is looked where the edit goes on.
    package var nextEdit = 150
    /// After a completion was accepted, before it is looked whether it still stands there.
    package var completionKept = 30_000
    /// After the last keystroke, before searches for repairs go on.
    package var searchRest = 1500
    /// After the start, before what killed servers left behind is removed.
    package var leftovers = 1000
    /// At the end, for what was logged to be on disk.
    package var logAtEnd = 20
    /// Whether the checks of what is proposed have to be done in the time that they are given.
    package var boundsChecks = true

    package init() {}
}

package enum Server {
    /// Serves one client over a pair of descriptors, usually standard input and output, on the
    /// calling thread. Returns the process's exit code: 0 after `shutdown`, 1 otherwise.
    package static func serve(
        _ options: ServerOptions, input: Int32, output: Int32, watchesSignals: Bool
    ) throws(SystemError) -> Int32 {
        signal(SIGPIPE, SIG_IGN)
        let mailbox = try Mailbox()
        let outbox = Outbox(descriptor: output) { mailbox.wake() }
        let models = SessionModels(
            environment: options.environment, directories: options.directories
        ) { text in
            Log.warning(text)
            mailbox.post { session in
                session.notify(.showMessage(MessageParams(.warning, "Tenon: \(text)")))
            }
        }
        let log = SessionLog(outbox: outbox, models: models)
        defer { log.close(patienceMilliseconds: options.delays.logAtEnd) }
        if watchesSignals { Termination.watch(waking: mailbox) }
        let loader = GrammarLoader(
            environment: options.environment, directories: grammarDirectories(options.directories))
        let userFolder = options.directories.config / "languages"
        let languages = Once { LanguageRegistry(loader: loader, userFolder: userFolder) }
        let session = Session(
            options: options, outbox: outbox, mailbox: mailbox, workers: try workers(options),
            languages: languages, log: log, models: models)
        session.start()
        session.clearUpSoon()
        var loop = Loop(input: input, output: output, session: session)
        return loop.run()
    }

    private static func workers(_ options: ServerOptions) throws(SystemError) -> WorkerPool {
        if let workers = options.workers { return workers }
        return try WorkerPool(threads: WorkerPool.suitableThreads)
    }

    /// Where grammars lie: the user's own, then those installed beside the program.
    package static func grammarDirectories(_ directories: Directories) -> [Path] {
        let own = directories.data / "grammars"
        guard let program = Directories.executable else { return [own] }
        return [own, program.parent.parent / "share/tenon/grammars"]
    }
}
