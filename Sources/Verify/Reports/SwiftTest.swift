/// `swift test`: XCTest's lines and swift-testing's, which follow each other in one output.
enum SwiftTest {
    static func read(_ input: ReportInput) -> TestReport {
        var reader = SwiftTestReader(frames: FrameFinder(input))
        for line in lines(of: input.output) { reader.read(line) }
        return reader.finished()
    }
}

private struct SwiftTestReader {
    let frames: FrameFinder
    private var report = TestReport()
    private var places: [TestID: Int] = [:]
    /// What was said of tests that have not ended yet.
    private var issues: [TestID: [(place: SourcePlace?, message: String)]] = [:]
    /// Of which test the last issue was, for the lines that continue it.
    private var last: TestID?
    private var started: [TestID] = []
    private var errors: [Line] = []
    private var counted: [Int] = []

    init(frames: FrameFinder) {
        self.frames = frames
    }

    mutating func read(_ line: Line) {
        if let rest = line.dropping(prefix: "Test Case '") {
            readXCTest(rest)
        } else if let (_, rest) = line.prefixed(by: " Test ", within: 8) {
            readTesting(rest)
        } else if line.starts(with: "↳ "), let last, let known = issues[last]?.count, known > 0 {
            let more = line.trimmed.cut(at: "↳ ")?.after.string ?? ""
            issues[last]?[known - 1].message += "\n" + more
        } else if let (before, after) = line.cut(at: ": error: ") {
            readError(before, after)
        } else if let (before, after) = line.cut(at: " : Test skipped - "),
            let (_, name) = before.cut(atLast: ": ")
        {
            issues[xcTest(name), default: []].append((nil, after.string))
        }
    }

    /// `OldTests.testAdds' passed (0.002 seconds)`.
    private mutating func readXCTest(_ line: Line) {
        guard let (name, rest) = line.cut(at: "' ") else { return }
        let id = xcTest(name)
        if rest.starts(with: "started") { started.append(id) }
        let seconds = rest.cut(at: "(")?.after.cut(at: " ")?.before.milliseconds
        if rest.starts(with: "passed") {
            end(id, .passed, milliseconds: seconds)
        } else if rest.starts(with: "failed") {
            end(id, .failed, milliseconds: seconds)
        } else if rest.starts(with: "skipped") {
            end(id, .skipped, milliseconds: seconds)
        }
    }

    /// `OldTests.testAdds`, on other systems `-[ShopTests.OldTests testAdds]`.
    private func xcTest(_ name: Line) -> TestID {
        let name = name.dropping(prefix: "-[")?.dropping(suffix: "]") ?? name
        let (scope, test) = name.cut(atLast: " ") ?? name.cut(atLast: ".") ?? ([], name)
        let type = scope.cut(atLast: ".")?.after ?? scope
        return TestID(scope: type.string, path: [test.string])
    }

    /// What follows the mark and the word `Test` in a line of swift-testing.
    private mutating func readTesting(_ line: Line) {
        if line.starts(with: "run with "), let count = line.dropFirst(9).leadingInteger?.value {
            counted.append(count)
        } else if let (name, rest) = line.cut(at: " recorded an issue ") {
            guard let (_, place) = rest.prefixed(by: "at ", within: rest.count) else { return }
            let (file, number, message) = issue(place)
            last = testing(name)
            issues[testing(name), default: []].append(
                (file.map { SourcePlace(file: $0, line: number) }, message))
        } else if let (name, reason) = line.cut(at: " skipped: ") {
            let id = testing(name)
            issues[id] = [(nil, reason.string.filter { $0 != "\"" })]
            end(id, .skipped, milliseconds: nil)
        } else if let (name, rest) = line.cut(at: " passed after ") {
            end(testing(name), .passed, milliseconds: rest.cut(at: " ")?.before.milliseconds)
        } else if let (name, rest) = line.cut(at: " failed after ") {
            end(testing(name), .failed, milliseconds: rest.cut(at: " ")?.before.milliseconds)
        } else if let name = line.dropping(suffix: " started."), !name.starts(with: "run"),
            !name.starts(with: "case passing")
        {
            started.append(testing(name))
        }
    }

    /// `adds()`, `"Adds wrongly"`, `numbers(n:) with 2 test cases`.
    private func testing(_ name: Line) -> TestID {
        var name = name
        if let (before, after) = name.cut(atLast: " with "), after.contains("test case") {
            name = before
        }
        return TestID(scope: "", path: [name.string])
    }

    /// `ShopTests.swift:10:9: Expectation failed: …`.
    private func issue(_ text: Line) -> (file: String?, line: Int, message: String) {
        guard let (file, rest) = text.cut(at: ":"), let (line, behind) = rest.leadingInteger,
            let (_, message) = behind.cut(at: ": ")
        else { return (nil, 0, text.string) }
        return (frames.relative(file.string), line, message.string)
    }

    /// `/project/Tests/OldTests.swift:10: error: OldTests.testAdds : what` from XCTest, and
    /// `/project/Sources/Shop.swift:3:9: error: what` from the compiler.
    private mutating func readError(_ place: Line, _ words: Line) {
        guard let (name, message) = words.cut(at: " : "), !name.contains(UInt8(ascii: " ")) else {
            errors.append(place + ": error: ".utf8 + words)
            return
        }
        let found = frames.frames(in: [place + ":".utf8]).first?.place
        issues[xcTest(name), default: []].append((found, message.string))
    }

    private mutating func end(_ id: TestID, _ status: TestStatus, milliseconds: Int?) {
        guard places[id] == nil else { return }
        places[id] = report.tests.count
        var result = TestResult(id: id, status: status)
        result.milliseconds = milliseconds
        let issues = issues[id] ?? []
        result.place = issues.lazy.compactMap(\.place).first
        result.frames = issues.compactMap(\.place).map { StackFrame(place: $0) }
        result.message = issues.first?.message.filledLines.joined(separator: " ").shortened ?? ""
        if status != .passed { result.details = issues.map(\.message).joined(separator: "\n") }
        report.tests.append(result)
    }

    mutating func finished() -> TestReport {
        // A crash ends everything: whoever had started and not ended was at work.
        for id in started where places[id] == nil {
            end(id, .broken, milliseconds: nil)
            report.tests[report.tests.count - 1].message = "the run ended in the middle of it"
        }
        if report.tests.isEmpty, let first = errors.first {
            var broken = TestResult(id: TestID(scope: "", path: ["build"]), status: .broken)
            broken.message = first.string.shortened
            broken.details = text(of: errors)
            broken.frames = frames.frames(in: errors)
            broken.place = broken.frames.first?.place
            report.tests.append(broken)
        }
        return report
    }
}

extension Line {
    /// What stands before and behind the first `text`, if that begins among the first bytes.
    fileprivate func prefixed(by text: String, within limit: Int) -> (before: Line, after: Line)? {
        guard let (before, after) = cut(at: text), before.count <= limit else { return nil }
        return (before, after)
    }
}
