internal import Base

/// A folder for what is temporary, in the reduced mode: home and /tmp of one run, gone at its end.
/// Should this process be killed first, the next one removes it.
final class ScratchFolder {
    var path: Path { folder.path }
    private let folder: OwnedFolder

    /// A new one, which belongs to the user as whom the command runs.
    init(for user: SandboxUser) throws(Refusal) {
        do {
            folder = try ScratchFolder.place(for: user).makeFolder()
            if user.isDropped, unsafe chown(folder.path.string, user.uid, user.gid) != 0 {
                throw SystemError("hand over", folder.path.string)
            }
        } catch {
            throw ScratchFolder.refusal(error)
        }
    }

    /// Removes those of servers that were killed.
    static func removeStale(for user: SandboxUser) throws(Refusal) {
        do {
            try place(for: user).removeStale()
        } catch {
            throw refusal(error)
        }
    }

    private static func place(for user: SandboxUser) throws(WorkspaceError) -> WorkspacePlace {
        try WorkspacePlace(base, user: user)
    }

    /// In which folder they lie.
    static var base: Path {
        let base = Environment.current["TMPDIR"].flatMap { $0.hasPrefix("/") ? $0 : nil } ?? "/tmp"
        return Path(base) / "tenon-\(geteuid())"
    }

    private static func refusal(_ error: any Error) -> Refusal {
        Refusal(
            reason: "there is no room for temporary files (\(error))",
            fix: "make $TMPDIR or /tmp writable")
    }
}
