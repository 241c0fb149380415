import Base
import Sandbox
import TestKit
import Testing

@testable import Verify

/// A project on the disk, with throw-away workspaces of it in the sandbox of this host. That there
/// is no sandbox fails the test.
final class RealBed {
    private let project: TemporaryDirectory
    private let place: TemporaryDirectory
    private static let sandbox = Sandbox.forThisHost(
        SandboxOptions(allowsReduced: false, user: ""), environment: .current)

    init(_ files: [String: String]) throws {
        project = try TemporaryDirectory()
        place = try TemporaryDirectory(failsOnLeftovers: true)
        for (name, text) in files { try project.write(name, text) }
        // Commands run as somebody else where the tests run as root.
        let folders = Set(project.files.map { project.path.appending($0).parent })
        for path in folders.union([project.path, place.path]) {
            guard unsafe chmod(path.string, 0o755) == 0 else {
                throw SystemError("open up", path.string)
            }
        }
    }

    /// A new workspace.
    func bed() throws -> TestBed {
        let user = try #require(RealBed.sandbox.user)
        let workspace = try Workspace(
            of: project.path, in: WorkspacePlace(place.path / "place", user: user), user: user,
            method: .overlayElseCopy, bounds: .standard)
        return TestBed(
            workspace, sandbox: RealBed.sandbox, network: .loopback,
            toolchains: Toolchains(home: "/nowhere", path: "", exists: { _ in false }) { _ in [] })
    }
}
