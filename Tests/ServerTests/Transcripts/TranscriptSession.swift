import Base
import EditorClient
import JSON
import TestKit
import Testing
import Text

/// A session of a certain editor, written down whole. The capabilities are those that make a
/// difference to us, as the editor sends them.
struct TranscriptSession {
    let client: PipeClient

    init(_ fixture: String) throws {
        client = try PipeClient(fixture)
        let folder = client.folder.path
        // The longest texts first: one lies in the other.
        client.transcript = Transcript(replacing: [
            (client.uri("").dropLastSlash, "<folder uri>"), ("\(folder)", "<folder>"),
            ("\(folder.name)", "<name>"),
        ])
    }

    /// Sends a request, and waits for its answer.
    @discardableResult
    func ask(_ method: String, _ params: JSONLiteral? = nil) throws -> JSON {
        try client.answer(to: client.begin(method, params))
    }

    /// Asks about a place in a document.
    func ask(
        _ method: String, _ path: String, _ line: Int, _ character: Int,
        _ more: [(String, JSONLiteral)] = []
    ) throws {
        guard case .object(let members) = client.document(path, line, character) else { return }
        try ask(method, .object(members + more))
    }

    /// The session's text, once it has ended in order. The patterns of watched files grow with every
    /// language and are left out.
    func close() throws -> String {
        try client.close()
        let lines = (client.transcript?.text ?? "").split(separator: "\n").map { line in
            guard let start = line.firstRange(of: "**/*.{"),
                let end = line[start.upperBound...].firstIndex(of: "}")
            else { return String(line) }
            return line[..<start.upperBound] + "…" + line[end...]
        }
        return lines.joined(separator: "\n")
    }
}

extension String {
    fileprivate var dropLastSlash: String { hasSuffix("/") ? String(dropLast()) : self }
}
