import Testing
import Verify

@testable import Repair

@Suite("Where a fault may be")
struct SuspicionTests {
    /// A test that went through some lines of `a.py`.
    private func test(
        _ name: String, _ status: TestStatus, _ lines: [Int], frames: [(String, Int)] = []
    ) -> Observation {
        var observation = Observation(test: TestID(scope: "t.py", path: [name]), status: status)
        for line in lines { observation.coverage.add(line, of: "a.py") }
        observation.coverage.add(1, of: "test_a.py")
        observation.frames = frames.map {
            StackFrame(place: SourcePlace(file: $0.0, line: $0.1))
        }
        return observation
    }

    private func suspicion(_ tests: [Observation]) -> Suspicion {
        Suspicion(tests) { !$0.hasPrefix("test_") }
    }

    @Test("A line that only red tests go through comes first, one that none goes through never")
    func ranks() {
        let found = suspicion([
            test("a", .failed, [1, 2, 3]), test("b", .passed, [1, 2]), test("c", .passed, [1, 4]),
        ])
        #expect(found.first(5).map(\.place.line) == [3, 2, 1])
        #expect(found.lines["a.py"]?[3] == 1)
        #expect(found.lines["a.py"]?[4] == nil)
        #expect(found.files == ["a.py"])
    }

    @Test("The line in which a test broke is raised, and its callers less")
    func frames() {
        let found = suspicion([
            test(
                "a", .failed, [1, 2, 3],
                frames: [("test_a.py", 1), ("a.py", 3), ("a.py", 2)]),
            test("b", .passed, [1, 2, 3]),
        ])
        #expect(found.first(3).map(\.place.line) == [2, 3, 1])
    }

    @Test("A comparison that fails in the test tells little of the lines before it")
    func comparison() {
        let found = suspicion([
            test("a", .failed, [1, 2], frames: [("a.py", 1), ("test_a.py", 1)]),
            test("b", .passed, [1]),
        ])
        #expect(found.first(1).map(\.place.line) == [2])
    }

    @Test("Without a red test nothing is suspicious; skipped ones count for nothing")
    func nothing() {
        #expect(suspicion([test("a", .passed, [1])]).files == [])
        let found = suspicion([test("a", .failed, [1]), test("b", .skipped, [1])])
        #expect(found.lines["a.py"]?[1] == 1)
    }
}

@Suite("What red tests tell")
struct FailureReadingTests {
    @Test(
        "Expected and actual values",
        arguments: [
            ("assert [] == [2]\n +  where [] = sieve(*[2])", "[2]", "[]"),
            ("3 != 4", "4", "3"),
            ("expected: 4, actual: 3", "4", "3"),
            ("Expected 4 but got 3.", "4", "3"),
        ])
    func mismatch(message: String, expected: String, actual: String) throws {
        let found = try #require(FailureFacts.Mismatch(in: message))
        #expect(found == FailureFacts.Mismatch(expected: expected, actual: actual))
    }

    @Test("No values where there are none", arguments: ["", "KeyError: 'x'", "expected", " == "])
    func noMismatch(message: String) {
        #expect(FailureFacts.Mismatch(in: message) == nil)
    }

    @Test("Constants as they are written, and no digits of names")
    func constants() {
        let line = #"assert f2("Jup\"iter", 'a', 42, -1.5) == x3"#
        #expect(FailureFacts.constants(in: line) == [#""Jup\"iter""#, "'a'", "42", "1.5"])
    }

    @Test(
        "The error's name",
        arguments: [
            ("KeyError: 'x'", "KeyError"),
            ("java.lang.IllegalStateException", "IllegalStateException"),
            ("assert 3 == 4", ""), ("", ""),
        ])
    func error(message: String, name: String) {
        #expect(Observation.error(in: message) == name)
    }
}
