import Base
import Settings
import TestKit
import Testing

@testable import CLI

@Suite("Texts made from the commands and settings")
struct GeneratedTextTests {
    @Test("The manual has every command, option, setting and exit code")
    func manual() {
        let page = run(["man"]).output
        for path in everyCommand() where path[path.count - 1].run != nil {
            #expect(page.contains(".SS " + path.map(\.name).joined(separator: " ") + "\n"))
            for option in path[path.count - 1].options {
                let name = option.name.split(separator: "-").joined(separator: "\\-")
                #expect(page.contains("\\-\\-\(name)"), "\(option.name)")
            }
        }
        for setting in SettingKeys.declarations {
            #expect(page.contains("\n.B \(setting.path)\n"), "\(setting.path)")
        }
        #expect(page.hasPrefix(".TH TENON 1 "))
    }

    @Test("No line of the manual is taken for a request that it is not")
    func roffRequests() {
        let requests = [".TH", ".SH", ".SS", ".PP", ".TP", ".B", ".br", ".sp"]
        for line in run(["man"]).output.split(separator: "\n") where !line.isEmpty {
            #expect(!line.hasPrefix("'"))
            guard line.hasPrefix(".") else { continue }
            let request = line.split(separator: " ")[0]
            #expect(requests.contains(String(request)), "\(line)")
        }
    }

    @Test("bash completes commands, options and values")
    func bash() throws {
        let script = """
            source /dev/stdin <<'SCRIPT'
            \(run(["completions", "bash"]).output)
            SCRIPT
            try() {
                COMP_WORDS=("$@"); COMP_CWORD=$(($# - 1)); COMPREPLY=()
                _tenon
                echo "$*: ${COMPREPLY[*]}"
            }
            try tenon gr
            try tenon grammars re
            try tenon grammars add --o
            try tenon serve --log-level d
            try tenon serve --log-level debug --st
            try tenon completions ''
            try tenon config schema --rep
            try tenon nonsense --v
            """
        let outcome = try Subprocess(
            "bash", ["--noprofile", "--norc", "-c", script], environment: ["PATH": "/usr/bin:/bin"],
            timeoutMilliseconds: 20_000
        ).run()
        expect(
            outcome.outputText + outcome.errorText,
            equals: """
                tenon gr: grammars
                tenon grammars re: remove
                tenon grammars add --o: --offline
                tenon serve --log-level d: debug
                tenon serve --log-level debug --st: --stdio
                tenon completions : bash zsh fish
                tenon config schema --rep: --repository
                tenon nonsense --v: --version

                """)
    }

    @Test("fish and zsh know every command and option")
    func others() {
        let fish = run(["completions", "fish"]).output
        let zsh = run(["completions", "zsh"]).output
        for path in everyCommand().dropFirst() {
            let command = path[path.count - 1]
            let words = path.map(\.name)
            #expect(fish.contains(" -a \(command.name) -d "), "\(words)")
            #expect(zsh.contains("_" + words.joined(separator: "_") + "() {"), "\(words)")
            for option in command.options {
                #expect(fish.contains(" -l \(option.name) "), "\(option.name)")
                #expect(zsh.contains("--\(option.name)["), "\(option.name)")
            }
        }
    }

    /// The texts hold quotes of many kinds; a quote too many would end a shell's word early.
    @Test("Quotes in summaries stay inside their words")
    func quoting() {
        let root = Command(
            name: "tenon", summary: "x",
            subcommands: [
                Command(
                    name: "sub", summary: "It's [one]: a \\ test",
                    options: [Option(name: "opt", summary: "Don't")],
                    run: { _, _ throws(CommandFailure) in 0 })
            ])
        #expect(Shell.fish.script(root).contains("-d 'It\\'s [one]: a \\\\ test'"))
        #expect(Shell.zsh.script(root).contains("'sub:It'\\''s \\[one\\]\\: a \\\\ test'"))
        let page = manPage(root, settings: [])
        #expect(page.contains("It\\(aqs [one]: a \\e test."))
    }
}
