import Base
import EditorClient
import HTTP
import JSON
import ModelServer
import Text

/// From a keystroke until its inline completion is here, through the whole server.
func completionFigures(_ bench: Bench) throws -> [Figure] {
    let model = try typingWithModelFigures(bench)
    return try typingFigures(bench) + model + (try cacheFigures(bench))
}

// MARK: - The embedded model

/// Somebody types again what stands in the files of a tree: of `--tree`, else of Debian's Python.
private func typingFigures(_ bench: Bench) throws -> [Figure] {
    guard let tree = bench.options.tree ?? debianPython else { return [] }
    let server = try bench.typingServer(in: tree)
    let files = sources(below: tree, count: 12)
    let typists = try files.map { file in
        try Typist(server.editor, file: file, text: try Files.read(file, limit: 1 << 20))
    }
    guard !typists.isEmpty else { return [] }
    var times = Times()
    let end = Instant.now.adding(milliseconds: bench.budgetMilliseconds * 2)
    for round in 0..<bench.rounds(240) where Instant.now < end || round < 3 {
        let typist = typists[round % typists.count]
        guard let line = typedLine(of: typist.text, round) else { continue }
        let middle = line.lowerBound + line.count / 2
        let rest = Array(typist.text.bytes[middle..<line.upperBound])
        try typist.replace(middle..<line.upperBound, with: [])
        var place = middle
        for byte in rest.prefix(10) {
            let start = Instant.now
            _ = try typist.type([byte], at: place)
            // The first rounds make what is made once.
            if round >= typists.count { times.add(Instant.now.nanoseconds(since: start)) }
            place += 1
            usleep(5_000)
        }
        try typist.replace(place..<place, with: Array(rest.dropFirst(10)))
    }
    return [
        Figure(
            "a keystroke until its inline completion", times,
            goals: ["p50": .below(5), "p99": .below(25)])
    ]
}

/// Files of usual size, from all over the tree.
func sources(below tree: Path, count: Int) -> [Path] {
    let all = WorkspaceFiles(in: tree, limit: 100_000).paths.filter { path in
        guard let ending = path.fileExtension, ["py", "go", "ts", "rs", "swift"].contains(ending),
            let size = Files.size(of: tree.appending(path))
        else { return false }
        return (4_000...80_000).contains(size)
    }
    guard !all.isEmpty else { return [] }
    let step = max(1, all.count / count)
    return stride(from: 0, to: all.count, by: step).prefix(count).map { tree.appending(all[$0]) }
}

/// A line of plain text that is worth typing, another each round.
private func typedLine(of text: TextBuffer, _ round: Int) -> Range<Int>? {
    let count = text.lines.count
    for offset in 0..<count {
        let line = (round * 37 + offset) % count
        let range = text.lines.contentRange(of: line, in: text.bytes.span)
        let content = text.bytes[range]
        let ink = content.count { $0 > 32 && $0 < 127 }
        if ink >= 16, content.allSatisfy({ $0 >= 32 && $0 < 127 }) { return range }
    }
    return nil
}

// MARK: - A played model

private let playedDelayMilliseconds = 100

/// A model server that takes the same time for each answer.
private func playedServer() throws -> LoopbackServer {
    let records = [
        #"data: {"index":0,"content":"answer_of(the_model)","tokens":[],"stop":false}"#,
        #"data: {"index":0,"content":"","tokens":[],"stop":true,"stop_type":"eos"}"#,
    ]
    let reply = Reply(
        type: "text/event-stream", pieces: records.map { Array(($0 + "\n\n").utf8) })
    return try LoopbackServer { _ in
        usleep(UInt32(playedDelayMilliseconds) * 1000)
        return reply.steps
    }
}

private func modelSettings(_ url: String, model: String = "played") -> [String] {
    [
        #"models.providers={"m": {"dialect": "llama.cpp", "model": "\#(model)", "url": "\#(url)"}}"#,
        #"models.fim=["m"]"#,
    ]
}

private func typingWithModelFigures(_ bench: Bench) throws -> [Figure] {
    let model = try playedServer()
    let folder = try sampleFolder(bench, "played")
    let server = try bench.typingServer(
        in: folder, settings: modelSettings("http://127.0.0.1:\(model.port)"))
    let text = Array("def first():\n    return 1\n\n".utf8)
    let typist = try Typist(server.editor, file: folder / "a.py", text: text)
    var times = Times()
    let letters = Array("qwxz".utf8)
    var place = typist.text.count
    // A line that goes on with letters that the model never says, so that each costs a question.
    for round in -8..<bench.rounds(100) {
        let start = Instant.now
        _ = try typist.type([letters[(round + 8) % letters.count]], at: place)
        if round >= 0 {
            times.add(
                Instant.now.nanoseconds(since: start) - Int64(playedDelayMilliseconds) * 1_000_000)
        }
        place += 1
        // Somebody who looks at each answer.
        usleep(200_000)
    }
    let burst = try burstFigures(bench, typist, model)
    return [
        Figure(
            "the same with a model, beyond its own \(playedDelayMilliseconds) ms", times,
            goals: ["p50": .below(2), "p99": .below(10)])
    ] + burst
}

/// Two hundred keystrokes, fifteen a second, and then a pause.
private func burstFigures(
    _ bench: Bench, _ typist: Typist, _ model: LoopbackServer
) throws -> [Figure] {
    usleep(2_000_000)
    let before = model.exchanges.count
    var place = typist.text.count
    let count = bench.size(200)
    for number in 0..<count {
        let next = Instant.now.adding(milliseconds: 1000 / 15)
        let letter = UInt8(ascii: "a") + UInt8(number % 26)
        if number + 1 < count {
            try typist.typeWithoutWaiting([letter], at: place)
        } else {
            _ = try typist.type([letter], at: place)
        }
        place += 1
        while Instant.now < next { usleep(1000) }
    }
    usleep(500_000)
    let exchanges = model.exchanges.dropFirst(before)
    // The others ask for nothing: they show the server what is likely to be asked about.
    let questions = exchanges.count { $0.request.json["n_predict"]?.int != 0 }
    return [
        Figure(
            "questions of a burst of \(count) keystrokes and its pause", Double(questions),
            unit: "", goal: .below(2), note: "and \(exchanges.count - questions) warm-ups"),
        Figure(
            "of them still running afterwards", Double(exchanges.count { !$0.isOver }), unit: "",
            goal: .below(1)),
    ]
}

private func sampleFolder(_ bench: Bench, _ name: String) throws -> Path {
    let folder = bench.folder / name
    try Files.createDirectories(folder)
    return folder
}

// MARK: - A real model server's cache

/// How much of the prompts a real server has computed already, while a history is typed again: a
/// look at each word's end, and a pause before each place.
private func cacheFigures(_ bench: Bench) throws -> [Figure] {
    guard let program = LlamaServer.program,
        let history = EditingHistory(of: bench.options.history ?? Path("."))
    else { return [] }
    let client = HTTPClient()
    let model = try LlamaServer(program, folder: bench.folder) { url in
        guard let ask = try? Ask(client, url + "/health"), (try? ask.awaitEnd()) != nil else {
            return false
        }
        return String(decoding: ask.body, as: UTF8.self).contains("\"ok\"")
    }
    let folder = try history.checkedOut(into: bench.folder / "cached")
    let server = try bench.typingServer(
        in: folder, settings: modelSettings(model.baseURL, model: "tiny"))
    var count = CachedPrompts()
    for change in history.changes(keystrokes: bench.size(4000)) {
        let typist = try Typist(
            server.editor, file: folder.appending(change.path), text: change.text)
        for hunk in change.hunks { try count.type(hunk.new, at: hunk.range, typist) }
        try typist.close()
    }
    guard count.tokens > 0 else { throw UsageError(message: "the model server counted nothing") }
    return [
        Figure(
            "tokens of prompts from llama.cpp's cache",
            100 * Double(count.cached) / Double(count.tokens), unit: "%", goal: .atLeast(90),
            note: "\(count.questions) questions, \(count.tokens / count.questions) tokens each; "
                + "\(history.name)")
    ]
}

/// What a server says of the prompts that it was asked.
private struct CachedPrompts {
    private(set) var questions = 0
    private(set) var tokens = 0
    private(set) var cached = 0

    /// Time enough to gather what a prompt shows, and to show it to the server.
    private static let pauseMicroseconds: UInt32 = 500_000

    mutating func type(_ new: [UInt8], at range: Range<Int>, _ typist: Typist) throws {
        try typist.replace(range, with: [])
        usleep(Self.pauseMicroseconds)
        var place = range.lowerBound
        var isInWord = false
        for byte in new.prefix(400) where byte < 128 {
            let isWord = isalnum(Int32(byte)) != 0
            if isInWord, !isWord {
                _ = try typist.proposals(at: place)
                take(numbers(in: try typist.explanation(), behind: "The server counted "))
            }
            isInWord = isWord
            try typist.replace(place..<place, with: [byte])
            place += 1
            usleep(2000)
        }
    }

    private mutating func take(_ counts: [Int]) {
        guard counts.count >= 2 else { return }
        questions += 1
        tokens += counts[0]
        cached += counts[1]
    }
}

/// The numbers of a line behind some words.
private func numbers(in text: String, behind words: String) -> [Int] {
    guard let line = text.split(separator: "\n").first(where: { $0.hasPrefix(words) }) else {
        return []
    }
    return line.split { !$0.isNumber }.compactMap { Int($0) }
}
