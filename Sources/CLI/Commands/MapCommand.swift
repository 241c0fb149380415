internal import Base
internal import JSON
internal import Languages
internal import RepoMap
internal import Secrets
internal import Server
internal import Settings
internal import Structure

/// `tenon map`: what matters in a repository for somebody's task.
let mapCommand: Command = Command(
    name: "map",
    summary: "Print what matters in a repository, within a budget of tokens",
    discussion: [
        "Signatures of the definitions that the files in focus use or are likely to need, grouped "
            + "by file, the best first. Without a focus: what the most files use.",
        "Files are read as they are on disk; what git ignores, what index.exclude names and what "
            + "may hold secrets is left out.",
    ],
    options: [
        Option(
            name: "root", placeholder: "DIR", completion: .directory,
            summary: "The repository's folder; the current one when left out"),
        Option(
            name: "focus", placeholder: "FILE[:LINE[:COL]]", repeats: true, completion: .file,
            summary: "A file that is worked on, and where in it; below the root"),
        Option(
            name: "mention", placeholder: "IDENT", repeats: true, takesSeveral: true,
            summary: "Names that matter"),
        Option(
            name: "task", placeholder: "TEXT",
            summary: "What is to be done; names and files in it count"),
        Option(
            name: "failures", placeholder: "FILE", completion: .file,
            summary: "What failing tests have printed: the places in it count"),
        Option(
            name: "edited", placeholder: "FILE[:LINE]", repeats: true, completion: .file,
            summary: "Where something was edited lately, the latest first"),
        Option(
            name: "open", placeholder: "FILE", repeats: true, completion: .file,
            summary: "Other files that are worked with"),
        Option(
            name: "budget", placeholder: "TOKENS",
            summary: "The most that is printed; 1024 when left out"),
        Option(
            name: "tokens-as", placeholder: "MODEL",
            summary: "The model that counts, such as qwen2.5-coder; 'code' is a cautious guess for "
                + "any, 'chars4' a quarter of the characters"),
        Option(name: "json", summary: "Print JSON, with kinds, lines and scores"),
        Option(name: "no-cache", summary: "Read all files anew, and keep nothing"),
        Option(
            name: "why", placeholder: "NAME",
            summary: "Print why the definitions of a name rank where they do"),
    ],
    run: { invocation, console throws(CommandFailure) in
        let request = try MapRequest(invocation)
        let scope = indexScope(for: request.root, usesCache: !invocation.has("no-cache"), console)
        let index = upToDate(scope, console)
        let query = try request.query(scope)
        let ranking = index.rank(query)
        if case .name(let name) = query.explained {
            console.write(explanation(of: name, ranking, index))
            return 0
        }
        let map = index.render(ranking, budget: request.budget, measure: request.measure)
        console.write(
            invocation.has("json") ? indentedJSON(described(map, request)) : map.text)
        return 0
    })

/// What the command line asks for.
private struct MapRequest {
    let root: Path
    let budget: Int
    let measure: TokenMeasure
    private let invocation: Invocation

    init(_ invocation: Invocation) throws(CommandFailure) {
        self.invocation = invocation
        root = try mapRoot(invocation)
        let text = invocation.value("budget") ?? "1024"
        guard let budget = Int(text), budget > 0 else {
            throw CommandFailure("--budget: expected a number above 0, got '\(text)'", exitCode: 2)
        }
        self.budget = budget
        let model = invocation.value("tokens-as") ?? TokenMeasure.code.rawValue
        guard let measure = TokenMeasure(model: model) else {
            let known = TokenMeasure.allCases.map(\.rawValue).joined(separator: ", ")
            throw CommandFailure(
                "--tokens-as: no family of models in '\(model)': \(known)", exitCode: 2)
        }
        self.measure = measure
    }

    func query(_ scope: IndexScope) throws(CommandFailure) -> MapQuery {
        var query = MapQuery()
        query.mentions = invocation.values["mention"] ?? []
        query.task = invocation.value("task") ?? ""
        if let name = invocation.value("why") { query.explained = .name(name) }
        for place in try places("focus") {
            // A file of no known language says nothing, which is no error.
            if let focus = scope.focus(place.path, line: place.line) { query.focus.append(focus) }
        }
        query.edits = try places("edited")
        query.openFiles = try places("open").map(\.path)
        if let name = invocation.value("failures") {
            do throws(Files.ReadError) {
                query.failures = String(
                    decoding: try Files.read(Path(name), limit: 4 << 20), as: UTF8.self)
            } catch {
                throw CommandFailure("--failures: \(error)")
            }
        }
        return query
    }

    /// The places below the root that an option names.
    private func places(_ option: String) throws(CommandFailure) -> [MapPlace] {
        var found: [MapPlace] = []
        for text in invocation.values[option] ?? [] {
            let (path, line) = place(text)
            guard Files.kind(of: root.appending(path)) == .file else {
                throw CommandFailure("--\(option): there is no file \(path) in \(root)")
            }
            let relative = path.isAbsolute ? path.relative(to: root) : path
            if let relative { found.append(MapPlace(path: relative.string, line: line)) }
        }
        return found
    }

    /// `FILE:LINE:COL`, of which a file's name may have the colons.
    private func place(_ text: String) -> (path: Path, line: Int?) {
        if Files.kind(of: root.appending(Path(text))) == .file { return (Path(text), nil) }
        var parts = text.split(separator: ":", omittingEmptySubsequences: false)
        var numbers: [Int] = []
        while parts.count > 1, numbers.count < 2, let last = parts.last, let number = Int(last) {
            numbers.insert(number, at: 0)
            parts.removeLast()
        }
        return (Path(parts.joined(separator: ":")), numbers.first.map { max(0, max(1, $0) - 1) })
    }
}

/// The folder that a command is about.
func mapRoot(_ invocation: Invocation) throws(CommandFailure) -> Path {
    let named = Path(invocation.value("root") ?? ".")
    guard let root = Files.resolved(named), Files.kind(of: root) == .directory else {
        throw CommandFailure("\(named): there is no such folder")
    }
    return root
}

/// The index of what is on disk now. What is left out is said.
func upToDate(_ scope: IndexScope, _ console: Console) -> MapIndex {
    let repository = RepositoryIndex(scope)
    let report = repository.update(cancellation: Cancellation()) { _, _ in }
    for remark in report.remarks { console.complain("tenon: \(remark)") }
    return repository.index
}

/// What is indexed of a folder, by the settings that are in force there.
func indexScope(for root: Path, usesCache: Bool, _ console: Console) -> IndexScope {
    var stack = SettingsStack()
    for file in ConfigFile.inForce(folder: root) {
        guard let (layer, problems) = file.read() else { continue }
        stack.set(layer)
        for problem in problems { console.complain("\(problem)") }
    }
    let settings = stack.settings()
    let caches = Directories(environment: .current).cache / "map"
    return IndexScope(
        folder: root, languages: languageRegistry(.current),
        maximumFileBytes: settings.indexMaxFileBytes,
        excluded: UnreadFiles(
            secret: settings.secretPatterns, excluded: settings.indexExclude),
        cacheDirectory: usesCache ? caches : nil, threads: WorkerPool.suitableThreads)
}

private func explanation(of name: String, _ ranking: Ranking, _ index: MapIndex) -> String {
    var text = ""
    for (place, entry) in ranking.entries.enumerated() {
        let (path, definition) = index.described(entry.id)
        guard definition.name == name else { continue }
        text += "#\(place + 1) of \(ranking.entries.count)  score \(decimal(entry.score))  "
        text += "\(path):\(definition.line + 1)  \(definition.signature)\n"
        for part in ranking.explanation where part.id == entry.id {
            let sign = part.amount < 0 ? "-" : "+"
            text += "    \(sign)\(decimal(abs(part.amount)))  \(part.evidence.reason)\n"
        }
    }
    return text.isEmpty ? "\(name): no definition of this name ranks at all\n" : text
}

private func described(_ map: RenderedMap, _ request: MapRequest) -> JSONLiteral {
    [
        "budget": .int(request.budget), "tokens": .int(map.tokens),
        "tokensAs": .string(request.measure.rawValue),
        "files": .array(
            map.files.map { file in
                [
                    "path": .string(file.path),
                    "definitions": .array(file.lines.map(described)),
                ]
            }),
    ]
}

private func described(_ line: RenderedLine) -> JSONLiteral {
    let definition = line.definition
    return [
        "name": .string(definition.name), "kind": .string(definition.kind.rawValue),
        "line": .int(definition.line + 1),
        "container": definition.container.map { .string($0) } ?? .null,
        "signature": .string(definition.signature), "score": .double(line.score),
    ]
}

/// A number with four digits behind the point.
private func decimal(_ number: Double) -> String {
    let parts = Int((min(max(number, 0), 1e9) * 10_000).rounded())
    let rest = String(parts % 10_000)
    return "\(parts / 10_000)." + String(repeating: "0", count: 4 - rest.utf8.count) + rest
}
