/// PHPUnit's `--log-junit`.
enum PHPUnit {
    static func read(_ input: ReportInput) -> TestReport {
        let (cases, problems) = JUnit.cases(in: input.files)
        let finder = FrameFinder(input)
        var report = TestReport(problems: problems)
        for item in cases {
            var result = item.result(
                id: TestID(scope: item.className, path: [item.name]), frames: finder)
            if let file = item.file.flatMap({ finder.relative($0) }), let line = item.line {
                result.place = SourcePlace(file: file, line: line)
            }
            // The text begins with the test's name.
            let words = result.details.filledLines.dropFirst().prefix { !$0.hasPrefix("/") }
            result.message = words.joined(separator: " ").shortened
            result.frames.reverse()
            report.tests.append(result)
        }
        return report
    }
}
