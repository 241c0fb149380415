import Base
import Languages
import Syntax
import TestKit
import Testing

@Suite struct UserLanguagesTests {
    @Test func aFolderAddsALanguage() throws {
        let registry = try registry(
            """
            //- mine/language.json
            {
                // Comments and trailing commas are welcome.
                "name": "Mine", "grammar": "python", "extensions": ["mine"],
            }
            //- mine/tags.scm
            (identifier) @name
            """)
        #expect(registry.problems == [])
        let mine = try #require(registry.language(fileName: "x.mine"))
        #expect(mine.id == "mine")
        #expect(registry.language(languageId: "mine") === mine)
        #expect(mine.description.indent == "    ")
        #expect(try mine.grammar().name == "python")
        #expect(mine.query(.tags)?.captureNames == ["name"])
        #expect(mine.query(.folds) == nil)
    }

    @Test func aFolderOfAKnownNameBuildsOnIt() throws {
        let registry = try registry(
            """
            //- python/language.json
            {"usualServers": [], "extensions": ["rs"]}
            //- python/tags.scm
            (string) @reference.value
            """)
        #expect(registry.problems == [])
        let python = try #require(registry.language(id: "python"))
        #expect(python.description.usualServers == [])
        #expect(python.description.lineComment == "#")
        #expect(python.query(.tags)?.captureNames == ["reference.value"])
        #expect(python.query(.folds) != nil)
        // The user's word on an extension beats the built-in one.
        #expect(registry.language(fileName: "x.rs") === python)
        #expect(registry.language(fileName: "x.py") == nil)
    }

    @Test func aLanguageInheritsQueriesBehindItsOwn() throws {
        let registry = try registry(
            """
            //- dialect/language.json
            {"grammar": "python", "inherits": "python"}
            //- dialect/tags.scm
            (string) @reference.value
            """)
        #expect(registry.problems == [])
        let dialect = try #require(registry.language(id: "dialect"))
        let source = try #require(dialect.querySource(.tags))
        #expect(source.hasPrefix("(string) @reference.value\n"))
        #expect(source.contains("@definition.class"))
        #expect(dialect.query(.folds) != nil)
        #expect(registry.language(fileName: "x.py")?.id == "python")
    }

    @Test func anUnknownParentIsReported() throws {
        let (registry, folder) = try make(
            """
            //- lost/language.json
            {"grammar": "python", "inherits": "nobody"}
            """)
        #expect(registry.language(id: "lost") != nil)
        expect(
            messages(registry, folder),
            equals: "lost (language.json): inherits from nobody, which is not known")
    }

    @Test func oneQueryIsReplacedWithoutADescription() throws {
        let registry = try registry(
            """
            //- python/folds.scm

            """)
        let python = try #require(registry.language(fileName: "x.py"))
        #expect(python.query(.folds)?.patternCount == 0)
        #expect(python.query(.tags) != nil)
        #expect(registry.problems == [])
    }

    @Test func aBrokenQueryIsReportedOnceAndReadsAsAbsent() throws {
        let (registry, folder) = try make(
            """
            //- python/tags.scm
            (function_definition) @definition.function
            (no_such_node) @name
            """)
        let python = try #require(registry.language(id: "python"))
        #expect(registry.problems == [])
        for _ in 0..<3 { #expect(python.query(.tags) == nil) }
        expect(
            messages(registry, folder),
            equals: "python/tags.scm: line 2, column 2: the grammar has no node `no_such_node`")
        #expect(python.query(.folds) != nil)
    }

    @Test func brokenDescriptionsAreReportedWithTheirPlaceAndChangeNothing() throws {
        let (registry, folder) = try make(
            """
            //- xa/language.json
            {"id": "xa", "extensions": "a"}
            //- xb/language.json
            {"id": "xb",
            //- xc/language.json
            {"blockComment": ["/*"]}
            //- xd/language.json
            {"extention": ["d"]}
            //- xe/language.json
            {"docStyle": "after"}
            //- xf/language.json
            []
            //- xg/language.json
            {"id": ""}
            //- python/language.json
            {"lineComment": 1}
            //- not-a-folder.json
            {}
            """)
        expect(
            messages(registry, folder),
            equals: """
                python/language.json: lineComment: expected string, got number
                xa/language.json: extensions: expected array, got string
                xb/language.json: line 2, column 1: the text ends too early
                xc/language.json: blockComment: expected two strings, as in ["/*", "*/"]
                xd/language.json: extention: unknown; known are id, name, grammar, symbol, inherits, isBase, languageIds, extensions, filenames, interpreters, lineComment, blockComment, docStyle, docSkeleton, usualServers, grammarIsPartial, inde…
                xe/language.json: docStyle: expected "docstring" or "preceding"
                xf/language.json: expected object, got array
                xg/language.json: id: must not be empty
                """)
        #expect(registry.language(id: "python")?.description.lineComment == "#")
        for id in ["xa", "xb", "xc", "xd", "xe", "xf", "xg", ""] {
            #expect(registry.language(id: id) == nil, "\(id)")
        }
    }

    @Test func aFolderThatIsNotThereIsNoProblem() {
        let registry = LanguageRegistry(
            loader: TestLanguages.loader, userFolder: "/nonexistent/languages")
        #expect(registry.problems == [])
    }

    @Test func queriesAreCompiledOnceWhoeverAsks() async throws {
        let registry = try registry("//- python/tags.scm\n(identifier) @name\n")
        let python = try #require(registry.language(id: "python"))
        let queries = await withTaskGroup(of: Query?.self) { group in
            for _ in 0..<8 { group.addTask { python.query(.tags) } }
            return await group.reduce(into: []) { $0.append($1) }
        }
        #expect(queries.count == 8)
        #expect(queries.allSatisfy { $0 != nil && $0 === queries[0] })
    }

    private func registry(_ fixture: String) throws -> LanguageRegistry {
        try make(fixture).registry
    }

    /// A registry reads its folder when it is made; the folder may go afterwards.
    private func make(_ fixture: String) throws -> (registry: LanguageRegistry, folder: Path) {
        let folder = try TemporaryDirectory(Fixture(fixture))
        let registry = LanguageRegistry(loader: TestLanguages.loader, userFolder: folder.path)
        return (registry, folder.path)
    }

    private func messages(_ registry: LanguageRegistry, _ folder: Path) -> String {
        registry.problems.map { problem in
            let file = Path(problem.file).relative(to: folder)?.string ?? problem.file
            return "\(file): \(problem.message)"
        }.joined(separator: "\n")
    }
}
