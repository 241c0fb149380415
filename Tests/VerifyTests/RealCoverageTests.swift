import Base
import Languages
import Sandbox
import Syntax
import TestKit
import Testing

@testable import Verify

/// The lines that tests go through, by each language's own tools, in the real sandbox.
@Suite("Lines of real runs")
struct RealCoverageTests {
    private let gates = Gates(
        languages: LanguageRegistry(
            loader: GrammarLoader(
                environment: .current,
                directories: [Directories(environment: .current).data / "grammars"])))

    /// What a language's runner tells of some tests: how each ended, and its lines of one file.
    private func lines(
        of file: String, in files: [String: String], _ language: String, _ runner: String,
        _ tests: [TestID]
    ) throws -> [String] {
        let description = try #require(
            gates.languages.language(id: language)?.description.testRunners
                .first { $0.name == runner })
        let format = try #require(TestReportFormat(rawValue: description.reads))
        let real = try ProjectInSandbox(files)
        defer { withExtendedLifetime(real) {} }
        let covered = gates.coverage(
            of: tests, in: TestSuite(description, format: format, folder: ""),
            bed: try real.bed(hasOwnPrograms: false), limit: 10,
            plan: TestPlan(first: [], runsWholeSuite: true, repetitions: 0, limits: .tests),
            watch: GateWatch(cancellation: Cancellation(), onPhase: { _ in }, onLine: { _ in }))
        return covered.map { test in
            let lines = (test.coverage.lines[file] ?? []).sorted()
            return "\(test.id.name) \(test.isRed ? "red" : "green") \(lines)"
        }
    }

    @Test("JavaScript, by V8")
    func javaScript() throws {
        let files = [
            "shop.js": """
            exports.total = (prices) => {
                if (prices.length === 0) {
                    return 0;
                }
                return prices.reduce((a, b) => a + b) + 1;
            };

            """,
            "shop.test.js": """
            const test = require("node:test");
            const assert = require("node:assert");
            const { total } = require("./shop.js");

            test("none", () => assert.strictEqual(total([]), 0));
            test("two", () => assert.strictEqual(total([1, 2]), 3));

            """,
        ]
        let found = try lines(
            of: "shop.js", in: files, "javascript", "node --test",
            ["none", "two"].map { TestID(scope: "", path: [$0]) })
        #expect(found == ["none green [1, 2, 3]", "two red [1, 2, 5]"])
    }

    @Test("Go, by its own coverage")
    func go() throws {
        let files = [
            "go.mod": "module shop\n\ngo 1.19\n",
            "shop.go": """
            package shop

            func Total(prices []int) int {
            \tif len(prices) == 0 {
            \t\treturn 0
            \t}
            \tsum := 1
            \tfor _, price := range prices {
            \t\tsum += price
            \t}
            \treturn sum
            }

            """,
            "shop_test.go": """
            package shop

            import "testing"

            func TestNone(t *testing.T) {
            \tif Total(nil) != 0 {
            \t\tt.Fatal("none")
            \t}
            }

            func TestTwo(t *testing.T) {
            \tif Total([]int{1, 2}) != 3 {
            \t\tt.Fatal("two")
            \t}
            }

            """,
        ]
        let found = try lines(
            of: "shop.go", in: files, "go", "go test",
            ["TestNone", "TestTwo"].map { TestID(scope: ".", path: [$0]) })
        #expect(found == ["TestNone green [3, 4, 5, 6]", "TestTwo red [3, 4, 7, 8, 9, 10, 11]"])
    }

    @Test("C, by gcov")
    func gcov() throws {
        let files = [
            "CMakeLists.txt": """
            cmake_minimum_required(VERSION 3.10)
            project(shop C)
            enable_testing()
            add_executable(shop shop.c)
            add_test(NAME none COMMAND shop)
            add_test(NAME two COMMAND shop 1 2)

            """,
            "shop.c": """
            #include <stdlib.h>

            static int total(int count, char **prices) {
                if (count == 0) {
                    return 0;
                }
                int sum = 1;
                for (int i = 0; i < count; i++) sum += atoi(prices[i]);
                return sum;
            }

            int main(int count, char **words) {
                int sum = total(count - 1, words + 1);
                return count == 1 ? sum != 0 : sum != 3;
            }

            """,
        ]
        let found = try lines(
            of: "shop.c", in: files, "c", "ctest",
            ["none", "two"].map { TestID(scope: "", path: [$0]) })
        #expect(
            found == ["none green [3, 4, 5, 12, 13, 14]", "two red [3, 4, 7, 8, 9, 12, 13, 14]"])
    }
}
