import Base
import Text

/// Where edits were made lately, the latest first: what somebody is at shows in them.
struct RecentEdits: Sendable {
    /// One place, which moves along with later edits above it.
    struct Place: Sendable, Equatable {
        let uri: DocumentURI
        /// Counted from 0.
        fileprivate(set) var line: Int
    }

    private(set) var places: [Place] = []

    private static let maximumPlaces = 12
    private static let maximumLines = 60
    /// Edits that are no further apart are one place.
    private static let nearLines = 8

    mutating func note(_ edits: [AppliedEdit], in uri: DocumentURI) {
        for edit in edits {
            let growth = edit.newEndPoint.row - edit.oldEndPoint.row
            for index in places.indices where places[index].uri == uri {
                if places[index].line > edit.oldEndPoint.row { places[index].line += growth }
            }
            // A text that is replaced as a whole says nothing of where somebody is.
            let extent = max(edit.oldEndPoint.row, edit.newEndPoint.row) - edit.startPoint.row
            guard extent <= RecentEdits.maximumLines else { continue }
            let line = edit.newEndPoint.row
            places.removeAll { $0.uri == uri && abs($0.line - line) <= RecentEdits.nearLines }
            places.insert(Place(uri: uri, line: line), at: 0)
        }
        places.removeLast(max(0, places.count - RecentEdits.maximumPlaces))
    }
}
