/// What a change did to a suite's tests: the run before it, the run after it, and runs that were
/// repeated because of what they said.
package struct TestComparison: Sendable, Equatable {
    /// Red before, green after.
    package var turnedGreen: [TestID] = []
    package var stayedGreen: [TestID] = []
    /// Green before, or not there, and red after.
    package var turnedRed: [TestResult] = []
    package var stayedRed: [TestResult] = []
    /// Green before, and now not run, or skipped.
    package var vanished: [TestID] = []
    /// Not there before, green after.
    package var added: [TestID] = []
    /// Red in one run and green in another of the same code: they count neither way.
    package var flaky: [TestID] = []

    package init() {}

    /// `repeatedBefore` and `repeatedAfter` are later runs of some of the tests of the same code.
    package init(
        before: TestReport, after: TestReport, repeatedBefore: TestReport = TestReport(),
        repeatedAfter: TestReport = TestReport()
    ) {
        let old = before.statuses
        let unsteady = before.unsteady(repeatedBefore).union(after.unsteady(repeatedAfter))
        for test in after.tests {
            let wasRed = old[test.id]?.isRed
            if unsteady.contains(test.id) {
                flaky.append(test.id)
            } else if test.status.isRed {
                if wasRed == true { stayedRed.append(test) } else { turnedRed.append(test) }
            } else if test.status == .skipped {
                if old[test.id] == .passed || wasRed == true { vanished.append(test.id) }
            } else if wasRed == true {
                turnedGreen.append(test.id)
            } else if old[test.id] == .passed {
                stayedGreen.append(test.id)
            } else {
                added.append(test.id)
            }
        }
        let now = after.statuses
        // A file that could not be loaded, and now can, is a test no more; its tests are.
        vanished += before.tests.filter { now[$0.id] == nil && $0.status == .passed }.map(\.id)
        let gone = before.tests.filter { now[$0.id] == nil && $0.status.isRed }
        for test in gone {
            let isFile = test.id.path == [test.id.scope] || test.id.path == ["build"]
            if isFile { turnedGreen.append(test.id) } else { vanished.append(test.id) }
        }
    }
}

extension TestReport {
    var statuses: [TestID: TestStatus] {
        Dictionary(tests.map { ($0.id, $0.status) }) { one, _ in one }
    }

    /// The tests that another run of the same code says otherwise of.
    func unsteady(_ repeated: TestReport) -> Set<TestID> {
        let known = statuses
        return Set(
            repeated.tests.filter { test in
                guard let first = known[test.id] else { return false }
                return first.isRed != test.status.isRed && test.status != .skipped
            }.map(\.id))
    }
}
