import Base
import Languages
import Syntax
import TestKit
import Testing

@testable import Verify

@Suite("Finding out how a project is tested")
struct DiscoveryTests {
    private let languages = LanguageRegistry(loader: GrammarLoader(directories: []))

    /// Lists the suites for a change of `changed` in a project of these files.
    private func check(
        _ files: [String: String], changed: [String], expect expected: String,
        sourceLocation: SourceLocation = #_sourceLocation
    ) {
        let project = ProjectFiles(paths: files.keys.sorted()) { path in
            files[path].map { Array($0.utf8) }
        }
        let found = Discovery.suites(for: changed, in: project, languages: languages)
        let shown = found.map { suites in
            suites.map { $0.folder.isEmpty ? $0.name : "\($0.name) in \($0.folder)" }
                .joined(separator: ", else ")
        }
        expect(
            shown.joined(separator: "\n"), equals: expected, sourceLocation: sourceLocation)
    }

    @Test("Python: configuration or the names of test files")
    func python() {
        check(
            ["pyproject.toml": "[tool.pytest.ini_options]\n", "shop/cart.py": ""],
            changed: ["shop/cart.py"],
            expect: """
                pytest
                """)
        check(
            ["shop.py": "", "tests/test_shop.py": ""], changed: ["shop.py"],
            expect: """
                pytest, else unittest
                """)
        check(
            ["shop.py": ""], changed: ["shop.py"],
            expect: """
                """)
    }

    @Test("JavaScript: what package.json names")
    func javaScript() {
        let file = "src/shop.js"
        check(
            ["package.json": #"{"devDependencies": {"vitest": "1"}}"#, file: ""], changed: [file],
            expect: """
                vitest
                """)
        check(
            ["package.json": #"{"scripts": {"test": "node --test"}}"#, file: ""],
            changed: [file],
            expect: """
                node --test, else npm test
                """)
        check(
            ["package.json": #"{"scripts": {"test": "./check"}}"#, file: "", "a.test.js": ""],
            changed: [file],
            expect: """
                npm test, else node --test
                """)
    }

    @Test("A module inside another is tested where it is; a CMake project from its top")
    func folders() {
        check(
            ["go.mod": "", "tool/go.mod": "", "tool/cmd/main.go": ""],
            changed: ["tool/cmd/main.go"],
            expect: """
                go test in tool
                """)
        check(
            [
                "CMakeLists.txt": "enable_testing()", "lib/CMakeLists.txt": "enable_testing()",
                "lib/shop.cpp": "",
            ], changed: ["lib/shop.cpp"],
            expect: """
                ctest
                """)
    }

    @Test("A changed template is tested by whatever tests the project has")
    func otherFiles() {
        check(
            [
                "Gemfile": "", "spec/shop_spec.rb": "", "Makefile": "test:\n\ttrue\n",
                "page.html": "",
            ],
            changed: ["page.html"],
            expect: """
                make test
                rspec
                """)
    }

    @Test("Two languages, two suites")
    func severalLanguages() {
        check(
            ["go.mod": "", "main.go": "", "test_shop.py": "", "shop.py": ""],
            changed: ["main.go", "shop.py"],
            expect: """
                go test
                pytest, else unittest
                """)
    }

    @Test("Every runner of every language can be read, and every language has a linter")
    func descriptions() throws {
        for language in languages.all {
            for runner in language.description.testRunners {
                #expect(TestReportFormat(rawValue: runner.reads) != nil, "\(runner.name)")
            }
        }
        let known = languages.all.filter {
            $0.hasQuery(.tests) && !$0.description.testRunners.isEmpty
        }
        #expect(known.allSatisfy { !$0.description.linters.isEmpty })
        #expect(known.count >= 10)
    }

    @Test("A command of the user's own is read by the runner that it names")
    func ownCommands() {
        func format(_ command: String) -> TestReportFormat {
            Discovery.suite(forCommand: command, languages: languages).format
        }
        #expect(format("python3 -m pytest -x tests") == .pytest)
        #expect(format("cargo test --all") == .cargo)
        #expect(format("node --test") == .node)
        #expect(format("./run-everything") == .exitCode)
        // Its report would be in a file that the command does not write.
        #expect(format("npx jest") == .exitCode)
    }

    @Test("The words of a narrowed run")
    func narrowing() throws {
        func command(_ language: String, _ runner: String, _ tests: [TestTarget]) throws -> String {
            let known = try #require(languages.language(id: language)).description.testRunners
            let found = try #require(known.first { $0.name == runner })
            let suite = TestSuite(
                found, format: try #require(TestReportFormat(rawValue: found.reads)), folder: "")
            return suite.command(for: tests.map { suite.id(of: $0) }, report: "/r")
                .dropFirst(found.command.count).joined(separator: " ")
        }
        let basket = TestTarget(file: "tests/test_shop.py", path: ["TestBasket", "test_a[1]"])
        let total = TestTarget(file: "tests/test_shop.py", path: ["test_total"])
        let lines = [
            try command("python", "pytest", [basket, total]),
            try command("python", "unittest", [basket]),
            try command("go", "go test", [TestTarget(file: "x_test.go", path: ["TestA", "b c"])]),
            try command("rust", "cargo test", [TestTarget(file: "a.rs", path: ["tests", "adds"])]),
            try command(
                "javascript", "node --test", [TestTarget(file: "a.js", path: ["a", "b (c)"])]),
            try command("javascript", "jest", [TestTarget(file: "a.js", path: ["a", "b"])]),
            try command("java", "mvn test", [TestTarget(file: "A.java", path: ["adds"])]),
            try command("ruby", "minitest", [TestTarget(file: "a.rb", path: ["A", "test_b"])]),
        ]
        expect(
            lines.joined(separator: "\n"),
            equals: #"""
                tests/test_shop.py::TestBasket::test_a[1] tests/test_shop.py::test_total
                tests.test_shop.TestBasket.test_a[1]
                -run=^(TestA)$
                -- --exact tests::adds
                --test-name-pattern=(^| )(b \(c\))$
                a.js --testNamePattern=(b)
                -Dtest=A -Dsurefire.failIfNoSpecifiedTests=false
                -n /^(test_b)$/
                """#)
    }
}
