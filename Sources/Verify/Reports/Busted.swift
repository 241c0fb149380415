/// busted, `busted -o TAP`: comments behind a failed test give where it stands and the message.
enum Busted {
    static func read(_ input: ReportInput) -> TestReport {
        let document = TAPDocument(input.output)
        let frames = FrameFinder(input)
        var report = TestReport(problems: document.problems)
        for point in document.points {
            var result = TestResult(
                id: TestID(scope: "", path: [point.name]), status: point.status)
            if point.status.isRed {
                result.details = text(of: point.comments)
                result.place = point.comments.first.flatMap { place(in: $0, frames) }
                let words = point.comments.lazy.compactMap { message(in: $0) }.first
                result.message = words?.string.shortened ?? ""
                result.frames = frames.frames(in: point.comments)
            }
            report.tests.append(result)
        }
        return report
    }

    /// `spec/shop_spec.lua @ 8`.
    private static func place(in comment: Line, _ finder: FrameFinder) -> SourcePlace? {
        guard let (file, line) = comment.cut(atLast: " @ "), let line = line.trimmed.integer,
            let path = finder.relative(file.string)
        else { return nil }
        return SourcePlace(file: path, line: line)
    }

    private static func message(in comment: Line) -> Line? {
        comment.dropping(prefix: "Failure message: ") ?? comment.dropping(prefix: "Error message: ")
    }
}
