internal import Base

/// How much a run has written below a folder, seen through a descriptor from inside the sandbox.
struct DiskUse {
    private let folder: SharedDescriptor
    /// The state of its file system, and the time, at the start of the run.
    private let before: FileSystem
    private let begin: Int

    /// Notes the start; nil where the file system does not tell.
    init?(_ folder: SharedDescriptor) {
        guard let before = FileSystem(of: folder.file.number) else { return nil }
        self.folder = folder
        self.before = before
        begin = time(nil)
    }

    /// The bound that has been reached; nil when none has. With `thoroughly`, what was written is
    /// counted even where the file system as a whole has hardly grown: others share it, and may
    /// have removed as much.
    func quota(_ limits: SandboxLimits, thoroughly: Bool) -> Outcome.Quota? {
        guard let now = FileSystem(of: folder.file.number) else { return nil }
        if now.freeBytes < 64 << 10 { return .disk }
        if now.freeFiles == 0 { return .files }
        let bytes = now.usedBytes - before.usedBytes
        let files = now.usedFiles - before.usedFiles
        guard thoroughly || bytes >= limits.diskBytes / 2 || files >= limits.files / 2 else {
            return nil
        }
        let written = count(limits)
        // What has no name any more cannot be counted, so growth far beyond the bound counts too.
        if written.bytes >= limits.diskBytes || bytes >= 4 * limits.diskBytes { return .disk }
        if written.files >= limits.files || files >= 4 * limits.files { return .files }
        return nil
    }

    /// The files that were made or changed since the start, up to the bounds.
    private func count(_ limits: SandboxLimits) -> (bytes: Int, files: Int) {
        var bytes = 0
        var files = 0
        var folders: [Path] = [Path("/proc/self/fd/\(folder.file.number)/.")]
        while let next = folders.popLast(), bytes < limits.diskBytes, files < limits.files {
            for name in Files.list(next, limit: limits.files + 1) {
                let path = next.appending(name)
                var status = stat()
                guard unsafe lstat(path.string, &status) == 0 else { continue }
                if status.st_mode & S_IFMT == S_IFDIR { folders.append(path) }
                guard status.st_ctim.tv_sec >= begin else { continue }
                files += 1
                bytes += Int(status.st_blocks) * 512
            }
        }
        return (bytes, files)
    }
}

/// How full a file system is.
private struct FileSystem {
    let usedBytes: Int
    let freeBytes: Int
    let usedFiles: Int
    let freeFiles: Int

    init?(of file: Int32) {
        var status = statvfs()
        guard unsafe fstatvfs(file, &status) == 0 else { return nil }
        let block = Int(status.f_frsize)
        usedBytes = Int(status.f_blocks - status.f_bfree) * block
        freeBytes = Int(status.f_bavail) * block
        usedFiles = Int(status.f_files - status.f_ffree)
        // One without a fixed number of files says that there are none.
        freeFiles = status.f_files == 0 ? Int.max : Int(status.f_ffree)
    }
}
