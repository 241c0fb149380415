// The command line: commands as data, and what each of them does. It reads files and asks the
// machine; it never edits a user's file, and never touches the network except in `grammars add`.

/// The version of this build.
package let tenonVersion = "0.1.0"

/// Runs one command line (without the program's name) and returns the process's exit code.
package func runCommandLine(_ arguments: [String], console: Console) -> Int32 {
    do throws(CommandFailure) {
        let arguments = try meaning(of: arguments, console: console)
        switch try parse(arguments, root: rootCommand, implicit: "serve") {
        case .help(let path):
            console.write(helpText(path))
            return 0
        case .version:
            console.write("tenon \(tenonVersion)\n")
            return 0
        case .run(let command, let invocation):
            // The parser only returns commands that have an action.
            return try command.run?(invocation, console) ?? 2
        }
    } catch {
        console.complain("tenon: \(error.message)")
        return error.exitCode
    }
}

/// A bare `tenon` is what an editor starts: it serves, unless a person is at the keyboard.
private func meaning(
    of arguments: [String], console: Console
) throws(CommandFailure) -> [String] {
    guard arguments.isEmpty else { return arguments }
    if console.inputIsTerminal {
        throw CommandFailure(
            "a command is missing; an editor starts 'tenon serve'\nSee 'tenon --help'",
            exitCode: 2)
    }
    return ["serve"]
}

/// `tenon` with all its commands.
package let rootCommand: Command = Command(
    name: "tenon",
    summary: "A language server for AI coding that is verified before it is shown",
    discussion: [
        "An editor starts 'tenon serve' and talks to it over standard input and output. "
            + "'tenon --stdio', and a bare 'tenon' whose input is not a terminal, mean the same.",
        "'tenon doctor' says what works on this machine, and how to mend what does not.",
    ],
    subcommands: [
        serveCommand, doctorCommand, grammarsCommand, configCommand, modelsCommand, symbolsCommand,
        mapCommand,
        contextCommand, sandboxCommand, testCommand, fixCommand, sessionCommand, completeCommand,
        completionsCommand, manCommand,
    ])
