internal import Settings

/// `tenon completions`: what a shell needs to complete our command line.
let completionsCommand: Command = Command(
    name: "completions",
    summary: "Print the shell completions of this program",
    discussion: [
        "For bash: tenon completions bash > ~/.local/share/bash-completion/completions/tenon. "
            + "For zsh: a file _tenon in a folder of $fpath. "
            + "For fish: ~/.config/fish/completions/tenon.fish."
    ],
    positionals: [
        Positional(
            placeholder: "SHELL", completion: .choices(Shell.allCases.map(\.rawValue)),
            summary: "bash, zsh or fish")
    ],
    run: { invocation, console throws(CommandFailure) in
        let shell = invocation.positionals.first.flatMap { Shell(rawValue: $0) }
        console.write(shell?.script(rootCommand) ?? "")
        return 0
    })

/// `tenon man`: the manual page.
let manCommand: Command = Command(
    name: "man",
    summary: "Print the manual page in roff, for man",
    run: { _, console throws(CommandFailure) in
        console.write(manPage(rootCommand, settings: SettingKeys.declarations))
        return 0
    })
