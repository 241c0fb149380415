import Base
import Sandbox
import TestKit
import Testing

/// A folder with files, and the place for workspaces of it.
final class WorkspaceFixture {
    let folder: TemporaryDirectory
    private let place: TemporaryDirectory

    init(_ fixture: String) throws {
        let folder = try TemporaryDirectory(Fixture(fixture))
        let place = try TemporaryDirectory(failsOnLeftovers: true)
        // Commands run as somebody else where the tests run as root.
        let folders = Set(folder.files.map { folder.path.appending($0).parent })
        for path in folders.union([folder.path, place.path]) {
            guard unsafe chmod(path.string, 0o755) == 0 else {
                throw SystemError("open up", path.string)
            }
        }
        self.folder = folder
        self.place = place
        user = try SandboxUser.current(configured: "", environment: Environment([:]))
    }

    var root: Path { folder.path }

    /// As whom commands would run: never as root.
    let user: SandboxUser

    /// The folder in which workspaces are made.
    var placePath: Path { place.path / "place" }

    func workspace(
        _ method: Workspace.Method,
        bounds: WorkspaceBounds = WorkspaceBounds(byteCount: 1 << 20, fileCount: 1000),
        caches: [SharedCache] = []
    ) throws -> Workspace {
        let workspace = try Workspace(
            of: root, in: WorkspacePlace(placePath, user: user), user: user,
            method: method, bounds: bounds, caches: caches)
        if case .overlayElseCopy = method { #expect(workspace.overlayRefusal == nil) }
        return workspace
    }

    /// Makes it a repository that has all its files.
    func commit() throws {
        for arguments in [["init", "-q"], ["add", "."], ["commit", "-qm", "c"]] {
            let identity = ["-c", "user.name=n", "-c", "user.email=e"]
            let outcome = try Subprocess("git", identity + arguments, directory: root).run()
            try #require(outcome.succeeded, "\(outcome.errorText)")
        }
    }
}

extension Workspace.Method {
    static let all: [Workspace.Method] = [.overlayElseCopy, .copy]
}

extension FileContent {
    /// A text that is no program.
    init(_ text: String) { self.init(bytes: Array(text.utf8), isExecutable: false) }
}

/// Changes in a form to be read: one line each.
func summary(_ changes: FileChanges) -> [String] {
    changes.changes.map(\.description) + changes.problems.map(\.description)
}
