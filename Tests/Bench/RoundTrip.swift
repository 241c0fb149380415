import Base
import EditorClient
import JSON

extension Editor {
    /// Sends messages, each on its own as editors do, the last of them a request with this id, and
    /// says how many nanoseconds it took until the last byte of the answer was here. The answer is
    /// not decoded: an editor's own work would hide the server's.
    func time(_ messages: [[UInt8]], answeredBy id: Int) throws -> Int64 {
        let frames = messages.map(Wire.frame)
        let deadline = Instant.now.adding(milliseconds: patienceMilliseconds)
        let start = Instant.now
        for frame in frames { try wire.send(raw: frame, until: deadline) }
        while let body = try wire.nextBody(until: deadline) {
            let end = Instant.now
            if isAnswer(body, to: id) { return end.nanoseconds(since: start) }
            try receive(body)
        }
        throw EditorError.silence(of: "an answer to request \(id)")
    }
}

/// Whether a message is the answer to a request. Servers write the id first or last; answers may be
/// megabytes, so only the ends are looked at.
private func isAnswer(_ body: [UInt8], to id: Int) -> Bool {
    let reach = 100
    let head = body.prefix(reach)
    if contains(head, Array("\"method\"".utf8)) { return false }
    return isNamed(id, in: head) || isNamed(id, in: body.suffix(reach))
}

private func isNamed(_ id: Int, in bytes: ArraySlice<UInt8>) -> Bool {
    // Some servers write spaces where JSON allows them.
    let dense = Array(bytes.filter { $0 > 32 })
    return [",", "}"].contains { contains(dense[...], Array("\"id\":\(id)\($0)".utf8)) }
}

private func contains(_ bytes: ArraySlice<UInt8>, _ part: [UInt8]) -> Bool {
    guard bytes.count >= part.count else { return false }
    return (bytes.startIndex...(bytes.endIndex - part.count)).contains { start in
        bytes[start..<(start + part.count)].elementsEqual(part)
    }
}

/// A document that is open in a server, and is edited back and forth.
final class OpenSample {
    let sample: SampleText
    let uri: String
    let editor: Editor
    /// What each second edit types, and the one after it takes out again.
    var typed = "1"
    /// Where the cursor is after the last edit.
    private(set) var cursor: (line: Int, character: Int)
    private var version = 1
    private var round = 0

    init(_ sample: SampleText, in folder: Path, editor: Editor) throws {
        self.sample = sample
        self.editor = editor
        cursor = sample.editable[0]
        let file = folder / sample.fileName
        try Files.writeAtomically(file, Array(sample.text.utf8))
        uri = DocumentURI(path: file).spelling
        try editor.open(uri, languageID: sample.languageID, text: sample.text)
    }

    /// The next edit. Two rounds, one that types and one that takes it out, are at one place, the
    /// next two in another function.
    func nextEdit() -> [UInt8] {
        let (line, character) = sample.editable[(round / 2) * 37 % sample.editable.count]
        let types = round.isMultiple(of: 2)
        round += 1
        version += 1
        cursor = (line, character + (types ? typed.utf8.count : 0))
        let change: JSONLiteral = [
            "range": [
                "start": ["line": .int(line), "character": .int(character)],
                "end": [
                    "line": .int(line),
                    "character": .int(character + (types ? 0 : typed.utf8.count)),
                ],
            ],
            "text": .string(types ? typed : ""),
        ]
        return Editor.body(
            [("method", "textDocument/didChange")],
            [
                "textDocument": ["uri": .string(uri), "version": .int(version)],
                "contentChanges": [change],
            ])
    }

    /// A request about the document; `method` with an unknown name needs no work at all.
    func request(_ method: String, _ params: [(String, JSONLiteral)] = []) -> (
        body: [UInt8], id: Int
    ) {
        let id = editor.reserveID()
        let document: (String, JSONLiteral) = ("textDocument", ["uri": .string(uri)])
        return (
            Editor.body(
                [("id", .int(id)), ("method", .string(method))], .object([document] + params)),
            id
        )
    }

    /// Edits and asks, again and again; leaves the text as it was.
    func rounds(
        _ count: Int, budgetMilliseconds: Int, _ method: String,
        _ params: (OpenSample) -> [(String, JSONLiteral)] = { _ in [] }
    ) throws -> Times {
        var times = Times()
        let end = Instant.now.adding(milliseconds: budgetMilliseconds)
        // Some rounds more, so that what is made once is made.
        for round in -4..<count {
            let edit = nextEdit()
            let (body, id) = request(method, params(self))
            let nanoseconds = try editor.time([edit, body], answeredBy: id)
            if round >= 0 { times.add(nanoseconds) }
            if times.count >= 3, times.count.isMultiple(of: 2), Instant.now > end { break }
            // Nobody types faster than this, and servers work on after they have answered.
            usleep(10_000)
        }
        return times
    }
}
