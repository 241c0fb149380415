import Base
import EditorClient
import JSON
import Text

/// Somebody who types into a document, and looks at what is proposed after each keystroke.
final class Typist {
    private let editor: Editor
    private let uri: String
    private(set) var text: TextBuffer
    private var version = 1
    /// From a keystroke until what it brings up is here.
    private(set) var times = Times()

    /// Opens a document.
    init(_ editor: Editor, file: Path, text: [UInt8]) throws {
        self.editor = editor
        self.text = TextBuffer(text)
        uri = DocumentURI(path: file).spelling
        try editor.open(
            uri, languageID: "", version: version, text: String(decoding: text, as: UTF8.self))
    }

    /// Edits, without a look.
    func replace(_ range: Range<Int>, with new: [UInt8]) throws {
        try editor.send(body: change(range, new))
    }

    /// Types at a place, and gives what is proposed behind it.
    func type(_ new: [UInt8], at place: Int) throws -> [Proposal] {
        let start = Instant.now
        try editor.send(body: change(place..<place, new))
        let found = try proposals(at: place + new.count)
        times.add(Instant.now.nanoseconds(since: start))
        return found
    }

    /// Types at a place and asks, and does not wait for the answer.
    func typeWithoutWaiting(_ new: [UInt8], at place: Int) throws {
        try editor.send(body: change(place..<place, new))
        _ = try editor.begin("textDocument/inlineCompletion", question(at: place + new.count))
    }

    /// What is proposed at a place.
    func proposals(at place: Int) throws -> [Proposal] {
        let position = text.position(of: ByteOffset(place), encoding: .utf8)
        let answer = try editor.request(
            "textDocument/inlineCompletion", question(at: place))
        return answer["items"]?.elements.compactMap { item in
            guard let text = item["insertText"]?.string,
                let start = item["range"]?["start"]?["character"]?.int
            else { return nil }
            // What is typed of it already does not count.
            let typed = max(0, position.character - start)
            return Proposal(text: Array(text.utf8.dropFirst(typed)))
        } ?? []
    }

    /// What the server has to say about the last proposal.
    func explanation() throws -> String {
        try editor.request(
            "workspace/executeCommand",
            ["command": "tenon.explainCompletion", "arguments": [.string(uri)]])["text"]?.string
            ?? ""
    }

    func close() throws {
        try editor.notify("textDocument/didClose", ["textDocument": ["uri": .string(uri)]])
    }

    private func change(_ range: Range<Int>, _ new: [UInt8]) -> [UInt8] {
        let bounds = text.positions(of: Range<ByteOffset>(range), encoding: .utf8)
        text.replace(Range<ByteOffset>(range), with: new)
        version += 1
        let edit: JSONLiteral = [
            "range": ["start": literal(bounds.start), "end": literal(bounds.end)],
            "text": .string(String(decoding: new, as: UTF8.self)),
        ]
        return Editor.body(
            [("method", "textDocument/didChange")],
            [
                "textDocument": ["uri": .string(uri), "version": .int(version)],
                "contentChanges": [edit],
            ])
    }

    private func question(at place: Int) -> JSONLiteral {
        let position = text.position(of: ByteOffset(place), encoding: .utf8)
        return [
            "textDocument": ["uri": .string(uri)], "position": literal(position),
            "context": ["triggerKind": 2],
        ]
    }

    private func literal(_ position: Position) -> JSONLiteral {
        ["line": .int(position.line), "character": .int(position.character)]
    }

    /// What is proposed behind the cursor.
    struct Proposal {
        let text: [UInt8]
    }
}

extension Bench {
    /// A server for somebody who types, in a folder.
    func typingServer(
        in folder: Path, settings: [String] = []
    ) throws -> ServerProcess {
        var candidate = tenon
        candidate = Candidate(
            name: candidate.name, program: candidate.program,
            arguments: candidate.arguments + settings.flatMap { ["--set", $0] },
            environment: candidate.environment)
        let server = try candidate.start(in: folder)
        _ = try server.editor.initialize(
            [
                "general": ["positionEncodings": ["utf-8"]],
                "textDocument": ["inlineCompletion": [:]],
            ], folders: [folder])
        return server
    }
}
