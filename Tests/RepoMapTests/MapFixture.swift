import Base
import Languages
import RepoMap
import Syntax
import TestKit
import Testing

/// A repository in memory.
struct MapFixture {
    let index: MapIndex
    private var occurrences: [String: Occurrences] = [:]

    static let registry = LanguageRegistry(
        loader: GrammarLoader(
            environment: .current,
            directories: [Directories(environment: .current).data / "grammars"]))

    /// From a text in which `//- path` starts a file.
    init(_ text: String) throws {
        var reader = FileReader()
        var records: [FileRecord] = []
        var manifests = Manifests()
        for file in try Fixture(text).files {
            let bytes = file.bytes
            if Manifests.fileNames.contains(Path(file.path).name) {
                manifests.add(path: file.path, bytes: bytes)
                continue
            }
            let language = try #require(Self.registry.language(fileName: file.path))
            var parser = Parser(grammar: try language.grammar())
            guard case .finished(let tree) = parser.parse(bytes) else { continue }
            records.append(
                reader.read(path: file.path, bytes: bytes, tree: tree, language: language))
            occurrences[file.path] = reader.occurrences(in: tree, bytes: bytes)
        }
        index = MapIndex(records: records.reversed(), manifests: manifests)
    }

    func query(focus: String, line: Int? = nil) -> MapQuery {
        var query = MapQuery()
        query.focus = [
            MapFocus(path: focus, line: line, occurrences: occurrences[focus] ?? Occurrences())
        ]
        return query
    }

    func map(_ query: MapQuery, budget: Int = 1000) -> RenderedMap {
        index.render(index.rank(query), budget: budget, measure: .chars4)
    }

    /// The map for a file in focus.
    func map(focus: String, budget: Int = 1000) -> String {
        map(query(focus: focus), budget: budget).text
    }
}
