import Base
import EditorClient
import TestKit
import Testing

/// Our package in a real Emacs, with the real server.
@Suite("Emacs")
struct EmacsTests {
    @Test("Every test of tenon.el passes")
    func ert() throws {
        let folder = try TemporaryDirectory()
        var environment = isolatedEnvironment(home: folder.path)
        environment["PATH"] = builtPrograms.string + ":" + (environment["PATH"] ?? "")
        let tests = repository / "Tests/EditorsTests/Emacs/tenon-tests.el"
        // Not `-Q`: Debian's own start-up files tell Emacs 28 where eglot is.
        let outcome = try Subprocess(
            "emacs",
            [
                "-q", "--batch", "-L", (repository / "EditorConfigs/emacs").string,
                "-l", tests.string, "-f", "ert-run-tests-batch-and-exit",
            ], directory: folder.path, environment: environment, timeoutMilliseconds: 300_000
        ).run()
        #expect(outcome.succeeded, "\(outcome.errorText)")
        #expect(outcome.errorText.contains(" 0 unexpected"))
    }
}
