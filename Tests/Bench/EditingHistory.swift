import Base
import Text

/// The changes of a history, as somebody might have typed them.
struct EditingHistory {
    /// A file before a commit, and what the commit puts where, from the end to the start.
    struct Change {
        let path: Path
        let text: [UInt8]
        var hunks: [(range: Range<Int>, new: [UInt8])] = []
    }

    let name: String
    private let folder: Path
    private let commits: [String]
    private let gitFolder: String

    init?(of folder: Path) {
        guard let folder = Files.resolved(folder) else { return nil }
        self.folder = folder
        name = folder.name
        gitFolder =
            EditingHistory.git(folder, ["rev-parse", "--absolute-git-dir"])
            .split(separator: "\n").first.map(String.init) ?? ""
        let listing = EditingHistory.git(
            folder,
            ["log", "--no-merges", "--min-parents=1", "--max-count=400", "--format=%H"])
        commits = listing.split(separator: "\n").map(String.init)
        if commits.isEmpty { return nil }
    }

    /// Its files as they were before all of the changes.
    func checkedOut(into target: Path) throws -> Path {
        try Files.createDirectories(target)
        guard let first = commits.last else { return target }
        let index = ["GIT_INDEX_FILE": target.string + ".index"]
        for step in [["read-tree", first + "~1"], ["checkout-index", "--all"]] {
            let arguments = ["--git-dir", gitFolder, "--work-tree", target.string] + step
            let run = try Subprocess(
                "git", arguments, directory: target,
                environment: Environment.current.variables.merging(index) { $1 },
                timeoutMilliseconds: 60_000, maximumOutputBytes: 1 << 20
            ).run()
            guard run.succeeded else { throw UsageError(message: "git: \(run.errorText)") }
        }
        return target
    }

    private static func git(_ folder: Path, _ arguments: [String]) -> String {
        let run = try? Subprocess(
            "git", arguments, directory: folder, environment: Environment.current.variables,
            timeoutMilliseconds: 30_000, maximumOutputBytes: 64 << 20
        ).run()
        return run?.succeeded == true ? run?.outputText ?? "" : ""
    }

    /// So many keystrokes' worth of changes, the latest commits first.
    func changes(keystrokes: Int) -> [Change] {
        var found: [Change] = []
        var count = 0
        for commit in commits where count < keystrokes {
            let names = EditingHistory.git(
                folder,
                ["diff", "--name-only", "--diff-filter=M", "\(commit)~1", commit]
            ).split(separator: "\n").map(String.init)
            for name in names where count < keystrokes {
                guard
                    ["py", "go", "rs", "ts", "js", "swift", "c"].contains(
                        Path(name).fileExtension ?? ""),
                    let change = change(name, commit)
                else { continue }
                found.append(change)
                count += change.hunks.reduce(0) { $0 + $1.new.count }
            }
        }
        return found
    }

    private func change(_ name: String, _ commit: String) -> Change? {
        let old = Array(EditingHistory.git(folder, ["show", "\(commit)~1:\(name)"]).utf8)
        let new = Array(EditingHistory.git(folder, ["show", "\(commit):\(name)"]).utf8)
        guard !old.isEmpty, !new.isEmpty, old.count < 200_000 else { return nil }
        let edits = EditSet.difference(from: old, to: new).edits
        // What nobody types by hand.
        guard edits.allSatisfy({ $0.replacement.count < 2000 }), edits.count < 40 else {
            return nil
        }
        var change = Change(path: Path(name), text: old)
        var growth = 0
        for edit in edits {
            let range = edit.range.offsets
            change.hunks.append(
                (range.lowerBound + growth..<range.upperBound + growth, edit.replacement))
            growth += edit.growth
        }
        return change
    }
}
