internal import JSON
internal import Settings

/// The manual page, in roff with the `man` macros, from the commands and the table of settings.
func manPage(_ root: Command, settings: [SettingDeclaration]) -> String {
    var page = ManPage()
    page.line(
        ".TH \(root.name.uppercased()) 1 \"\" \"\(root.name) \(tenonVersion)\" \"User Commands\"")
    page.section("NAME")
    page.text("\(root.name) - \(root.summary.lowercasedFirst)")
    page.section("SYNOPSIS")
    for command in root.subcommands {
        page.line(".B \(roff(root.name + " " + command.name))")
        page.line(".br")
    }
    page.section("DESCRIPTION")
    page.paragraphs(root.discussion)
    page.section("COMMANDS")
    for command in root.subcommands { page.command([root, command]) }
    page.section("SETTINGS")
    page.paragraphs([
        "Settings come from, lowest trust first: the defaults, the repository's tenon.json, "
            + "~/.config/tenon/config.json, the editor's initializationOptions, the editor's "
            + "configuration, and 'serve --set'. Keys marked as the user's are refused in "
            + "tenon.json. Both files are JSON in which comments and trailing commas are allowed."
    ])
    for setting in settings { page.setting(setting) }
    page.section("FILES")
    for (file, meaning) in manFiles { page.item(file, [meaning]) }
    page.section("ENVIRONMENT")
    for (variable, meaning) in manEnvironment { page.item(variable, [meaning]) }
    page.section("EXIT STATUS")
    for code in root.allExitCodes { page.item("\(code.code)", [code.meaning]) }
    return page.roffText
}

private let manFiles = [
    ("~/.config/tenon/config.json", "The user's settings."),
    ("~/.config/tenon/languages/", "Languages and queries of the user's own."),
    ("tenon.json", "A repository's settings, at the root of a workspace folder."),
    ("~/.local/share/tenon/grammars/", "Grammars that 'tenon grammars add' compiled."),
    ("~/.local/state/tenon/tenon.log", "The server's log."),
]

private let manEnvironment = [
    (
        "XDG_CONFIG_HOME, XDG_DATA_HOME, XDG_STATE_HOME, XDG_CACHE_HOME",
        "In place of ~/.config, ~/.local/share, ~/.local/state and ~/.cache above."
    ),
    ("TENON_GRAMMARS", "Folders with grammars, separated by colons, searched first."),
]

private struct ManPage {
    var roffText = ""

    mutating func line(_ text: String) { roffText += text + "\n" }

    mutating func section(_ title: String) { line(".SH \(title)") }

    mutating func text(_ text: String) { line(roff(text)) }

    mutating func paragraphs(_ texts: [String]) {
        for paragraph in texts {
            line(".PP")
            text(paragraph)
        }
    }

    /// A bold term, and what it means indented below.
    mutating func item(_ term: String, _ texts: [String]) {
        line(".TP")
        line(".B \(roff(term))")
        for (index, body) in texts.enumerated() {
            if index > 0 { line(".sp") }
            text(body)
        }
    }

    /// A command with all below it, each under its full usage line.
    mutating func command(_ path: [Command]) {
        let command = path[path.count - 1]
        if command.run != nil {
            line(".SS \(roff(path.map(\.name).joined(separator: " ")))")
            line(".B \(roff(usageLine(path)))")
            line(".PP")
            text(command.summary + ".")
            paragraphs(command.discussion)
            for positional in command.positionals {
                item(positional.placeholder, [positional.summary + "."])
            }
            for option in command.options { item(option.usage, [option.summary + "."]) }
            if !command.exitCodes.isEmpty {
                let codes = command.exitCodes.map { "\($0.code) \($0.meaning)" }
                paragraphs(["Exit status: \(codes.joined(separator: "; "))."])
            }
        }
        for subcommand in command.subcommands { self.command(path + [subcommand]) }
    }

    mutating func setting(_ setting: SettingDeclaration) {
        let who = setting.trust == .user ? "The user only." : "Also in tenon.json."
        let fallback = oneLineJSON(setting.fallback.literal)
        item(
            setting.path,
            [
                "\(setting.summary).",
                "Expects \(setting.type.expectation); default \(fallback). \(who)",
            ])
    }
}

/// Text with what roff would take for its own escaped.
private func roff(_ text: String) -> String {
    var result = ""
    for scalar in text.unicodeScalars {
        switch scalar {
        case "\\": result += "\\e"
        case "-": result += "\\-"
        case "'": result += "\\(aq"
        case "…": result += "..."
        default: result.unicodeScalars.append(scalar)
        }
    }
    return result.hasPrefix(".") ? "\\&" + result : result
}

extension String {
    /// "A server" as it goes on in mid-sentence.
    fileprivate var lowercasedFirst: String { prefix(1).lowercased() + dropFirst() }
}
