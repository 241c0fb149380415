internal import Base
internal import Sandbox
internal import Testing
package import Verify

/// A project on the disk, with throw-away workspaces of it in the sandbox of this host. That there
/// is no sandbox fails the test.
package final class ProjectInSandbox {
    private let project: TemporaryDirectory
    private let place: TemporaryDirectory
    private static let sandbox = Sandbox.forThisHost(
        SandboxOptions(allowsReduced: false, user: ""), environment: .current)

    package init(_ files: [String: String]) throws {
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

    /// A new workspace, where commands find the programs of the system, and those that the user has
    /// beside it when `hasOwnPrograms`.
    package func bed(hasOwnPrograms: Bool) throws -> TestBed {
        let user = try #require(ProjectInSandbox.sandbox.user)
        let workspace = try Workspace(
            of: project.path, in: WorkspacePlace(place.path / "place", user: user), user: user,
            method: .overlayElseCopy, bounds: .standard)
        return TestBed(
            workspace, sandbox: ProjectInSandbox.sandbox, network: .loopback,
            toolchains: .ofUser(
                hasOwnPrograms ? .current : Environment(["HOME": "/nowhere"]), for: user))
    }
}
