package import Base
package import Text

/// What was edited lately, newest last: neighbouring keystrokes are one edit.
package struct EditHistory: Sendable {
    /// Some edits at one place of a document, as one.
    package struct Edit: Sendable, Hashable {
        /// The document.
        package let path: String
        /// What stood there before.
        package fileprivate(set) var original: [UInt8]
        /// Where it is now.
        package fileprivate(set) var range: Range<Int>
        /// When it was last touched.
        package fileprivate(set) var time: Instant
    }

    /// The edits, the newest last.
    package private(set) var edits: [Edit] = []

    private static let capacity = 24
    /// An edit that is larger is no work of a person's: a file was reloaded, say.
    private static let largestBytes = 4096

    /// Nothing has been edited.
    package init() {}

    /// Takes in an edit of a document; `removed` is what it took out.
    package mutating func note(
        _ applied: AppliedEdit, removed: ArraySlice<UInt8>, path: String, at time: Instant
    ) {
        let old = applied.start.value..<applied.oldEnd.value
        let new = applied.start.value..<applied.newEnd.value
        if old.isEmpty && new.isEmpty { return }
        guard removed.count == old.count, old.count <= EditHistory.largestBytes,
            new.count <= EditHistory.largestBytes
        else { return forget(path) }
        let touched = edits.indices.filter { edits[$0].path == path && edits[$0].touches(old) }
        var merged = Edit(path: path, original: Array(removed), range: new, time: time)
        // One that swallows several begins anew.
        if let first = touched.first, touched.count == 1 {
            merged = edits[first].joined(old: old, new: new, removed: removed, at: time)
        }
        for index in touched.reversed() { edits.remove(at: index) }
        let growth = new.count - old.count
        for index in edits.indices where edits[index].path == path {
            if edits[index].range.lowerBound >= old.upperBound {
                let range = edits[index].range
                edits[index].range = range.lowerBound + growth..<range.upperBound + growth
            }
        }
        if !merged.range.isEmpty || !merged.original.isEmpty { edits.append(merged) }
        if edits.count > EditHistory.capacity { edits.removeFirst() }
    }

    /// Forgets what was edited in a document: its text is another now.
    package mutating func forget(_ path: String) {
        edits.removeAll { $0.path == path }
    }
}

extension EditHistory.Edit {
    fileprivate func touches(_ other: Range<Int>) -> Bool {
        other.lowerBound <= range.upperBound && other.upperBound >= range.lowerBound
    }

    /// This edit together with one that touches it.
    fileprivate func joined(
        old: Range<Int>, new: Range<Int>, removed: ArraySlice<UInt8>, at time: Instant
    ) -> EditHistory.Edit {
        var joined = self
        let before = max(0, range.lowerBound - old.lowerBound)
        let after = max(0, old.upperBound - range.upperBound)
        joined.original = Array(removed.prefix(before)) + original + Array(removed.suffix(after))
        let start = min(range.lowerBound, old.lowerBound)
        let end = max(range.upperBound, old.upperBound) + new.count - old.count
        joined.range = start..<max(start, end)
        joined.time = time
        return joined
    }

    /// The whole lines that it touches, as they were and as they are; nil when the document is not
    /// the one that was edited.
    package func lines(in text: TextBuffer) -> (original: [UInt8], updated: [UInt8], first: Int)? {
        guard range.upperBound <= text.count else { return nil }
        let bytes = text.bytes
        let first = text.lines.line(at: range.lowerBound)
        let last = text.lines.line(at: range.upperBound)
        let start = text.lines.start(of: first)
        let end = text.lines.range(of: last, in: bytes.span).upperBound
        let head = bytes[start..<range.lowerBound]
        let tail = bytes[range.upperBound..<max(end, range.upperBound)]
        return (head + original + tail, Array(bytes[start..<max(end, start)]), first)
    }
}
