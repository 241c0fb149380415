/// The text of `--help` for the last command of a path that begins at the root.
func helpText(_ path: [Command]) -> String {
    let command = path[path.count - 1]
    // All lines but the first are indented.
    let usage = wrapped("Usage: " + usageLine(path), width: 76)
    var text = command.summary + "\n\n"
    text += usage.split(separator: "\n").joined(separator: "\n    ") + "\n"
    for paragraph in command.discussion { text += "\n" + wrapped(paragraph, width: 80) + "\n" }
    if !command.subcommands.isEmpty {
        text += "\nCommands:\n"
        text += columns(command.subcommands.map { ($0.name, $0.summary) })
    }
    if !command.positionals.isEmpty {
        text += "\nArguments:\n"
        text += columns(command.positionals.map { ($0.placeholder, $0.summary) })
    }
    text += "\nOptions:\n"
    text += columns((command.options + Option.global).map { ($0.usage, $0.summary) })
    if command.run != nil || path.count == 1 {
        text += "\nExit codes:\n"
        text += columns(command.allExitCodes.map { ("\($0.code)", $0.meaning) })
    }
    return text
}

/// `tenon grammars add [--jobs N] NAME…`
func usageLine(_ path: [Command]) -> String {
    let command = path[path.count - 1]
    var words = path.map(\.name)
    if !command.subcommands.isEmpty { words.append("COMMAND") }
    for option in command.options {
        words.append("[--\(option.name)\(option.placeholder.map { "=" + $0 } ?? "")]")
    }
    words += command.positionals.map(\.usage)
    return words.joined(separator: " ")
}

extension Option {
    /// What every command has.
    static let global = [
        Option(name: "help", letter: "h", summary: "Show this help"),
        Option(name: "version", letter: "V", summary: "Show the version"),
    ]

    /// `-h, --help`, `--set KEY=VALUE`
    var usage: String {
        (letter.map { "-\($0), " } ?? "") + "--" + name + (placeholder.map { " " + $0 } ?? "")
    }
}

extension Positional {
    /// `FILE`, `[FILE]`, `NAME…`
    var usage: String {
        switch count {
        case .one: placeholder
        case .optional: "[\(placeholder)]"
        case .any: "[\(placeholder)…]"
        case .oneOrMore: "\(placeholder)…"
        }
    }
}

extension Command {
    /// The shared codes, with the command's own meaning where it gives one.
    var allExitCodes: [ExitCode] {
        let own = exitCodes
        let shared = ExitCode.shared.filter { code in !own.contains { $0.code == code.code } }
        return (shared + own).sorted { $0.code < $1.code }
    }
}

/// Two columns, the second wrapped.
private func columns(_ rows: [(String, String)]) -> String {
    let left = min(28, rows.map { $0.0.count }.max() ?? 0)
    let margin = String(repeating: " ", count: left + 4)
    var text = ""
    for (name, summary) in rows {
        let lines = wrapped(summary, width: 80 - margin.count).split(separator: "\n")
        let fits = name.count <= left
        let padding = fits ? String(repeating: " ", count: left - name.count + 2) : "\n" + margin
        text += "  " + name + padding + lines.joined(separator: "\n" + margin) + "\n"
    }
    return text
}

/// Breaks at spaces so that lines have at most `width` characters, where words allow it.
private func wrapped(_ text: String, width: Int) -> String {
    var lines: [String] = []
    var line = ""
    for word in text.split(separator: " ") {
        if line.isEmpty {
            line = String(word)
        } else if line.count + 1 + word.count <= width {
            line += " " + word
        } else {
            lines.append(line)
            line = String(word)
        }
    }
    lines.append(line)
    return lines.joined(separator: "\n")
}
