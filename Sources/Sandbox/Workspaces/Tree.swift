package import Base
private import CSandbox

/// A folder held open, and what lies beneath it. No path leads out of it and no link is followed,
/// whatever somebody does to the files meanwhile: that is left to the kernel. Never blocks on a
/// FIFO or a device.
package struct Tree: ~Copyable, Sendable {
    private let folder: FileDescriptor

    /// Takes an open folder.
    package init(_ folder: consuming FileDescriptor) {
        self.folder = folder
    }

    /// Opens a folder; links on the way to it are followed.
    package init(_ path: Path) throws(SystemError) {
        folder = try FileDescriptor.open(path, O_RDONLY | O_DIRECTORY)
    }

    /// The folder's descriptor, for system calls; it stays this tree's.
    package var descriptor: Int32 { folder.number }

    // -- Looking ----------------------------------------------------------------------------------

    /// The folder itself.
    package func status() throws(SystemError) -> FileStatus {
        try FileStatus(of: folder)
    }

    /// What a path names: a link is looked at, not followed. Nil where there is nothing.
    package func status(of path: Path) throws(SystemError) -> FileStatus? {
        do throws(SystemError) {
            return try FileStatus(of: open(path, Tree.lookOnly | O_NOFOLLOW))
        } catch {
            // A part of the path may be a file, or a link that was put there.
            if [ENOENT, ENOTDIR, ELOOP].contains(error.code) { return nil }
            throw error
        }
    }

    /// A regular file's content, and which file that was; nil where there is none.
    package func read(
        _ path: Path, limit: Int
    ) throws(TreeError) -> (content: FileContent, status: FileStatus)? {
        let isFile: Bool
        do throws(SystemError) {
            let file = try open(path, O_RDONLY | O_NONBLOCK | O_NOFOLLOW)
            let status = try FileStatus(of: file)
            var bytes: [UInt8] = []
            if status.kind == .file, status.size <= limit {
                bytes.reserveCapacity(status.size + 1)
                // It may grow while it is read.
                while bytes.count <= limit, try file.read(into: &bytes, limit: 64 << 10) > 0 {}
                if bytes.count <= limit {
                    return (FileContent(bytes: bytes, isExecutable: status.isExecutable), status)
                }
            }
            isFile = status.kind == .file
        } catch {
            switch error.code {
            case ENOENT, ENOTDIR: return nil
            // A link, a socket, a device without a driver.
            case ELOOP, ENXIO, ENODEV: throw .notAFile
            default: throw .system(error)
            }
        }
        throw isFile ? .tooLarge(limit: limit) : .notAFile
    }

    /// The names in a folder beneath, without "." and ".."; an empty path is the tree itself.
    package func list(_ path: Path) throws(SystemError) -> [Path] {
        let opened = try open(path, O_RDONLY | O_DIRECTORY | O_NOFOLLOW)
        let copy = dup(opened.number)
        guard copy >= 0 else { throw SystemError("list", path.string) }
        guard let stream = unsafe fdopendir(copy) else {
            let error = SystemError("list", path.string)
            close(copy)
            throw error
        }
        defer { unsafe closedir(stream) }
        var names: [Path] = []
        while let entry = unsafe readdir(stream) {
            let name = unsafe withUnsafeBytes(of: &entry.pointee.d_name) { bytes in
                unsafe Path(bytes: bytes.prefix { $0 != 0 })
            }
            if name != "." && name != ".." { names.append(name) }
        }
        return names
    }

    /// Visits what lies beneath a folder: a folder first, then what is in it. What cannot be looked
    /// at, or whose visit fails, is told. Neither visited nor entered is what is left out.
    package func walk(
        _ start: Path, isLeftOut: (Path) -> Bool,
        visit: (Path, FileStatus) throws(SystemError) -> Void,
        failed: (Path, SystemError) -> Void
    ) {
        var folders = [start]
        while let folder = folders.popLast() {
            do throws(SystemError) {
                for name in try list(folder) {
                    let path = folder.joined(name)
                    if isLeftOut(path) { continue }
                    do throws(SystemError) {
                        guard let status = try status(of: path) else { continue }
                        if status.kind == .folder { folders.append(path) }
                        try visit(path, status)
                    } catch {
                        failed(path, error)
                    }
                }
            } catch {
                failed(folder, error)
            }
        }
    }

    /// Where a link points to.
    package func target(ofLink path: Path) throws(SystemError) -> Path {
        let link = try open(path, Tree.lookOnly | O_NOFOLLOW)
        var bytes = [UInt8](repeating: 0, count: Int(PATH_MAX))
        let count = unsafe bytes.withUnsafeMutableBytes { buffer in
            // Never nil: the array is not empty.
            unsafe readlinkat(
                link.number, "",
                buffer.assumingMemoryBound(to: CChar.self).baseAddress
                    .unsafelyUnwrapped, buffer.count)
        }
        guard count >= 0 else { throw SystemError("read the link", path.string) }
        return Path(bytes: bytes.prefix(count))
    }

    /// `O_PATH`, which the C library declares for GNU programs only. The descriptor names a file,
    /// and gives no access to it: nothing blocks, whatever the file is.
    static let lookOnly: Int32 = 0o10_000_000

    /// Opens what lies beneath.
    package func open(
        _ path: Path, _ flags: Int32, mode: mode_t = 0
    ) throws(SystemError) -> FileDescriptor {
        let number = unsafe path.orSelf.withCString { name in
            unsafe tenon_open_beneath(folder.number, name, flags, UInt32(mode))
        }
        guard number >= 0 else { throw SystemError("open", path.string) }
        return FileDescriptor(owning: number)
    }
}

/// Why a file was not read.
package enum TreeError: Error, Equatable, CustomStringConvertible {
    case notAFile
    case tooLarge(limit: Int)
    case system(SystemError)

    package var description: String {
        switch self {
        case .notAFile: "not a regular file"
        case .tooLarge(let limit): "larger than \(limit) bytes"
        case .system(let error): error.description
        }
    }
}

/// What a file is, who may do what with it, and which file it is.
package struct FileStatus: Equatable, Sendable {
    package enum Kind: Equatable, Sendable {
        case file, folder, link, other
        /// Stands for what is gone, in an overlay's layer of changes.
        case whiteout
    }

    package let kind: Kind
    package let size: Int
    package let permissions: mode_t
    package let user: uid_t
    package let group: gid_t
    package let identity: FileIdentity
    /// Nanoseconds of the time of day. Unlike the time of modification, nobody can set this.
    package let lastChange: Int64
    package let lastModification: Int64

    package init(of file: borrowing FileDescriptor) throws(SystemError) {
        var status = stat()
        guard unsafe fstat(file.number, &status) == 0 else {
            throw SystemError("look at", "descriptor \(file.number)")
        }
        self.init(status)
    }

    init(_ status: stat) {
        kind =
            switch status.st_mode & S_IFMT {
            case S_IFREG: .file
            case S_IFDIR: .folder
            case S_IFLNK: .link
            case S_IFCHR where status.st_rdev == 0: .whiteout
            default: .other
            }
        size = Int(status.st_size)
        permissions = status.st_mode & 0o7777
        user = status.st_uid
        group = status.st_gid
        identity = FileIdentity(device: UInt64(status.st_dev), inode: UInt64(status.st_ino))
        lastChange = nanoseconds(status.st_ctim)
        lastModification = nanoseconds(status.st_mtim)
    }

    package var isExecutable: Bool { permissions & S_IXUSR != 0 }
}

/// Which file it is, whatever it is called.
package struct FileIdentity: Hashable, Sendable {
    package let device: UInt64
    package let inode: UInt64
}

private func nanoseconds(_ time: ClockTime) -> Int64 {
    Int64(time.tv_sec).multipliedClamped(by: 1_000_000_000) &+ Int64(time.tv_nsec)
}

extension Path {
    /// Itself, or "." where it is empty, for system calls.
    var orSelf: Path { bytes.isEmpty ? "." : self }

    /// Its bytes as they are: not every path is UTF-8.
    func withCString<Result>(_ body: (UnsafePointer<CChar>) -> Result) -> Result {
        let text = bytes.map { CChar(bitPattern: $0) } + [0]
        return unsafe text.withUnsafeBufferPointer { buffer in
            // Never nil: there is at least the zero.
            unsafe body(buffer.baseAddress.unsafelyUnwrapped)
        }
    }

    /// Its last component's bytes.
    var lastComponent: Path {
        Path(bytes: bytes.suffix(from: (bytes.lastIndex(of: UInt8(ascii: "/")) ?? -1) + 1))
    }

    var components: [ArraySlice<UInt8>] { bytes.split(separator: UInt8(ascii: "/")) }

    /// The folder that holds it, as a relative path: empty at the top.
    var relativeParent: Path {
        Path(bytes: bytes.prefix(upTo: bytes.lastIndex(of: UInt8(ascii: "/")) ?? 0))
    }

    /// `appending`, that also joins to an empty path.
    func joined(_ name: Path) -> Path { bytes.isEmpty ? name : appending(name) }
}
