import Base
import JSON

/// Measures group by group, and prints each as soon as it is there.
func runBench(_ options: BenchOptions) throws {
    let bench = try Bench(options)
    defer { Files.removeTree(bench.folder) }
    let groups: [(title: String, measure: (Bench) throws -> [Figure])] = [
        ("The program", programFigures),
        ("Start and memory", startFigures),
        ("An edit and a request, in Python (p50 / p95 / p99)", editFigures),
        ("Large texts", largeTextFigures),
        ("A workspace: Python's standard library", workspaceFigures),
        ("Map of a repository", mapFigures),
        ("What a map finds", mapFindings),
        ("Embedded completion model", embeddedModelFigures),
        ("Completions while typing (p50 / p95 / p99)", completionFigures),
        ("Real editing, typed again (p50 / p95 / p99)", replayFigures),
        ("Model servers, played (p50 / p95 / p99)", modelFigures),
        ("A real model server: llama.cpp (p50 / p95 / p99)", llamaFigures),
        ("Throw-away workspaces of 3,000 files (p50 / p95 / p99)", throwAwayFigures),
        ("Runs of the agent, 6,500 files (p50 / p95 / p99)", agentFigures),
        ("Repairs among the candidates (p50 / p95 / p99)", repairFigures),
        ("Bytes", byteFigures),
        ("Syntax, 5,000 lines of Python (p50 / p95 / p99)", syntaxFigures),
        ("Sandbox (p50 / p95 / p99)", sandboxFigures),
        ("Beside other servers (p50 / p95 / p99)", peerFigures),
    ]
    var done: [FigureGroup] = []
    if !options.writesJSON { show(machine + "\n\n") }
    let fit: [(title: String, measure: (Bench) throws -> [Figure])] = [
        ("Weights of the map's evidence: in use / fitted", fitMapWeights)
    ]
    for (title, measure) in options.fitsMap ? fit : groups
    where options.filter.map(title.contains) ?? true {
        let group = FigureGroup(title: title, figures: try measure(bench))
        if group.figures.isEmpty { continue }
        done.append(group)
        if !options.writesJSON { show(group.table + "\n") }
    }
    guard options.writesJSON else { return }
    var writer = JSONWriter()
    writer.object { writer in
        writer.member("machine", machine)
        writer.member("groups", done)
    }
    show(String(decoding: writer.bytes, as: UTF8.self) + "\n")
}

/// What all groups share.
struct Bench {
    let options: BenchOptions
    /// A folder for sample files, removed at the end.
    let folder: Path
    let tenon: Candidate

    init(_ options: BenchOptions) throws {
        self.options = options
        let made = try Files.makeTemporaryDirectory(prefix: "tenon-bench")
        folder = Files.resolved(made) ?? made
        tenon = Candidate.tenon(options.tenon, home: folder)
    }

    /// The number of rounds of a measurement.
    func rounds(_ full: Int) -> Int { options.isQuick ? max(3, full / 30) : full }

    /// The size of a sample.
    func size(_ full: Int) -> Int { options.isQuick ? max(100, full / 50) : full }

    /// How long one measurement may take.
    var budgetMilliseconds: Int { options.isQuick ? 100 : 10_000 }
}

/// The machine and how busy it is, since both decide what the figures mean.
private let machine: String = {
    func text(_ path: Path) -> String {
        String(decoding: (try? Files.read(path, limit: 1 << 20)) ?? [], as: UTF8.self)
    }
    let model = text("/proc/cpuinfo").split(separator: "\n").first { $0.hasPrefix("model name") }
        .flatMap { $0.split(separator: ":").last }.map { String($0.dropFirst()) }
    let load = text("/proc/loadavg").split(separator: " ").first.map { ", load \($0)" } ?? ""
    let cores = sysconf(Int32(_SC_NPROCESSORS_ONLN))
    return "\(cores) cores of \(model ?? "an unknown make")\(load)"
}()

private func show(_ text: String) {
    _ = try? IO.write(1, Array(text.utf8)[...])
}
