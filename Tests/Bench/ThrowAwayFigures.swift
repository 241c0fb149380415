import Base
import Sandbox

/// Throw-away workspaces of a repository with 3,000 files: what it takes before an agent's first
/// edit, and after its last. Times by the clock: they wait for git and for the kernel.
func throwAwayFigures(_ bench: Bench) throws -> [Figure] {
    let count = bench.size(3000)
    let repository = bench.folder / "repository"
    let paths = try makeRepository(repository, count, functions: 200)
    let user = try SandboxUser.current(configured: "", environment: .current)
    let place = try WorkspacePlace(bench.folder / "workspaces", user: user)
    func workspace(_ method: Workspace.Method) throws -> Workspace {
        try Workspace(of: repository, in: place, user: user, method: method, bounds: .standard)
    }
    func time(_ times: inout Times, _ work: () throws -> Void) rethrows {
        let start = Instant.now
        try work()
        times.add(Instant.now.nanoseconds(since: start))
    }
    var (made, asked, written, copied) = (Times(), Times(), Times(), Times())
    for round in 0..<bench.rounds(200) {
        let start = Instant.now
        let workspace = try workspace(.overlayElseCopy)
        made.add(Instant.now.nanoseconds(since: start))
        if let refusal = workspace.overlayRefusal { throw refusal }
        for path in paths.prefix(10) {
            try workspace.write(
                path, FileContent(bytes: Array("round \(round)\n".utf8), isExecutable: false))
        }
        var changes: [FileChange] = []
        time(&asked) { changes = workspace.changes(limits: .standard).changes }
        try time(&written) { try workspace.writeBack(changes, limits: .standard) }
    }
    for _ in 0..<bench.rounds(10) { try time(&copied) { _ = try workspace(.copy) } }
    let before = openDescriptors
    let many = bench.size(1000)
    for _ in 0..<many { _ = try workspace(.overlayElseCopy) }
    let left = openDescriptors - before + Files.list(bench.folder / "workspaces").count - 1
    return [
        Figure("overlay made", made, goals: ["p50": .below(50)]),
        Figure("what changed, after ten edits", asked),
        Figure("ten files written back", written),
        Figure("copy made, where there are no overlays", copied),
        Figure(
            "left behind by \(many) workspaces", Double(left), unit: "", goal: .below(1),
            note: "descriptors, folders"),
    ]
}

/// A repository with so many files of so many functions each; their paths.
func makeRepository(_ root: Path, _ count: Int, functions: Int) throws -> [Path] {
    let text = Array(
        (0..<functions).map { "def name\($0)(argument):\n    return argument\n\n" }.joined().utf8)
    let paths = (0..<count).map { Path("folder\($0 / 50)/file\($0).py") }
    for path in paths {
        let file = root.appending(path)
        try Files.createDirectories(file.parent)
        try Files.writeAtomically(file, text)
    }
    for arguments in [["init", "-q"], ["add", "."]] {
        let outcome = try Subprocess("git", arguments, directory: root).run()
        guard outcome.succeeded else { throw UsageError(message: outcome.errorText) }
    }
    return paths
}

private var openDescriptors: Int { Files.list("/proc/self/fd").count }
