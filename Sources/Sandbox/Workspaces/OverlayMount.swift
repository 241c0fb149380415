import Base
private import CSandbox

/// An overlay over a folder, in a mount namespace that lives as long as this value: no process, no
/// mount of the machine and no file on disk remembers it.
struct OverlayMount: ~Copyable, Sendable {
    /// The workspace as a run sees it.
    let root: Tree
    let layer: OverlayLayer

    /// Mounts an overlay.
    init(
        over original: borrowing Tree, at path: Path, covering others: [Path],
        in place: WorkspacePlace, account: Account, bounds: WorkspaceBounds
    ) throws(WorkspaceError) {
        try OverlayMount.checkOwners(original, account)
        let opened = others.map { OverlayMount.opened($0, account) }
        let folders = opened.map { $0?.file.number ?? -1 }
        let paths = others.flatMap { $0.bytes + [0] }.map { CChar(bitPattern: $0) } + [0]
        var overlay = tenon_overlay()
        let options = "size=\(bounds.byteCount),nr_inodes=\(bounds.fileCount)"
        let failure: WorkspaceError? = unsafe path.withCString { path in
            unsafe place.mountpoint.withCString { mountpoint in
                unsafe options.withCString { options in
                    unsafe folders.withUnsafeBufferPointer { folders in
                        unsafe paths.withUnsafeBufferPointer { paths in
                            var request = unsafe tenon_overlay_request(
                                original: original.descriptor, path: path, mountpoint: mountpoint,
                                bounds: options, caches: folders.baseAddress,
                                cache_paths: paths.baseAddress,
                                cache_count: Int32(others.count), uid: account.user,
                                gid: account.group)
                            let step = unsafe tenon_overlay_mount(&request, &overlay)
                            let code = errno
                            return unsafe step.map {
                                unsafe .overlay(step: String(cString: $0), code: code)
                            }
                        }
                    }
                }
            }
        }
        if let failure { throw failure }
        root = Tree(FileDescriptor(owning: overlay.root))
        layer = OverlayLayer(
            location: place.mountpoint / TENON_OVERLAY_ROOT,
            others: others.indices.map {
                SandboxMount(
                    source: place.mountpoint / "\(TENON_OVERLAY_CACHE)\($0)",
                    place: others[$0], isWritable: true)
            }, overlay: overlay)
        withExtendedLifetime(opened) {}
    }

    /// Whether a layer can cover a folder.
    static func canCover(_ folder: Path, _ account: Account) -> Bool {
        opened(folder, account) != nil
    }

    /// A folder that is to be covered too; nil where there is none, or where a layer cannot cover
    /// it: then what is seen in its place starts empty.
    private static func opened(_ folder: Path, _ account: Account) -> SharedDescriptor? {
        guard let tree = try? Tree(folder), (try? checkOwners(tree, account)) != nil,
            let file = try? FileDescriptor.open(folder, O_RDONLY | O_DIRECTORY)
        else { return nil }
        return SharedDescriptor(file)
    }

    /// The namespace knows one user and one group: the account's, as which root shows those of the
    /// original. What belongs to others cannot be copied into the upper layer: writing to it would
    /// fail (EOVERFLOW) where it should not. The root and what is in it are looked at, which tells
    /// the folders that several share; to look at every file would take longer than the mount.
    private static func checkOwners(
        _ original: borrowing Tree, _ account: Account
    ) throws(WorkspaceError) {
        do {
            let root = try original.status()
            let known = geteuid() == 0 ? Account(ownerOf: root) : account
            var found = [root]
            // What cannot be looked at cannot be written to either, here or in the original.
            for name in try original.list("") {
                if let status = try? original.status(of: name) { found.append(status) }
            }
            if found.allSatisfy({ Account(ownerOf: $0) == known }) { return }
        } catch {
            throw .system(error)
        }
        throw .overlay(step: "map the owners of all files", code: EOVERFLOW)
    }
}

/// What an overlay has beside its files. The mount goes when this goes.
final class OverlayLayer: Sendable {
    /// Where the workspace is, in the mount namespace.
    let location: Path
    /// What is covered beside it, in the same mount namespace.
    let others: [SandboxMount]
    /// What a run enters before it looks for the workspace.
    let namespaces: SandboxNamespaces
    /// What differs from the original, in the form that the overlay keeps it.
    private let changes: Tree

    fileprivate init(location: Path, others: [SandboxMount], overlay: tenon_overlay) {
        self.location = location
        self.others = others
        namespaces = SandboxNamespaces(
            user: FileDescriptor(owning: overlay.user_namespace),
            mount: FileDescriptor(owning: overlay.mount_namespace))
        changes = Tree(FileDescriptor(owning: overlay.changes))
    }

    /// The paths at which the workspace may differ from the original.
    func touched(original: borrowing Tree, limit: Int) -> TouchedPaths {
        var found = TouchedPaths(limit: limit)
        changes.walk("", isLeftOut: TouchedPaths.leavesOut) { (path, status) throws(SystemError) in
            let before = try original.status(of: path)
            switch status.kind {
            case .file: found.add(path)
            case .link, .other: found.addProblem(path, .notAFile)
            case .folder, .whiteout: if before?.kind == .file { found.add(path) }
            }
            // What was in a folder is gone when something else, or a new folder, hides it.
            let isHidden = try status.kind == .folder ? isOpaque(path) : true
            guard before?.kind == .folder, isHidden else { return }
            original.walk(path, isLeftOut: TouchedPaths.leavesOut) { path, status in
                if status.kind == .file { found.add(path) }
            } failed: {
                found.addProblem($0, .unreadable($1))
            }
        } failed: {
            found.addProblem($0, .unreadable($1))
        }
        return found
    }

    /// Whether a folder hides the original's instead of adding to it.
    private func isOpaque(_ folder: Path) throws(SystemError) -> Bool {
        let opened = try changes.open(folder, O_RDONLY | O_DIRECTORY)
        return tenon_overlay_hides(opened.number) == 1
    }

    /// Whether there is no room for another byte or another file.
    var isFull: Bool {
        var status = statvfs()
        guard unsafe fstatvfs(changes.descriptor, &status) == 0 else { return false }
        return status.f_bavail == 0 || status.f_favail == 0
    }
}
