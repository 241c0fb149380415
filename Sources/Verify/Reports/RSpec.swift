private import JSON

/// `rspec --format json --out FILE`.
enum RSpec {
    static func read(_ input: ReportInput) -> TestReport {
        guard let file = input.files.first, let json = try? JSON.parse(file) else {
            return TestReport(problems: ["rspec left no report"])
        }
        let finder = FrameFinder(input)
        var report = TestReport(tests: json["examples"]?.elements.map { result($0, finder) } ?? [])
        let errors = json["summary"]?["errors_outside_of_examples_count"]?.int ?? 0
        if errors > 0 {
            // Files that cannot be loaded have no examples.
            for message in json["messages"]?.elements.compactMap(\.string) ?? []
            where message.contains("error occurred") {
                report.tests.append(broken(message.trimmed, finder))
            }
        }
        return report
    }

    private static func result(_ example: JSON, _ finder: FrameFinder) -> TestResult {
        let file = example["file_path"]?.string.flatMap { finder.relative($0) } ?? ""
        let status: TestStatus =
            switch example["status"]?.string {
            case "passed": .passed
            case "pending": .skipped
            default: .failed
            }
        var result = TestResult(
            id: TestID(scope: file, path: [example["full_description"]?.string ?? ""]),
            status: status)
        if let line = example["line_number"]?.int {
            result.place = SourcePlace(file: file, line: line)
        }
        result.milliseconds = example["run_time"]?.double.flatMap {
            $0 < 1e9 ? Int(($0 * 1000).rounded()) : nil
        }
        result.message = example["pending_message"]?.string ?? ""
        if status == .failed, let exception = example["exception"] {
            let words = exception["message"]?.string ?? ""
            let trace = exception["backtrace"]?.elements.compactMap(\.string) ?? []
            result.message = words.filledLines.joined(separator: " ").shortened
            result.details = ([exception["class"]?.string ?? "", words] + trace)
                .joined(separator: "\n")
            result.frames = finder.frames(in: trace.reversed().joined(separator: "\n"))
        }
        return result
    }

    private static func broken(_ message: String, _ finder: FrameFinder) -> TestResult {
        let frames = finder.frames(in: message)
        let file = frames.first?.place.file ?? "rspec"
        var result = TestResult(
            id: TestID(scope: file, path: [file]), status: .broken, place: frames.first?.place)
        result.frames = frames
        result.details = message
        let lines = message.filledLines
        let error = lines.lastIndex { $0.hasSuffix("Error:") }
        result.message =
            (error.map { lines[$0...].prefix(2).joined(separator: " ") } ?? lines[0])
            .shortened
        return result
    }
}

extension String {
    /// The lines that have more than blanks, without those at their ends.
    var filledLines: [String] {
        lines(of: Array(utf8)).map(\.trimmed).filter { !$0.isEmpty }.map(\.string)
    }
}
