import Base
import EditorClient
import JSON

/// The program as a file.
func programFigures(_ bench: Bench) throws -> [Figure] {
    let program = bench.options.tenon
    var figures = [
        Figure("size as built", megabytes(Files.size(of: program) ?? 0), unit: "MB")
    ]
    let stripped = bench.folder / "stripped"
    let strip = Subprocess("strip", ["-o", stripped.string, program.string])
    if let outcome = try? strip.run(), outcome.succeeded {
        figures.append(
            Figure("size as installed", megabytes(Files.size(of: stripped) ?? 0), unit: "MB"))
    }
    if let outcome = try? Subprocess("ldd", [program.string]).run(), outcome.succeeded {
        let names = outcome.outputText.split(separator: "\n").compactMap { line in
            line.split { $0 == " " || $0 == "\t" }.first.map { Path(String($0)).name }
        }
        figures.append(
            Figure(
                "shared libraries", Double(names.count), unit: "",
                note: names.joined(separator: " ")))
    }
    return figures
}

/// How soon it is there, and what it takes while nothing happens.
func startFigures(_ bench: Bench) throws -> [Figure] {
    var times = Times()
    var ends = Times()
    var memory: ProcessMemory?
    for round in -2..<bench.rounds(50) {
        let run = try startOnce(bench.tenon, in: bench.folder)
        if round < 0 { continue }
        times.add(run.start)
        ends.add(run.end)
        memory = run.memory
    }
    var figures = [
        Figure(
            "process start to initialize result (p50 / p95 / p99)", times,
            goals: ["p50": .below(10)]),
        Figure("shutdown to the end of the process (p50 / p95 / p99)", ends),
    ]
    if let memory {
        figures.append(
            Figure(
                "memory after initialize", megabytes(memory.residentBytes), unit: "MB",
                goal: .below(20)))
    }
    let server = try bench.tenon.start(in: bench.folder)
    _ = try server.editor.initialize(Candidate.capabilities, folders: [bench.folder])
    let sample = SampleText(.python, lines: bench.size(5000))
    let document = try OpenSample(sample, in: bench.folder, editor: server.editor)
    let (body, id) = document.request("textDocument/documentSymbol")
    _ = try server.editor.time([body], answeredBy: id)
    if let memory = server.memory {
        figures.append(
            Figure(
                "memory with 5,000 lines and their outline", megabytes(memory.residentBytes),
                unit: "MB"))
    }
    return figures
}

/// One life of a server: how long its start and its end took, and the memory in between.
func startOnce(
    _ candidate: Candidate, in folder: Path
) throws -> (start: Int64, end: Int64, memory: ProcessMemory?) {
    let begin = Instant.now
    let server = try candidate.start(in: folder)
    _ = try server.editor.request(
        "initialize", Editor.initializeParams(Candidate.capabilities, folders: [folder]))
    let start = Instant.now.nanoseconds(since: begin)
    try server.editor.notify("initialized", [:])
    _ = try server.editor.answer(to: server.editor.begin("bench/nothing"))
    let memory = server.memory
    let end = Instant.now
    try server.editor.shutDown()
    _ = server.end()
    return (start, Instant.now.nanoseconds(since: end), memory)
}

func megabytes(_ bytes: Int) -> Double { Double(bytes) / 1e6 }
