import Base
import TestKit
import Testing

/// The extension's own code with the real server. VS Code itself is a fake at its border; see
/// `VSCode/extension.test.js`.
@Suite("VS Code") struct VSCodeTests {
    @Test("Every test of the extension passes")
    func node() throws {
        let bug = try PlantedBug()
        var environment = bug.environment
        environment["PROJECT"] = bug.project.string
        let tests = repository / "Tests/EditorsTests/VSCode/extension.test.js"
        let outcome = try Subprocess(
            "node", ["--test", tests.string], directory: bug.project, environment: environment,
            timeoutMilliseconds: 300_000
        ).run()
        #expect(outcome.succeeded, "\(outcome.outputText)")
        #expect(outcome.outputText.contains("# fail 0") || outcome.outputText.contains("ℹ fail 0"))
        try bug.expectNoComplaints()
    }
}
