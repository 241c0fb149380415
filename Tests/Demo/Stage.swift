import Base
import EditorClient
import JSON
import LSP
import Text

/// A part of the play.
struct Scene {
    let title: String
    let play: (Stage) throws -> Void

    init(_ title: String, _ play: @escaping (Stage) throws -> Void) {
        self.title = title
        self.play = play
    }
}

/// What an audience was promised and did not get.
struct Disappointment: Error, CustomStringConvertible {
    let description: String

    init(_ what: String) { description = what }
}

/// The project, the server, and the file that the editor has open, as the editor holds it.
final class Stage {
    let screen: Screen
    let server: ServerProcess
    let started = Instant.now
    private let folder: Path
    /// Where the first diagnostic was.
    var error: PositionRange?
    private(set) var text = TextBuffer()
    private var version = 0
    /// How long each kind of request took, in milliseconds.
    private(set) var waits: [(method: String, milliseconds: Double)] = []

    init(program: Path, _ screen: Screen) throws {
        self.screen = screen
        let made = try Files.makeTemporaryDirectory(prefix: "tenon-demo")
        folder = Files.resolved(made) ?? made
        // Tests run as somebody else where the demo runs as root.
        guard unsafe chmod(folder.string, 0o755) == 0 else {
            throw SystemError("open up", folder.string)
        }
        for (name, text) in Project.files {
            try Files.writeAtomically(folder / name, Array(text.utf8))
        }
        let features = ["documentSymbols", "diagnostics"]
        server = try ServerProcess(
            (Files.resolved(program) ?? program).string,
            ["serve"] + features.flatMap { ["--set", "syntax.\($0)=on"] }, directory: folder,
            environment: isolatedEnvironment(home: folder))
    }

    deinit { Files.removeTree(folder) }

    var editor: Editor { server.editor }
    var workspace: Path { folder }
    var uri: String { DocumentURI(path: folder / Project.openFile).spelling }

    /// Ends the session as editors do.
    func close() throws {
        try editor.shutDown()
        guard server.end() == .exited(0) else { throw Disappointment("the server ends with 0") }
    }

    // MARK: What the editor asks and does

    /// Asks about the open file and notes how long that took.
    func ask(_ method: String, _ params: [(String, JSONLiteral)] = []) throws -> JSON {
        let begin = Instant.now
        let document: (String, JSONLiteral) = ("textDocument", ["uri": .string(uri)])
        let result = try editor.request(method, .object([document] + params))
        waits.append((method, Instant.now.milliseconds(since: begin)))
        return result
    }

    /// Has the server run a command of a code action, and says yes to the edit that it proposes:
    /// the answer, and what the edit does to the first of its files.
    func run(_ command: JSON) throws -> (result: JSON, change: JSON?) {
        let begin = Instant.now
        editor.patienceMilliseconds = 300_000
        editor.answering["workspace/applyEdit"] = { _ in ["applied": true] }
        let result = try editor.request(
            "workspace/executeCommand",
            [
                "command": .json(command["command"] ?? JSON(.null)),
                "arguments": .json(command["arguments"] ?? JSON([])),
            ])
        waits.append(("workspace/executeCommand", Instant.now.milliseconds(since: begin)))
        guard result["applied"]?.bool == true else { return (result, nil) }
        let edit = try editor.expect("workspace/applyEdit")["edit"]
        return (result, edit?["documentChanges"]?[0])
    }

    /// What is wrong with the text as it is now.
    func diagnostics() throws -> [JSON] {
        guard let items = try ask("textDocument/diagnostic")["items"] else {
            throw Disappointment("a report of diagnostics")
        }
        return Array(items.elements)
    }

    func openFile() throws {
        text = TextBuffer(try Files.read(folder / Project.openFile, limit: 1 << 20))
        version = 1
        try editor.open(
            uri, languageID: "python", text: String(decoding: text.bytes, as: UTF8.self))
    }

    /// Makes edits in the editor, and tells the server of them.
    func apply(_ edits: [ProtocolTextEdit]) throws {
        var changes: [JSONLiteral] = []
        // From the last to the first, so that each is where it says.
        for edit in edits.sorted(by: { $0.range.start > $1.range.start }) {
            changes.append(["range": edit.range.literal, "text": .string(edit.newText)])
            text.apply(
                ContentChange(range: edit.range, text: Array(edit.newText.utf8)), encoding: .utf8)
        }
        version += 1
        try editor.notify(
            "textDocument/didChange",
            [
                "textDocument": ["uri": .string(uri), "version": .int(version)],
                "contentChanges": .array(changes),
            ])
    }

    /// Types at a place, and returns where the cursor is then.
    @discardableResult
    func type(_ typed: String, at place: Position) throws -> Position {
        let offset = text.offset(of: place, encoding: .utf8)
        try apply([ProtocolTextEdit(range: PositionRange(start: place, end: place), newText: typed)]
        )
        return text.position(of: offset + typed.utf8.count, encoding: .utf8)
    }

    /// The place behind the last occurrence of a part of the text.
    func place(behind part: String) throws -> Position {
        let wanted = Array(part.utf8)
        let start = text.bytes.indices.last { text.bytes[$0...].starts(with: wanted) }
        guard let start else { throw Disappointment("the text has: \(part)") }
        return text.position(of: ByteOffset(start + wanted.count), encoding: .utf8)
    }

    /// A line of the text without its end.
    func line(_ number: Int) -> String {
        let range = text.lines.contentRange(of: number, in: text.bytes.span)
        return String(decoding: text.bytes[range], as: UTF8.self)
    }
}

extension Position {
    var literal: JSONLiteral { ["line": .int(line), "character": .int(character)] }
}

extension PositionRange {
    var literal: JSONLiteral { ["start": start.literal, "end": end.literal] }
}
