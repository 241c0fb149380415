import Text
import Verify

/// A patch for files that have changed since it was made.
struct RebasedPatch: Sendable {
    let patch: Patch
    /// Whether any file is other than it was, so that what is known of the patch is of another
    /// text.
    let isChanged: Bool

    /// Joins a patch with what became of its files; nil names none, and the files where both
    /// changed the same lines are told.
    init(_ patch: Patch, now: (String) -> [UInt8]?) throws(RebaseConflict) {
        var files: [Patch.File] = []
        var conflicts: [String] = []
        var isChanged = false
        for file in patch.files {
            let current = now(file.path)
            if current == file.before {
                files.append(file)
            } else if current == file.after {
                // It is there already.
                isChanged = true
            } else if let before = file.before, let after = file.after, let current,
                let joined = RebasedPatch.join(before, after, current)
            {
                isChanged = true
                files.append(Patch.File(path: file.path, before: current, after: joined))
            } else {
                conflicts.append(file.path)
            }
        }
        guard conflicts.isEmpty else { throw RebaseConflict(files: conflicts) }
        self.patch = Patch(files)
        self.isChanged = isChanged
    }

    /// Two changes of a text together; nil where they touch the same lines.
    static func join(_ base: [UInt8], _ one: [UInt8], _ other: [UInt8]) -> [UInt8]? {
        let own = EditSet.difference(from: base, to: one)
        let others = EditSet.difference(from: base, to: other)
        let buffer = TextBuffer(base)
        let lines = own.edits.map { buffer.touchedLines($0.range) }
        let otherLines = others.edits.map { buffer.touchedLines($0.range) }
        guard !lines.contains(where: { one in otherLines.contains { one.overlaps($0) } }) else {
            return nil
        }
        let moved = own.edits.map { TextEdit(others.map($0.range), $0.replacement) }
        guard let edits = try? EditSet(moved) else { return nil }
        return try? edits.applied(to: other)
    }
}

/// Both a patch and somebody else changed the same lines.
struct RebaseConflict: Error {
    let files: [String]
}

extension TextBuffer {
    /// The lines that an edit of a range changes.
    fileprivate func touchedLines(_ range: Range<ByteOffset>) -> ClosedRange<Int> {
        let first = lines.line(at: range.lowerBound.value)
        return first...max(first, lines.line(at: range.upperBound.value))
    }
}
