import Base
import RepoMap

/// What the editor says of what somebody is at: the evidence for a map. Never changes.
struct MapMoment: Sendable {
    /// Where the cursor is; the line is counted from 0.
    let uri: DocumentURI?
    let line: Int?
    /// The open documents, in a fixed order.
    let documents: [DocumentSnapshot]
    let edits: [RecentEdits.Place]
}

extension Session {
    /// The moment as it is now, with the cursor in a document or nowhere.
    func mapMoment(at uri: DocumentURI?, line: Int?) -> MapMoment {
        let open = documents.keys.sorted { $0.spelling < $1.spelling }.compactMap {
            documents[$0]?.snapshot()
        }
        return MapMoment(uri: uri, line: line, documents: open, edits: recentEdits.places)
    }
}

extension MapReader {
    /// The index with the documents of a moment as they are in the editor. Blocks: for workers.
    func index(at moment: MapMoment) -> MapIndex {
        buffers.index(current, folder: scope.folder, documents: moment.documents)
    }

    /// What a map of this moment is made for; whoever knows more adds it. Blocks: for workers.
    func query(for moment: MapMoment) -> MapQuery {
        let folder = scope.folder
        func path(_ uri: DocumentURI) -> String? {
            uri.path.flatMap { $0.relative(to: folder) }?.string
        }
        var query = MapQuery()
        if let uri = moment.uri {
            let open = moment.documents.first { $0.uri == uri }
            let focus =
                open.flatMap { buffers.focus($0, folder: folder, line: moment.line) }
                ?? path(uri).flatMap { scope.focus($0, line: moment.line) }
            query.focus = focus.map { [$0] } ?? []
        }
        query.edits = moment.edits.compactMap { place in
            path(place.uri).map { MapPlace(path: $0, line: place.line) }
        }
        query.openFiles = moment.documents.compactMap { $0.uri == moment.uri ? nil : path($0.uri) }
        return query
    }
}
