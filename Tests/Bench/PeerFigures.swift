import Base
import EditorClient
import JSON

/// A language server that others made, and a language that it serves.
private struct Peer {
    let program: String
    var arguments: [String] = []
    let language: SampleText.Language
}

private let peers = [
    Peer(program: "ruff", arguments: ["server"], language: .python),
    Peer(program: "pylsp", language: .python),
    Peer(program: "clangd", language: .cpp),
    Peer(program: "gopls", language: .go),
    Peer(program: "sourcekit-lsp", language: .swift),
]

/// The servers on this machine and Tenon, on the same texts in the same run: theirs, then ours, then
/// how many times ours theirs is.
func peerFigures(_ bench: Bench) throws -> [Figure] {
    if bench.options.isQuick { return [] }
    var figures: [Figure] = []
    var bestOutline: (name: String, ratio: Double)?
    for peer in peers {
        guard let program = Subprocess.find(peer.program) else { continue }
        let candidate = Candidate(
            name: peer.program, program: program, arguments: peer.arguments)
        do {
            let theirs = try measure(candidate, peer.language, bench)
            let ours = try measure(bench.tenon, peer.language, bench)
            for (one, other) in zip(theirs, ours) {
                guard let their = one.times, let our = other.times else { continue }
                figures.append(comparison("\(peer.program): \(one.name)", their, our))
                guard one.name == outlineName else { continue }
                let ratio = our.percentile(0.99) / their.percentile(0.99)
                if ratio > bestOutline?.ratio ?? 0 { bestOutline = (peer.program, ratio) }
            }
        } catch {
            complain("\(peer.program): \(error)")
        }
    }
    if let (name, ratio) = bestOutline {
        figures.append(
            Figure(
                "our p99 of \(outlineName), of the best peer's", ratio, unit: "x",
                goal: .below(0.5), note: "(\(name))"))
    }
    return figures
}

private let outlineName = "edit + documentSymbol"

private func comparison(_ name: String, _ theirs: Times, _ ours: Times) -> Figure {
    let ratios = zip(theirs.percentiles, ours.percentiles).map { their, our in
        readable(their.value / our.value)
    }
    let own = ours.percentiles.map { readable($0.value) }.joined(separator: " / ")
    return Figure(
        name, theirs, note: "ours \(own), they take " + ratios.joined(separator: " / ") + "x")
}

/// Start, an edit with a request that needs no work, and an edit with an outline where the server
/// has one.
private func measure(
    _ candidate: Candidate, _ language: SampleText.Language, _ bench: Bench
) throws -> [(name: String, times: Times?)] {
    let folder = bench.folder / "\(candidate.name)-\(language.rawValue)"
    try Files.createDirectories(folder)
    if language == .go {
        try Files.writeAtomically(folder / "go.mod", Array("module sample\n\ngo 1.19\n".utf8))
    }
    var starts = Times()
    for _ in 0..<10 { starts.add(try startOnce(candidate, in: folder).start) }

    let server = try candidate.start(in: folder)
    let answer = try server.editor.initialize(Candidate.capabilities, folders: [folder])
    let sample = SampleText(language, lines: bench.size(5000))
    let document = try OpenSample(sample, in: folder, editor: server.editor)
    let hasOutline =
        answer["capabilities"]?["documentSymbolProvider"].map {
            $0.bool ?? ($0.kind == .object)
        } ?? false
    // The first answer waits for whatever the server does when a document is opened.
    try document.check(OpenSample.nothing)
    if hasOutline { try document.check("textDocument/documentSymbol") }
    let edits = try document.rounds(
        300, budgetMilliseconds: bench.budgetMilliseconds, OpenSample.nothing)
    let outlines =
        hasOutline
        ? try document.rounds(
            300, budgetMilliseconds: bench.budgetMilliseconds, "textDocument/documentSymbol") : nil
    return [
        ("start to initialize result", starts), ("edit + no work", edits), (outlineName, outlines),
    ]
}
