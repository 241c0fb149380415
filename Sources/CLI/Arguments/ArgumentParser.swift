internal import Settings

/// What the arguments ask for.
package enum ParsedArguments: Sendable {
    case run(Command, Invocation)
    case help([Command])
    case version
}

/// Reads the arguments (without the program's name) by the description of the commands.
///
/// Options may stand anywhere, as `--name value` or `--name=value`, and be shortened as long as
/// they mean one; `--` ends them. Arguments that begin with an option belong to `implicit`, the
/// command that a bare `tenon` means.
package func parse(
    _ arguments: [String], root: Command, implicit: String
) throws(CommandFailure) -> ParsedArguments {
    var parser = ArgumentParser(path: [root], remaining: arguments[...])
    if let first = arguments.first, first.hasPrefix("-"), !ArgumentParser.isGlobal(first),
        let command = root.subcommands.first(where: { $0.name == implicit })
    {
        parser.path.append(command)
    }
    return try parser.parse()
}

private struct ArgumentParser {
    /// The commands from the root down to the one that is being read.
    var path: [Command]
    var remaining: ArraySlice<String>
    var invocation = Invocation()
    private var optionsEnded = false

    init(path: [Command], remaining: ArraySlice<String>) {
        self.path = path
        self.remaining = remaining
    }

    /// Options that every command has.
    static func isGlobal(_ argument: String) -> Bool {
        ["--help", "-h", "--version", "-V"].contains(argument)
    }

    private var command: Command { path[path.count - 1] }

    private var commandLine: String { path.map(\.name).joined(separator: " ") }

    mutating func parse() throws(CommandFailure) -> ParsedArguments {
        while let argument = remaining.popFirst() {
            if optionsEnded {
                invocation.positionals.append(argument)
            } else if argument == "--" {
                optionsEnded = true
            } else if argument == "--help" || argument == "-h" {
                return .help(path)
            } else if argument == "--version" || argument == "-V" {
                return .version
            } else if argument.hasPrefix("--") {
                try readOption(argument)
            } else if argument.hasPrefix("-"), argument != "-" {
                try readLetter(argument)
            } else if !command.subcommands.isEmpty {
                try descend(into: argument)
            } else {
                invocation.positionals.append(argument)
            }
        }
        guard command.run != nil else { throw usage("a command is missing") }
        try checkPositionals()
        invocation.path = path.dropFirst().map(\.name)
        return .run(command, invocation)
    }

    private mutating func descend(into name: String) throws(CommandFailure) {
        let candidates = command.subcommands
        guard let next = candidates.first(where: { $0.name == name }) else {
            throw usage(unknown("command", name, among: candidates.map(\.name)))
        }
        path.append(next)
    }

    private mutating func readOption(_ argument: String) throws(CommandFailure) {
        let parts = argument.dropFirst(2).split(
            separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
        let name = String(parts[0])
        guard let option = option(called: name) else {
            let names = command.options.map { "--" + $0.name } + ["--help", "--version"]
            throw usage(unknown("option", "--" + name, among: names))
        }
        try record(
            option, as: "--" + option.name, inline: parts.count == 2 ? String(parts[1]) : nil)
    }

    /// The option of this name, or else the only one that begins so.
    private func option(called name: String) -> Option? {
        if let exact = command.options.first(where: { $0.name == name }) { return exact }
        let longer = command.options.filter { !name.isEmpty && $0.name.hasPrefix(name) }
        return longer.count == 1 ? longer.first : nil
    }

    private mutating func readLetter(_ argument: String) throws(CommandFailure) {
        let letter = String(argument.dropFirst())
        guard let option = command.options.first(where: { $0.letter == letter }) else {
            throw usage("unknown option '\(argument)'")
        }
        try record(option, as: argument, inline: nil)
    }

    private mutating func record(
        _ option: Option, as spelling: String, inline: String?
    ) throws(CommandFailure) {
        guard let placeholder = option.placeholder else {
            if inline != nil { throw usage("\(spelling) takes no value") }
            invocation.flags.insert(option.name)
            return
        }
        guard let value = inline ?? remaining.popFirst() else {
            throw usage("\(spelling) needs a value: \(spelling) \(placeholder)")
        }
        if case .choices(let choices) = option.completion, !choices.contains(value) {
            throw usage(
                "\(spelling): expected one of \(choices.joined(separator: ", ")), got '\(value)'")
        }
        if !option.repeats, invocation.values[option.name] != nil {
            throw usage("\(spelling) can be given only once")
        }
        invocation.values[option.name, default: []].append(value)
        while option.takesSeveral, let next = remaining.first, !next.hasPrefix("-") {
            invocation.values[option.name, default: []].append(next)
            remaining.removeFirst()
        }
    }

    private func checkPositionals() throws(CommandFailure) {
        let given = invocation.positionals
        var least = 0
        var most = 0
        for positional in command.positionals {
            let (low, high) = positional.count.bounds
            least += low
            most = high == .max ? .max : most + high
        }
        if given.count < least {
            let missing = command.positionals[min(given.count, command.positionals.count - 1)]
            throw usage("\(missing.placeholder) is missing: \(missing.summary)")
        }
        if given.count > most { throw usage("unexpected argument '\(given[most])'") }
        for (positional, value) in zip(command.positionals, given) {
            guard case .choices(let choices) = positional.completion else { continue }
            guard choices.contains(value) else {
                throw usage(unknown(positional.placeholder, value, among: choices))
            }
        }
    }

    private func unknown(_ what: String, _ name: String, among candidates: [String]) -> String {
        let start = "unknown \(what) '\(name)'"
        guard let guess = nearest(to: name, among: candidates) else {
            return candidates.isEmpty || what == "option"
                ? start : start + "; there are " + candidates.joined(separator: ", ")
        }
        return start + "; did you mean '\(guess)'?"
    }

    private func usage(_ message: String) -> CommandFailure {
        CommandFailure(message + "\nSee '\(commandLine) --help'", exitCode: 2)
    }
}

extension Positional.Count {
    /// The least and the greatest number of arguments.
    fileprivate var bounds: (Int, Int) {
        switch self {
        case .one: (1, 1)
        case .optional: (0, 1)
        case .any: (0, .max)
        case .oneOrMore: (1, .max)
        }
    }
}
