package import Base

/// A throw-away copy of a folder, in which commands run and an agent edits. The original is never
/// written to; what changed is asked for, and the copy goes with the last who holds it.
///
/// An overlay where the system allows one: made in a millisecond, whatever the folder's size, with
/// everything that is in it, installed dependencies too. Else a real copy of the files that git
/// tracks or would track. In neither is there a repository.
package final class Workspace: Sendable {
    /// How it may be made.
    package enum Method: Sendable {
        /// A run must be able to enter the mount: only the strict sandbox is.
        case overlayElseCopy
        case copy
    }

    /// The folder that it is a copy of, without links in its path.
    package let original: Path
    /// Whose it is, and as whom commands run in it.
    private let account: Account
    private let originalTree: Tree
    private let madeAt: Int64
    private let files: Tree
    private let layer: Layer
    private let caches: [SharedCache]
    /// When each path was modified last, as far as this did it.
    private let seconds = Lock<[Path: Int64]>([:])

    private enum Layer {
        case overlay(OverlayLayer)
        /// With why it is no overlay, where one was asked for, and then with a layer over what is
        /// not copied, if there can be one.
        case copy(CopyLayer, covers: OverlayLayer?, because: WorkspaceError?)
    }

    /// Makes a workspace. What runs in it sees these caches too.
    package init(
        of folder: Path, in place: WorkspacePlace, user: SandboxUser, method: Method,
        bounds: WorkspaceBounds, caches: [SharedCache] = []
    ) throws(WorkspaceError) {
        guard let original = Files.resolved(folder) else {
            throw .system(SystemError("open", folder.string, code: ENOENT))
        }
        self.original = original
        self.caches = caches
        account = Account(user)
        // What is older than this is what the workspace was made of.
        madeAt = FileTime.now
        do {
            originalTree = try Tree(original)
        } catch {
            throw .system(error)
        }
        var refusal: WorkspaceError?
        if case .overlayElseCopy = method {
            do {
                let mount = try OverlayMount(
                    over: originalTree, at: original, covering: caches.map(\.path), in: place,
                    account: account, bounds: bounds)
                files = mount.root
                layer = .overlay(mount.layer)
                FileTime.wait(until: madeAt)
                return
            } catch {
                refusal = error
            }
        }
        let copy = try WorkspaceCopy(
            of: originalTree, at: original, cacheCount: caches.count, in: place,
            account: account, bounds: bounds)
        var covers: OverlayLayer?
        if refusal != nil {
            let linked = copy.layer.linked.filter { [account] in
                OverlayMount.canCover($0, account)
            }
            covers = try? OverlayMount(
                over: copy.root, at: copy.layer.path, covering: caches.map(\.path) + linked,
                in: place, account: account, bounds: bounds
            ).layer
        }
        layer = .copy(copy.layer, covers: covers, because: refusal)
        files = copy.root
        FileTime.wait(until: madeAt)
    }

    // -- For who runs something in it -------------------------------------------------------------

    /// What a command is run in. An overlay is shown where the original is, so that paths which
    /// tools have noted in it stay true.
    package var folder: SandboxFolder {
        switch layer {
        case .overlay(let overlay):
            var folder = SandboxFolder(source: overlay.location, place: original)
            folder.namespaces = overlay.namespaces
            folder.mounts = overlay.others
            return folder
        case .copy(let copy, let covers, _):
            var folder = SandboxFolder(source: copy.path, place: copy.path)
            folder.namespaces = covers?.namespaces
            folder.mounts =
                covers?.others
                ?? copy.caches.map { SandboxMount(source: $0, place: $0, isWritable: true) }
            let covered = Set(folder.mounts.map(\.place))
            folder.mounts += copy.linked.filter { !covered.contains($0) }
                .map { SandboxMount(source: $0, place: $0, isWritable: false) }
            return folder
        }
    }

    /// The variables that tell tools where their caches are.
    package var environment: [String: String] {
        let places =
            switch layer {
            case .overlay, .copy(_, .some, _): caches.map(\.path)
            case .copy(let copy, nil, _): copy.caches
            }
        return Dictionary(zip(caches.map(\.variable), places.map(\.string))) { one, _ in one }
    }

    /// Whether what was written in it has reached its bounds.
    package var isFull: Bool {
        switch layer {
        case .overlay(let overlay): overlay.isFull
        case .copy(let copy, let covers, _): copy.isFull(files) || covers?.isFull == true
        }
    }

    /// Why it is a slow copy although an overlay was asked for; nil where it is none.
    package var overlayRefusal: WorkspaceError? {
        switch layer {
        case .overlay: nil
        case .copy(_, _, let refusal): refusal
        }
    }

    // -- For who edits in it ----------------------------------------------------------------------

    /// A file's content; nil where there is none.
    package func read(_ path: Path, limit: Int) throws(TreeError) -> FileContent? {
        try files.read(path, limit: limit)?.content
    }

    /// Writes a whole file, in place of what has this name, and makes the folders that it needs.
    /// Its time of modification is in a later second than any that the path had: tools that keep
    /// results by size and second (Python, make) would take the new file for the old one.
    package func write(_ path: Path, _ content: FileContent) throws(SystemError) {
        let old = try files.status(of: path).map { $0.lastModification / 1_000_000_000 }
        let last = max(old ?? 0, seconds.withLock { $0[path] ?? 0 })
        let second = try account.acting { () throws(SystemError) in
            try files.write(path, content, after: last)
        }
        seconds.withLock { $0[path] = second }
    }

    /// Removes a file.
    package func remove(_ path: Path) throws(SystemError) {
        try account.acting { () throws(SystemError) in try files.remove(path) }
    }

    /// Makes changes that were made in another workspace of the same original.
    package func apply(_ changes: [FileChange]) throws(SystemError) {
        for change in changes {
            switch change.kind {
            case .added(let content), .modified(_, let content): try write(change.path, content)
            case .deleted: try remove(change.path)
            case .renamed(let from, let content):
                try remove(from)
                try write(change.path, content)
            }
        }
    }

    // -- What came of it --------------------------------------------------------------------------

    /// How regular files differ from the original: what runs left and what was edited, without what
    /// git ignores. Ask when nothing runs in it.
    package func changes(limits: ChangeLimits) -> FileChanges {
        let touched =
            switch layer {
            case .overlay(let overlay):
                overlay.touched(original: originalTree, limit: limits.pathCount)
            case .copy(let copy, _, _): copy.touched(files, limit: limits.pathCount)
            }
        var comparison = Comparison(limits: limits, problems: touched.problems)
        for path in WorkspaceFiles.unignored(touched.paths.sorted(), in: original) {
            do throws(FileChanges.Problem.Reason) {
                comparison.add(
                    path, before: try originalContent(path, limits),
                    after: try content(path, of: files, limits)?.content)
            } catch {
                comparison.addProblem(path, error)
            }
        }
        return comparison.result
    }

    private func originalContent(
        _ path: Path, _ limits: ChangeLimits
    ) throws(FileChanges.Problem.Reason) -> FileContent? {
        guard let original = try content(path, of: originalTree, limits) else { return nil }
        guard original.status.lastChange <= madeAt else { throw .originalChanged }
        return original.content
    }

    private func content(
        _ path: Path, of tree: borrowing Tree, _ limits: ChangeLimits
    ) throws(FileChanges.Problem.Reason) -> (content: FileContent, status: FileStatus)? {
        do {
            return try tree.read(path, limit: limits.fileByteCount)
        } catch {
            switch error {
            case .notAFile: throw .notAFile
            case .tooLarge(let limit): throw .tooLarge(limit: limit)
            case .system(let error): throw .unreadable(error)
            }
        }
    }

    /// Makes changes in the original: all of them, or none.
    package func writeBack(_ changes: [FileChange], limits: ChangeLimits) throws(WriteBackError) {
        guard let now = try? Tree(original).status(), let then = try? originalTree.status(),
            now.identity == then.identity
        else { throw .originalMoved(original) }
        try WriteBack.apply(changes, to: originalTree, limits: limits)
    }
}

/// The clock that stamps files, which may lag behind the time of day by some milliseconds.
private enum FileTime {
    /// Later than the stamp of every change until now.
    static var now: Int64 { nanoseconds(CLOCK_REALTIME) }

    /// Returns when every later change gets a later stamp than this.
    static func wait(until stamp: Int64) {
        while nanoseconds(CLOCK_REALTIME_COARSE) <= stamp { usleep(200) }
    }

    private static func nanoseconds(_ clock: clockid_t) -> Int64 {
        var time = ClockTime()
        _ = unsafe clock_gettime(clock, &time)
        return Int64(time.tv_sec) * 1_000_000_000 + Int64(time.tv_nsec)
    }
}
