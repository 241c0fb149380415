internal import Base
internal import Server
internal import Settings

/// `tenon serve`: the language server.
let serveCommand: Command = Command(
    name: "serve",
    summary: "Serve an editor over standard input and output",
    discussion: [
        "Speaks the Language Server Protocol. It ends when the editor says so, when its input "
            + "ends, or when the editor's process is gone."
    ],
    options: [
        Option(
            name: "stdio", summary: "Talk over standard input and output, which is the only way"),
        Option(
            name: "set", placeholder: "KEY=VALUE", repeats: true,
            summary: "Set a setting; wins over every file and the editor"),
        Option(
            name: "log-level", placeholder: "LEVEL",
            completion: .choices(LogLevel.allCases.map(\.name)),
            summary: "How much is logged; short for --set log.level=LEVEL"),
        Option(
            name: "log-file", placeholder: "FILE", completion: .file,
            summary: "Where the log is written; short for --set log.file=FILE"),
        Option(
            name: "clientProcessId", placeholder: "PID",
            summary: "End when this process is gone; some editors give it"),
    ],
    exitCodes: [
        ExitCode(code: 0, meaning: "the editor asked for shutdown, then for the exit"),
        ExitCode(code: 1, meaning: "the session ended without a shutdown request"),
    ],
    run: { invocation, console throws(CommandFailure) in
        let options = try serveOptions(invocation)
        do throws(SystemError) {
            return try Server.serve(options, input: 0, output: 1, watchesSignals: true)
        } catch {
            throw CommandFailure(error.description)
        }
    })

func serveOptions(_ invocation: Invocation) throws(CommandFailure) -> ServerOptions {
    var assignments: [String] = []
    if let level = invocation.value("log-level") { assignments.append("log.level=\(level)") }
    if let file = invocation.value("log-file") {
        // Here a relative path means what it means to a shell.
        let folder = Files.resolved(".") ?? Path("/")
        assignments.append("log.file=\(file.isEmpty ? "" : folder.appending(Path(file)).string)")
    }
    assignments += invocation.values["set"] ?? []
    let (layer, problems) = SettingsLayer.reading(assignments: assignments)
    if !problems.isEmpty {
        throw CommandFailure(problems.map(\.description).joined(separator: "\n"), exitCode: 2)
    }
    var process: Int32?
    if let text = invocation.value("clientProcessId") {
        guard let number = Int32(text), number > 0 else {
            throw CommandFailure(
                "--clientProcessId: expected a process id, got '\(text)'", exitCode: 2)
        }
        process = number
    }
    return ServerOptions(
        version: tenonVersion, environment: .current, commandLine: layer, clientProcess: process)
}
