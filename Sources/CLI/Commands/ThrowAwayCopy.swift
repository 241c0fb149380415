internal import Base
internal import Sandbox

/// The throw-away copy of a folder that `tenon sandbox` runs a command in, and what becomes of it.
struct ThrowAwayCopy {
    /// Nil where there is no sandbox.
    let workspace: Workspace?

    /// Makes the copy. Where there is no sandbox there is none: the run says why.
    init(of folder: Path, _ sandbox: Sandbox, _ limits: SandboxLimits) throws(CommandFailure) {
        guard let user = sandbox.user else {
            workspace = nil
            return
        }
        let method: Workspace.Method =
            switch sandbox.backend {
            case .strict: .overlayElseCopy
            case .reduced, .none: .copy
            }
        do {
            let directories = Directories(environment: .current)
            let place = try WorkspacePlace(
                WorkspacePlace.standard(directories, user: user), user: user)
            WorkspacePlace.removeAllStale(directories, user: user)
            workspace = try Workspace(
                of: folder, in: place, user: user, method: method,
                bounds: WorkspaceBounds(
                    byteCount: limits.diskBytes, fileCount: limits.files),
                caches: SharedCache.ofUser(.current))
        } catch {
            throw CommandFailure("\(error)")
        }
    }

    /// What the command runs in.
    var folder: SandboxFolder? { workspace?.folder }

    /// What came of it, in words.
    struct Result {
        let changes: [String]
        let problems: [String]
        let isApplied: Bool

        var lines: [String] {
            changes + problems.map { "problem: \($0)" } + (isApplied ? ["applied"] : [])
        }
    }

    /// The changes, made in the folder where that is asked for. A part of what a command did is not
    /// what it did: with any problem nothing is written.
    func result(applying: Bool) -> Result {
        guard let workspace else { return Result(changes: [], problems: [], isApplied: false) }
        let found = workspace.changes(limits: .standard)
        var problems = found.problems.map(\.description)
        var isApplied = false
        if applying && problems.isEmpty {
            do throws(WriteBackError) {
                try workspace.writeBack(found.changes, limits: .standard)
                isApplied = true
            } catch {
                problems.append(error.description)
            }
        }
        return Result(
            changes: found.changes.map(\.description), problems: problems, isApplied: isApplied)
    }
}
