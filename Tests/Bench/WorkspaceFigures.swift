import Base
import EditorClient
import JSON

/// The index of a workspace: the source files that came with Debian's Python, where it is.
func workspaceFigures(_ bench: Bench) throws -> [Figure] {
    guard let installed = debianPython else { return [] }
    let library = bench.options.isQuick ? installed / "json" : installed
    let sources = pythonSources(library)
    // Folders are indexed in their order: when this definition is found, all are.
    let last = bench.folder / "last"
    try Files.createDirectories(last)
    try Files.writeAtomically(last / "last.py", Array("def tenon_bench_last(): pass\n".utf8))
    let server = try bench.tenon.start(in: bench.folder)
    _ = try server.editor.initialize(Candidate.capabilities, folders: [library, last])
    let start = Instant.now
    var rounds = 0
    var isIndexed = false
    repeat {
        rounds += 1
        if rounds > 1000 { throw EditorError.silence(of: "the workspace's last definition") }
        let query: JSONLiteral = ["query": "tenon_bench_last"]
        isIndexed = try server.editor.request("workspace/symbol", query)[0] != nil
    } while !isIndexed
    let seconds = Double(Instant.now.nanoseconds(since: start)) / 1e9
    let count = Double(sources.count)
    let size = megabytes(sources.reduce(0) { $0 + (Files.size(of: $1) ?? 0) })
    var figures = [
        Figure("Python files", count, unit: "", note: "\(readable(size)) MB"),
        Figure("all indexed", seconds, unit: "s", note: "\(readable(size / seconds)) MB/s"),
    ]
    let times = try Times.repeating(atMost: bench.rounds(60), budgetMilliseconds: 2000) {
        _ = try server.editor.request("workspace/symbol", ["query": "parse"])
    }
    figures.append(Figure("a search afterwards (p50 / p95 / p99)", times))
    if let memory = server.memory {
        figures.append(
            Figure("memory with the index", megabytes(memory.residentBytes), unit: "MB"))
    }
    return figures
}

/// Where Debian's Python has its sources.
let debianPython: Path? = Files.list("/usr/lib").map { "/usr/lib" / $0.string }
    .last { $0.name.hasPrefix("python3.") && Files.kind(of: $0 / "os.py") == .file }

private func pythonSources(_ folder: Path) -> [Path] {
    Files.list(folder).flatMap { name in
        let path = folder.appending(name)
        switch Files.kind(of: path, followLinks: false) {
        case .directory: return pythonSources(path)
        case .file: return path.string.hasSuffix(".py") ? [path] : []
        case .link, .other, nil: return []
        }
    }
}
