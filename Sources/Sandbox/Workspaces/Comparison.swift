import Base

/// How large a set of changes may be.
package struct ChangeLimits: Equatable, Sendable {
    /// Paths that are compared, whether they then differ or not.
    package let pathCount: Int
    package let changeCount: Int
    package let fileByteCount: Int
    /// Old and new contents together.
    package let byteCount: Int

    package init(pathCount: Int, changeCount: Int, fileByteCount: Int, byteCount: Int) {
        self.pathCount = pathCount
        self.changeCount = changeCount
        self.fileByteCount = fileByteCount
        self.byteCount = byteCount
    }

    /// More than anybody reviews.
    package static let standard = ChangeLimits(
        pathCount: 200_000, changeCount: 2000, fileByteCount: 4 << 20, byteCount: 64 << 20)
}

/// Turns contents before and after into changes. Pure.
struct Comparison {
    private let limits: ChangeLimits
    private var changes: [Path: FileChange.Kind] = [:]
    private var problems: [FileChanges.Problem]
    private var byteCount = 0
    private var isFull = false

    init(limits: ChangeLimits, problems: [FileChanges.Problem]) {
        self.limits = limits
        self.problems = problems
    }

    mutating func add(_ path: Path, before: FileContent?, after: FileContent?) {
        guard before != after else { return }
        byteCount += (before?.bytes.count ?? 0) + (after?.bytes.count ?? 0)
        if isFull { return }
        guard changes.count < limits.changeCount, byteCount <= limits.byteCount else {
            isFull = true
            return addProblem(path, .tooMany(limit: changes.count))
        }
        changes[path] =
            switch (before, after) {
            case (nil, nil): nil
            case (nil, let after?): .added(after)
            case (let before?, nil): .deleted(before)
            case (let before?, let after?): .modified(from: before, to: after)
            }
    }

    mutating func addProblem(_ path: Path, _ reason: FileChanges.Problem.Reason) {
        problems.append(.init(path: path, reason: reason))
    }

    var result: FileChanges {
        FileChanges(
            changes: withRenames().map { FileChange(path: $0.key, kind: $0.value) }
                .sorted { $0.path < $1.path },
            problems: problems)
    }

    /// A file that went and one that came with the same content are one that was renamed.
    private func withRenames() -> [Path: FileChange.Kind] {
        var all = changes
        var gone: [[UInt8]: [Path]] = [:]
        for (path, kind) in changes.sorted(by: { $0.key > $1.key }) {
            if case .deleted(let content) = kind, !content.bytes.isEmpty {
                gone[content.bytes, default: []].append(path)
            }
        }
        for (path, kind) in changes.sorted(by: { $0.key < $1.key }) {
            guard case .added(let content) = kind, let from = gone[content.bytes]?.last,
                case .deleted(content) = changes[from]
            else { continue }
            gone[content.bytes]?.removeLast()
            all[from] = nil
            all[path] = .renamed(from: from, content)
        }
        return all
    }
}
