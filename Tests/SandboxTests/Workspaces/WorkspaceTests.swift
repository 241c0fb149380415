import Base
import Sandbox
import TestKit
import Testing

@Suite("Workspaces")
struct WorkspaceTests {
    private let files = "//- a.txt\na\n//- d/b.txt\nb\n//- d/e/c.txt\nc\n//- x.sh\n#!/bin/sh\n"

    @Test(
        "What is edited is in the workspace alone, and known as changes",
        arguments: Workspace.Method.all)
    func edits(_ method: Workspace.Method) throws {
        let fixture = try WorkspaceFixture(files)
        let workspace = try fixture.workspace(method)
        #expect(summary(workspace.changes(limits: .standard)) == [])
        try workspace.write("a.txt", FileContent("changed\n"))
        try workspace.write("new/deep/n.txt", FileContent("n\n"))
        try workspace.remove("d/b.txt")
        try workspace.write("d/e/same.txt", FileContent("c\n"))
        try workspace.remove("d/e/c.txt")
        try workspace.write(
            "x.sh", FileContent(bytes: Array("#!/bin/sh\n".utf8), isExecutable: true))
        #expect(try workspace.read("a.txt", limit: 100) == FileContent("changed\n"))
        #expect(try workspace.read("d/b.txt", limit: 100) == nil)
        #expect(
            summary(workspace.changes(limits: .standard)) == [
                "modified a.txt", "deleted d/b.txt", "renamed d/e/c.txt to d/e/same.txt",
                "added new/deep/n.txt", "modified x.sh",
            ])
        #expect(fixture.folder.leftovers == [])
        #expect(try fixture.folder.read("a.txt") == Array("a\n".utf8))
    }

    @Test("What is as it was is no change", arguments: Workspace.Method.all)
    func sameAgain(_ method: Workspace.Method) throws {
        let fixture = try WorkspaceFixture(files)
        let workspace = try fixture.workspace(method)
        try workspace.write("a.txt", FileContent("changed\n"))
        try workspace.write("a.txt", FileContent("a\n"))
        try workspace.remove("d/b.txt")
        try workspace.write("d/b.txt", FileContent("b\n"))
        #expect(summary(workspace.changes(limits: .standard)) == [])
    }

    @Test(
        "A repository is not in the workspace, nor what is made of one",
        arguments: Workspace.Method.all)
    func repository(_ method: Workspace.Method) throws {
        let fixture = try WorkspaceFixture(files)
        try fixture.commit()
        let workspace = try fixture.workspace(method)
        #expect(try workspace.read(".git/config", limit: 1 << 20) == nil)
        try workspace.write(".git/hooks/pre-commit", FileContent("touch /tmp/ran"))
        try workspace.write("d/.git", FileContent("gitdir: /elsewhere"))
        #expect(summary(workspace.changes(limits: .standard)) == [])
        #expect(Files.kind(of: fixture.root / ".git/hooks/pre-commit") == nil)
    }

    @Test("What git ignores is no change", arguments: Workspace.Method.all)
    func ignored(_ method: Workspace.Method) throws {
        let fixture = try WorkspaceFixture(files + "//- .gitignore\n*.log\nout/\n")
        try fixture.commit()
        let workspace = try fixture.workspace(method)
        for path: Path in ["x.log", "out/y", "__pycache__/a.pyc", "kept.txt"] {
            try workspace.write(path, FileContent("x\n"))
        }
        #expect(summary(workspace.changes(limits: .standard)) == ["added kept.txt"])
    }

    @Test(
        "A file that a person changed meanwhile is told, not taken", arguments: Workspace.Method.all
    )
    func changedMeanwhile(_ method: Workspace.Method) throws {
        let fixture = try WorkspaceFixture(files)
        let workspace = try fixture.workspace(method)
        try fixture.folder.write("a.txt", "by a person\n")
        try fixture.folder.write("p.txt", "by a person\n")
        for path: Path in ["a.txt", "d/b.txt", "p.txt"] {
            try workspace.write(path, FileContent("by a program\n"))
        }
        #expect(
            summary(workspace.changes(limits: .standard)) == [
                "modified d/b.txt", "a.txt was changed meanwhile", "p.txt was changed meanwhile",
            ])
    }

    @Test("Large files, many files and much text are told", arguments: Workspace.Method.all)
    func limits(_ method: Workspace.Method) throws {
        let fixture = try WorkspaceFixture(files)
        let workspace = try fixture.workspace(method)
        for name in 0..<5 { try workspace.write(Path("n\(name)"), FileContent("0123456789")) }
        func changes(files: Int, fileBytes: Int, bytes: Int) -> [String] {
            summary(
                workspace.changes(
                    limits: ChangeLimits(
                        pathCount: 100, changeCount: files, fileByteCount: fileBytes,
                        byteCount: bytes)))
        }
        #expect(changes(files: 5, fileBytes: 10, bytes: 50).count == 5)
        #expect(
            changes(files: 2, fileBytes: 10, bytes: 50) == [
                "added n0", "added n1", "n2 and what follows: more than 2 changes",
            ])
        #expect(
            changes(files: 5, fileBytes: 10, bytes: 15) == [
                "added n0", "n1 and what follows: more than 1 changes",
            ])
        #expect(changes(files: 5, fileBytes: 9, bytes: 50).first == "n0 is larger than 9 bytes")
    }

    @Test("A workspace holds no more than its bounds")
    func bounds() throws {
        let fixture = try WorkspaceFixture(files)
        let workspace = try fixture.workspace(
            .overlayElseCopy, bounds: WorkspaceBounds(byteCount: 1 << 20, fileCount: 30))
        #expect(!workspace.isFull)
        let large = FileContent(bytes: [UInt8](repeating: 1, count: 2 << 20), isExecutable: false)
        #expect(throws: SystemError.self) { try workspace.write("large", large) }
        #expect(throws: SystemError.self) {
            for name in 0..<100 { try workspace.write(Path("many/\(name)"), FileContent("")) }
        }
        #expect(workspace.isFull)
    }

    @Test("A copy outgrows its bounds, or is refused when it would at once")
    func copyBounds() throws {
        let fixture = try WorkspaceFixture(files)
        let bounds = WorkspaceBounds(byteCount: 10_000, fileCount: 100)
        let workspace = try fixture.workspace(.copy, bounds: bounds)
        #expect(!workspace.isFull)
        try workspace.write(
            "large", FileContent(bytes: [UInt8](repeating: 1, count: 10_000), isExecutable: false))
        #expect(workspace.isFull)
        try fixture.folder.write("large", [UInt8](repeating: 1, count: 10_000))
        #expect(throws: WorkspaceError.tooLarge(fixture.root, byteCount: 5000)) {
            try fixture.workspace(.copy, bounds: bounds)
        }
    }

    @Test("What is installed is there: in an overlay as it is, in a copy as a link")
    func dependencies() throws {
        let fixture = try WorkspaceFixture(
            files + "//- .gitignore\nnode_modules\ntarget\n//- node_modules/index.js\nm\n"
                + "//- p/package.json\n{}\n//- p/node_modules/n.js\nn\n//- target/debug/t\nt\n")
        try fixture.commit()
        let overlay = try fixture.workspace(.overlayElseCopy)
        #expect(try overlay.read("node_modules/index.js", limit: 10) != nil)
        #expect(try overlay.read("target/debug/t", limit: 10) != nil)
        #expect(overlay.folder.mounts.isEmpty)
        let copy = try fixture.workspace(.copy)
        let modules = [fixture.root / "node_modules", fixture.root / "p/node_modules"]
        #expect(copy.folder.mounts.map(\.source) == modules)
        #expect(Files.resolved(copy.folder.source / "node_modules") == modules[0])
        #expect(try copy.read("target/debug/t", limit: 10) != nil)
        #expect(summary(copy.changes(limits: .standard)) == [])
    }

    @Test("Folders that were of killed servers go; those in use stay")
    func stale() throws {
        let fixture = try WorkspaceFixture(files)
        let workspace = try fixture.workspace(.copy)
        let place = try WorkspacePlace(fixture.placePath, user: fixture.user)
        let left = fixture.placePath / ".tenon-left"
        try Files.createDirectories(left / "root/d")
        _ = unsafe chmod((left / "root").string, 0)
        place.removeStale()
        #expect(Files.kind(of: left) == nil)
        #expect(try workspace.read("a.txt", limit: 10) == FileContent("a\n"))
    }

    @Test("A thousand workspaces leave no descriptor, no mount and no file")
    func thousand() throws {
        let fixture = try WorkspaceFixture(files)
        func mounts() throws -> [UInt8] { try Files.read("/proc/self/mounts", limit: 1 << 22) }
        let descriptors = Files.list("/proc/self/fd").count
        let before = try mounts()
        for round in 0..<1000 {
            let workspace = try fixture.workspace(round % 10 == 0 ? .copy : .overlayElseCopy)
            try workspace.write("a.txt", FileContent("round \(round)\n"))
        }
        #expect(try mounts() == before)
        // Other tests run in this process too: a leak in each would show all the same.
        #expect(Files.list("/proc/self/fd").count < descriptors + 200)
        #expect(Files.list(fixture.placePath) == ["mount"])
        #expect(Files.list(fixture.placePath / "mount") == [])
    }

    @Test("A folder that was swapped for a link meanwhile gets nothing back")
    func swapped() throws {
        let fixture = try WorkspaceFixture(files)
        let outside = try TemporaryDirectory(Fixture("//- b.txt\nb\n"), failsOnLeftovers: true)
        let workspace = try Workspace(
            of: fixture.root / "d", in: WorkspacePlace(fixture.placePath, user: fixture.user),
            user: fixture.user, method: .overlayElseCopy, bounds: .standard)
        try workspace.write("b.txt", FileContent("changed\n"))
        try workspace.write("new.txt", FileContent("new\n"))
        let changes = workspace.changes(limits: .standard).changes
        #expect(changes.count == 2)
        #expect(Files.rename(fixture.root / "d", to: fixture.root / "moved"))
        #expect(unsafe symlink(outside.path.string, (fixture.root / "d").string) == 0)
        #expect(throws: WriteBackError.originalMoved(fixture.root / "d")) {
            try workspace.writeBack(changes, limits: .standard)
        }
        #expect(try outside.read("b.txt") == Array("b\n".utf8))
        #expect(try fixture.folder.read("moved/b.txt") == Array("b\n".utf8))
    }

    @Test("A place that others can write in is refused")
    func openPlace() throws {
        let fixture = try WorkspaceFixture(files)
        try Files.createDirectories(fixture.placePath)
        _ = unsafe chmod(fixture.placePath.string, 0o777)
        #expect(throws: WorkspaceError.placeOfOthers(fixture.placePath)) {
            try fixture.workspace(.copy)
        }
    }

    @Test("Changes of one workspace can be made in another", arguments: Workspace.Method.all)
    func apply(_ method: Workspace.Method) throws {
        let fixture = try WorkspaceFixture(files)
        let one = try fixture.workspace(method)
        try one.write("a.txt", FileContent("changed\n"))
        try one.remove("d/b.txt")
        try one.write("moved.txt", FileContent("c\n"))
        try one.remove("d/e/c.txt")
        let changes = one.changes(limits: .standard)
        let other = try fixture.workspace(method)
        try other.apply(changes.changes)
        #expect(other.changes(limits: .standard) == changes)
    }
}
