import Base
import EditorClient
import JSON

/// The repository map: made from nothing, brought back from its cache, and after edits. Of the tree
/// that `--tree` names, else of the source files that came with Debian's Python.
func mapFigures(_ bench: Bench) throws -> [Figure] {
    guard let tree = bench.options.tree ?? (debianPython.map { bench.sample(of: $0) }) else {
        return []
    }
    let arguments = ["map", "--root", tree.string, "--budget", "1024"]
    func run(_ more: [String] = []) throws -> (cost: Cost, map: String) {
        try Cost.measuring {
            let environment = Environment.current.variables.merging([
                "XDG_CACHE_HOME": (bench.folder / "caches").string
            ]) { $1 }
            return try Subprocess(
                bench.options.tenon.string, arguments + more, environment: environment,
                timeoutMilliseconds: 600_000
            ).run().outputText
        }
    }
    let bare = try run(["--no-cache"])
    let first = try run()
    let again = try run()
    guard bare.map == first.map, first.map == again.map else {
        throw EditorError.silence(of: "one map from three runs")
    }
    let figures = [
        Figure("read from nothing, with no cache", bare.cost.figureParts, unit: "s"),
        Figure("read from nothing, and kept", first.cost.figureParts, unit: "s"),
        Figure("from the cache", again.cost.figureParts, unit: "s"),
    ]
    return figures + (try editedMapFigures(bench, tree))
}

/// A map for every edit of a document in a tree that is there already.
private func editedMapFigures(_ bench: Bench, _ tree: Path) throws -> [Figure] {
    let server = try bench.tenon.start(in: bench.folder)
    server.editor.answering["client/registerCapability"] = { _ in nil }
    let watching: JSONLiteral = [
        "workspace": ["didChangeWatchedFiles": ["dynamicRegistration": true]]
    ]
    _ = try server.editor.initialize(watching, folders: [tree])
    let file = try largestSource(below: tree)
    let uri = DocumentURI(path: file).spelling
    let text = String(decoding: try Files.read(file, limit: 1 << 24), as: UTF8.self)
    try server.editor.open(uri, languageID: "", version: 1, text: text)
    let ask: JSONLiteral = [
        "command": "tenon.map", "arguments": [["uri": .string(uri), "position": ["line": 100]]],
    ]
    func milliseconds(_ work: () throws -> Void) rethrows -> Double {
        let start = Instant.now
        try work()
        return Instant.now.milliseconds(since: start)
    }
    func map() throws -> [UInt8] {
        let answer = try server.editor.request("workspace/executeCommand", ask)
        return Array((answer["text"]?.string ?? "").utf8)
    }
    // While the tree is read, answers come after a while with what is there so far.
    while try milliseconds({ _ = try map() }) > 1000 {}
    var again = Times()
    var edited = Times()
    var beginnings = Beginnings()
    // One line is typed after the other.
    let typed = Array("        value = self.compute_width(path, name)\n".unicodeScalars)
    for version in 2..<(2 + bench.rounds(300)) {
        again.add(Int64(try milliseconds { _ = try map() } * 1e6))
        let column = (version - 2) % typed.count
        let change: JSONLiteral = [
            "range": [
                "start": ["line": 100, "character": .int(column)],
                "end": ["line": 100, "character": .int(column)],
            ], "text": .string(String(typed[column])),
        ]
        try server.editor.notify(
            "textDocument/didChange",
            [
                "textDocument": ["uri": .string(uri), "version": .int(version)],
                "contentChanges": [change],
            ])
        var text: [UInt8] = []
        edited.add(Int64(try milliseconds { text = try map() } * 1e6))
        beginnings.add(text)
    }
    var figures = [
        Figure("the same map again (p50 / p95 / p99)", again),
        Figure("a map after a letter is typed (p50 / p95 / p99)", edited),
        Figure(
            "what such a map has of the beginning of the last one", beginnings.share * 100,
            unit: "%"),
    ]
    if let memory = server.memory {
        figures.append(
            Figure(
                "memory with the index, now and at most",
                [
                    .init(label: "now", value: megabytes(memory.residentBytes)),
                    .init(label: "peak", value: megabytes(memory.peakBytes)),
                ], unit: "MB"))
    }
    return figures
}

/// How much of texts stands at the beginning of the one before: so much a model server need not
/// compute again.
private struct Beginnings {
    private var last: [UInt8]?
    private var shared = 0
    private var all = 0

    mutating func add(_ text: [UInt8]) {
        if let last {
            shared += zip(last, text).prefix { $0 == $1 }.count
            all += text.count
        }
        last = text
    }

    var share: Double { Double(shared) / Double(max(1, all)) }
}

/// The largest file that is a document of usual size.
private func largestSource(below tree: Path) throws -> Path {
    let sources = WorkspaceFiles(in: tree, limit: 100_000).paths.filter { path in
        ["py", "c", "go", "ts", "swift", "java"].contains(path.fileExtension ?? "")
    }
    let sizes = sources.compactMap { path -> (size: Int, path: Path)? in
        guard let size = Files.size(of: tree.appending(path)), size < 200_000 else { return nil }
        return (size, tree.appending(path))
    }
    guard let largest = sizes.max(by: { $0.size < $1.size }) else {
        throw EditorError.silence(of: "sources in \(tree)")
    }
    return largest.path
}

/// What a program took that has ended.
private struct Cost {
    let seconds: Double
    let cpuSeconds: Double

    var figureParts: [Figure.Part] {
        [.init(label: "wall", value: seconds), .init(label: "cpu", value: cpuSeconds)]
    }

    static func measuring(_ body: () throws -> String) throws -> (cost: Cost, map: String) {
        let start = Instant.now
        let before = childrenSeconds
        let map = try body()
        let seconds = Double(Instant.now.nanoseconds(since: start)) / 1e9
        return (Cost(seconds: seconds, cpuSeconds: childrenSeconds - before), map)
    }

    /// The processor time of all children that have ended.
    private static var childrenSeconds: Double {
        var usage = rusage()
        unsafe getrusage(RUSAGE_CHILDREN.rawValue, &usage)
        func seconds(_ time: timeval) -> Double { Double(time.tv_sec) + Double(time.tv_usec) / 1e6 }
        return seconds(usage.ru_utime) + seconds(usage.ru_stime)
    }
}

extension Bench {
    /// All of a library, or a little of it.
    func sample(of library: Path) -> Path {
        options.isQuick ? library / "json" : library
    }
}
