import Base
import TestKit
import Testing

@testable import Verify

/// The outputs that real runners wrote for one small project a language, a shop whose tests pass,
/// fail, break and are skipped. They ran in the folder `/project`; blanks at line ends were taken
/// off, and the places of the toolchains shortened.
enum Captured {
    private static let folder = Path(#filePath).parent / "Captured"

    static func names() throws -> [String] {
        let names = Files.list(folder).map(\.string)
        try #require(names.count > 20)
        return names
    }

    static func bytes(_ name: String) throws -> [UInt8] {
        try Files.read(folder / name, limit: 1 << 20)
    }
}

/// Reads captured files as a format does, and compares all that was found.
func check(
    _ format: TestReportFormat, output: String? = nil, files: [String] = [],
    sources: [String] = [], expect expected: String,
    sourceLocation: SourceLocation = #_sourceLocation
) throws {
    let input = ReportInput(
        output: try output.map { try Captured.bytes($0) } ?? [],
        files: try files.map { try Captured.bytes($0) }, folder: "/project", sources: sources)
    expect(shown(format.read(input)), equals: expected, sourceLocation: sourceLocation)
}

/// A report as text: a line a test, with what belongs to it indented below.
func shown(_ report: TestReport) -> String {
    var lines: [String] = []
    for test in report.tests {
        let name = ([test.id.scope] + test.id.path).filter { !$0.isEmpty }.joined(separator: " > ")
        lines.append("\(test.status) \(name)" + (test.place.map { " (\($0))" } ?? ""))
        if !test.message.isEmpty { lines.append("    \(test.message)") }
        lines += test.frames.map { "    at \($0.place)" + ($0.function.map { " in \($0)" } ?? "") }
    }
    return (lines + report.problems.map { "problem: \($0)" }).joined(separator: "\n")
}
