import Base
import Sandbox
import TestKit
import Testing

@Suite("Write-back")
struct WriteBackTests {
    private let files = "//- a.txt\na\n//- b.txt\nb\n//- d/c.txt\nc\n"
    private let folder: TemporaryDirectory

    init() throws {
        folder = try TemporaryDirectory(Fixture(files))
    }

    private func apply(_ changes: (Path, FileChange.Kind)...) throws {
        try WriteBack.apply(
            changes.map { FileChange(path: $0.0, kind: $0.1) }, to: Tree(folder.path),
            limits: .standard)
    }

    private func text(_ path: String) throws -> String {
        String(decoding: try folder.read(path), as: UTF8.self)
    }

    private func mode(_ path: String) throws -> mode_t? {
        try Tree(folder.path).status(of: Path(path))?.permissions
    }

    @Test("All kinds of changes are made, and nothing else is left")
    func allKinds() throws {
        try apply(
            ("a.txt", .modified(from: FileContent("a\n"), to: FileContent("A\n"))),
            ("new/n.txt", .added(FileContent("n\n"))),
            ("b.txt", .deleted(FileContent("b\n"))),
            ("moved\n.txt", .renamed(from: "d/c.txt", FileContent("c\n"))))
        #expect(folder.files == ["a.txt", "moved\n.txt", "new/n.txt"])
        #expect(try text("a.txt") == "A\n")
        // The folder that the last file left is gone as well.
        #expect(Files.kind(of: folder.path / "d") == nil)
    }

    @Test(
        "Where one file is not what its change was made for, none is written",
        arguments: ["other content", "gone", "a folder", "a link", "a FIFO", "new file is there"])
    func allOrNothing(_ obstacle: String) throws {
        let path = (folder.path / "b.txt").string
        if obstacle != "new file is there" { Files.remove(Path(path)) }
        switch obstacle {
        case "other content": try folder.write("b.txt", "by a person\n")
        case "a folder": _ = unsafe mkdir(path, 0o700)
        case "a link": _ = unsafe symlink("a.txt", path)
        case "a FIFO": _ = unsafe mkfifo(path, 0o600)
        case "new file is there": try folder.write("new/n.txt", "by a person\n")
        default: break
        }
        let before = folder.files
        let changed: Path = obstacle == "new file is there" ? "new/n.txt" : "b.txt"
        #expect(throws: WriteBackError.changedMeanwhile(changed)) {
            try apply(
                ("a.txt", .modified(from: FileContent("a\n"), to: FileContent("A\n"))),
                ("d/c.txt", .deleted(FileContent("c\n"))),
                ("x/y/z.txt", .added(FileContent("z\n"))),
                ("b.txt", .modified(from: FileContent("b\n"), to: FileContent("B\n"))),
                ("new/n.txt", .added(FileContent("n\n"))))
        }
        #expect(folder.files == before)
        #expect(try text("a.txt") == "a\n")
        #expect(Files.kind(of: folder.path / "x") == nil)
    }

    @Test(
        "No path leads out of the folder or into a repository",
        arguments: [
            "/tmp/x", "../x", "d/../../x", "", ".", "d/./x", ".git/config", ".GIT/config",
            "sub/.git", "d/.Git/hooks/pre-commit",
        ])
    func paths(_ path: String) throws {
        #expect(throws: WriteBackError.forbidden(Path(path))) {
            try apply((Path(path), .added(FileContent("x\n"))))
        }
    }

    @Test("A path that is named twice is refused")
    func twice() throws {
        #expect(throws: WriteBackError.forbidden("a.txt")) {
            try apply(
                ("a.txt", .deleted(FileContent("a\n"))), ("a.txt", .added(FileContent("A\n"))))
        }
        #expect(try text("a.txt") == "a\n")
    }

    @Test("A link on the way to a file leads nowhere")
    func linkedParent() throws {
        let outside = try TemporaryDirectory(failsOnLeftovers: true)
        #expect(unsafe symlink(outside.path.string, (folder.path / "link").string) == 0)
        #expect(throws: WriteBackError.self) {
            try apply(("link/x.txt", .added(FileContent("x\n"))))
        }
        #expect(throws: WriteBackError.self) {
            try apply(("link/deep/x.txt", .added(FileContent("x\n"))))
        }
    }

    @Test("A mode is kept, but gives no rights to everybody and makes nobody somebody else")
    func modes() throws {
        for (path, mode) in [("a.txt", 0o640), ("b.txt", 0o6777), ("d/c.txt", 0o755)] {
            #expect(unsafe chmod((folder.path / path).string, mode_t(mode)) == 0)
        }
        func program(_ text: String) -> FileContent {
            FileContent(bytes: Array(text.utf8), isExecutable: true)
        }
        try apply(
            ("a.txt", .modified(from: FileContent("a\n"), to: program("A\n"))),
            ("b.txt", .modified(from: program("b\n"), to: program("B\n"))),
            ("d/c.txt", .modified(from: program("c\n"), to: FileContent("C\n"))),
            ("n", .added(program("n\n"))), ("m", .added(FileContent("m\n"))))
        #expect(try mode("a.txt") == 0o750)
        #expect(try mode("b.txt") == 0o775)
        #expect(try mode("d/c.txt") == 0o644)
        #expect(try mode("n") == 0o755)
        #expect(try mode("m") == 0o644)
    }

    @Test("Too much is refused")
    func tooLarge() throws {
        let limits = ChangeLimits(pathCount: 1, changeCount: 1, fileByteCount: 3, byteCount: 3)
        let tree = try Tree(folder.path)
        for text in ["1234", "123"] {
            let changes = ["x", "y"].map {
                FileChange(path: $0, kind: .added(FileContent(text)))
            }
            #expect(throws: WriteBackError.tooLarge(text == "123" ? "y" : "x")) {
                try WriteBack.apply(changes, to: tree, limits: limits)
            }
        }
        #expect(folder.leftovers == [])
    }

    @Test("A folder that cannot be written in leaves all as it was")
    func failure() throws {
        // A file where the change wants a folder.
        #expect(throws: WriteBackError.self) {
            try apply(
                ("a.txt", .modified(from: FileContent("a\n"), to: FileContent("A\n"))),
                ("b.txt/x", .added(FileContent("x\n"))))
        }
        #expect(try text("a.txt") == "a\n")
        #expect(folder.leftovers == [])
    }
}
