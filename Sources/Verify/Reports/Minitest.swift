/// Minitest with `-v`: `Class#test = 0.00 s = F` a test, then a numbered paragraph for each that
/// did not pass.
enum Minitest {
    static func read(_ input: ReportInput) -> TestReport {
        let lines = lines(of: input.output)
        let finder = FrameFinder(input)
        var report = TestReport()
        var places: [TestID: Int] = [:]
        for line in lines {
            guard let result = ended(line), places[result.id] == nil else { continue }
            places[result.id] = report.tests.count
            report.tests.append(result)
        }
        for start in lines.indices where isTitle(lines[start]) && start + 1 < lines.count {
            let body = lines[(start + 1)...].prefix { !$0.isEmpty && !isTitle($0) }
            guard let (id, file) = heading(lines[start + 1]), let place = places[id] else {
                continue
            }
            let said = body.dropFirst()
            report.tests[place].details = text(of: body)
            report.tests[place].message =
                said.filter { $0.indentation < 4 }.map(\.trimmed.string).joined(separator: " ")
                .shortened
            report.tests[place].place = finder.frames(in: [file]).first?.place
            guard report.tests[place].status.isRed else { continue }
            report.tests[place].frames =
                finder.frames(in: [file]) + finder.frames(in: said.reversed())
        }
        let total = lines.last { $0.contains(" runs, ") && $0.contains(" assertions, ") }
        guard let count = total?.leadingInteger?.value else {
            report.problems.append("the run ended before Minitest counted its tests")
            return report
        }
        if count != report.tests.count {
            report.problems.append("Minitest counts \(count) tests and told \(report.tests.count)")
        }
        return report
    }

    /// `ShopTest#test_adds = 0.00 s = .`.
    private static func ended(_ line: Line) -> TestResult? {
        guard let (before, mark) = line.cut(atLast: " s = "), mark.count == 1,
            let (name, seconds) = before.cut(atLast: " = "), let id = id(name)
        else { return nil }
        let status: TestStatus
        switch mark.first {
        case UInt8(ascii: "."): status = .passed
        case UInt8(ascii: "S"): status = .skipped
        case UInt8(ascii: "F"): status = .failed
        default: status = .broken
        }
        var result = TestResult(id: id, status: status)
        result.milliseconds = seconds.milliseconds
        return result
    }

    private static func id(_ name: Line) -> TestID? {
        name.cut(atLast: "#").map { TestID(scope: $0.before.string, path: [$0.after.string]) }
    }

    /// `  2) Failure:`.
    private static func isTitle(_ line: Line) -> Bool {
        guard let (_, rest) = line.trimmed.leadingInteger else { return false }
        return rest.starts(with: ") ") && rest.ends(with: ":")
    }

    /// `ShopTest#test_adds_wrongly [test/shop_test.rb:10]:`, or without a place.
    private static func heading(_ line: Line) -> (TestID, file: Line)? {
        guard let line = line.trimmed.dropping(suffix: ":") else { return nil }
        if let (name, file) = line.cut(atLast: " ["), let id = id(name) {
            return (id, file.dropping(suffix: "]") ?? file)
        }
        return id(line).map { ($0, []) }
    }
}
