/// Node's own runner, `node --test --test-reporter=tap`: files and suites are nested points, whose
/// YAML block has the place, the error and the stack. Tests that pass do not say where they stand,
/// so a file is no part of a test's name.
enum Node {
    static func read(_ input: ReportInput) -> TestReport {
        let document = TAPDocument(input.output)
        let frames = FrameFinder(input)
        var report = TestReport(problems: document.problems)
        /// Children come before their suite: these wait for its name, by depth.
        var waiting: [[TestResult]] = []
        for point in document.points {
            while waiting.count <= point.depth + 1 { waiting.append([]) }
            let children = waiting[point.depth + 1]
            waiting[point.depth + 1] = []
            if children.isEmpty, !point.isSuite {
                waiting[point.depth].append(result(of: point, frames: frames))
            } else {
                waiting[point.depth] += children.map {
                    var child = $0
                    child.id.path.insert(point.name, at: 0)
                    return child
                }
            }
        }
        report.tests = Array(waiting.joined())
        return report
    }

    private static func result(of point: TAPPoint, frames finder: FrameFinder) -> TestResult {
        var result = TestResult(id: TestID(scope: "", path: [point.name]), status: point.status)
        let stack = point.value("stack") ?? []
        let error = point.value("error") ?? []
        result.place = point.value("location")?.first.flatMap { place(in: $0, finder) }
        result.message =
            (point.directive?.reason).flatMap { $0.isEmpty ? nil : $0 }
            ?? error.filter { !$0.trimmed.isEmpty }.map(\.trimmed.string).joined(separator: " ")
            .shortened
        result.milliseconds = point.value("duration_ms")?.first.flatMap { Double($0.string) }
            .flatMap { $0 < 1e12 ? Int($0.rounded()) : nil }
        if point.status.isRed {
            result.details = text(of: error + stack)
            result.frames = finder.frames(in: stack.reversed())
            // A file whose process failed is told as a test with the file's name.
            if let file = finder.relative(point.name), point.name.contains("/") {
                result.status = .broken
                result.id = TestID(scope: file, path: [file])
                explain(&result, point.before, finder)
            }
        }
        return result
    }

    /// What the process printed before it ended stands in comments above.
    private static func explain(
        _ result: inout TestResult, _ said: [Line], _ finder: FrameFinder
    ) {
        guard let error = said.first(where: { $0.contains("Error: ") }) else { return }
        result.message = error.trimmed.string.shortened
        result.details = text(of: said)
        result.frames = finder.frames(in: said.reversed())
    }

    /// `'/project/test/shop.test.js:9:1'`.
    private static func place(in text: Line, _ finder: FrameFinder) -> SourcePlace? {
        guard let (before, _) = text.cut(atLast: ":"), let (file, line) = before.cut(atLast: ":"),
            let line = line.integer, let path = finder.relative(file.string)
        else { return nil }
        return SourcePlace(file: path, line: line)
    }
}

extension TAPPoint {
    /// Whether it stands for tests below it, even where there are none.
    fileprivate var isSuite: Bool {
        value("type")?.first?.elementsEqual("suite".utf8) ?? false
    }
}
