/// `ctest --output-junit FILE`, which says what each program printed, and whether it ran.
enum CTest {
    static func read(_ input: ReportInput) -> TestReport {
        let (cases, problems) = JUnit.cases(in: input.files)
        let finder = FrameFinder(input)
        var report = TestReport(problems: problems)
        for item in cases {
            var result = item.result(id: TestID(scope: "", path: [item.name]), frames: finder)
            // A program that is not there was not skipped by anybody's wish.
            if result.status == .skipped, result.message == "Unable to find executable" {
                result.status = .broken
            }
            if result.status.isRed {
                result.details = item.element.child(named: "system-out")?.text.trimmed ?? ""
                result.frames = finder.frames(in: result.details)
                let assertion = result.details.filledLines.last
                result.message = (assertion ?? "it failed without a word").shortened
            }
            report.tests.append(result)
        }
        return report
    }
}
