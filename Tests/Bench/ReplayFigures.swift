import Base
import EditorClient
import Text

/// Real editing, keystroke by keystroke: what the commits of a repository's history changed is
/// typed again. The repository is that of `--history`, else this checkout's own.
func replayFigures(_ bench: Bench) throws -> [Figure] {
    guard let history = EditingHistory(of: bench.options.history ?? Path(".")) else { return [] }
    let folder = bench.folder / "replay"
    try Files.createDirectories(folder)
    let server = try bench.typingServer(in: folder)
    var replay = Replay()
    let keystrokes = bench.size(Replay.keystrokesPerMinute * 31)
    for change in history.changes(keystrokes: keystrokes) {
        try replay.type(change, server.editor, in: folder)
    }
    guard replay.keystrokes > 0 else { return [] }
    let typed = replay.keystrokes + replay.acceptedBytes
    let minutes = typed / Replay.keystrokesPerMinute
    return [
        Figure(
            "characters that were accepted, of all",
            100 * Double(replay.acceptedBytes)
                / Double(typed), unit: "%",
            note: "\(typed) characters of \(history.name), \(minutes) minutes at "
                + "\(Replay.keystrokesPerMinute) a minute"),
        Figure("accepted, of those that were shown", replay.acceptedShare * 100, unit: "%"),
        Figure("a keystroke until its inline completion", replay.times),
    ]
}

/// The changes of a history, as somebody might have typed them.
private struct EditingHistory {
    /// A file before a commit, and what the commit puts where, from the end to the start.
    struct Change {
        let name: String
        let text: [UInt8]
        var hunks: [(range: Range<Int>, new: [UInt8])] = []
    }

    let name: String
    private let folder: Path
    private let commits: [String]

    init?(of folder: Path) {
        guard let folder = Files.resolved(folder) else { return nil }
        self.folder = folder
        name = folder.name
        let listing = EditingHistory.git(
            folder, ["log", "--no-merges", "--max-count=400", "--format=%H"])
        commits = listing.split(separator: "\n").map(String.init)
        if commits.isEmpty { return nil }
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
        var change = Change(name: Path(name).name, text: old)
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

/// What came of typing changes again.
private struct Replay {
    static let keystrokesPerMinute = 300

    private(set) var keystrokes = 0
    private(set) var acceptedBytes = 0
    private(set) var times = Times()
    private var shown = 0
    private var accepted = 0
    private var number = 0

    var acceptedShare: Double { shown > 0 ? Double(accepted) / Double(shown) : 0 }

    /// Types a change. What is shown and right to its end is accepted.
    mutating func type(
        _ change: EditingHistory.Change, _ editor: Editor, in folder: Path
    ) throws {
        number += 1
        let typist = try Typist(
            editor, file: folder / "\(number)-\(change.name)", text: change.text)
        for (range, new) in change.hunks {
            try typist.replace(range, with: [])
            var place = range.lowerBound
            var left = new[...]
            while let byte = left.first {
                // A character at a time.
                let width = max(1, left.dropFirst().prefix { $0 & 0xC0 == 0x80 }.count + 1)
                let character = Array(left.prefix(byte < 0x80 ? 1 : width))
                left = left.dropFirst(character.count)
                let start = Instant.now
                let proposals = try typist.type(character, at: place)
                times.add(Instant.now.nanoseconds(since: start))
                keystrokes += 1
                place += character.count
                guard let first = proposals.first, first.text.count > 1 else { continue }
                shown += 1
                guard left.starts(with: first.text) else { continue }
                accepted += 1
                acceptedBytes += first.text.count
                try typist.replace(place..<place, with: first.text)
                place += first.text.count
                left = left.dropFirst(first.text.count)
            }
        }
        try typist.close()
    }
}
