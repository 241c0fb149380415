package import Base

/// The folder in which workspaces are made: copies lie in it, overlays are mounted over a part of
/// it. One for each user; servers share it.
package struct WorkspacePlace: Sendable {
    private let path: Path
    private let user: SandboxUser

    /// Takes a folder, and makes it where it is missing. Nobody else may be able to write in it.
    /// Who runs commands needs to get through it.
    package init(_ path: Path, user: SandboxUser) throws(WorkspaceError) {
        do {
            if user.isDropped, Files.kind(of: path.parent) == nil {
                try Files.createDirectories(path.parent)
                guard unsafe chmod(path.parent.string, 0o711) == 0 else {
                    throw SystemError("open", path.parent.string)
                }
            }
            try Files.createDirectories(path)
            try Files.createDirectories(path / WorkspacePlace.mountpointName)
            let opened = try FileDescriptor.open(path, O_RDONLY | O_DIRECTORY)
            let status = try FileStatus(of: opened)
            guard status.user == geteuid(), status.permissions & 0o022 == 0 else {
                throw WorkspaceError.placeOfOthers(path)
            }
            let mode: mode_t = user.isDropped ? 0o711 : 0o700
            guard fchmod(opened.number, mode) == 0 else { throw SystemError("open", path.string) }
        } catch let error as SystemError {
            throw .system(error)
        } catch {
            throw .placeOfOthers(path)
        }
        guard let resolved = Files.resolved(path) else {
            throw .system(SystemError("open", path.string, code: ENOENT))
        }
        self.path = resolved
        self.user = user
    }

    /// Where a copy of at most so many bytes lies best: in memory, where files are made in a tenth
    /// of the time, if the system has room there and lets programs run from it.
    func copies(of byteCount: Int) -> WorkspacePlace {
        let memory = WorkspacePlace.memory
        var status = statvfs()
        let noPrograms: UInt = 8
        guard unsafe statvfs(memory.parent.string, &status) == 0,
            status.f_flag & noPrograms == 0,
            // As much again stays free for others.
            Int(status.f_bavail) * Int(status.f_frsize) / 2 >= byteCount,
            let place = try? WorkspacePlace(memory, user: user)
        else { return self }
        return place
    }

    /// The system's folder for files in memory; what it has, all users share.
    private static var memory: Path { Path("/dev/shm/tenon-\(geteuid())") }

    /// Where workspaces are made unless somebody wishes otherwise: in the user's cache, or, where
    /// root's is closed to whom root becomes, in a folder of the system's.
    package static func standard(_ directories: Directories, user: SandboxUser) -> Path {
        let isReachable = Account(user).acting { Files.kind(of: directories.cache / ".") != nil }
        return user.isDropped && !isReachable
            ? sharedPath : directories.cache / "workspaces"
    }

    /// Removes what processes of this user that were killed have left in any place of workspaces or
    /// of what is temporary. Blocks; makes nothing where there is nothing.
    package static func removeAllStale(_ directories: Directories, user: SandboxUser) {
        let paths = [directories.cache / "workspaces", sharedPath, memory, ScratchFolder.base]
        for path in paths where Files.kind(of: path, followLinks: false) == .directory {
            try? WorkspacePlace(path, user: user).removeStale()
        }
        ControlGroups.delegated()?.removeStale()
    }

    private static let sharedPath: Path = "/var/lib/tenon/workspaces"
    private static let mountpointName = "mount"

    /// An empty folder that each overlay mounts itself over, in its own namespace.
    var mountpoint: Path { path / WorkspacePlace.mountpointName }

    /// Makes a folder that goes with the value that comes back, or at the next start of a server
    /// when this process is killed.
    func makeFolder() throws(SystemError) -> OwnedFolder {
        while true {
            let folder = path.appending(Tree.temporaryName())
            guard unsafe mkdir(folder.string, 0o711) == 0 else {
                throw SystemError("create folder", folder.string)
            }
            // Between these two steps another server may take it for one that was left.
            if let lock = OwnedFolder.lock(folder) { return OwnedFolder(path: folder, lock: lock) }
        }
    }

    /// Removes the folders of servers that were killed.
    package func removeStale() {
        for name in Files.list(path) where name.string != WorkspacePlace.mountpointName {
            let folder = path.appending(name)
            if let lock = OwnedFolder.lock(folder) { _ = OwnedFolder(path: folder, lock: lock) }
        }
    }
}

/// A folder that is removed with everything in it when its owner lets go of it. A lock, which ends
/// with the process, tells others that it is in use.
struct OwnedFolder: ~Copyable, Sendable {
    let path: Path
    private let lock: FileDescriptor

    fileprivate init(path: Path, lock: consuming FileDescriptor) {
        self.path = path
        self.lock = lock
    }

    deinit {
        // Nothing runs in it any more, and what cannot be removed now is tried at the next start.
        if let tree = try? Tree(path) { try? tree.removeContents() }
        unsafe rmdir(path.string)
    }

    /// The lock on a folder that still is one; nil when somebody has it.
    fileprivate static func lock(_ folder: Path) -> FileDescriptor? {
        guard let file = try? FileDescriptor.open(folder, O_RDONLY | O_DIRECTORY | O_NOFOLLOW),
            flock(file.number, LOCK_EX | LOCK_NB) == 0,
            Files.kind(of: folder, followLinks: false) == .directory
        else { return nil }
        return file
    }
}

/// How much may be written in a workspace.
package struct WorkspaceBounds: Equatable, Sendable {
    package let byteCount: Int
    package let fileCount: Int

    package init(byteCount: Int, fileCount: Int) {
        self.byteCount = byteCount
        self.fileCount = fileCount
    }

    /// Enough for builds and tests of most projects, and no danger to the machine's memory.
    package static let standard = WorkspaceBounds(byteCount: 1 << 30, fileCount: 200_000)
}

/// Why there is no workspace.
package enum WorkspaceError: Error, Equatable, CustomStringConvertible {
    case system(SystemError)
    /// This machine has no overlays for this user, or not over this folder.
    case overlay(step: String, code: Int32)
    /// The folder for workspaces is open to others, or theirs.
    case placeOfOthers(Path)
    /// A copy would be larger than the bounds.
    case tooLarge(Path, byteCount: Int)

    package var description: String {
        switch self {
        case .system(let error): error.description
        case .overlay(let step, let code): "cannot \(step): \(SystemError.text(of: code))"
        case .placeOfOthers(let path):
            "\(path) is not only ours: remove it, or take others' right to write in it"
        case .tooLarge(let path, let byteCount):
            "\(path) is too large to copy: more than \(byteCount) bytes"
        }
    }
}
