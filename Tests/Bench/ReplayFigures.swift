import Base
import EditorClient
import Text

/// Real editing, keystroke by keystroke: what the commits of a repository's history changed is
/// typed again, in a checkout from before these commits. The repository is that of `--history`, else
/// this checkout's own.
func replayFigures(_ bench: Bench) throws -> [Figure] {
    guard let history = EditingHistory(of: bench.options.history ?? Path(".")) else { return [] }
    let folder = try history.checkedOut(into: bench.folder / "replay")
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

/// What came of typing changes again.
private struct Replay {
    static let keystrokesPerMinute = 300

    private(set) var keystrokes = 0
    private(set) var acceptedBytes = 0
    private(set) var times = Times()
    private var shown = 0
    private var accepted = 0

    var acceptedShare: Double { shown > 0 ? Double(accepted) / Double(shown) : 0 }

    /// Types a change. What is shown and right to its end is accepted.
    mutating func type(
        _ change: EditingHistory.Change, _ editor: Editor, in folder: Path
    ) throws {
        let typist = try Typist(
            editor, file: folder.appending(change.path), text: change.text)
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
