import Base
private import CSandbox

/// A copy of what git tracks or would track in a folder.
struct WorkspaceCopy: ~Copyable, Sendable {
    let root: Tree
    let layer: CopyLayer

    /// Makes the copy.
    init(
        of original: borrowing Tree, at path: Path, cacheCount: Int, in place: WorkspacePlace,
        account: Account, bounds: WorkspaceBounds
    ) throws(WorkspaceError) {
        do {
            let folder = try place.copies(of: bounds.byteCount).makeFolder()
            let target = folder.path / "root"
            // Where nothing of the user's can be shared with a layer above it, these begin empty.
            let caches = (0..<cacheCount).map { folder.path / "cache\($0)" }
            for path in [target] + caches {
                guard unsafe mkdir(path.string, 0o700) == 0,
                    unsafe chown(path.string, account.user, account.group) == 0
                else { throw SystemError("create folder", path.string) }
            }
            let root = try Tree(target)
            var copier = Copier(original: path, account: account, bounds: bounds)
            // What is kept from models (`.tenonignore`) may well be needed by a test.
            let files =
                Git(in: path).files() ?? WorkspaceFiles(in: path, limit: bounds.fileCount).paths
            for file in files {
                try copier.copyAll(file, from: original, to: root)
            }
            try copier.addDependencies(from: original, to: root)
            layer = CopyLayer(
                folder: folder, path: target, linked: copier.linked, caches: caches,
                copied: copier.copied, bounds: bounds)
            self.root = root
        } catch let error as SystemError {
            throw .system(error)
        } catch let error as WorkspaceError {
            throw error
        } catch {
            throw .tooLarge(path, byteCount: bounds.byteCount)
        }
    }
}

/// What a copy has beside its files, which go when this goes.
final class CopyLayer: Sendable {
    private let folder: OwnedFolder
    /// Where the files are.
    let path: Path
    /// Folders of the original that are not copied but linked to.
    let linked: [Path]
    /// Where tools keep what they have made.
    let caches: [Path]
    /// Each file as it was when it had just been copied.
    private let copied: [Path: FileStatus]
    private let bounds: WorkspaceBounds

    fileprivate init(
        folder: consuming OwnedFolder, path: Path, linked: [Path], caches: [Path],
        copied: [Path: FileStatus], bounds: WorkspaceBounds
    ) {
        self.folder = folder
        self.path = path
        self.linked = linked
        self.caches = caches
        self.copied = copied
        self.bounds = bounds
    }

    /// The paths at which the workspace may differ from the original. Nobody can set a file's time
    /// of change, so who is as old as its copy is the copy.
    func touched(_ files: borrowing Tree, limit: Int) -> TouchedPaths {
        var found = TouchedPaths(limit: limit)
        var unseen = copied
        files.walk("", isLeftOut: TouchedPaths.leavesOut) { path, status in
            if status.kind == .folder || unseen.removeValue(forKey: path) == status { return }
            if status.kind == .file { found.add(path) } else { found.addProblem(path, .notAFile) }
        } failed: {
            found.addProblem($0, .unreadable($1))
        }
        for (path, status) in unseen where status.kind == .file { found.add(path) }
        return found
    }

    /// Whether it has outgrown the bounds of what a run may write.
    func isFull(_ files: borrowing Tree) -> Bool {
        var byteCount = 0
        var fileCount = 0
        files.walk("", isLeftOut: { _ in false }) { _, status in
            fileCount += 1
            if status.kind == .file { byteCount += status.size }
        } failed: { _, _ in
            // What cannot be looked at is counted with the folder that it is in.
        }
        return byteCount >= bounds.byteCount || fileCount >= bounds.fileCount
    }
}

/// Copies file by file, within bounds.
private struct Copier {
    private let original: Path
    private let account: Account
    private var bytesLeft: Int
    private var filesLeft: Int
    private let bounds: WorkspaceBounds
    private var folders: Set<Path> = [""]
    private(set) var copied: [Path: FileStatus] = [:]
    private(set) var linked: [Path] = []

    init(original: Path, account: Account, bounds: WorkspaceBounds) {
        self.original = original
        self.account = account
        self.bounds = bounds
        // What is there at the start leaves room for what a run writes.
        bytesLeft = bounds.byteCount / 2
        filesLeft = bounds.fileCount / 2
    }

    /// Installed packages: read by every run, written by none.
    private static let packages: [Path] = [".venv", "venv", "node_modules", "vendor"]
    /// What a build adds to: nothing can be shared, so only what is small enough is copied.
    private static let builds: [Path] = ["target", ".build"]

    /// Copies a file, a link, or all that is in a folder.
    mutating func copyAll(
        _ path: Path, from source: borrowing Tree, to target: borrowing Tree
    ) throws {
        guard !path.components.contains(where: { $0.elementsEqual(".git".utf8) }),
            let status = try source.status(of: path)
        else { return }
        if status.kind != .folder {
            return try copy(path, status, from: source, to: target)
        }
        // A repository within this one.
        var found: [(Path, FileStatus)] = []
        source.walk(path, isLeftOut: TouchedPaths.leavesOut) { path, status in
            if status.kind != .folder { found.append((path, status)) }
        } failed: { _, _ in
            // What cannot be read is not needed by who runs as the same user.
        }
        for (path, status) in found { try copy(path, status, from: source, to: target) }
    }

    private mutating func copy(
        _ path: Path, _ status: FileStatus, from source: borrowing Tree,
        to target: borrowing Tree
    ) throws {
        guard status.kind == .file || status.kind == .link else { return }
        filesLeft -= 1
        bytesLeft -= status.kind == .file ? status.size : 0
        guard filesLeft >= 0, bytesLeft >= 0 else {
            throw WorkspaceError.tooLarge(original, byteCount: bounds.byteCount / 2)
        }
        if !folders.contains(path.relativeParent) {
            _ = try account.acting { try target.makeFolders(above: path) }
            folders.insert(path.relativeParent)
        }
        if status.kind == .link {
            let end = try source.target(ofLink: path)
            try account.acting { try target.link(path, to: end) }
        } else {
            // It may have become something else, and may not be ours to read.
            guard
                let from = try? source.open(path, O_RDONLY | O_NONBLOCK | O_NOFOLLOW),
                try FileStatus(of: from).kind == .file
            else { return }
            let mode = (status.permissions & 0o755) | 0o600
            try account.acting {
                try target.create(path, mode: mode) { file throws(SystemError) in
                    guard tenon_copy_content(from.number, file) == 0 else {
                        throw SystemError("copy", path.string)
                    }
                }
            }
        }
        copied[path] = try target.status(of: path)
    }

    /// Adds what was installed or built and is not tracked, beside every folder that was copied.
    mutating func addDependencies(
        from source: borrowing Tree, to target: borrowing Tree
    ) throws {
        for folder in folders.sorted() {
            for path in Copier.packages.map(folder.joined) where !folders.contains(path) {
                // Root can reach more than who runs the command.
                let isReachable = account.acting {
                    Files.kind(of: original.appending(path) / ".") == .directory
                }
                guard try source.status(of: path)?.kind == .folder, isReachable else { continue }
                try account.acting { try target.link(path, to: original.appending(path)) }
                copied[path] = try target.status(of: path)
                linked.append(original.appending(path))
            }
            for path in Copier.builds.map(folder.joined) where !folders.contains(path) {
                if try isSmall(path, in: source) {
                    try copyAll(path, from: source, to: target)
                }
            }
        }
    }

    private func isSmall(_ path: Path, in source: borrowing Tree) throws -> Bool {
        guard try source.status(of: path)?.kind == .folder else { return false }
        var byteCount = 0
        var fileCount = 0
        source.walk(path, isLeftOut: { _ in byteCount > bytesLeft || fileCount > filesLeft }) {
            byteCount += $1.size
            fileCount += 1
        } failed: { _, _ in
            // It is not copied either.
        }
        return byteCount <= bytesLeft && fileCount <= filesLeft
    }
}
