internal import Base

/// How full the file system of a folder is, seen through a descriptor from inside the sandbox.
struct DiskUse {
    private let folder: SharedDescriptor
    private let usedBytes: Int
    private let usedFiles: Int

    /// Notes how full it is at the start of a run.
    init(_ folder: SharedDescriptor) {
        let status = DiskUse.status(folder.file.number)
        usedBytes = status?.usedBytes ?? 0
        usedFiles = status?.usedFiles ?? 0
        self.folder = folder
    }

    /// The bound that has been reached since; nil when none has.
    func quota(_ limits: SandboxLimits) -> Outcome.Quota? {
        guard let status = DiskUse.status(folder.file.number) else { return nil }
        if status.freeBytes < 64 << 10 || status.usedBytes - usedBytes >= limits.diskBytes {
            return .disk
        }
        if status.freeFiles == 0 || status.usedFiles - usedFiles >= limits.files { return .files }
        return nil
    }

    private static func status(
        _ folder: Int32
    ) -> (usedBytes: Int, freeBytes: Int, usedFiles: Int, freeFiles: Int)? {
        var status = statvfs()
        guard unsafe fstatvfs(folder, &status) == 0 else { return nil }
        let block = Int(status.f_frsize)
        // A file system without a fixed number of files says that there are none.
        let free = status.f_files == 0 ? Int.max : Int(status.f_ffree)
        return (
            Int(status.f_blocks - status.f_bfree) * block, Int(status.f_bavail) * block,
            Int(status.f_files - status.f_ffree), free
        )
    }
}
