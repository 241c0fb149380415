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
        /// Needed where somebody is at the document.
        let occurrences: Once<Occurrences>
    }

    private let entries = Lock<[DocumentURI: Entry]>([:])

    /// The index of a folder with its open documents as they are in the editor. Blocks: for
    /// workers.
    func index(_ base: MapIndex, folder: Path, documents: [DocumentSnapshot]) -> MapIndex {
        var records: [FileRecord] = []
        var used: [DocumentURI: Entry] = [:]
        for document in documents {
            guard let path = document.path(below: folder), base.file(path) != nil,
                let entry = entry(of: document, path: path)
            else { continue }
            used[document.uri] = entry
            records.append(entry.record)
        }
        entries.withLock { [used] in $0 = used }
        return records.isEmpty ? base : base.replacing(records)
    }

    /// A document as one that somebody is at. Blocks: for workers.
    func focus(_ document: DocumentSnapshot, folder: Path, line: Int?) -> MapFocus? {
        guard let path = document.path(below: folder), let entry = entry(of: document, path: path)
        else { return nil }
        return MapFocus(path: path, line: line, occurrences: entry.occurrences.value)
    }

    private func entry(of document: DocumentSnapshot, path: String) -> Entry? {
        if let known = entries.withLock({ $0[document.uri] }), known.version == document.version {
            return known
        }
        guard let language = document.language, let tree = document.tree else { return nil }
        // Of an edited text only what the edits touched is read anew.
        var reader = FileReader()
        let record = reader.read(
            path: path, bytes: document.buffer.bytes, tree: tree, language: language,
            known: (document.tags, document.imports))
        let occurrences = Once {
            document.identifiers?.occurrences(lines: document.buffer.lines) ?? Occurrences()
        }
        return Entry(version: document.version, record: record, occurrences: occurrences)
    }
}

extension DocumentSnapshot {
    /// Its path as an index has it; nil for what lies elsewhere.
    func path(below folder: Path) -> String? {
        uri.path.flatMap { $0.relative(to: folder) }?.string
    }
}
