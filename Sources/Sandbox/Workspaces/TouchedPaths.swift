import Base

/// Paths that may differ from the original, as they are found.
struct TouchedPaths {
    private(set) var paths: Set<Path> = []
    private(set) var problems: [FileChanges.Problem] = []
    private let limit: Int
    private var isFull = false

    init(limit: Int) {
        self.limit = limit
    }

    mutating func add(_ path: Path) {
        if isFull || paths.contains(path) { return }
        if paths.count == limit {
            isFull = true
            addProblem(path, .tooMany(limit: limit))
        } else {
            paths.insert(path)
        }
    }

    mutating func addProblem(_ path: Path, _ reason: FileChanges.Problem.Reason) {
        if problems.count <= limit { problems.append(.init(path: path, reason: reason)) }
    }

    /// Repositories are not ours to change, and what tools leave behind belongs in no patch even
    /// where git was not told to ignore it.
    static func leavesOut(_ path: Path) -> Bool {
        leftOut.contains(path.lastComponent)
    }

    private static let leftOut: Set<Path> = [
        ".git", "__pycache__", ".pytest_cache", ".mypy_cache", ".ruff_cache", "node_modules",
    ]
}
