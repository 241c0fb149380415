/// bats, `bats --tap`: comments behind a failed test name its place and the command that failed.
enum Bats {
    static func read(_ input: ReportInput) -> TestReport {
        let document = TAPDocument(input.output)
        let frames = FrameFinder(input)
        var report = TestReport(problems: document.problems)
        for point in document.points {
            var result = TestResult(
                id: TestID(scope: "", path: [point.name]), status: point.status)
            result.message = point.directive?.reason ?? ""
            if point.status.isRed {
                result.details = text(of: point.comments)
                result.place = point.comments.lazy.compactMap { place(in: $0, frames) }.first
                result.frames = result.place.map { [StackFrame(place: $0)] } ?? []
                result.message =
                    (point.comments.first { $0.starts(with: "  `") } ?? point.comments.first ?? [])
                    .trimmed.string.shortened
            }
            report.tests.append(result)
        }
        return report
    }

    /// `(in test file test/shop.bats, line 12)`.
    private static func place(in comment: Line, _ finder: FrameFinder) -> SourcePlace? {
        guard let (before, after) = comment.cut(at: ", line "),
            let (_, file) = before.cut(at: "file "), let (line, _) = after.leadingInteger,
            let path = finder.relative(file.string)
        else { return nil }
        return SourcePlace(file: path, line: line)
    }
}
