import TestKit
import Testing

@testable import CLI

@Suite("Reading the command line")
struct ArgumentParserTests {
    @Test("Options and positionals")
    func arguments() {
        check("serve", "serve flags=[] values=[] []")
        check("serve --stdio", "serve flags=[stdio] values=[] []")
        check("--stdio", "serve flags=[stdio] values=[] []")
        check("--stdio --set a=b", "serve flags=[stdio] values=[set=a=b] []")
        check("serve --set=a=b --set c=d", "serve flags=[] values=[set=a=b,c=d] []")
        check("config check one -- --two", "config check flags=[] values=[] [one, --two]")
        check("config check -", "config check flags=[] values=[] [-]")
        check("completions zsh", "completions flags=[] values=[] [zsh]")
        check("serve --log-level debug", "serve flags=[] values=[log-level=debug] []")
        check("serve --log-file=", "serve flags=[] values=[log-file=] []")
    }

    @Test("Help and version stand anywhere")
    func help() {
        check("--help", "help tenon")
        check("-h", "help tenon")
        check("config --help", "help tenon config")
        check("config check x --help", "help tenon config check")
        check("serve --set --help", "serve flags=[] values=[set=--help] []")
        check("--version", "version")
        check("serve -V", "version")
    }

    @Test("Mistakes name what was probably meant")
    func mistakes() {
        check("sevre", "2: unknown command 'sevre'; did you mean 'serve'?\nSee 'tenon --help'")
        check(
            "config chekc",
            "2: unknown command 'chekc'; did you mean 'check'?\nSee 'tenon config --help'")
        check(
            "config xyzzy",
            "2: unknown command 'xyzzy'; there are show, check, schema\nSee 'tenon config --help'")
        check(
            "serve --stdoi",
            "2: unknown option '--stdoi'; did you mean '--stdio'?\nSee 'tenon serve --help'")
        check("serve -x", "2: unknown option '-x'\nSee 'tenon serve --help'")
        check("serve --zzzzz", "2: unknown option '--zzzzz'\nSee 'tenon serve --help'")
        check("serve --set", "2: --set needs a value: --set KEY=VALUE\nSee 'tenon serve --help'")
        check("serve --stdio=1", "2: --stdio takes no value\nSee 'tenon serve --help'")
        check(
            "serve --log-file a --log-file b",
            "2: --log-file can be given only once\nSee 'tenon serve --help'")
        check(
            "serve --log-level loud",
            "2: --log-level: expected one of error, warning, info, debug, trace, got 'loud'\n"
                + "See 'tenon serve --help'")
        check("serve extra", "2: unexpected argument 'extra'\nSee 'tenon serve --help'")
        check("config", "2: a command is missing\nSee 'tenon config --help'")
        check(
            "completions",
            "2: SHELL is missing: bash, zsh or fish\nSee 'tenon completions --help'")
        check(
            "completions bahs",
            "2: unknown SHELL 'bahs'; did you mean 'bash'?\nSee 'tenon completions --help'")
    }

    private func check(
        _ line: String, _ expected: String, sourceLocation: SourceLocation = #_sourceLocation
    ) {
        expect(outcome(line), equals: expected, sourceLocation: sourceLocation)
    }

    private func outcome(_ line: String) -> String {
        do throws(CommandFailure) {
            let arguments = line.split(separator: " ").map(String.init)
            switch try parse(arguments, root: rootCommand, implicit: "serve") {
            case .version: return "version"
            case .help(let path): return "help " + path.map(\.name).joined(separator: " ")
            case .run(_, let invocation):
                let values = invocation.values.sorted { $0.key < $1.key }
                    .map { "\($0.key)=\($0.value.joined(separator: ","))" }
                return invocation.path.joined(separator: " ")
                    + " flags=[\(invocation.flags.sorted().joined(separator: ", "))]"
                    + " values=[\(values.joined(separator: ", "))]"
                    + " [\(invocation.positionals.joined(separator: ", "))]"
            }
        } catch {
            return "\(error.exitCode): \(error.message)"
        }
    }
}
