import JSON
import Server
import Settings
import Base
import TestKit
import Testing

@testable import CLI

@Suite("The commands")
struct CommandTests {
    @Test("A bare tenon at a terminal says what to do")
    func bare() {
        let recorded = run([], inputIsTerminal: true)
        #expect(recorded.code == 2)
        #expect(recorded.output == "")
        #expect(recorded.errors.hasPrefix("tenon: a command is missing"))
    }

    @Test("The version is on one line")
    func version() {
        #expect(run(["--version"]) == Recorded(output: "tenon \(tenonVersion)\n"))
    }

    @Test("Every command has help, within 80 columns, that names its options and exit codes")
    func help() {
        for path in everyCommand() {
            let words = path.dropFirst().map(\.name)
            let recorded = run(words + ["--help"])
            #expect(recorded.code == 0)
            let text = recorded.output
            let command = path[path.count - 1]
            #expect(text.hasPrefix(command.summary + "\n"))
            for option in command.options { #expect(text.contains("--" + option.name)) }
            for code in command.exitCodes { #expect(text.contains("  \(code.code)  ")) }
            for subcommand in command.subcommands {
                #expect(text.contains("\n  \(subcommand.name)  "))
            }
            for line in text.split(separator: "\n") { #expect(line.count <= 80, "\(line)") }
        }
    }

    @Test("A command either does something or has subcommands; words are written alike")
    func conventions() {
        for path in everyCommand() {
            let command = path[path.count - 1]
            #expect((command.run == nil) == !command.subcommands.isEmpty)
            let summaries =
                [command.summary] + command.options.map(\.summary)
                + command.positionals.map(\.summary) + command.exitCodes.map(\.meaning)
            for summary in summaries { #expect(!summary.isEmpty && !summary.hasSuffix(".")) }
            for paragraph in command.discussion { #expect(paragraph.hasSuffix(".")) }
        }
    }

    @Test("Options of serve become settings")
    func serve() throws {
        var invocation = Invocation()
        invocation.values = [
            "log-level": ["debug"], "set": ["actions.enabled=false", "log.level=error"],
            "clientProcessId": ["77"], "log-file": ["here.log"],
        ]
        let options = try serveOptions(invocation)
        var stack = SettingsStack()
        stack.set(options.commandLine)
        #expect(!stack.settings().actionsEnabled)
        #expect(stack.settings().logLevel == .error)
        #expect(options.clientProcess == 77)
        let file = stack.settings().logFile
        #expect(file.hasPrefix("/") && file.hasSuffix("/here.log"))
    }

    @Test("Bad settings and process ids are wrong usage")
    func badServe() {
        let set = run(["serve", "--set", "actions.enabled=5", "--set", "x"])
        #expect(set.code == 2)
        #expect(
            set.errors.contains("--set: actions.enabled: expected true or false, got number 5\n"))
        #expect(set.errors.contains("--set: expected KEY=VALUE, got 'x'\n"))
        for text in ["0", "-1", "x", "99999999999"] {
            #expect(run(["serve", "--clientProcessId=\(text)"]).code == 2)
        }
    }

    @Test("The schema is JSON")
    func schema() throws {
        for arguments in [["config", "schema"], ["config", "schema", "--repository"]] {
            let recorded = run(arguments)
            #expect(recorded.code == 0)
            let json = try JSON.parse(Array(recorded.output.utf8))
            #expect(json["properties"]?["completion"]?["properties"]?["enabled"] != nil)
        }
    }

    @Test("Config files are checked, a repository's by its own rule")
    func configCheck() throws {
        let folder = try TemporaryDirectory()
        try folder.write("tenon.json", #"{"log": {"level": "debug"}}"#)
        try folder.write("mine.json", #"{"log": {"level": "debug",},}"#)
        let own = run(["config", "check", "\(folder.path)/mine.json"])
        #expect(own == Recorded(output: "\(folder.path)/mine.json: ok\n"))
        let repository = run(["config", "check", "\(folder.path)/tenon.json"])
        #expect(repository.code == 1)
        #expect(repository.output.contains("tenon.json: log.level can only be set in your own"))
        let missing = run(["config", "check", "\(folder.path)/none.json"])
        #expect(missing.code == 1)
        #expect(missing.errors == "tenon: \(folder.path)/none.json: there is no such file\n")
    }

    @Test("Settings are shown with where they come from")
    func configShow() throws {
        let folder = try TemporaryDirectory()
        try folder.write("tenon.json", #"{"index": {"maxFileBytes": 2048}}"#)
        let recorded = run(["config", "show", folder.path.string])
        #expect(recorded.code == 0)
        #expect(
            recorded.output.contains("index.maxFileBytes = 2048  # \(folder.path)/tenon.json\n"))
        #expect(recorded.output.contains("\nactions.enabled = true"))
    }

    @Test("JSON is laid out for people, and means the same")
    func layout() throws {
        let literal: JSONLiteral = [
            "a": 1, "b": ["x", "y\n\"z\""], "c": [["d": []], [:]],
            "long": .array(
                (0..<40).map { .int($0) }),
        ]
        let text = indentedJSON(literal)
        #expect(try JSON.parse(Array(text.utf8)) == JSON(literal))
        #expect(
            text.hasPrefix("{\n  \"a\": 1,\n  \"b\": [\"x\", \"y\\n\\\"z\\\"\"],\n  \"c\": [\n"))
    }
}

/// The path from the root to each command.
func everyCommand() -> [[Command]] {
    func below(_ path: [Command]) -> [[Command]] {
        [path] + path[path.count - 1].subcommands.flatMap { below(path + [$0]) }
    }
    return below([rootCommand])
}
