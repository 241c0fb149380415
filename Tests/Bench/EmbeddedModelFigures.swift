import Base
import Completion
import Text

/// The embedded completion model, on source files that Debian's packages carry: 15 % of the files
/// are hidden from it, and it is asked for what stands in these.
func embeddedModelFigures(_ bench: Bench) throws -> [Figure] {
    let libraries = [
        ("Python", debianPython, ".py"),
        (
            "Go",
            Files.list("/usr/lib").first { $0.string.hasPrefix("go-") }
                .map { "/usr/lib" / $0.string / "src" }, ".go"
        ),
    ]
    var figures: [Figure] = []
    for case (let name, let folder?, let ending) in libraries {
        let library = try CompletionLibrary(folder, ending: ending, bench)
        figures += library.figures(name)
    }
    return figures + [editFigure(bench)]
}

/// A library that is split into what the model reads and what it is asked about.
private struct CompletionLibrary {
    private let repository: CompletionRepository
    private let cases: [CompletionCase]

    /// Other seeds hide other files.
    private static let seed: UInt64 = 1

    init(_ folder: Path, ending: String, _ bench: Bench) throws {
        var random = Draw(seed: Self.seed)
        var visible: [EmbeddedIndex.Source] = []
        var held: [String: [UInt8]] = [:]
        let files = try sources(below: folder).filter {
            $0.0.hasSuffix(ending) && (1500..<200_000).contains($0.1.count)
        }
        for (path, bytes) in files.prefix(bench.options.isQuick ? 20 : 1500) {
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
            random.sample(pools[kind] ?? [], bench.options.isQuick ? 5 : kind == .next ? 2000 : 300)
        }
    }

    func figures(_ name: String) -> [Figure] {
        var times = Times()
        var answers: [CompletionCase.Kind: [(confidence: Double, isRight: Bool)]] = [:]
        for asked in cases {
            guard let answer = repository.answer(asked) else { continue }
            if asked.kind != .next { times.add(answer.nanoseconds) }
            answers[asked.kind, default: []].append(
                (answer.confidence, answer.isRight(asked)))
        }
        func right(_ kind: CompletionCase.Kind) -> Double {
            let all = answers[kind] ?? []
            return 100 * Double(all.count { $0.isRight }) / Double(max(1, all.count))
        }
        let lines: [CompletionCase.Kind] = [.lineStart, .token, .word]
        let index = repository.index
        let millions = Double(max(1, index.tokenCount)) / 1e6
        return [
            Figure(
                "\(name): index of \(readable(millions)) million tokens, a million in",
                Double(repository.buildNanoseconds) / 1e9 / millions, unit: "s",
                goal: .below(1.5)),
            Figure(
                "\(name): memory a token", Double(index.byteCount) / 1e6 / millions, unit: "bytes",
                goal: .below(32)),
            Figure(
                "\(name): rest of line right (at its start / inside / in a word)",
                lines.map { .init(label: $0.rawValue, value: right($0)) }, unit: "%"),
            Figure(
                "\(name): shown if 80 % of that shall be right",
                lines.map { .init(label: $0.rawValue, value: coverage(answers[$0] ?? [])) },
                unit: "%"),
            Figure("\(name): next token right", right(.next), unit: "%"),
            Figure(
                "\(name): a line (p50 / p95 / p99)", times,
                goals: ["p50": .below(3), "p99": .below(20)]),
        ]
    }

    /// How many answers can be shown, the surest first, so that four in five are right.
    private func coverage(_ answers: [(confidence: Double, isRight: Bool)]) -> Double {
        var right = 0
        var best = 0
        let sorted = answers.sorted { $0.confidence > $1.confidence }
        for (number, answer) in sorted.enumerated() {
            right += answer.isRight ? 1 : 0
            if right * 5 >= (number + 1) * 4 { best = number + 1 }
        }
        return 100 * Double(best) / Double(max(1, answers.count))
    }
}

/// What an edit in a document of 5,000 lines costs before the next suggestion.
private func editFigure(_ bench: Bench) -> Figure {
    let text = TextBuffer(SampleText(.python, lines: bench.size(5000)).text)
    let times = Times.repeating(
        atMost: bench.rounds(100), budgetMilliseconds: bench.budgetMilliseconds / 5
    ) {
        keep(DocumentIndex(text))
    }
    return Figure(
        "an edit's update, 5,000 lines (p50 / p95 / p99)", times, goals: ["p50": .below(5)])
}

extension CompletionCase {
    /// One case of each kind for each line of code.
    fileprivate static func all(
        in bytes: [UInt8], file: String, _ random: inout Draw
    ) -> [CompletionCase] {
        var found: [CompletionCase] = []
        var start = 0
        for line in bytes.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false) {
            defer { start += line.count + 1 }
            let body = Array(line)
            let places = tokenStarts(in: body)
            guard places.count > 1, body.count <= 200, isCode(body[places[0]...]) else { continue }
            func add(_ kind: Kind, _ offset: Int, end: Int) {
                var rest = body[offset..<end]
                while rest.last == UInt8(ascii: " ") { rest.removeLast() }
                guard rest.contains(where: isWord) else { return }
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

    private static func isCode(_ line: ArraySlice<UInt8>) -> Bool {
        ["#", "//", "*", "/*", "\"\"\"", "'''"].allSatisfy { !line.starts(with: $0.utf8) }
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

/// The same draws in every run.
private struct Draw {
    private var state: UInt64

    init(seed: UInt64) { state = seed }

    mutating func number(below bound: Int) -> Int {
        state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
        return Int((state >> 33) % UInt64(bound))
    }

    /// Some of them, none twice.
    mutating func sample<Element>(_ elements: [Element], _ count: Int) -> [Element] {
        var rest = elements
        return (0..<min(count, rest.count)).map { _ in
            let at = number(below: rest.count)
            rest.swapAt(at, rest.count - 1)
            return rest.removeLast()
        }
    }
}
