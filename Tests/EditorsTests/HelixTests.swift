import Base
import Testing

/// Our settings in a real Helix, with the real server, judged by what is on its screen.
@Suite("Helix") struct HelixTests {
    @Test("Completes, repairs syntax, fixes a failing test, shows the evidence, and takes it back")
    func story() throws {
        let bug = try PlantedBug()
        let helix = try Helix(editing: "app.py", of: bug)
        let terminal = helix.terminal
        let recording = Recording("helix")
        try terminal.wait(for: "stream.readlines()")

        // A completion in the menu, accepted.
        try terminal.type("geo")
        try terminal.press("Enter")
        try terminal.type("def again(path):")
        try terminal.press("Enter")
        try terminal.type("with op")
        try terminal.wait(for: "snippet") { try terminal.press("C-x") }
        try recording.add(terminal, "The line that comes next is an item of the menu")
        try terminal.press("Tab")
        try terminal.wait("a third one") { try terminal.rows(containing: "with open(path") == 3 }
        try terminal.press("Escape")
        // What follows too soon would be a key with Alt.
        try terminal.wait(for: " NOR ") { try terminal.press("Escape") }

        // A code action: a bracket that is missing. Helix closes brackets as one types them.
        try terminal.type("%d")
        try terminal.type(":insert-output printf 'print((1)'")
        try terminal.press("Enter")
        try terminal.wait(for: "print((1)")
        try terminal.type(" a")
        try terminal.wait(for: "Insert") { try terminal.type(" a") }
        try terminal.press("Enter")
        try terminal.wait(for: "print((1))")
        try terminal.type(":reload")
        try terminal.press("Enter")
        try terminal.wait(for: "stream.readlines()")

        // "Fix this", asked about with its evidence.
        #expect(try !bug.passes)
        try terminal.type(":lsp-workspace-command tenon.fix")
        try terminal.press("Enter")
        try terminal.wait(for: "Apply")
        let screen = try terminal.screen
        try recording.add(
            terminal, ":lsp-workspace-command tenon.fix: the change with its evidence")
        #expect(screen.contains("verified: 1 turned green"), "\(screen)")
        #expect(screen.contains("+" + PlantedBug.repaired), "\(screen)")
        try terminal.press("Enter")
        try terminal.wait(forTheEndOf: "Apply")
        try terminal.type("ga")
        try terminal.wait(for: PlantedBug.repaired)
        try recording.add(terminal, "Applied; u takes it back")
        try terminal.type(":w")
        try terminal.press("Enter")
        try terminal.wait("green tests") { try bug.passes }

        // And back.
        try terminal.type("u")
        try terminal.wait(forTheEndOf: PlantedBug.repaired)
        try terminal.type(":qa!")
        try terminal.press("Enter")
        try terminal.waitForTheEnd()
        // Helix tells of a last change when it has closed the file already.
        try bug.expectNoComplaints(but: "which is not open, was ignored")
        try helix.expectNoComplaints()
        try recording.write()
    }
}

/// A real Helix in a terminal, with our settings and nothing else.
private final class Helix {
    let terminal: Terminal
    private let log: Path

    init(editing file: String, of bug: PlantedBug) throws {
        let folder = debian("sid") / "usr/lib/hx"
        guard Files.isExecutable(folder / "hx") else { throw NotInstalled() }
        let settings = bug.home / ".config/helix/languages.toml"
        try Files.createDirectories(settings.parent)
        try Files.writeAtomically(
            settings,
            try Files.read(repository / "EditorConfigs/helix/languages.toml", limit: 1 << 20))
        log = bug.home / ".cache/helix/helix.log"
        var environment = bug.environment
        environment["HELIX_RUNTIME"] = (folder / "runtime").string
        terminal = try Terminal(
            [(folder / "hx").string, file], in: bug.project, home: bug.home,
            environment: environment)
    }

    /// Helix is to have found nothing wrong. That an answer is of no use any more, because the user
    /// types on, is an error to it as well.
    func expectNoComplaints(sourceLocation: SourceLocation = #_sourceLocation) throws {
        try expectNone(
            of: ["[ERROR]"], in: log, except: "the document has changed",
            sourceLocation: sourceLocation)
    }
}
