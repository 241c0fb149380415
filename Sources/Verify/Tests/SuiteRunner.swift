package import Base
internal import Languages
package import Sandbox

/// Runs suites in a test bed and reads what they leave. It decides nothing.
package struct SuiteRunner {
    let bed: TestBed
    let limits: SandboxLimits
    let cancellation: Cancellation
    let onLine: (OutputLine) -> Void

    package init(
        bed: TestBed, limits: SandboxLimits, cancellation: Cancellation,
        onLine: @escaping (OutputLine) -> Void
    ) {
        self.bed = bed
        self.limits = limits
        self.cancellation = cancellation
        self.onLine = onLine
    }

    /// Runs these tests of a suite, or all where none are named. Blocks.
    package func run(
        _ suite: TestSuite, _ tests: [TestID], environment: [String: String] = [:]
    ) -> TestRun {
        // Nobody can know the name before the run, so nobody can have written the report before.
        let name = ".tenon-\(String(UInt64.random(in: .min ... .max), radix: 36)).report"
        let file = suite.folder.isEmpty ? name : "\(suite.folder)/\(name)"
        let path = "\(bed.place)/\(file)"
        if !suite.runner.reportFiles.isEmpty { shell("rm -f \(suite.globs)", in: suite.folder) }
        var limits = limits
        limits.keptOutputBytes = max(limits.keptOutputBytes, SuiteRunner.keptBytes)
        let outcome = bed.run(
            SandboxCommand(
                suite.command(for: tests, report: path), directory: directory(suite.folder),
                environment: suite.environment(report: path).merging(environment) { $1 }),
            limits, cancellation, onLine)
        var files = [bed.project.read(file)].compactMap { $0 }
        try? bed.write(file, nil)
        if !suite.runner.reportFiles.isEmpty { files += reports(of: suite) }
        let output = outcome.output.bytes
        var report = suite.format.read(
            ReportInput(
                output: output, files: files, folder: path.droppingName,
                sources: bed.project.paths(below: suite.folder)))
        if outcome.output.elidedBytes > 0 {
            report.problems.append(
                "of the output, \(outcome.output.elidedBytes) bytes were dropped")
        }
        return TestRun(
            suite: suite, tests: tests, ending: outcome.verdict, report: report,
            milliseconds: outcome.milliseconds,
            tail: String(decoding: output.suffix(SuiteRunner.tailBytes), as: UTF8.self))
    }

    /// How a small command ends: the sandbox has programs of its own.
    func verdict(of command: [String]) -> Outcome.Verdict {
        bed.run(SandboxCommand(command), .check, cancellation) { _ in }.verdict
    }

    /// The reports that a runner writes wherever it likes.
    private func reports(of suite: TestSuite) -> [[UInt8]] {
        let listing = shell("ls -d \(suite.globs) 2> /dev/null", in: suite.folder)
        return lines(of: listing).prefix(SuiteRunner.maximumReports).compactMap { name in
            bed.project.read(
                suite.folder.isEmpty ? name.string : "\(suite.folder)/\(name.string)")
        }
    }

    @discardableResult
    private func shell(_ line: String, in folder: String) -> [UInt8] {
        bed.run(
            SandboxCommand(["sh", "-c", line], directory: directory(folder)), .check, cancellation
        ) { _ in }.output.bytes
    }

    private func directory(_ folder: String) -> Path { Path(folder.isEmpty ? "." : folder) }

    private static let keptBytes = 32 << 20
    private static let tailBytes = 4000
    private static let maximumReports = 2000
}

extension TestSuite {
    /// The patterns of its report files, as a shell takes them. They are the language's, with no
    /// character that a shell would take for anything but a pattern.
    fileprivate var globs: String { runner.reportFiles.joined(separator: " ") }
}

extension ProjectFiles {
    /// The paths below a folder, relative to it.
    fileprivate func paths(below folder: String) -> [String] {
        if folder.isEmpty { return paths }
        return paths.filter { $0.hasPrefix(folder + "/") }
            .map { String($0.dropFirst(folder.utf8.count + 1)) }
    }
}

extension String {
    /// The folder that a path lies in.
    fileprivate var droppingName: String { Array(utf8)[...].cut(atLast: "/")?.before.string ?? "" }
}
