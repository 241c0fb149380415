import Base
import Completion
import JSON
import Text

/// A repository of which some files are hidden, and places in these at which the model is asked.
///
/// In its folder `ws` holds what may be read, `held` the hidden files. A case opens one of these
/// without the rest of the cursor's line, and asks for that rest; or it opens what is before the
/// cursor only, and asks for the next token.
struct CompletionCase {
    enum Kind: String, CaseIterable {
        /// The cursor is in the indentation of an empty line.
        case lineStart = "bol"
        /// It is before a token inside of a line.
        case token = "tok"
        /// It is behind the first letters of an identifier.
        case word = "mid"
        /// Only the next token is asked for.
        case next
    }

    let id: String
    let kind: Kind
    let file: String
    let offset: Int
    let lineEnd: Int
    let expected: [UInt8]

    /// Reads a line of the cases' files.
    init?(_ json: JSON) {
        guard let id = json["id"]?.string, let file = json["file"]?.string,
            let kind = json["kind"]?.string.flatMap(Kind.init), let offset = json["offset"]?.int,
            let expected = json["expected"]?.bytes
        else { return nil }
        self.init(
            id: id, kind: kind, file: file, offset: offset,
            lineEnd: json["line_end"]?.int ?? offset, expected: expected)
    }

    init(
        id: String, kind: Kind, file: String, offset: Int, lineEnd: Int, expected: [UInt8]
    ) {
        self.id = id
        self.kind = kind
        self.file = file
        self.offset = offset
        self.lineEnd = lineEnd
        self.expected = expected
    }

    /// What the model answers, and how long that took: with making the document's index for a
    /// line, as in an editor; without for a token, as in the middle of a line.
    fileprivate func answer(_ input: CompletionInput) -> CompletionAnswer {
        let isNext = kind == .next
        var input = input
        if isNext { input.index = DocumentIndex(input.text, near: input.cursor) }
        let start = threadNanoseconds()
        var answer = CompletionAnswer()
        if isNext {
            answer.tokens = firstTokens(input.nextTokens(most: 40))
        } else if let found = input.suggestion() {
            answer.text = Array(found.text.dropFirst(found.replaced.count))
            answer.confidence = found.confidence
        }
        answer.nanoseconds = threadNanoseconds() - start
        return answer
    }

    /// The cases count each byte of punctuation as a token.
    private func firstTokens(_ expected: [ExpectedToken]) -> [[UInt8]] {
        var found: [[UInt8]] = []
        for token in expected.map(\.text) {
            guard let first = token.first else { continue }
            let isWord =
                first >= 128 || first == UInt8(ascii: "_") || isalnum(Int32(first)) != 0
            let text = isWord ? token : [first]
            if !found.contains(text) { found.append(text) }
        }
        return Array(found.prefix(10))
    }
}

/// What the model said of a case.
struct CompletionAnswer {
    var text: [UInt8] = []
    var confidence = 0.0
    /// The next tokens, the likeliest first.
    var tokens: [[UInt8]] = []
    var nanoseconds: Int64 = 0

    func isRight(_ asked: CompletionCase) -> Bool {
        asked.kind == .next ? tokens.first == asked.expected : text == asked.expected
    }
}

/// The files of a repository that cases are about.
struct CompletionRepository {
    static let family = "all"

    let index: EmbeddedIndex
    let buildNanoseconds: Int64
    private let held: [String: [UInt8]]

    /// Reads what may be read, and keeps the hidden files for asking.
    init(visible: [EmbeddedIndex.Source], held: [String: [UInt8]]) {
        let start = threadNanoseconds()
        index = EmbeddedIndex(visible)
        buildNanoseconds = threadNanoseconds() - start
        self.held = held
    }

    func answer(_ asked: CompletionCase) -> CompletionAnswer? {
        question(asked, isAtEnd: asked.kind == .next, knowsFiles: true).map {
            asked.answer($0.input)
        }
    }

    /// A document as it is when a case is asked for, perhaps with nothing behind the cursor's line,
    /// perhaps in a folder of its own; and what stood on the rest of the line.
    func question(
        _ asked: CompletionCase, isAtEnd: Bool, knowsFiles: Bool
    ) -> (input: CompletionInput, rest: [UInt8])? {
        guard let text = held[asked.file], asked.lineEnd <= text.count,
            asked.offset <= asked.lineEnd, asked.offset >= 0
        else { return nil }
        let visible = Array(text[..<asked.offset]) + (isAtEnd ? [] : Array(text[asked.lineEnd...]))
        var input = CompletionInput(text: TextBuffer(visible), cursor: ByteOffset(asked.offset))
        if knowsFiles { input.model = index.model(for: asked.file, family: Self.family, open: []) }
        var rest = text[asked.offset..<asked.lineEnd]
        while rest.last == UInt8(ascii: " ") { rest.removeLast() }
        return (input, Array(rest))
    }
}

/// Answers cases that others have drawn: `corpus/<name>/{ws,held}` and `tasks/<name>.*.jsonl` below
/// a folder. Writes a line of JSON for each.
func answerCases(below folder: Path) throws {
    for tasks in Files.list(folder / "tasks") where tasks.string.hasSuffix(".line.jsonl") {
        let name = String(tasks.string.dropLast(".line.jsonl".utf8.count))
        let corpus = folder / "corpus" / name
        let repository = CompletionRepository(
            visible: try sources(below: corpus / "ws").map {
                EmbeddedIndex.Source(path: $0, family: CompletionRepository.family, bytes: $1)
            },
            held: Dictionary(
                try sources(below: corpus / "held").map { ($0, $1) }, uniquingKeysWith: { $1 }))
        for kind in ["line", "tok"] {
            let lines = try Files.read(
                folder / "tasks" / "\(name).\(kind).jsonl", limit: 1 << 28)
            for line in lines.split(separator: UInt8(ascii: "\n")) {
                guard let asked = CompletionCase(try JSON.parse(Array(line))),
                    let answer = repository.answer(asked)
                else { continue }
                try write(answer, to: asked)
            }
        }
    }
}

private func write(_ answer: CompletionAnswer, to asked: CompletionCase) throws {
    func text(_ bytes: [UInt8]) -> String { String(decoding: bytes, as: UTF8.self) }
    var writer = JSONWriter()
    writer.object { writer in
        writer.member("id", asked.id)
        if asked.kind == .next {
            writer.member("list", answer.tokens.map(text))
        } else {
            writer.member("completion", text(answer.text))
            writer.member("confidence", answer.confidence)
        }
        writer.member("milliseconds", Double(answer.nanoseconds) / 1e6)
    }
    try IO.writeAll(1, writer.bytes + [UInt8(ascii: "\n")])
}

/// The files below a folder by their paths in it.
func sources(below folder: Path, _ prefix: String = "") throws -> [(String, [UInt8])] {
    try Files.list(folder).flatMap { name -> [(String, [UInt8])] in
        let path = folder.appending(name)
        switch Files.kind(of: path, followLinks: false) {
        case .directory: return try sources(below: path, prefix + name.string + "/")
        case .file: return [(prefix + name.string, try Files.read(path, limit: 1 << 24))]
        case .link, .other, nil: return []
        }
    }
}
