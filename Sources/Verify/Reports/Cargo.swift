/// `cargo test`: a section for each test binary, in it a line for each test, and then what each
/// failed one printed. (Rust's JSON form is for unstable compilers only.)
enum Cargo {
    static func read(_ input: ReportInput) -> TestReport {
        var reader = CargoReader(frames: FrameFinder(input))
        for line in lines(of: input.output) { reader.read(line) }
        return reader.finished()
    }
}

private struct CargoReader {
    let frames: FrameFinder
    private var report = TestReport()
    private var places: [TestID: Int] = [:]
    /// The test binary at hand: `src/lib.rs`, `tests/whole.rs`, `Doc-tests shop`.
    private var scope = ""
    /// The test whose output is being read.
    private var failing: TestID?
    private var said: [Line] = []
    /// How many tests the binary at hand announced and has told.
    private var expected = 0
    private var told = 0
    private var errors: [Line] = []

    init(frames: FrameFinder) {
        self.frames = frames
    }

    mutating func read(_ line: Line) {
        if let failing {
            let isOver = line.elementsEqual("failures:".utf8) || line.starts(with: "test result: ")
            if !isOver, !(line.starts(with: "---- ") && line.ends(with: " ----")) {
                said.append(line)
                return
            }
            finish(failing)
        }
        let content = line.trimmed
        if let rest = content.dropping(prefix: "Running ") {
            let name = rest.dropping(prefix: "unittests ") ?? rest
            scope = name.prefix { $0 != UInt8(ascii: " ") }.string
        } else if content.starts(with: "Doc-tests ") {
            scope = content.string
        } else if let count = line.dropping(prefix: "running ")?.leadingInteger?.value {
            (expected, told) = (count, 0)
        } else if line.starts(with: "test result: ") {
            if told < expected {
                report.problems.append("\(scope): \(expected) tests announced, \(told) told")
            }
            expected = 0
        } else if let rest = line.dropping(prefix: "test ") {
            readEnd(rest)
        } else if let name = line.dropping(prefix: "---- ")?.dropping(suffix: " ----") {
            failing = id((name.dropping(suffix: " stdout") ?? name).string)
            said = []
        } else if line.starts(with: "error: ") || line.starts(with: "error[") {
            errors.append(line)
        } else if content.starts(with: "--> "), report.tests.isEmpty, errors.count < 20 {
            errors.append(line)
        }
    }

    /// `tests::adds ... ok`, `tests::ignored ... ignored, not today`.
    private mutating func readEnd(_ line: Line) {
        guard let (name, end) = line.cut(atLast: " ... ") else { return }
        let status: TestStatus
        switch end.prefix(while: { $0.isWord }).string {
        case "ok": status = .passed
        case "FAILED": status = .failed
        case "ignored": status = .skipped
        default: return
        }
        told += 1
        let shown = name.cut(at: " - should panic")?.before ?? name
        let id = id(shown.string)
        places[id] = report.tests.count
        var result = TestResult(id: id, status: status)
        result.message = end.cut(at: ", ")?.after.string ?? ""
        report.tests.append(result)
    }

    /// A documentation test's name has blanks and a file, and no modules.
    private func id(_ name: String) -> TestID {
        let isDocumentation = scope.hasPrefix("Doc-tests")
        return TestID(
            scope: scope, path: isDocumentation ? [name] : Line(Array(name.utf8)).modules)
    }

    private mutating func finish(_ id: TestID) {
        defer { failing = nil }
        guard let place = places[id] else { return }
        while said.last?.isEmpty == true { said.removeLast() }
        let said = said.filter { !$0.starts(with: "note: run with `RUST_BACKTRACE") }
        report.tests[place].details = text(of: said)
        // The place of the failure comes first.
        report.tests[place].frames = frames.frames(in: said).reversed()
        let panic = said.firstIndex { $0.contains(" panicked at ") }
        let lines = panic.map { Array(said[($0 + 1)...]) } ?? said
        let words = lines.prefix { !$0.starts(with: "stack backtrace:") }.prefix(3).map(\.trimmed)
            .filter { !$0.isEmpty }.map(\.string)
        report.tests[place].message = words.joined(separator: " ").shortened
    }

    mutating func finished() -> TestReport {
        if let failing { finish(failing) }
        if told < expected {
            report.problems.append("\(scope): the run ended after \(told) of \(expected) tests")
        }
        if report.tests.isEmpty, !errors.isEmpty {
            var broken = TestResult(id: TestID(scope: "", path: ["build"]), status: .broken)
            broken.message = errors[0].string.shortened
            broken.details = text(of: errors)
            broken.frames = frames.frames(in: errors)
            broken.place = broken.frames.first?.place
            report.tests.append(broken)
        }
        return report
    }
}

extension Line {
    /// The parts of `tests::inner::adds`.
    fileprivate var modules: [String] {
        var parts: [String] = []
        var rest = self
        while let (part, after) = rest.cut(at: "::") {
            parts.append(part.string)
            rest = after
        }
        return parts + [rest.string]
    }
}
