/// What a run of a test runner said, test by test. Reading a report is pure: bytes in, values out.
package struct TestReport: Sendable, Equatable {
    /// In the order in which the runner told them.
    package var tests: [TestResult] = []
    /// What went wrong beside the tests: a file that could not be collected, a report cut off.
    package var problems: [String] = []

    package init(tests: [TestResult] = [], problems: [String] = []) {
        self.tests = tests
        self.problems = problems
    }
}

/// What a test is called by its runner: enough to run it again, and to find it in the next report.
package struct TestID: Hashable, Sendable {
    /// What the runner finds it in: a file, a module, a package, a class; empty where names stand
    /// alone.
    package var scope: String
    /// The groups around it from the outside in, and its own name.
    package var path: [String]

    package init(scope: String, path: [String]) {
        self.scope = scope
        self.path = path
    }

    /// Its own name, parameters included.
    package var name: String { path.last ?? "" }

    /// Whether it is one of some tests that are named by their code: runners add parameters,
    /// brackets, rows of tables, and join the names of groups.
    package func isOne(of tests: [TestID]) -> Bool {
        tests.contains { test in
            path.contains { component in
                guard component.hasPrefix(test.name), !test.name.isEmpty else { return false }
                let next = component.utf8.dropFirst(test.name.utf8.count).first
                return next.map { !$0.isWord && $0 != UInt8(ascii: " ") } ?? true
            } || path.joined(separator: " ") == test.path.joined(separator: " ")
        }
    }
}

/// One test of a run.
package struct TestResult: Sendable, Equatable {
    package var id: TestID
    package var status: TestStatus
    /// Where it stands, as far as the runner says: relative to the folder that it ran in.
    package var place: SourcePlace?
    /// In one line why it did not pass, or why it was skipped.
    package var message = ""
    /// The traceback and what else the runner printed of it.
    package var details = ""
    /// The project's own code in the traceback, the place of the failure last.
    package var frames: [StackFrame] = []
    package var milliseconds: Int?

    package init(id: TestID, status: TestStatus, place: SourcePlace? = nil) {
        self.id = id
        self.status = status
        self.place = place
    }
}

/// How a test ended.
package enum TestStatus: String, Sendable, CaseIterable {
    case passed
    /// It ran, and what it checks does not hold.
    case failed
    /// It did not get as far as that: its file, its set-up or its process broke.
    case broken
    case skipped

    /// Whether it says that something is wrong.
    package var isRed: Bool { self == .failed || self == .broken }
}

/// A line of a file; lines are counted from 1, as all runners do.
package struct SourcePlace: Hashable, Sendable, CustomStringConvertible {
    /// Relative to the project where it lies below it.
    package var file: String
    package var line: Int

    /// The line that a report names; some say 0 where they know only the file.
    package init(file: String, line: Int) {
        self.file = file
        self.line = max(1, line)
    }

    package var description: String { "\(file):\(line)" }
}

/// One call in a traceback.
package struct StackFrame: Hashable, Sendable {
    package var place: SourcePlace
    package var function: String?

    package init(place: SourcePlace, function: String? = nil) {
        self.place = place
        self.function = function
    }
}

/// What a run left to be read.
package struct ReportInput: Sendable {
    /// All that it printed, both streams in the order in which it came.
    package var output: [UInt8]
    /// The report files that it wrote.
    package var files: [[UInt8]]
    /// The folder that it ran in, for making paths relative to it.
    package var folder: String
    /// The project's files relative to that folder, for runners that name files without folders.
    package var sources: [String]

    package init(
        output: [UInt8], files: [[UInt8]] = [], folder: String, sources: [String] = []
    ) {
        self.output = output
        self.files = files
        self.folder = folder
        self.sources = sources
    }
}
