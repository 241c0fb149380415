import Testing

@testable import Verify

@Suite("What a change did to the tests")
struct ComparisonTests {
    private func report(_ tests: KeyValuePairs<String, TestStatus>) -> TestReport {
        TestReport(tests: tests.map { TestResult(id: id($0.key), status: $0.value) })
    }

    private func id(_ name: String) -> TestID { TestID(scope: "", path: [name]) }

    @Test("Each test has one fate")
    func fates() {
        let before = report([
            "mended": .failed, "fine": .passed, "broken": .passed, "red": .broken,
            "gone": .passed, "now skipped": .passed, "never run": .skipped, "gone red": .failed,
        ])
        let after = report([
            "mended": .passed, "fine": .passed, "broken": .failed, "red": .failed,
            "now skipped": .skipped, "never run": .skipped, "new": .passed, "new red": .broken,
        ])
        let comparison = TestComparison(before: before, after: after)
        #expect(comparison.turnedGreen == [id("mended")])
        #expect(comparison.stayedGreen == [id("fine")])
        #expect(comparison.turnedRed.map(\.id) == [id("broken"), id("new red")])
        #expect(comparison.stayedRed.map(\.id) == [id("red")])
        #expect(comparison.vanished == [id("now skipped"), id("gone"), id("gone red")])
        #expect(comparison.added == [id("new")])
        #expect(comparison.flaky.isEmpty)
    }

    @Test("A test that one run says red of and the next green counts neither way")
    func flaky() {
        let comparison = TestComparison(
            before: report(["a": .failed, "b": .passed]),
            after: report(["a": .passed, "b": .failed]),
            repeatedBefore: report(["a": .passed]), repeatedAfter: report(["b": .passed]))
        #expect(comparison.flaky == [id("a"), id("b")])
        #expect(comparison.turnedGreen.isEmpty)
        #expect(comparison.turnedRed.isEmpty)
    }

    @Test("A file that can be loaded again is mended, though the name of the problem is gone")
    func loading() {
        let file = TestID(scope: "test_a.py", path: ["test_a.py"])
        let before = TestReport(tests: [TestResult(id: file, status: .broken)])
        let comparison = TestComparison(before: before, after: report(["test_one": .passed]))
        #expect(comparison.turnedGreen == [file])
        #expect(comparison.vanished.isEmpty)
    }
}
