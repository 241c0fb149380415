/// A command as data. Parsing, `--help`, the manual page and the shell completions are all made
/// from this description, so that none of them can be out of date.
package struct Command: Sendable {
    package let name: String
    /// One line, without a full stop.
    package let summary: String
    /// Paragraphs for `--help` and the manual; may be empty.
    package var discussion: [String] = []
    package var options: [Option] = []
    package var positionals: [Positional] = []
    package var subcommands: [Command] = []
    /// What the exit codes mean, beyond those that all commands share.
    package var exitCodes: [ExitCode] = []
    /// What the command does; nil for one that only groups subcommands.
    package var run: Action?

    /// What a command does with its arguments: the result is the process's exit code.
    package typealias Action =
        @Sendable (Invocation, Console) throws(CommandFailure) -> Int32
}

/// `--name`, or `--name VALUE` when it has a placeholder.
package struct Option: Sendable {
    /// Without the dashes.
    package let name: String
    /// A single letter that means the same.
    package var letter: String?
    /// What stands for the value in help, in capitals; nil for a flag.
    package var placeholder: String?
    /// May be given more than once.
    package var repeats = false
    /// The arguments behind the value are values too, up to the next option.
    package var takesSeveral = false
    package var completion = ValueCompletion.none
    package let summary: String
}

/// An argument that has no name.
package struct Positional: Sendable {
    /// What stands for it in help, in capitals.
    package let placeholder: String
    package var count = Count.one
    package var completion = ValueCompletion.none
    package let summary: String

    package enum Count: Sendable {
        case one
        case optional
        case any
        case oneOrMore
    }
}

/// What a shell offers for a value.
package enum ValueCompletion: Sendable, Equatable {
    case none
    case file
    case directory
    case choices([String])
}

package struct ExitCode: Sendable {
    package let code: Int32
    package let meaning: String

    /// The codes of every command.
    static let shared = [
        ExitCode(code: 0, meaning: "success"),
        ExitCode(code: 1, meaning: "the command failed; standard error says why"),
        ExitCode(code: 2, meaning: "wrong usage: an unknown command or option, a bad value"),
    ]
}

/// The arguments of one run, checked against the command's description.
package struct Invocation: Sendable, Equatable {
    /// The command's name with those of its parents: `["grammars", "add"]`.
    package var path: [String] = []
    package var flags: Set<String> = []
    package var values: [String: [String]] = [:]
    package var positionals: [String] = []

    package init() {}

    package func has(_ flag: String) -> Bool { flags.contains(flag) }

    /// The last value that an option was given.
    package func value(_ option: String) -> String? { values[option]?.last }
}

/// A command that could not do its work: what is said on standard error, and the exit code.
package struct CommandFailure: Error, Sendable, Equatable {
    package let message: String
    package var exitCode: Int32 = 1

    package init(_ message: String, exitCode: Int32 = 1) {
        self.message = message
        self.exitCode = exitCode
    }
}
