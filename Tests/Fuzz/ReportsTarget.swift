import Verify

extension FuzzTarget {
    /// The output and the report of a test runner, whichever it is. What is read is no more than
    /// what was there, and reads the same again.
    static let reports = FuzzTarget(name: "reports") { input in
        var reader = InputReader(input)
        let format = TestReportFormat.allCases[reader.number() % TestReportFormat.allCases.count]
        let text = reader.bytes(input.count)
        let run = ReportInput(output: text, files: [text], folder: "/project")
        let report = format.read(run)
        try require(report.tests.count <= text.count, "more tests than bytes")
        try require(format.read(run) == report, "a second reading says something else")
        for test in report.tests {
            try require(test.place.map { $0.line > 0 } ?? true, "a line before the first")
            try require(
                test.frames.allSatisfy { $0.place.line > 0 }, "a frame before the first line")
            try require(
                test.frames.allSatisfy { !$0.place.file.hasPrefix("/") },
                "a frame outside the project")
        }
    }
}
