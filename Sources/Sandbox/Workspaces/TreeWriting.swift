package import Base
private import CSandbox

extension Tree {
    /// Writes a whole file in place of whatever has this name (but a folder), and makes the folders
    /// that it needs. Who looks meanwhile sees the old file or the new one. It is modified in a
    /// later second of the day's time than `last`; which one comes back.
    package func write(
        _ path: Path, _ content: FileContent, after last: Int64
    ) throws(SystemError) -> Int64 {
        _ = try makeFolders(above: path)
        var now = ClockTime()
        _ = unsafe clock_gettime(CLOCK_REALTIME, &now)
        if Int64(now.tv_sec) <= last { now = ClockTime(tv_sec: Int(last) + 1, tv_nsec: 0) }
        let temporary = path.relativeParent.joined(Tree.temporaryName())
        do {
            let mode: mode_t = content.isExecutable ? 0o755 : 0o644
            try create(temporary, mode: mode) { file throws(SystemError) in
                try IO.writeAll(file, content.bytes)
                guard unsafe futimens(file, [now, now]) == 0 else {
                    throw SystemError("set the time of", path.string)
                }
            }
            try unsafe inFolder(of: path) { (folder, name) throws(SystemError) in
                let result = unsafe temporary.lastComponent.withCString {
                    unsafe renameat(folder, $0, folder, name)
                }
                guard result == 0 else { throw SystemError("write", path.string) }
            }
        } catch {
            try? remove(temporary)
            throw error
        }
        return Int64(now.tv_sec)
    }

    /// Makes a new file, which `fill` writes; it fails where there is something.
    package func create(
        _ path: Path, mode: mode_t, fill: (Int32) throws(SystemError) -> Void
    ) throws(SystemError) {
        let file = try open(path, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW, mode: 0o600)
        try fill(file.number)
        // Whatever the mask for new files is.
        guard fchmod(file.number, mode) == 0 else { throw SystemError("set the mode", path.string) }
    }

    /// Makes a new file with this content.
    package func create(
        _ path: Path, _ bytes: [UInt8], mode: mode_t
    ) throws(SystemError) {
        try create(path, mode: mode) { file throws(SystemError) in
            try IO.writeAll(file, bytes)
        }
    }

    /// Makes a new link.
    package func link(_ path: Path, to target: Path) throws(SystemError) {
        try unsafe inFolder(of: path) { folder, name throws(SystemError) in
            let result = unsafe target.withCString { unsafe symlinkat($0, folder, name) }
            guard result == 0 else { throw SystemError("create the link", path.string) }
        }
    }

    /// Makes the folders above a path; returns those that are new, the outermost first.
    package func makeFolders(
        above path: Path
    ) throws(SystemError) -> [Path] {
        var made: [Path] = []
        var folder: Path = ""
        for component in path.components.dropLast() {
            folder = folder.joined(Path(bytes: component))
            let isNew = try unsafe inFolder(of: folder) { (parent, name) throws(SystemError) in
                if unsafe mkdirat(parent, name, 0o755) == 0 { return true }
                guard errno == EEXIST else { throw SystemError("create folder", folder.string) }
                return false
            }
            if isNew { made.append(folder) }
        }
        return made
    }

    /// Removes what has this name: a file, a link, an empty folder.
    package func remove(_ path: Path) throws(SystemError) {
        try unsafe inFolder(of: path) { (folder, name) throws(SystemError) in
            if unsafe unlinkat(folder, name, 0) == 0 { return }
            if errno == EISDIR || errno == EPERM, unsafe unlinkat(folder, name, AT_REMOVEDIR) == 0 {
                return
            }
            throw SystemError("remove", path.string)
        }
    }

    /// Removes all that is in the folder. However deep folders nest and whatever modes they have,
    /// two descriptors are enough: folders are moved up here before they are looked into.
    package func removeContents() throws(SystemError) {
        var folders = try removeFiles(in: "")
        while let folder = folders.popLast() {
            folders += try removeFiles(in: folder)
            try remove(folder)
        }
    }

    /// Removes a folder's files, moves its folders up here, and returns these.
    private func removeFiles(in folder: Path) throws(SystemError) -> [Path] {
        var folders: [Path] = []
        for name in try list(folder) {
            let path = folder.joined(name)
            if try status(of: path)?.kind != .folder {
                try remove(path)
                continue
            }
            // Who moves a folder must be able to write in it: its ".." changes.
            try allowEverything(path)
            let target = Tree.temporaryName()
            let parent = try open(folder, Tree.lookOnly | O_DIRECTORY)
            let result = unsafe name.withCString { from in
                unsafe target.withCString { unsafe renameat(parent.number, from, descriptor, $0) }
            }
            guard result == 0 else { throw SystemError("remove", path.string) }
            folders.append(target)
        }
        return folders
    }

    private func allowEverything(_ folder: Path) throws(SystemError) {
        let opened = try open(folder, Tree.lookOnly | O_NOFOLLOW | O_DIRECTORY)
        guard tenon_change_mode(opened.number, 0o700) == 0 else {
            throw SystemError("set the mode", folder.string)
        }
    }

    /// Renames within one folder, never over something.
    package func rename(
        _ path: Path, to name: Path, exchanging: Bool = false
    ) throws(SystemError) {
        let how = exchanging ? TENON_RENAME_EXCHANGE : TENON_RENAME_NEW
        try unsafe inFolder(of: path) { (folder, old) throws(SystemError) in
            let result = unsafe name.withCString { unsafe tenon_rename(folder, old, $0, how) }
            guard result == 0 else { throw SystemError("rename", path.string) }
        }
    }

    /// A name for a file that is not there yet.
    package static func temporaryName() -> Path {
        Path(".tenon-" + String(UInt64.random(in: .min ... .max), radix: 36))
    }

    /// Calls with the folder that holds the path, open, and the path's last name.
    private func inFolder<Result>(
        of path: Path,
        _ body: (_ folder: Int32, _ name: UnsafePointer<CChar>) throws(SystemError) -> Result
    ) throws(SystemError) -> Result {
        let folder = try open(path.relativeParent, Tree.lookOnly | O_DIRECTORY)
        let text = path.lastComponent.bytes.map { CChar(bitPattern: $0) } + [0]
        return try unsafe text.withUnsafeBufferPointer { (buffer) throws(SystemError) in
            // Never nil: there is at least the zero.
            try unsafe body(folder.number, buffer.baseAddress.unsafelyUnwrapped)
        }
    }
}
