import Base
import TestKit
import Testing

@Suite("Files that .tenonignore leaves out")
struct TenonIgnoreTests {
    private static let files = """
        //- .tenonignore
        # generated
        *.gen
        /private/
        //- a.txt
        text
        //- a.gen
        text
        //- private/b.txt
        text
        //- sub/private/c.txt
        text
        //- sub/.tenonignore
        only-here.txt
        !a.gen
        //- sub/a.gen
        text
        //- sub/only-here.txt
        text
        //- only-here.txt
        text
        """

    private func listed(_ folder: Path) -> [String] {
        WorkspaceFiles(in: folder, limit: 100).paths.map(\.string)
            .filter { !$0.hasSuffix(".tenonignore") }
    }

    @Test("Each counts for its folder and those below, and none takes anything back in")
    func folders() throws {
        let folder = try TemporaryDirectory(Fixture(Self.files))
        let kept = ["a.txt", "only-here.txt", "sub/private/c.txt"]
        #expect(listed(folder.path) == kept)
        let git = Subprocess("git", ["-C", folder.path.string, "init", "--quiet"])
        #expect(try git.run().succeeded)
        let add = Subprocess("git", ["-C", folder.path.string, "add", "--all"])
        #expect(try add.run().succeeded, "what git tracks is left out all the same")
        #expect(listed(folder.path) == kept)
    }

    @Test("One at the repository's root counts when a folder below is opened")
    func above() throws {
        let folder = try TemporaryDirectory(Fixture(Self.files))
        let sub = folder.path / "sub"
        #expect(listed(sub) == ["a.gen", "private/c.txt"])
        try Files.createDirectories(folder.path / ".git")
        #expect(listed(sub) == ["private/c.txt"])
        var ignore = TenonIgnore(folder: sub)
        let isLeftOut = ignore.excludes(sub / "not/there/yet.gen")
        let isElsewhere = ignore.excludes("/elsewhere/a.gen")
        #expect(isLeftOut && !isElsewhere)
    }
}
