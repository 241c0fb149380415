private import JSON

/// `mocha --reporter json`, on standard output or in a file.
enum Mocha {
    static func read(_ input: ReportInput) -> TestReport {
        let bytes = input.files.first ?? input.output
        guard let start = bytes.firstIndex(of: UInt8(ascii: "{")),
            let json = try? JSON.parse(Array(bytes[start...]))
        else { return TestReport(problems: ["mocha left no report"]) }
        let finder = FrameFinder(input)
        var report = TestReport()
        for (member, status) in [
            ("passes", TestStatus.passed), ("failures", .failed), ("pending", .skipped),
        ] {
            report.tests += json[member]?.elements.map { result($0, status, finder) } ?? []
        }
        if let total = json["stats"]?["tests"]?.int, total > report.tests.count {
            report.problems.append("mocha counts \(total) tests and tells \(report.tests.count)")
        }
        return report
    }

    private static func result(
        _ json: JSON, _ status: TestStatus, _ finder: FrameFinder
    ) -> TestResult {
        let file = json["file"]?.string.flatMap { finder.relative($0) } ?? ""
        let name = json["fullTitle"]?.string ?? ""
        var result = TestResult(id: TestID(scope: file, path: [name]), status: status)
        result.milliseconds = json["duration"]?.int
        if let error = json["err"], status == .failed {
            let stack = lines(of: Array((error["stack"]?.string ?? "").utf8))
            result.message = error["message"]?.string?.firstFilledLine?.shortened ?? ""
            result.details = text(of: stack)
            result.frames = finder.frames(in: stack.reversed())
        }
        return result
    }
}
