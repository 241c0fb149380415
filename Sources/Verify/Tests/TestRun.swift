package import Sandbox

/// One run of a suite: what its report says, held against how the process ended.
package struct TestRun: Sendable {
    package let suite: TestSuite
    /// Which of its tests were asked for; empty for all.
    package let tests: [TestID]
    /// How the process ended.
    package let ending: Outcome.Verdict
    package let report: TestReport
    package let milliseconds: Int
    /// The end of what it printed, for a reader who needs more than the report.
    package let tail: String

    /// Joins the two. The exit code counts for more than the report: the report was written by the
    /// process in which the code under test ran.
    package init(
        suite: TestSuite, tests: [TestID], ending: Outcome.Verdict, report: TestReport,
        milliseconds: Int, tail: String
    ) {
        self.suite = suite
        self.tests = tests
        self.ending = ending
        self.milliseconds = milliseconds
        self.tail = tail
        var report = report.withoutRepetitions
        let isRed = report.tests.contains { $0.status.isRed }
        let hasRun = ending != .cancelled && !ending.isAbsence
        if ending == .passed {
            // A runner may tell nothing but its end.
            if report.tests.isEmpty, suite.format == .exitCode || suite.ownCommand != nil {
                report.tests = [TestRun.whole(suite, .passed, ending, tail)]
            }
        } else if !isRed, hasRun {
            report.tests.append(TestRun.whole(suite, .broken, ending, tail))
        }
        self.report = report
    }

    /// The run as a test of its own.
    private static func whole(
        _ suite: TestSuite, _ status: TestStatus, _ ending: Outcome.Verdict, _ tail: String
    ) -> TestResult {
        var result = TestResult(id: TestID(scope: "", path: [suite.name]), status: status)
        if status.isRed {
            result.message = "the run \(ending)"
            result.details = tail
        }
        return result
    }

    /// Whether it came to an end of its own, so that its report says all.
    package var isComplete: Bool {
        switch ending {
        case .passed, .failed: true
        case .signalled, .timedOut, .outOfMemory, .outputLimit, .quota, .cancelled, .missing,
            .refused:
            false
        }
    }
}

extension Outcome.Verdict {
    /// Whether nothing was run.
    fileprivate var isAbsence: Bool {
        switch self {
        case .missing, .refused: true
        case .passed, .failed, .signalled, .timedOut, .outOfMemory, .outputLimit, .quota,
            .cancelled:
            false
        }
    }
}

extension TestReport {
    /// A name that is told several times counts once, as the worst of them.
    fileprivate var withoutRepetitions: TestReport {
        var places: [TestID: Int] = [:]
        var result = TestReport(problems: problems)
        for test in tests {
            guard let place = places[test.id] else {
                places[test.id] = result.tests.count
                result.tests.append(test)
                continue
            }
            let known = result.tests[place].status
            if test.status.isRed && !known.isRed || known == .skipped { result.tests[place] = test }
        }
        return result
    }
}
