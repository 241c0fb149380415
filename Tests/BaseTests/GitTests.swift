import Base
import TestKit
import Testing

/// A repository in which everything that git might run makes a file.
private struct Trap {
    let folder: TemporaryDirectory

    init(_ fixture: String) throws {
        folder = try TemporaryDirectory(Fixture(fixture))
        try git("init", "-q")
    }

    /// Git as somebody careless would call it.
    func git(_ arguments: String...) throws {
        let identity = [
            "-c", "user.name=n", "-c", "user.email=e", "-c", "protocol.file.allow=always",
        ]
        let outcome = try Subprocess("git", identity + arguments, directory: folder.path).run()
        guard outcome.succeeded else { throw TrapError(text: outcome.errorText) }
    }

    /// The command that shows that it ran.
    var command: String { "touch '\(folder.path)/.git/ran'; false" }

    var hasSprung: Bool { Files.kind(of: folder.path / ".git/ran") != nil }
}

private struct TrapError: Error {
    let text: String
}

@Suite("Git in a hostile repository")
struct GitTests {
    private let files = "//- a.txt\na\n//- .gitignore\n*.log\nout/\n//- d/b.txt\nb\n"

    @Test("Tracked files and those that would be are listed, relative and sorted")
    func listing() throws {
        let trap = try Trap(files + "//- x.log\nx\n//- out/y\ny\n")
        try trap.git("add", "a.txt")
        #expect(Git(in: trap.folder.path).files() == [".gitignore", "a.txt", "d/b.txt"])
        #expect(Git(in: trap.folder.path / "d").files() == ["b.txt"])
    }

    @Test("Ignored paths are known, whether they exist or not")
    func ignored() throws {
        let trap = try Trap(files)
        let git = Git(in: trap.folder.path)
        let paths: [Path] = ["new.log", "d/new.log", "out/deep/y", "a.txt", "new\n.log", "-x"]
        #expect(
            git.ignored(among: paths) == ["new.log", "d/new.log", "out/deep/y", "new\n.log"])
        #expect(git.ignored(among: ["a.txt"]) == [])
        #expect(git.ignored(among: []) == [])
    }

    @Test("Paths behind links and in repositories within do not hinder the others")
    func borders() throws {
        let trap = try Trap(files + "//- inner/c.txt\nc\n")
        let inner = trap.folder.path / "inner"
        for arguments in [["init", "-q"], ["add", "."], ["commit", "-qm", "c"]] {
            let identity = ["-c", "user.name=n", "-c", "user.email=e"]
            #expect(try Subprocess("git", identity + arguments, directory: inner).run().succeeded)
        }
        #expect(unsafe symlink("d", (trap.folder.path / "link").string) == 0)
        try trap.git("add", "inner", "link")
        let paths: [Path] = ["inner/c.log", "link/c.log", "c.log"]
        #expect(Git(in: trap.folder.path).ignored(among: paths) == ["c.log"])
    }

    @Test("Without a repository it cannot tell")
    func none() throws {
        let folder = try TemporaryDirectory(Fixture(files))
        #expect(Git(in: folder.path).files() == nil)
        #expect(Git(in: folder.path).ignored(among: ["a.txt"]) == nil)
        #expect(
            WorkspaceFiles.unignored(["a", "build/b", ".x/c"], in: folder.path) == ["a"])
    }

    @Test("No monitor, hook or filter of the repository runs")
    func programs() throws {
        let trap = try Trap(files)
        try trap.git("add", "a.txt")
        try trap.folder.write(".gitattributes", "*.txt filter=trap diff=trap\n")
        try trap.git("config", "core.fsmonitor", trap.command)
        try trap.git("config", "core.hooksPath", (trap.folder.path / "hooks").string)
        for key in ["clean", "smudge", "process"] {
            try trap.git("config", "filter.trap.\(key)", trap.command)
        }
        for key in ["diff.trap.textconv", "diff.external", "core.pager", "core.sshCommand"] {
            try trap.git("config", key, trap.command)
        }
        try trap.git("config", "alias.ls-files", "!" + trap.command)
        let git = Git(in: trap.folder.path)
        #expect(git.files()?.contains("a.txt") == true)
        #expect(git.ignored(among: ["x.log"]) == ["x.log"])
        #expect(!trap.hasSprung)
        // The trap is a real one.
        try? trap.git("status")
        #expect(trap.hasSprung)
    }

    @Test("Missing objects are not fetched by a program that the repository names")
    func lazyFetch() throws {
        let trap = try Trap(files)
        try trap.git("add", ".")
        try trap.git("commit", "-qm", "c")
        try trap.git(
            "config", "remote.origin.url", "ext::sh -c " + "touch% \(trap.folder.path)/.git/ran")
        try trap.git("config", "remote.origin.promisor", "true")
        try trap.git("config", "extensions.partialClone", "origin")
        try trap.git("config", "protocol.ext.allow", "always")
        try trap.git("config", "core.sparseCheckout", "true")
        try trap.git("config", "core.sparseCheckoutCone", "true")
        try trap.git("sparse-checkout", "init", "--cone", "--sparse-index")
        let objects = trap.folder.path / ".git/objects"
        for folder in Files.list(objects) where folder.string.utf8.count == 2 {
            Files.removeTree(objects.appending(folder))
        }
        _ = Git(in: trap.folder.path).files()
        #expect(!trap.hasSprung)
        try? trap.git("ls-files")
        #expect(trap.hasSprung)
    }

    @Test("A bare repository among the files is none of ours")
    func bare() throws {
        let trap = try Trap("//- inner/HEAD\nref: refs/heads/main\n//- inner/config\n[core]\n")
        try trap.folder.write(
            "inner/config",
            "[core]\nrepositoryformatversion = 0\nbare = true\nfsmonitor = \"\(trap.command)\"\n")
        for folder in ["objects", "refs"] {
            try Files.createDirectories(trap.folder.path / "inner" / folder)
        }
        let inner = trap.folder.path / "inner"
        #expect(Git(in: inner).files() == nil)
        #expect(!trap.hasSprung)
    }

    @Test("A repository that another user owns can be asked all the same")
    func owner() throws {
        let trap = try Trap(files)
        // Only root can give files away; as anybody else the repository stays one's own.
        _ = unsafe chown(trap.folder.path.string, 65_534, 65_534)
        _ = unsafe chown((trap.folder.path / ".git").string, 65_534, 65_534)
        #expect(Git(in: trap.folder.path).files()?.count == 3)
    }
}
