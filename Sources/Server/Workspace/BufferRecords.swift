import Base
import RepoMap
import Structure
import Text

/// What the open documents say, laid over what the disk says. A version that was read once is not
/// read again.
final class BufferRecords: Sendable {
    private struct Entry: Sendable {
        let version: Int
        let record: FileRecord
    }

    private let entries = Lock<[DocumentURI: Entry]>([:])

    /// The index of a folder with its open documents as they are in the editor. Blocks: for
    /// workers.
    func index(_ base: MapIndex, folder: Path, documents: [DocumentSnapshot]) -> MapIndex {
        var records: [FileRecord] = []
        var used: [DocumentURI: Entry] = [:]
        let known = entries.withLock { $0 }
        var reader = FileReader()
        for document in documents {
            guard let path = document.path(below: folder), base.file(path) != nil else { continue }
            let entry: Entry
            if let found = known[document.uri], found.version == document.version {
                entry = found
            } else if let language = document.language, let tree = document.tree {
                // Of an edited text only what the edits touched is tagged anew.
                entry = Entry(
                    version: document.version,
                    record: reader.read(
                        path: path, bytes: document.buffer.bytes, tree: tree, language: language,
                        tags: document.tags))
            } else {
                continue
            }
            used[document.uri] = entry
            records.append(entry.record)
        }
        entries.withLock { [used] in $0 = used }
        return records.isEmpty ? base : base.replacing(records)
    }
}

extension DocumentSnapshot {
    /// Its path as an index has it; nil for what lies elsewhere.
    func path(below folder: Path) -> String? {
        uri.path.flatMap { $0.relative(to: folder) }?.string
    }

    /// The document as one that somebody is at. Blocks: for workers.
    func focus(below folder: Path, line: Int?) -> MapFocus? {
        guard let path = path(below: folder), let tree else { return nil }
        var reader = FileReader()
        return MapFocus(
            path: path, line: line,
            occurrences: reader.occurrences(in: tree, bytes: buffer.bytes))
    }
}
