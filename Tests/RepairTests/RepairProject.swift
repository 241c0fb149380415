import Base
import Languages
import Sandbox
import Syntax
import TestKit
import Testing
import Verify

@testable import Repair

/// A project on the disk, with throw-away workspaces of it in the sandbox of this host. That there
/// is no sandbox fails the test.
final class RepairProject {
    private let project: TemporaryDirectory
    private let place: TemporaryDirectory
    private static let sandbox = Sandbox.forThisHost(
        SandboxOptions(allowsReduced: false, user: ""), environment: .current)
    static let languages = LanguageRegistry(
        loader: GrammarLoader(
            environment: .current,
            directories: [Directories(environment: .current).data / "grammars"]))

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
        let user = try #require(RepairProject.sandbox.user)
        let workspace = try Workspace(
            of: project.path, in: WorkspacePlace(place.path / "place", user: user), user: user,
            method: .overlayElseCopy, bounds: .standard)
        return TestBed(
            workspace, sandbox: RepairProject.sandbox, network: .loopback,
            toolchains: .ofUser(.current, for: user))
    }

    /// What the engine finds for it.
    func repair(
        _ command: String?, bounds: RepairBounds = .standard,
        control: RepairControl = RepairControl(cancellation: Cancellation()),
        onProgress: @escaping (RepairProgress) -> Void = { _ in }
    ) throws -> RepairReport {
        try RepairEngine(languages: RepairProject.languages).repair(
            RepairTask(command: command, files: [], bounds: bounds), in: bed(), control: control,
            onProgress: onProgress)
    }
}

extension RepairReport {
    /// The first patch's new text of its only file.
    var text: String? {
        patches.first?.patch.files.first?.after.map { String(decoding: $0, as: UTF8.self) }
    }
}
