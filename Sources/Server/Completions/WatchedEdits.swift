import Base
import Completion
import LSP
import Text

/// An edit as completions hear of it.
struct WatchedEdit {
    let applied: AppliedEdit
    let removed: [UInt8]
    let inserted: [UInt8]
}

extension Session {
    /// Applies a client's changes, and says what they were.
    func applyWatched(
        _ changes: [ContentChange], to uri: DocumentURI, version: Int
    ) -> [WatchedEdit] {
        var edits: [WatchedEdit] = []
        _ = documents[uri]?.apply(changes, version: version, encoding: client.encoding) {
            applied, removed, buffer in
            let inserted = buffer.bytes[applied.start.value..<applied.newEnd.value]
            // Whole files are no typing.
            let isLarge = max(removed.count, inserted.count) > WatchedEdit.largestBytes
            edits.append(
                WatchedEdit(
                    applied: applied, removed: isLarge ? [] : Array(removed),
                    inserted: isLarge ? [] : Array(inserted)))
        }
        return edits
    }

    /// Takes in what was edited, for all that goes by it.
    func noteEdits(_ edits: [WatchedEdit], of uri: DocumentURI) {
        let now = Instant.now
        completions.rhythm.noteEdit(at: now)
        let isTyping = edits.count == 1 && edits[0].isInsertion
        let typed = isTyping ? edits.first?.inserted : nil
        let place = edits.first?.applied.start.value ?? 0
        noteEdit(of: uri, typed: typed, at: place)
        if completions.round?.question.document.uri == uri { dropRound() }
        noteUse(of: uri, typed: typed, at: place)
        for edit in edits {
            completions.edits.note(
                edit.applied, removed: edit.removed[...], path: uri.spelling, at: now)
            completions.focuses[uri]?.move(with: edit.applied)
        }
        if let last = edits.last {
            visit(uri, line: documents[uri]?.buffer.lines.line(at: last.applied.newEnd.value) ?? 0)
            planContext(uri)
            planNextEdits(uri)
        }
    }
}

extension WatchedEdit {
    fileprivate static let largestBytes = 4096

    fileprivate var isInsertion: Bool {
        applied.start == applied.oldEnd && !inserted.isEmpty
    }
}

extension PromptFocus {
    /// What prompts begin with moves with the text before it; within an edit it is lost.
    fileprivate mutating func move(with edit: AppliedEdit) {
        guard let known = anchor else { return }
        if edit.oldEnd.value <= known, edit.start.value < known {
            anchor = known + (edit.newEnd - edit.oldEnd)
        } else if edit.start.value < known {
            anchor = nil
        }
    }
}
