/// Python's own runner, `python3 -m unittest -v`, which writes lines for people: one a test as it
/// ends, then a traceback for each that is red.
enum Unittest {
    static func read(_ input: ReportInput) -> TestReport {
        var reader = UnittestReader(lines: lines(of: input.output), frames: FrameFinder(input))
        return reader.report()
    }
}

private struct UnittestReader {
    let lines: [Line]
    let frames: FrameFinder
    private var results: [TestResult] = []
    private var places: [TestID: Int] = [:]
    /// The test that has been named and has not ended: its output may stand in between.
    private var current: TestID?

    init(lines: [Line], frames: FrameFinder) {
        self.lines = lines
        self.frames = frames
    }

    mutating func report() -> TestReport {
        let double = Array(repeating: UInt8(ascii: "="), count: 70)
        let head = lines.prefix { !$0.elementsEqual(double) }
        for line in head where !isTotal(line) { readEnd(line) }
        for block in lines[head.count...].split(whereSeparator: { $0.elementsEqual(double) }) {
            readFailure(Array(block))
        }
        var report = TestReport(tests: results)
        if let total = lines.last(where: { $0.starts(with: "Ran ") }) {
            checkTotal(total, &report)
        } else {
            report.problems.append("the run ended before unittest counted its tests")
        }
        return report
    }

    private func isTotal(_ line: Line) -> Bool {
        line.starts(with: "Ran ") || line.starts(with: "-----")
    }

    /// `test_raises (tests.test_shop.TotalTest.test_raises) ... ERROR`, or parts of it on lines of
    /// their own where a test has a description, or prints something.
    private mutating func readEnd(_ line: Line) {
        if let id = id(in: line) { current = id }
        guard let id = current else { return }
        let end = line.cut(atLast: " ... ")?.after ?? line
        guard let (status, message) = status(end.trimmed) else { return }
        // A subtest's end is told under the name of its test, before that test's own.
        add(id, status, message: message)
        current = nil
    }

    private func status(_ word: Line) -> (TestStatus, String)? {
        switch word.string {
        case "ok", "expected failure": return (.passed, "")
        case "FAIL", "unexpected success": return (.failed, "")
        case "ERROR": return (.broken, "")
        default:
            guard let reason = word.dropping(prefix: "skipped ") else { return nil }
            return (.skipped, reason.dropFirst().dropLast().string)
        }
    }

    /// `name (module.Class.name)`, or `name (module.Class)` before Python 3.11 and for fixtures of
    /// classes; a subtest's parameters stand behind it.
    private func id(in line: Line) -> TestID? {
        let line = line.trimmed
        guard let (name, rest) = line.cut(at: " ("), !name.isEmpty,
            name.allSatisfy({ $0.isWord || $0 == UInt8(ascii: ".") }),
            let (inside, _) = rest.cut(at: ")")
        else { return nil }
        var parts = inside.split(separator: UInt8(ascii: ".")).map(\.string)
        guard parts.count > 1 || inside.contains("Test") else { return nil }
        if inside.starts(with: "unittest.loader.") {
            return TestID(scope: name.string, path: [name.string])
        }
        if parts.last == name.string { parts.removeLast() }
        let group = parts.popLast()
        return TestID(
            scope: parts.joined(separator: "."), path: [group ?? "", name.string])
    }

    private mutating func add(_ id: TestID, _ status: TestStatus, message: String) {
        if let place = places[id] {
            if status.isRed { results[place].status = status }
            return
        }
        places[id] = results.count
        var result = TestResult(id: id, status: status)
        result.message = message
        results.append(result)
    }

    /// `FAIL: name (…)`, perhaps a description, a line of dashes, and the traceback.
    private mutating func readFailure(_ block: [Line]) {
        guard let title = block.first,
            let dashes = block.firstIndex(where: { $0.starts(with: "-----") }),
            let id = id(
                in: title.dropping(prefix: "FAIL: ") ?? title.dropping(prefix: "ERROR: ") ?? [])
        else { return }
        let body = block[(dashes + 1)...].prefix { !$0.starts(with: "----------") }
        add(id, title.starts(with: "FAIL") ? .failed : .broken, message: "")
        guard let place = places[id] else { return }
        results[place].details = text(of: body).trimmed
        results[place].frames = frames.frames(in: body)
        results[place].place = results[place].frames.first { $0.function == id.name }?.place
        let exception = body.last {
            !$0.isEmpty && $0.indentation == 0 && !$0.starts(with: "Traceback")
        }
        results[place].message = exception?.string.shortened ?? ""
    }

    /// `Ran 8 tests in 0.001s`. Fixtures of classes that broke are told but not counted.
    private func checkTotal(_ line: Line, _ report: inout TestReport) {
        guard let total = line.dropFirst("Ran ".utf8.count).leadingInteger?.value else { return }
        let told = report.tests.count { !$0.id.name.hasPrefix("setUp") }
        if told < total {
            report.problems.append("unittest ran \(total) tests and told the end of \(told)")
        }
    }
}
