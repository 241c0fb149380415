package import Base
package import Languages
package import Sandbox
package import Secrets
package import Verify

/// The project that an agent works on: its files as the agent may see them, and throw-away copies
/// of it in which everything runs. The project itself is never written to.
package struct AgentProject: Sendable {
    let root: Path
    let languages: LanguageRegistry
    let plan: TestPlan
    /// The project's files, those that may be read, in order.
    let files: [ProjectPath]
    private let newCopy: @Sendable () throws(WorkspaceFailure) -> ProjectCopy
    private let unread: UnreadFiles
    /// What git tracks or would track.
    private let paths: Set<Path>
    /// Files that are other than on the disk: what an editor holds and has not saved, or what they
    /// were when a session began that is taken up again.
    private let base: [ProjectPath: [UInt8]]

    /// The project in a folder. Lists its files, so it blocks for a moment. `newCopy` makes a
    /// throw-away copy of it; `base` are files that are other than on the disk.
    package init(
        root: Path, languages: LanguageRegistry, plan: TestPlan, unread: UnreadFiles,
        base: [ProjectPath: [UInt8]],
        newCopy: @escaping @Sendable () throws(WorkspaceFailure) -> ProjectCopy
    ) {
        self.root = root
        self.languages = languages
        self.plan = plan
        self.unread = unread
        self.newCopy = newCopy
        self.base = base
        paths = Set(WorkspaceFiles(in: root, limit: AgentProject.maximumFiles).paths)
            .union(WorkspaceFiles.unignored(base.keys.map { Path($0.string) }.sorted(), in: root))
        let unread = unread
        files = paths.filter { !unread.excludes(file: $0) }
            .compactMap { try? ProjectPath($0.string) }.sorted()
    }

    private static let maximumFiles = 200_000
    private static let maximumFileBytes = 1 << 20

    /// A file as it is without any draft.
    package func read(_ path: ProjectPath) -> Draft.Reading {
        let relative = Path(path.string)
        let file = root / path.string
        if unread.excludes(file: relative) { return .refused("the file may hold secrets") }
        if let bytes = base[path], paths.contains(relative) { return .content(bytes) }
        guard let kind = Files.kind(of: file, followLinks: false) else { return .absent }
        guard kind == .file, Files.resolved(file)?.isInside(root) == true else {
            return .refused("it is no plain file of the project")
        }
        guard paths.contains(relative) else { return .refused("git ignores the file") }
        do {
            let bytes = try Files.read(file, limit: AgentProject.maximumFileBytes)
            return bytes.contains(0) ? .refused("the file is binary") : .content(bytes)
        } catch {
            return .refused("\(error)")
        }
    }

    /// A new copy with a draft in it, for the gates or for one command.
    package func copy(with draft: Draft) throws(WorkspaceFailure) -> ProjectCopy {
        let copy = try newCopy()
        let workspace = copy.workspace
        do {
            for (path, bytes) in base where draft.files[path] == nil {
                try write(bytes, to: path, in: workspace)
            }
            for (path, change) in draft.files {
                if let content = change.content {
                    try write(content, to: path, in: workspace)
                } else {
                    try workspace.remove(Path(path.string))
                }
            }
        } catch {
            throw WorkspaceFailure(reason: "\(error)")
        }
        return copy
    }

    private func write(
        _ bytes: [UInt8], to path: ProjectPath, in workspace: Workspace
    ) throws(SystemError) {
        let place = Path(path.string)
        // What could be run still can.
        let old = try? workspace.read(place, limit: AgentProject.maximumFileBytes)
        try workspace.write(
            place, FileContent(bytes: bytes, isExecutable: old?.isExecutable ?? false))
    }

    /// What the gates say of a patch here. Blocks.
    package func verify(_ patch: Patch, cancellation: Cancellation) -> EvidenceSummary {
        var baseline = Baseline()
        do {
            return EvidenceSummary(
                Gates(languages: languages).judge(
                    patch, in: try copy(with: Draft()).bed, plan: plan, baseline: &baseline,
                    watch: GateWatch(
                        cancellation: cancellation, onPhase: { _ in }, onLine: { _ in })))
        } catch {
            var evidence = EvidenceSummary(.unverified)
            evidence.notRun = ["\(error)"]
            return evidence
        }
    }

    /// Writes a patch into the project itself: all of it, or nothing where a file is not what the
    /// patch was made for.
    package func write(_ patch: Patch) throws(WorkspaceFailure) {
        let workspace = try copy(with: Draft()).workspace
        do {
            for file in patch.files {
                let path = Path(file.path)
                let old = try workspace.read(path, limit: .max)
                guard old?.bytes == file.before else {
                    throw WorkspaceFailure(reason: "\(path) was changed meanwhile")
                }
                if let after = file.after {
                    try workspace.write(
                        path,
                        FileContent(bytes: after, isExecutable: old?.isExecutable ?? false))
                } else {
                    try workspace.remove(path)
                }
            }
            try workspace.writeBack(
                workspace.changes(limits: .standard).changes, limits: .standard)
        } catch let failure as WorkspaceFailure {
            throw failure
        } catch {
            throw WorkspaceFailure(reason: "\(error)")
        }
    }

    /// What the repository asks of whoever changes it: its AGENTS.md, and those of the folders
    /// above a file.
    package func houseRules(for path: ProjectPath?) -> String {
        var folders = [""]
        for part in (path?.string ?? "").split(separator: "/").dropLast() {
            folders.append((folders.last ?? "") + part + "/")
        }
        let texts = folders.compactMap { folder -> String? in
            guard let file = try? ProjectPath(folder + "AGENTS.md"),
                case .content(let bytes) = read(file)
            else { return nil }
            return "\(file):\n" + String(decoding: bytes, as: UTF8.self)
        }
        return Untrusted.shortened(texts.joined(separator: "\n\n"), to: 8000)
    }
}

/// A throw-away copy, and the sandbox over it. It goes with the last who holds it.
package struct ProjectCopy: Sendable {
    package let workspace: Workspace
    private let sandbox: Sandbox
    private let toolchains: Toolchains

    /// A copy, and where its commands run.
    package init(workspace: Workspace, sandbox: Sandbox, toolchains: Toolchains) {
        self.workspace = workspace
        self.sandbox = sandbox
        self.toolchains = toolchains
    }

    /// As the gates want it.
    package var bed: TestBed {
        TestBed(workspace, sandbox: sandbox, network: .loopback, toolchains: toolchains)
    }

    /// Runs a command in it; blocks.
    func run(_ command: [String], limits: SandboxLimits, cancellation: Cancellation) -> Outcome {
        sandbox.run(
            SandboxCommand(command, environment: toolchains.environment),
            in: workspace.folder,
            policy: SandboxPolicy(network: .loopback, readable: toolchains.readable),
            limits: limits, cancellation: cancellation)
    }
}

/// Why there is no copy to work in.
package struct WorkspaceFailure: Error, Sendable, CustomStringConvertible {
    private let reason: String

    /// A reason, in words for the user.
    package init(reason: String) {
        self.reason = reason
    }

    package var description: String { reason }
}
