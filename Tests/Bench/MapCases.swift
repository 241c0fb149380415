import Base
import Languages
import RepoMap
import Secrets
import Server
import Structure
import Syntax
import Text

/// Cases for the map that a tree makes by itself: a function's body is blanked, and the map should
/// show what the body referred to in other files, as far as imports, folders and unique names tell.
/// Compilers know better what a name means; for weighing evidence this is enough.
struct MapCases {
    let index: MapIndex
    /// Functions, drawn from the whole tree.
    let cases: [Case]

    struct Case {
        let path: String
        let line: Int
        /// The index and the query as they are when the body is not yet written.
        let index: MapIndex
        let query: MapQuery
        let gold: Set<Place>
    }

    /// A definition, wherever it is shown.
    struct Place: Hashable {
        let path: String
        let line: Int
    }

    init(tree: Path, count: Int, seed: UInt64) throws {
        let registry = LanguageRegistry(
            loader: GrammarLoader(
                environment: .current,
                directories: [Directories(environment: .current).data / "grammars"]))
        let repository = RepositoryIndex(
            IndexScope(
                folder: tree, languages: registry, maximumFileBytes: 1 << 20,
                excluded: UnreadFiles(secret: [], excluded: ["node_modules/", "vendor/"]),
                cacheDirectory: nil, threads: WorkerPool.suitableThreads))
        _ = repository.update(cancellation: Cancellation()) { _, _ in }
        index = repository.index
        var functions: [(path: String, line: Int)] = []
        for file in index.files {
            for definition in file.definitions where definition.lines.count > 3 {
                if definition.kind == .function || definition.kind == .method {
                    functions.append((file.path, definition.line))
                }
            }
        }
        var random = SplitMix(state: seed)
        functions.shuffle(using: &random)
        var found: [Case] = []
        for function in functions where found.count < count {
            if let one = try MapCases.blanked(function.path, function.line, tree, registry, index) {
                found.append(one)
            }
        }
        cases = found
    }

    /// Nil when the body refers to nothing elsewhere, or to more than a map is for.
    private static func blanked(
        _ path: String, _ line: Int, _ tree: Path, _ registry: LanguageRegistry, _ index: MapIndex
    ) throws -> Case? {
        let ids = index.definitions(meant: "\(path):\(line + 1)")
        let gold = Set(
            index.answers(to: .callees, about: ids).filter { $0.path != path }.compactMap {
                answer in
                answer.definition.map { Place(path: answer.path, line: $0.line) }
            })
        guard (1...30).contains(gold.count), let language = registry.language(fileName: path),
            let grammar = try? language.grammar(),
            let bytes = try? Files.read(tree.appending(Path(path)), limit: 1 << 20),
            let text = blanked(bytes, line: line, grammar: grammar, language: language)
        else { return nil }
        var parser = Parser(grammar: grammar)
        guard case .finished(let parsed) = parser.parse(text) else { return nil }
        var reader = FileReader()
        let record = reader.read(path: path, bytes: text, tree: parsed, language: language)
        var query = MapQuery()
        query.focus = [
            MapFocus(
                path: path, line: line,
                occurrences: reader.occurrences(in: parsed, bytes: text))
        ]
        return Case(
            path: path, line: line, index: index.replacing([record]), query: query, gold: gold)
    }

    /// The text with nothing in the body of the function at a line; its lines stay.
    private static func blanked(
        _ bytes: [UInt8], line: Int, grammar: Grammar, language: Language
    ) -> [UInt8]? {
        var parser = Parser(grammar: grammar)
        guard case .finished(let tree) = parser.parse(bytes) else { return nil }
        let lines = LineIndex(bytes.span)
        let tags = Tags(of: tree, bytes: bytes, language: language)
        let function = tags.definitions.first {
            lines.line(at: $0.nameRange.lowerBound) == line && $0.bodyRange != nil
        }
        guard let body = function?.bodyRange, body.count > 3 else { return nil }
        var text = bytes
        for place in body where text[place] != 10 { text[place] = 32 }
        if bytes[body.lowerBound] == UInt8(ascii: "{") {
            text[body.lowerBound] = UInt8(ascii: "{")
            text[body.upperBound - 1] = UInt8(ascii: "}")
        } else {
            text.replaceSubrange(body.lowerBound..<(body.lowerBound + 3), with: "...".utf8)
        }
        return text
    }
}

/// What part of what the functions need the maps show, and what the null baseline does: all
/// definitions of the same folder first, then those of the others.
func mapFindings(_ bench: Bench) throws -> [Figure] {
    guard let tree = bench.options.tree ?? debianPython.map({ bench.sample(of: $0) }) else {
        return []
    }
    let cases = try MapCases(tree: tree, count: bench.rounds(400), seed: 7)
    let budgets = [512, 1024, 2048, 4096]
    func parts(_ shown: (MapCases.Case) -> [[MapCases.Place]]) -> [Figure.Part] {
        var sums = budgets.map { _ in 0.0 }
        for one in cases.cases {
            for (place, shown) in shown(one).enumerated() {
                let found = one.gold.intersection(shown).count
                sums[place] += Double(found) / Double(one.gold.count * cases.cases.count)
            }
        }
        return zip(budgets, sums).map { Figure.Part(label: "\($0)", value: $1 * 100) }
    }
    let found = parts { one in
        let ranking = one.index.rank(one.query)
        return budgets.map { budget in
            one.index.render(ranking, budget: budget, measure: .chars4).files.flatMap { file in
                file.lines.map { MapCases.Place(path: file.path, line: $0.definition.line) }
            }
        }
    }
    let null = parts { one in budgets.map { sameFolder(one, budget: $0) } }
    return [
        Figure(
            "found at 512 / 1,024 / 2,048 / 4,096 tokens", found, unit: "%",
            note: "of what \(cases.cases.count) blanked functions need"),
        Figure("found by listing the same folder first", null, unit: "%"),
    ]
}

/// What lists of signatures show that begin in the folder of the focus.
private func sameFolder(_ one: MapCases.Case, budget: Int) -> [MapCases.Place] {
    let own = Path(one.path).parent.string
    let files = one.index.files.filter { $0.path != one.path }
    let order =
        files.filter { Path($0.path).parent.string == own }
        + files.filter { Path($0.path).parent.string != own }
    var room = budget * 4
    var shown: [MapCases.Place] = []
    for file in order {
        room -= file.path.unicodeScalars.count + 2
        for definition in file.definitions {
            room -= definition.signature.unicodeScalars.count + 2
            if room < 0 { return shown }
            shown.append(MapCases.Place(path: file.path, line: definition.line))
        }
    }
    return shown
}

/// Numbers that follow from a seed.
private struct SplitMix: RandomNumberGenerator {
    var state: UInt64

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }
}
