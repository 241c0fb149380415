import Base
import EditorClient
import JSON
import LSP
import Languages
import Structure
import Syntax
import Text
import Transport

/// What is done with bytes before anything else, in megabytes a second (the best of the runs).
func byteFigures(_ bench: Bench) throws -> [Figure] {
    let completions = sampleCompletions(byteCount: bench.size(20_000_000))
    let source = Array(SampleText(.python, lines: bench.size(200_000)).text.utf8)
    let message = Editor.body(
        [("method", "textDocument/didChange")],
        ["text": .string(String(repeating: "x", count: 200))])
    let stream = Array(repeatElement(Wire.frame(message), count: bench.size(50_000)).joined())
    func speed(
        _ name: String, _ byteCount: Int, goal: Goal? = nil, _ work: () throws -> Void
    ) rethrows -> Figure {
        let times = try Times.repeating(
            atMost: bench.rounds(60), budgetMilliseconds: bench.budgetMilliseconds / 5, work)
        let best = times.percentile(0)
        return Figure(name, megabytes(byteCount) / (best / 1e3), unit: "MB/s", goal: goal)
    }
    return [
        try speed("JSON parsed", completions.count) { keep(try JSON.parse(completions)) },
        try speed("JSON decoded to completion items", completions.count, goal: .atLeast(250)) {
            keep(try CompletionList(from: JSON.parse(completions)))
        },
        try speed("frames taken apart, 64 KiB at a time", stream.count) {
            try decodeFrames(stream)
        },
        speed("UTF-8 checked", source.count) { keep(repairedUTF8(source)) },
        speed("line index made", source.count) { keep(LineIndex(source.span)) },
    ]
}

private func decodeFrames(_ stream: [UInt8]) throws {
    var decoder = FrameDecoder()
    var rest = stream[...]
    while !rest.isEmpty {
        decoder.feed(rest.prefix(64 << 10))
        rest = rest.dropFirst(64 << 10)
        while let body = try decoder.next() { keep(body) }
    }
}

/// What syntax costs, in one thread, without a server around it.
func syntaxFigures(_ bench: Bench) throws -> [Figure] {
    let sample = SampleText(.python, lines: bench.size(5000))
    let registry = LanguageRegistry(
        loader: GrammarLoader(
            environment: .current,
            directories: [Directories(environment: .current).data / "grammars"]))
    guard let python = registry.language(id: "python"), let query = python.query(.tags) else {
        return []
    }
    let grammar = try python.grammar()
    var text = TextBuffer(sample.text)
    func parsed(_ old: Tree? = nil) throws -> Tree {
        var parser = Parser(grammar: grammar)
        guard case .finished(let tree) = parser.parse(text.bytes, old: old) else {
            throw EditorError.refused("the sample does not parse")
        }
        return tree
    }
    func time(_ name: String, _ work: () throws -> Void) rethrows -> Figure {
        Figure(
            name,
            try Times.repeating(
                atMost: bench.rounds(300), budgetMilliseconds: bench.budgetMilliseconds / 2, work))
    }
    var tree = try parsed()
    var tags = Tags(of: tree, bytes: text.bytes, query: query)
    var figures = [
        try time("parse") { keep(try parsed()) },
        time("tags: definitions and references") {
            keep(Tags(of: tree, bytes: text.bytes, query: query))
        },
        time("outline from tags") { keep(tags.outline()) },
    ]
    let place = sample.editable[sample.editable.count / 2]
    let at = text.offset(
        of: Position(line: place.line, character: place.character), encoding: .utf8)
    var types = true
    var updates = Times()
    let reparses = try Times.repeating(
        atMost: bench.rounds(300), budgetMilliseconds: bench.budgetMilliseconds / 2
    ) {
        let edit = text.replace(at..<(at + (types ? 0 : 1)), with: types ? [49] : [])
        types.toggle()
        let old = tree
        tree = try parsed(old.edited(by: [edit]))
        let start = threadNanoseconds()
        tags = tags.updated(
            after: [edit], old: old, new: tree, bytes: text.bytes, query: query)
        updates.add(threadNanoseconds() - start)
    }
    figures.append(Figure("edit, parsed and tagged again", reparses))
    figures.append(Figure("  of which the tags", updates))
    return figures
}
