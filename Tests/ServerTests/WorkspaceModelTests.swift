import Base
import Completion
import Secrets
import Syntax
import TestKit
import Testing
import Text

@testable import Server

/// What the embedded model reads of a folder.
@Suite struct WorkspaceModelTests {
    private let fixture: IndexFixture
    private let model: WorkspaceModel

    init() throws {
        fixture = try IndexFixture(excluded: ["vendored/**"])
        model = WorkspaceModel(
            WorkspaceModel.Scope(
                folder: fixture.scope.folder, languages: fixture.scope.languages,
                maximumFileBytes: 4000, excluded: fixture.scope.excluded))
    }

    private func words(_ prefix: String, family: String = "python") -> [String] {
        model.index.model(for: "new.py", family: family, open: [])
            .words(startingWith: Array(prefix.utf8), most: 10)
            .map { String(decoding: $0, as: UTF8.self) }
    }

    private func update() { model.update(cancellation: Cancellation()) }

    @Test func filesComeChangeAndGo() throws {
        update()
        #expect(words("spectrum") == [])
        try fixture.folder.write("a.py", "spectrum_one = 1\n")
        try fixture.folder.write("lib/b.py", "spectrum_two = spectrum_two\n")
        update()
        #expect(words("spectrum") == ["spectrum_two", "spectrum_one"])
        try fixture.folder.write("lib/b.py", "spectrum_three = 3\n")
        update()
        #expect(words("spectrum").sorted() == ["spectrum_one", "spectrum_three"])
        Files.remove(fixture.folder.path / "a.py")
        update()
        #expect(words("spectrum") == ["spectrum_three"])
    }

    @Test func whatNoPersonWroteOrNobodyMayReadIsLeftOut() throws {
        try fixture.folder.write("vendored/a.py", "spectrum_vendored = 1\n")
        try fixture.folder.write(".tenonignore", "hidden.py\n")
        try fixture.folder.write("hidden.py", "spectrum_hidden = 1\n")
        try fixture.folder.write(".env", "spectrum_secret=1\n")
        try fixture.folder.write(
            "large.py", String(repeating: "spectrum_large = 1\n", count: 400))
        try fixture.folder.write("a.py", "spectrum_own = 1\n")
        update()
        #expect(words("spectrum") == ["spectrum_own"])
    }

    @Test func languagesThatAreAlikeLearnFromOneAnother() throws {
        try fixture.folder.write("a.ts", "const spectrum_typed = 1\n")
        try fixture.folder.write("b.js", "const spectrum_plain = 1\n")
        try fixture.folder.write("c.py", "spectrum_other = 1\n")
        update()
        let family = WorkspaceModel.family(of: "javascript")
        #expect(family == WorkspaceModel.family(of: "tsx"))
        #expect(words("spectrum", family: family).sorted() == ["spectrum_plain", "spectrum_typed"])
    }

    @Test func whatIsCancelledChangesNothing() throws {
        try fixture.folder.write("a.py", "spectrum_one = 1\n")
        let cancelled = Cancellation()
        cancelled.cancel()
        model.update(cancellation: cancelled)
        #expect(words("spectrum") == [])
        update()
        #expect(words("spectrum") == ["spectrum_one"])
    }
}
