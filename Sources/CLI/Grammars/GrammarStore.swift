internal import Base

/// The folder of installed grammars.
struct GrammarStore: Sendable {
    let folder: Path

    private var pins: Path { folder / ".pins" }

    func file(of name: String) -> Path { folder / "\(name).so" }

    /// The names of all grammars in the folder, sorted.
    var installedNames: [String] {
        Files.list(folder).map(\.string).filter { $0.hasSuffix(".so") && !$0.hasPrefix(".") }
            .map { String($0.dropLast(3)) }
    }

    func state(of source: GrammarSource) -> GrammarState {
        guard Files.kind(of: file(of: source.name)) != nil else { return .absent }
        guard let pin = try? Files.read(pins / source.name, limit: 4096) else { return .own }
        return pin.elementsEqual(self.pin(of: source).utf8) ? .current : .outdated
    }

    /// Moves a compiled grammar into its place; it must be on the same file system. The pin goes
    /// first: if we are ended in between, a pin without a grammar means nothing.
    func install(_ compiled: Path, as source: GrammarSource) throws(SystemError) {
        try Files.createDirectories(pins)
        Files.remove(pins / source.name)
        // A grammar that is being replaced must not pass for current with the old file in place.
        Files.remove(file(of: source.name))
        try Files.writeAtomically(pins / source.name, Array(pin(of: source).utf8))
        guard Files.rename(compiled, to: file(of: source.name)) else {
            throw SystemError("write", file(of: source.name).string)
        }
    }

    func remove(_ name: String) {
        Files.remove(file(of: name))
        Files.remove(pins / name)
    }

    /// An empty folder for a build, on the same file system. One that an interrupted run left is
    /// removed; call with the lock held.
    func emptyBuildFolder() throws(GrammarInstallerError) -> Path {
        let build = folder / ".build"
        Files.removeTree(build)
        do {
            try Files.createDirectories(build)
        } catch {
            throw .system(error.description)
        }
        return build
    }

    /// Runs `body` while no other process installs. The kernel lets the others go on when this
    /// process ends in whatever way.
    func withLock<Result>(
        waiting: () -> Void, _ body: () throws(GrammarInstallerError) -> Result
    ) throws(GrammarInstallerError) -> Result {
        let file = try openLock()
        if flock(file.number, LOCK_EX | LOCK_NB) != 0 {
            waiting()
            guard retryingInterrupts({ flock(file.number, LOCK_EX) }) == 0 else {
                throw .system(SystemError("lock", folder.string).description)
            }
        }
        defer { _ = flock(file.number, LOCK_UN) }
        return try body()
    }

    private func openLock() throws(GrammarInstallerError) -> FileDescriptor {
        do {
            try Files.createDirectories(folder)
            return try FileDescriptor.open(folder / ".lock", O_RDWR | O_CREAT)
        } catch {
            throw .system(error.description)
        }
    }

    /// All that the compiled file depends on, but for the compiler.
    private func pin(of source: GrammarSource) -> String {
        "\(source.archive.root) \(source.archive.sha256) \(Self.machine) recipe 1\n"
    }

    /// A home folder may be shared by machines of several kinds.
    private static let machine: String = {
        #if arch(x86_64)
            "x86_64"
        #elseif arch(arm64)
            "arm64"
        #else
            "other"
        #endif
    }()
}
