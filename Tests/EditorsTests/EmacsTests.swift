import Base
import TestKit
import Testing

/// Our package in a real Emacs, with the real server.
@Suite("Emacs") struct EmacsTests {
    @Test(
        "Every test of tenon.el passes, with eglot and with lsp-mode",
        arguments: ["tenon-tests.el", "tenon-lsp-tests.el"])
    func ert(_ file: String) throws {
        let bug = try PlantedBug()
        let tests = repository / "Tests/EditorsTests/Emacs" / file
        // Not `-Q`: Debian's own start-up files tell Emacs 28 where eglot is.
        let outcome = try Subprocess(
            "emacs",
            [
                "-q", "--batch", "-L", (repository / "EditorConfigs/emacs").string,
                "-l", tests.string, "-f", "ert-run-tests-batch-and-exit",
            ], directory: bug.project, environment: bug.environment, timeoutMilliseconds: 300_000
        ).run()
        #expect(outcome.succeeded, "\(outcome.errorText)")
        #expect(outcome.errorText.contains(" 0 unexpected"))
    }

    @Test("Shows ghost text, repairs syntax, fixes a failing test hunk by hunk, and takes it back")
    func story() throws {
        let bug = try PlantedBug()
        let emacs = try Terminal.emacs(editing: "other.py", of: bug)
        let recording = Recording("emacs")
        try emacs.wait(for: "[eglot:project]")

        // Ghost text, as there is twice in the file; a word of it, and then the rest.
        let ghost = "    with open(path"
        try emacs.press("M->")
        try emacs.type("\n\ndef again(path):\n    with ")
        let ask = { try emacs.execute("tenon-ask") }
        try emacs.wait("ghost text", again: ask) { try emacs.rows(containing: ghost) == 3 }
        try recording.add(emacs, "Ghost text while you type; M-f takes a word, TAB all of it")
        try emacs.press("M-f")
        try emacs.press("C-x", "C-s")
        try emacs.wait("a word of it") { try bug.text(of: "other.py").hasSuffix("with open\n") }
        try emacs.wait("ghost text", again: ask) { try emacs.rows(containing: ghost) == 3 }
        try emacs.press("Tab")
        try emacs.press("C-x", "C-s")
        try emacs.wait("the rest") {
            try bug.text(of: "other.py").split(separator: "\n").count { $0.hasPrefix(ghost) } == 3
        }

        // A code action: a bracket that is missing.
        try emacs.press("C-x", "h")
        try emacs.press("Delete")
        try emacs.type("print((1)\n")
        try emacs.press("M-<")
        try emacs.execute("eglot-code-actions")
        try emacs.wait("a repair") {
            // Where there are several, the likeliest is proposed.
            if try emacs.screen.contains("Pick an action") { try emacs.press("Enter") }
            return try emacs.screen.contains("print((1))")
        }
        try emacs.press("C-x", "C-s")
        try emacs.press("C-x", "C-f")
        try emacs.type("app.py\n")
        try emacs.wait(for: PlantedBug.faulty)

        // "Fix this", asked about with its evidence.
        #expect(try !bug.passes)
        try emacs.execute("tenon-fix")
        try emacs.wait(for: "instruction or nothing")
        try emacs.press("Enter")
        try emacs.wait(for: "verified: 1 turned green")
        #expect(try emacs.screen.contains(PlantedBug.repaired))
        try recording.add(
            emacs, "M-x tenon-fix: the change, what it was verified by, and a question")
        try emacs.press("y")
        try emacs.wait(forTheEndOf: PlantedBug.faulty)
        try recording.add(emacs, "Accepted; C-/ takes it back")
        try emacs.press("C-x", "C-s")
        try emacs.wait("green tests") { try bug.passes }

        // And back.
        try emacs.press("C-_")
        try emacs.wait(for: PlantedBug.faulty)
        try emacs.press("C-x", "C-s")
        try emacs.press("C-x", "C-c")
        try emacs.waitForTheEnd()
        // Eglot 1.9 does not understand patterns of files.
        try bug.expectNoComplaints(but: "the editor refused to report changes")
        try recording.write()
    }
}

extension Terminal {
    /// An Emacs in a home of its own, which has our package and nothing else.
    fileprivate static func emacs(editing file: String, of bug: PlantedBug) throws -> Terminal {
        // Emacs would else compile its own packages first.
        let early = bug.home / ".emacs.d/early-init.el"
        try Files.createDirectories(early.parent)
        try Files.writeAtomically(
            early,
            Array(
                "(setq native-comp-deferred-compilation nil native-comp-jit-compilation nil)".utf8))
        return try Terminal(
            [
                "emacs", "-nw", "-L", (repository / "EditorConfigs/emacs").string, "-l",
                (repository / "Tests/EditorsTests/Emacs/init.el").string, file,
            ], in: bug.project, home: bug.home, environment: bug.environment)
    }

    /// Runs a command by its name, as Emacs has it.
    fileprivate func execute(_ command: String) throws {
        try press("M-x")
        try type(command)
        try press("Enter")
    }
}
