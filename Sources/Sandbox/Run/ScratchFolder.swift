internal import Base

/// A folder for what is temporary, in the reduced mode: home and /tmp of one run, gone at its end.
final class ScratchFolder {
    let path: Path

    /// A new one, which belongs to the user as whom the command runs.
    init(for user: SandboxUser) throws(Refusal) {
        do {
            path = try Files.makeTemporaryDirectory(prefix: "tenon-scratch")
            if user.isDropped, unsafe chown(path.string, user.uid, user.gid) != 0 {
                throw SystemError("hand over", path.string)
            }
        } catch {
            throw Refusal(
                reason: "there is no room for temporary files (\(error))",
                fix: "make $TMPDIR or /tmp writable")
        }
    }

    deinit {
        if let tree = try? Tree(path) { try? tree.removeContents() }
        unsafe rmdir(path.string)
    }
}
