import Base
import TestKit
import Testing

@testable import Verify

@Suite("Lines that tests go through")
struct CoverageTests {
    private let finder = FrameFinder(ReportInput(output: [], folder: "/project"))

    private func shown(_ coverage: LineCoverage) -> String {
        coverage.lines.sorted { $0.key < $1.key }
            .map { "\($0.key): \($0.value.sorted().map(String.init).joined(separator: " "))" }
            .joined(separator: "\n")
    }

    @Test func go() throws {
        let coverage = GoCoverage.read(
            try Captured.bytes("go-cover.txt"), module: "example.com/shop", folder: "")
        expect(
            shown(coverage),
            equals: """
                shop.go: 3 4 5 6 7 8
                """)
        #expect(
            GoCoverage.module(in: Array("module example.com/shop\n".utf8)) == "example.com/shop")
    }

    @Test func gcov() throws {
        expect(
            shown(GcovCoverage.read(try Captured.bytes("gcov.json"), finder: finder)),
            equals: """
                f.c: 2 3 5 7 8 9
                """)
    }

    /// The test `adds wrongly` of the sample project, whose files are the captured ones.
    @Test("V8: lines of functions that ran; what runs on loading is left out")
    func v8() throws {
        let shop = """
            exports.total = (prices) => prices.reduce((a, b) => a + b, 0);
            exports.take = (basket, name) => basket.fruit[name];

            """
        let coverage = V8Coverage.read(try Captured.bytes("v8.json"), finder: finder) { path in
            path == "shop.js" ? Array(shop.utf8) : nil
        }
        expect(
            shown(coverage),
            equals: """
                shop.js: 1
                """)
    }

    /// What cargo's tests and llvm-cov wrote, for the test `adds` of the two in `src/lib.rs`.
    @Test func lcov() throws {
        expect(
            shown(LcovCoverage.read(try Captured.bytes("llvm.lcov"), finder: finder)),
            equals: """
                src/lib.rs: 1 2 3 4 5 6 7 16 17
                """)
        let elsewhere = "SF:/rustc/a.rs\nDA:1,1\nend_of_record\n"
        #expect(LcovCoverage.read(Array(elsewhere.utf8), finder: finder).isEmpty)
    }

    @Test("What Python's collector wrote; a test that ran twice has both runs' lines")
    func python() throws {
        let found = PythonCoverage.read(
            Array(
                """
                ["test_a.py::test_one", {"shop.py": [1, 2]}]
                ["test_a.py::test_one", {"shop.py": [3]}]
                not JSON
                """.utf8))
        #expect(found.keys.sorted() == ["test_a.py::test_one"])
        expect(
            shown(try #require(found["test_a.py::test_one"])),
            equals: """
                shop.py: 1 2 3
                """)
    }
}
