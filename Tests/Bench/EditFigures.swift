import Base
import EditorClient
import JSON

/// An edit and a request behind it, from the first byte sent to the last byte of the answer.
func editFigures(_ bench: Bench) throws -> [Figure] {
    let server = try bench.tenon.start(in: bench.folder)
    _ = try server.editor.initialize(Candidate.capabilities, folders: [bench.folder])
    let sample = SampleText(.python, lines: bench.size(5000))
    let document = try OpenSample(sample, in: bench.folder, editor: server.editor)
    func figure(
        _ name: String, _ method: String, goals: [String: Goal] = [:],
        _ params: (OpenSample) -> [(String, JSONLiteral)] = { _ in [] }
    ) throws -> Figure {
        try document.check(method, params)
        let times = try document.rounds(
            bench.rounds(300), budgetMilliseconds: bench.budgetMilliseconds, method, params)
        return Figure(name, times, goals: goals)
    }
    var figures = [
        try figure(
            "+ a request that needs no work", OpenSample.nothing, goals: ["p50": .below(0.2)]),
        try figure(
            "+ documentSymbol", "textDocument/documentSymbol", goals: ["p50": .below(4)]),
        try figure("+ foldingRange", "textDocument/foldingRange"),
        try figure("+ codeAction", "textDocument/codeAction", goals: ["p50": .below(10)]) {
            [
                ("range", ["start": $0.position, "end": $0.position]),
                ("context", ["diagnostics": [], "triggerKind": 1]),
            ]
        },
    ]
    document.typed = " + al"
    figures += [
        try figure("+ completion", "textDocument/completion") { [("position", $0.position)] },
        try figure("+ inlineCompletion", "textDocument/inlineCompletion") {
            [("position", $0.position), ("context", ["triggerKind": 2])]
        },
    ]
    return figures
}

/// An edit far inside a huge text, and a huge text opened.
func largeTextFigures(_ bench: Bench) throws -> [Figure] {
    let server = try bench.tenon.start(in: bench.folder)
    _ = try server.editor.initialize(Candidate.capabilities, folders: [bench.folder])
    let lines = bench.size(100_000)
    let sample = SampleText(.python, lines: lines)
    let document = try OpenSample(sample, in: bench.folder, editor: server.editor)
    try document.check(OpenSample.nothing)
    let edits = try document.rounds(
        bench.rounds(300), budgetMilliseconds: bench.budgetMilliseconds, OpenSample.nothing)
    var figures = [
        Figure("an edit in \(lines) lines + no work (p50 / p95 / p99)", edits)
    ]
    let outlines = try document.rounds(
        bench.rounds(60), budgetMilliseconds: bench.budgetMilliseconds,
        "textDocument/documentSymbol")
    figures.append(
        Figure("an edit in \(lines) lines + documentSymbol", outlines))
    return figures + (try hugeTextFigures(bench))
}

/// 50 MB in one message.
private func hugeTextFigures(_ bench: Bench) throws -> [Figure] {
    let server = try bench.tenon.start(in: bench.folder)
    _ = try server.editor.initialize(Candidate.capabilities, folders: [bench.folder])
    let part = SampleText(.python, lines: 5000).text
    let wanted = bench.size(50_000_000)
    let text = String(repeating: part, count: max(1, wanted / part.utf8.count + 1))
    let document: JSONLiteral = [
        "uri": .string(DocumentURI(path: bench.folder / "huge.py").spelling),
        "languageId": "python", "version": 1, "text": .string(text),
    ]
    let open = Editor.body(
        [("method", "textDocument/didOpen")], ["textDocument": document])
    let id = server.editor.reserveID()
    let nothing = Editor.body(
        [("id", .int(id)), ("method", .string(OpenSample.nothing))], [:])
    let nanoseconds = try server.editor.time([open, nothing], answeredBy: id)
    var figures = [
        Figure(
            "a text of \(readable(megabytes(text.utf8.count))) MB opened",
            Double(nanoseconds) / 1e6, unit: "ms")
    ]
    if let memory = server.memory {
        figures.append(
            Figure("memory at its peak meanwhile", megabytes(memory.peakBytes), unit: "MB"))
    }
    return figures
}

extension OpenSample {
    /// A method that no server knows, so that there is nothing to do but to say so.
    static let nothing = "bench/nothing"

    /// Where the cursor is.
    var position: JSONLiteral {
        ["line": .int(cursor.line), "character": .int(cursor.character)]
    }

    /// Asks once: an answer without content would make a fine figure that says nothing.
    func check(
        _ method: String, _ params: (OpenSample) -> [(String, JSONLiteral)] = { _ in [] }
    ) throws {
        let document: (String, JSONLiteral) = ("textDocument", ["uri": .string(uri)])
        let id = try editor.begin(method, .object([document] + params(self)))
        let answer = try editor.answer(to: id)
        if method == OpenSample.nothing { return }
        guard let result = answer["result"], !result.isNull else {
            throw EditorError.refused("\(method): \(answer["error"] ?? JSON(.null))")
        }
    }
}
