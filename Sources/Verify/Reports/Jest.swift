private import JSON

/// The JSON of `jest --json`, which `vitest --reporter=json` writes as well.
enum Jest {
    static func read(_ input: ReportInput) -> TestReport {
        guard let file = input.files.first, let json = try? JSON.parse(file) else {
            return TestReport(problems: ["the runner left no report"])
        }
        let finder = FrameFinder(input)
        var report = TestReport()
        for suite in json["testResults"]?.elements.map({ $0 }) ?? [] {
            let path = suite["name"]?.string ?? ""
            let file = finder.relative(path) ?? path
            let tests = suite["assertionResults"]?.elements.map { result($0, file, finder) } ?? []
            report.tests += tests
            // A file that cannot be loaded has a message and no tests.
            if suite["status"]?.string == "failed", !tests.contains(where: \.status.isRed) {
                var broken = TestResult(id: TestID(scope: file, path: [file]), status: .broken)
                explain(&broken, suite["message"]?.string ?? "", finder)
                report.tests.append(broken)
            }
        }
        if let total = json["numTotalTests"]?.int, total > report.tests.count {
            report.problems.append("the report counts \(total) tests and has \(report.tests.count)")
        }
        return report
    }

    private static func result(_ json: JSON, _ file: String, _ finder: FrameFinder) -> TestResult {
        let groups = json["ancestorTitles"]?.elements.compactMap(\.string) ?? []
        let status: TestStatus =
            switch json["status"]?.string {
            case "passed": .passed
            case "failed": .failed
            default: .skipped
            }
        var result = TestResult(
            id: TestID(
                scope: file, path: groups.filter { !$0.isEmpty } + [json["title"]?.string ?? ""]),
            status: status)
        if let line = json["location"]?["line"]?.int {
            result.place = SourcePlace(file: file, line: line)
        }
        result.milliseconds = json["duration"]?.double.flatMap { $0 < 1e12 ? Int($0) : nil }
        let messages = json["failureMessages"]?.elements.compactMap(\.string) ?? []
        if !messages.isEmpty { explain(&result, messages.joined(separator: "\n"), finder) }
        return result
    }

    private static func explain(_ result: inout TestResult, _ text: String, _ finder: FrameFinder) {
        let plain = lines(of: Array(text.utf8))
        result.details = Verify.text(of: plain).trimmed
        result.frames = finder.frames(in: plain.reversed())
        result.message = result.details.firstFilledLine?.shortened ?? ""
    }
}
