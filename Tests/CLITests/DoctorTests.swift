import Base
import HTTP
import ModelServer
import Models
import Sandbox
import Server
import TestKit
import Testing

@testable import CLI

@Suite("The doctor")
struct DoctorTests {
    @Test("On a sound machine nothing fails, and what is found is named")
    func sound() throws {
        let place = try Place()
        expect(
            place.report(place.machine()),
            equals: """
                ok    tenon: \(tenonVersion) (/opt/bin/tenon)
                fail  grammars: 0 load; ABI 13 to 14 fit
                      fix: tenon grammars add
                ok    git: 2.39.5 (/usr/bin/git)
                ok    bubblewrap: 0.8.0 (/usr/bin/bwrap)
                ok    sandbox: strict: namespaces, Landlock and seccomp work
                ok    ripgrep: 13.0.0 (/usr/bin/rg)
                ok    libcurl: libcurl/8.5.0
                ok    models: none configured: completions come from your open files alone
                ok    config: HOME/work/tenon.json: none, which is fine
                ok    config: HOME/.config/tenon/config.json: none, which is fine
                ok    log folder: HOME/.local/state/tenon
                ok    data folder: HOME/.local/share/tenon

                1 failed.

                """)
    }

    @Test("Everything that is wrong comes with what to do about it")
    func ailing() throws {
        let place = try Place()
        try place.home.write("work/tenon.json", #"{"log": {"level": "debug"}, "index": 1}"#)
        try place.home.write(".config/tenon/config.json", #"{"log": {"level": "debug"}}"#)
        var machine = place.machine()
        machine.find = { $0 == "apt-get" ? Path("/usr/bin/apt-get") : nil }
        machine.isWritable = { _ in false }
        machine.httpLibrary = { .failure(HTTPError(.missingLibrary, "there is none")) }
        machine.isRoot = true
        expect(
            place.report(machine),
            equals: """
                ok    tenon: \(tenonVersion) (/opt/bin/tenon)
                ok    user: root; what runs in the sandbox runs as another user
                fail  grammars: 0 load; ABI 13 to 14 fit
                      fix: tenon grammars add
                fail  git: not found; it tells which files of a workspace count
                      fix: sudo apt-get install git
                fail  bubblewrap: not found; nothing of a repository is run outside a sandbox
                      fix: sudo apt-get install bubblewrap
                warn  ripgrep: not found; searching a workspace is slower without it
                      fix: sudo apt-get install ripgrep
                warn  libcurl: there is none
                      fix: sudo apt-get install libcurl4
                fail  config: HOME/work/tenon.json: log.level can only be set in your own configuration (~/.config/tenon/config.json or the editor's settings)
                      fix: edit HOME/work/tenon.json
                fail  config: HOME/work/tenon.json: index: expected an object, got number 1
                      fix: edit HOME/work/tenon.json
                ok    config: HOME/.config/tenon/config.json: 1 key
                fail  log folder: HOME/.local/state/tenon cannot be written
                      fix: make it a folder of your own, or set XDG_STATE_HOME
                fail  data folder: HOME/.local/share/tenon cannot be written
                      fix: make it a folder of your own, or set XDG_DATA_HOME

                7 failed.

                """)
    }

    @Test("A program that does not run is as bad as none")
    func broken() throws {
        let place = try Place()
        var machine = place.machine()
        machine.run = { _, _ in nil }
        let failed = place.checks(machine).filter { $0.status == .fail }.map(\.name)
        #expect(failed == ["grammars", "git", "bubblewrap"])
    }

    @Test("A sandbox that cannot be built comes with its reason and its mending")
    func sandbox() throws {
        let place = try Place()
        var machine = place.machine()
        machine.sandbox = { _ in .none(Refusal(reason: "no namespaces", fix: "allow them")) }
        let check = place.checks(machine).first { $0.name == "sandbox" }
        #expect(check == Check("sandbox", .fail, "no namespaces", fix: "allow them"))
        // The reduced mode counts only where the user's own config allows it.
        machine.sandbox = { $0.allowsReduced ? .reduced : .none(Refusal(reason: "", fix: "")) }
        try place.home.write("work/tenon.json", #"{"sandbox": {"mode": "reduced"}}"#)
        #expect(place.checks(machine).first { $0.name == "sandbox" }?.status == .fail)
        try place.home.write(
            ".config/tenon/config.json", #"{"sandbox": {"mode": "reduced"}}"#)
        #expect(place.checks(machine).first { $0.name == "sandbox" }?.status == .warn)
    }

    @Test("Each model that is configured is asked; one that is found is offered, and not used")
    func models() throws {
        let place = try Place()
        let server = try ModelServer(.ollama)
        try place.home.write(
            ".config/tenon/config.json",
            """
            {"models": {"providers": {
                "here": {"dialect": "ollama", "model": "scripted", "url": "\(server.baseURL)"},
                "gone": {"dialect": "vllm", "model": "m", "url": "http://127.0.0.1:1"}},
              "fim": ["here", "lost", "embedded"]}}
            """)
        var machine = place.machine()
        let environment = machine.environment
        let other = try Provider(
            name: "llama.cpp", dialect: .llamaCpp, endpoint: Endpoint("http://127.0.0.1:8080"),
            model: "qwen")
        machine.models = { configuration in
            let survey = ModelSurvey(
                configuration: configuration, only: [], sendsRequests: false,
                keys: KeyReader(environment: environment))
            return (survey.listing(), [other])
        }
        let lines = place.report(machine).split(separator: "\n").drop { !$0.contains("libcurl") }
        expect(
            lines.prefix(7).joined(separator: "\n"),
            equals: """
                ok    libcurl: libcurl/8.5.0
                fail  model gone: m for nothing: gone: nothing answers at http://127.0.0.1:1: is the server running?
                      fix: start its server, or correct models.providers.gone in HOME/.config/tenon/config.json
                ok    model here: scripted for fim: answers; context of 4096 tokens; fills in; calls tools; takes 953 MiB; 715 MiB of it on graphics cards
                fail  config: models.fim: there is no provider lost
                      fix: edit HOME/.config/tenon/config.json
                ok    model server: found at http://127.0.0.1:8080/, and not used: llama.cpp with qwen; tenon models says how to use it
                """)
    }

    @Test("Control characters of others do not reach the terminal")
    func controlCharacters() {
        let checks = [Check("x", .fail, "a\u{1B}]52;c;\u{07}b\u{9B}", fix: "line\nbreak")]
        let text = textReport(checks, isColored: false)
        #expect(
            text
                == "fail  x: a\u{FFFD}]52;c;\u{FFFD}b\u{FFFD}\n      fix: line\u{FFFD}break\n\n1 failed.\n"
        )
        #expect(textReport(checks, isColored: true).hasPrefix("\u{1B}[31mfail\u{1B}[0m  x:"))
    }
}

/// A home folder of the test's own, and a machine on which everything is in order but grammars.
private struct Place {
    let home: TemporaryDirectory

    init() throws {
        home = try TemporaryDirectory()
    }

    func machine() -> Machine {
        let versions = [
            "git": "git version 2.39.5", "bwrap": "bubblewrap 0.8.0", "rg": "ripgrep 13.0.0",
        ]
        return Machine(
            environment: Environment(["HOME": home.path.string]),
            executable: Path("/opt/bin/tenon"),
            isRoot: false,
            sandbox: { _ in .strict(bubblewrap: "/usr/bin/bwrap") },
            find: { versions[$0] == nil ? nil : Path("/usr/bin") / $0 },
            run: { program, _ in
                Machine.Result(succeeded: true, output: versions[program] ?? "", errors: "")
            },
            isWritable: { _ in true },
            httpLibrary: { .success("libcurl/8.5.0") },
            models: { (ModelListing(models: [], roster: $0.roster, problems: $0.problems), []) })
    }

    func checks(_ machine: Machine) -> [Check] {
        Doctor(machine: machine, folder: home.path / "work").checks()
    }

    /// The report, with the home folder's name taken out.
    func report(_ machine: Machine) -> String {
        let text = textReport(checks(machine), isColored: false)
        let home = home.path.string
        var result = ""
        var rest = text[...]
        while let found = rest.firstRange(of: home) {
            result += rest[..<found.lowerBound] + "HOME"
            rest = rest[found.upperBound...]
        }
        return result + rest
    }
}
