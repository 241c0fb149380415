import Base
import Completion

/// A folder of source files that is split into what the model reads and what it is asked about.
struct CompletionLibrary {
    let repository: CompletionRepository
    let cases: [CompletionCase]

    /// How much is drawn.
    struct Amount {
        /// The most files that are looked at.
        var files: Int
        /// Cases of the rest of a line, of each kind.
        var lines: Int
        /// Cases of the next token.
        var tokens: Int
    }

    /// Hides 15 % of the files with an ending, at most 60, and draws cases in them. Another seed
    /// hides others.
    init(_ folder: Path, ending: String, _ amount: Amount, seed: UInt64) throws {
        var random = Draw(seed: seed)
        var visible: [EmbeddedIndex.Source] = []
        var held: [String: [UInt8]] = [:]
        let files = try sources(below: folder).filter {
            $0.0.hasSuffix(ending) && (1500..<200_000).contains($0.1.count)
        }
        for (path, bytes) in files.prefix(amount.files) {
            if random.number(below: 100) < 15, held.count < 60 {
                held[path] = bytes
            } else {
                visible.append(
                    EmbeddedIndex.Source(
                        path: path, family: CompletionRepository.family, bytes: bytes))
            }
        }
        repository = CompletionRepository(visible: visible, held: held)
        var pools: [CompletionCase.Kind: [CompletionCase]] = [:]
        for (path, bytes) in held.sorted(by: { $0.key < $1.key }) {
            for found in CompletionCase.all(in: bytes, file: path, &random) {
                pools[found.kind, default: []].append(found)
            }
        }
        cases = CompletionCase.Kind.allCases.flatMap { kind in
            random.sample(pools[kind] ?? [], kind == .next ? amount.tokens : amount.lines)
        }
    }
}

extension CompletionCase {
    /// One case of each kind for each line of code.
    fileprivate static func all(
        in bytes: [UInt8], file: String, _ random: inout Draw
    ) -> [CompletionCase] {
        var found: [CompletionCase] = []
        var start = 0
        var prose = Prose()
        for line in bytes.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false) {
            defer { start += line.count + 1 }
            let body = Array(line)
            let places = tokenStarts(in: body)
            let isProse = prose.takes(body)
            guard !isProse, places.count > 1, body.count <= 200 else { continue }
            func add(_ kind: Kind, _ offset: Int, end: Int) {
                var rest = body[offset..<end]
                while rest.last == UInt8(ascii: " ") { rest.removeLast() }
                guard kind == .next || rest.contains(where: isWord) else { return }
                found.append(
                    CompletionCase(
                        id: "", kind: kind, file: file, offset: start + offset,
                        lineEnd: start + body.count, expected: Array(rest)))
            }
            add(.lineStart, places[0], end: body.count)
            add(.token, places[1 + random.number(below: places.count - 1)], end: body.count)
            let next = random.number(below: places.count)
            let place = places[next]
            var end = place + 1
            while end < body.count, isWord(body[place]), isWord(body[end]) { end += 1 }
            add(.next, place, end: end)
            if end - place >= 4, !isdigit(body[place]) {
                add(.word, place + 1 + random.number(below: 3), end: body.count)
            }
        }
        return found
    }

    private static func tokenStarts(in line: [UInt8]) -> [Int] {
        line.indices.filter { at in
            line[at] > UInt8(ascii: " ")
                && !(at > 0 && isWord(line[at]) && isWord(line[at - 1]))
        }
    }

    private static func isWord(_ byte: UInt8) -> Bool {
        byte >= 128 || byte == UInt8(ascii: "_") || isalnum(Int32(byte)) != 0
    }

    private static func isdigit(_ byte: UInt8) -> Bool {
        (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
    }
}

/// Comments and texts over several lines, roughly, in many languages.
private struct Prose {
    /// What ends the one at hand.
    private var end: String?

    /// Whether a line is no code. All lines of a file, in their order.
    mutating func takes(_ line: [UInt8]) -> Bool {
        let text = String(decoding: line.drop { $0 <= 32 }, as: UTF8.self)
        if let end {
            if text.contains(end) { self.end = nil }
            return true
        }
        for (start, end) in [("\"\"\"", "\"\"\""), ("'''", "'''"), ("/*", "*/")]
        where text.contains(start) {
            if text.split(separator: start, omittingEmptySubsequences: false).count % 2 == 0,
                !(start == "/*" && text.contains(end))
            {
                self.end = end
            }
            return true
        }
        return ["#", "//", "*"].contains { text.hasPrefix($0) }
    }
}
