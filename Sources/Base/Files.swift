/// What a path names.
package enum FileKind: Sendable {
    case file, directory, link, other
}

/// Small, bounded operations on the file system. They block: never call them on the loop thread.
package enum Files {
    /// Why a file was not read.
    package enum ReadError: Error, CustomStringConvertible {
        case system(SystemError)
        case tooLarge(Path, limit: Int)
        case notAFile(Path)

        package var description: String {
            switch self {
            case .system(let error): error.description
            case .tooLarge(let path, let limit): "\(path) is larger than \(limit) bytes"
            case .notAFile(let path): "\(path) is not a regular file"
            }
        }
    }

    /// The whole of a regular file of at most `limit` bytes. Devices, FIFOs and sockets are
    /// refused without waiting for them.
    package static func read(_ path: Path, limit: Int) throws(ReadError) -> [UInt8] {
        let file: FileDescriptor
        do {
            file = try FileDescriptor.open(path, O_RDONLY | O_NONBLOCK)
        } catch {
            throw .system(error)
        }
        var status = stat()
        guard unsafe fstat(file.number, &status) == 0 else {
            throw .system(SystemError("read", path.string))
        }
        guard status.st_mode & S_IFMT == S_IFREG else { throw .notAFile(path) }
        guard status.st_size <= limit else { throw .tooLarge(path, limit: limit) }
        var bytes: [UInt8] = []
        bytes.reserveCapacity(Int(status.st_size) + 1)
        do {
            // The file may grow while it is read; the limit holds all the same.
            while try file.read(into: &bytes, limit: 64 << 10) > 0 {
                if bytes.count > limit { throw ReadError.tooLarge(path, limit: limit) }
            }
        } catch let error as SystemError {
            throw .system(error)
        } catch {
            throw .tooLarge(path, limit: limit)
        }
        return bytes
    }

    /// Writes beside the target and renames over it: readers see the old file or the new one.
    package static func writeAtomically(
        _ path: Path, _ bytes: [UInt8], mode: mode_t = 0o644
    ) throws(SystemError) {
        let temporary = Path("\(path).\(getpid()).tmp")
        do {
            let file = try FileDescriptor.open(
                temporary, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW, mode: mode)
            try file.writeAll(bytes)
        } catch {
            remove(temporary)
            throw error
        }
        guard rename(temporary, to: path) else {
            let error = SystemError("write", path.string)
            remove(temporary)
            throw error
        }
    }

    /// Makes a folder and those above it. The new ones are the user's alone.
    package static func createDirectories(_ path: Path) throws(SystemError) {
        if unsafe mkdir(path.string, 0o700) == 0 || kind(of: path) == .directory { return }
        guard errno == ENOENT, path.parent != path else {
            throw SystemError("create folder", path.string)
        }
        try createDirectories(path.parent)
        if unsafe mkdir(path.string, 0o700) != 0, kind(of: path) != .directory {
            throw SystemError("create folder", path.string)
        }
    }

    /// What the path names, following links unless told otherwise; nil when there is nothing.
    package static func kind(of path: Path, followLinks: Bool = true) -> FileKind? {
        status(of: path, followLinks: followLinks).map { status in
            switch status.st_mode & S_IFMT {
            case S_IFREG: .file
            case S_IFDIR: .directory
            case S_IFLNK: .link
            default: .other
            }
        }
    }

    package static func size(of path: Path) -> Int? {
        status(of: path).map { Int($0.st_size) }
    }

    /// Size and time of change: equal means that the file has not changed since.
    package static func stamp(of path: Path) -> FileStamp? {
        status(of: path).map { FileStamp($0) }
    }

    /// The stamp of a regular file; nil for a link to one, and for everything else.
    package static func stamp(ofFile path: Path) -> FileStamp? {
        guard let status = status(of: path, followLinks: false),
            status.st_mode & S_IFMT == S_IFREG
        else { return nil }
        return FileStamp(status)
    }

    /// Whether every user of the machine can get to the file or folder and read it.
    package static func isOpenToAll(_ path: Path) -> Bool {
        guard let resolved = resolved(path), let own = status(of: resolved),
            own.st_mode & S_IROTH != 0
        else { return false }
        var folder = resolved.parent
        while let status = status(of: folder), status.st_mode & S_IXOTH != 0 {
            if folder.string == "/" { return true }
            folder = folder.parent
        }
        return false
    }

    package static func isExecutable(_ path: Path) -> Bool {
        unsafe access(path.string, X_OK) == 0 && kind(of: path) == .file
    }

    /// The names in a folder, sorted, at most `limit` of them; empty when it cannot be read.
    package static func list(_ path: Path, limit: Int = 100_000) -> [Path] {
        guard let folder = unsafe opendir(path.string) else { return [] }
        defer { unsafe closedir(folder) }
        var names: [Path] = []
        while names.count < limit, let entry = unsafe readdir(folder) {
            let name = unsafe withUnsafeBytes(of: &entry.pointee.d_name) { bytes in
                unsafe Path(bytes: bytes.prefix { $0 != 0 })
            }
            if name.string != "." && name.string != ".." { names.append(name) }
        }
        return names.sorted()
    }

    /// Removes a file; quietly, when there is none.
    package static func remove(_ path: Path) {
        unsafe unlink(path.string)
    }

    /// Removes a folder and all that is in it. Links are removed, never followed.
    package static func removeTree(_ path: Path) {
        guard kind(of: path, followLinks: false) == .directory else { return remove(path) }
        for name in list(path) { removeTree(path.appending(name)) }
        unsafe rmdir(path.string)
    }

    @discardableResult
    package static func rename(_ from: Path, to: Path) -> Bool {
        unsafe Glibc.rename(from.string, to.string) == 0
    }

    /// A new folder of our own under the system's place for temporary files.
    package static func makeTemporaryDirectory(prefix: String) throws(SystemError) -> Path {
        let base = Environment.current["TMPDIR"].flatMap { $0.hasPrefix("/") ? $0 : nil } ?? "/tmp"
        var template = Array("\(base)/\(prefix).XXXXXX".utf8CString)
        let made = unsafe template.withUnsafeMutableBufferPointer { buffer -> Path? in
            guard let base = buffer.baseAddress, let name = unsafe mkdtemp(base) else { return nil }
            return unsafe Path(String(cString: name))
        }
        guard let made else { throw SystemError("create a temporary folder in", base) }
        return made
    }

    /// A file that has no name any more, open to be read from its beginning.
    package static func makeUnnamed(_ bytes: [UInt8]) throws(SystemError) -> FileDescriptor {
        let folder = try makeTemporaryDirectory(prefix: "tenon-input")
        defer { removeTree(folder) }
        let path = folder / "input"
        try writeAtomically(path, bytes, mode: 0o600)
        return try FileDescriptor.open(path, O_RDONLY)
    }

    /// The path with every link resolved; nil when something on the way is missing.
    package static func resolved(_ path: Path) -> Path? {
        guard let real = unsafe realpath(path.string, nil) else { return nil }
        defer { unsafe free(real) }
        return unsafe Path(String(cString: real))
    }

    private static func status(of path: Path, followLinks: Bool = true) -> stat? {
        var status = stat()
        let result =
            unsafe followLinks ? stat(path.string, &status) : lstat(path.string, &status)
        return result == 0 ? status : nil
    }
}

/// A file's identity at a moment, for caches.
package struct FileStamp: Hashable, Sendable {
    package let size: Int
    package let seconds: Int
    package let nanoseconds: Int
    package let inode: UInt64

    /// From its parts.
    package init(size: Int, seconds: Int, nanoseconds: Int, inode: UInt64) {
        self.size = size
        self.seconds = seconds
        self.nanoseconds = nanoseconds
        self.inode = inode
    }

    fileprivate init(_ status: stat) {
        self.init(
            size: Int(status.st_size), seconds: Int(status.st_mtim.tv_sec),
            nanoseconds: Int(status.st_mtim.tv_nsec), inode: UInt64(status.st_ino))
    }

    /// Whether a file that has this stamp now may have it still after another change: the clocks
    /// of file systems tick slowly.
    package var isFresh: Bool { seconds >= time(nil) - 2 }
}
