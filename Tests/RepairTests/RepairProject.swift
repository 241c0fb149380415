import Base
import Languages
import Sandbox
import Syntax
import TestKit
import Testing
import Verify

@testable import Repair

/// A project with a fault.
struct RepairProject {
    private let project: ProjectInSandbox
    static let languages = LanguageRegistry(
        loader: GrammarLoader(
            environment: .current,
            directories: [Directories(environment: .current).data / "grammars"]))

    init(_ files: [String: String]) throws {
        project = try ProjectInSandbox(files)
    }

    /// What the engine finds for it.
    func repair(
        _ command: String?, bounds: RepairBounds = .standard,
        control: RepairControl = RepairControl(cancellation: Cancellation()),
        onProgress: @escaping (RepairProgress) -> Void = { _ in }
    ) throws -> RepairReport {
        try RepairEngine(languages: RepairProject.languages).repair(
            RepairTask(command: command, files: [], bounds: bounds),
            in: project.bed(hasOwnPrograms: true), control: control,
            onProgress: onProgress)
    }
}

extension RepairReport {
    /// The first patch's new text of its only file.
    var text: String? {
        patches.first?.patch.files.first?.after.map { String(decoding: $0, as: UTF8.self) }
    }
}
