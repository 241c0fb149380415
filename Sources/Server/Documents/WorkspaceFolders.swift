import Base
import LSP

/// The folders that the client works in.
struct WorkspaceFolders {
    private(set) var all: [DocumentURI] = []

    mutating func add(_ uri: DocumentURI) {
        if !all.contains(uri) { all.append(uri) }
    }

    mutating func remove(_ uri: DocumentURI) {
        all.removeAll { $0 == uri }
    }

    /// The folders on this machine's disk.
    var paths: [Path] { all.compactMap(\.path) }

    /// The innermost folder that holds the document.
    func folder(of document: DocumentURI) -> Path? {
        guard let path = document.path else { return nil }
        return paths.filter { path.isInside($0) }.max { $0.bytes.count < $1.bytes.count }
    }
}
