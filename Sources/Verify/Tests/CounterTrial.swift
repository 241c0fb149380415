internal import JSON
internal import Languages

/// Tests that must fail, put beside others and run with them: what they say tells whether the rest
/// of the report can be believed.
struct CounterTrial {
    /// The file, relative to the project.
    let file: String
    let content: [UInt8]
    /// What the suite is to run of it.
    let ids: [TestID]
    /// Stands in the names of its tests, and in no other.
    private let name: String

    /// Nil where the suite's runner has no such tests. They lie beside the tests of `neighbour`, or
    /// where the project has some; `changed` are the absolute paths of what a patch changes.
    init?(
        _ suite: TestSuite, beside neighbour: String?, in project: ProjectFiles, changed: [String]
    ) {
        guard suite.canNarrow, let test = suite.runner.counterTest else { return nil }
        let name = "tenon" + String(UInt64.random(in: .min ... .max), radix: 36)
        let neighbour = neighbour ?? CounterTrial.neighbour(of: test, suite, project)
        let package = neighbour.flatMap(project.read).flatMap(CounterTrial.package)
        func filled(_ text: String) -> String {
            text.replacing("{name}", with: name)
                .replacing("{changed}", with: CounterTrial.list(of: changed))
                .replacing("{package}", with: package ?? "")
        }
        let folder = neighbour.flatMap { Array($0.utf8)[...].cut(atLast: "/")?.before.string }
        let path = filled(test.file)
        let file = folder ?? suite.folder
        self.file = file.isEmpty ? path : "\(file)/\(path)"
        content = Array(test.lines.map(filled).joined(separator: "\n").utf8)
        self.name = name
        ids = test.paths.map { [file = self.file] path in
            suite.id(of: TestTarget(file: file, path: path.map(filled)))
        }
    }

    /// A test of the suite whose name has the form that the counter-test's has.
    private static func neighbour(
        of test: CounterTest, _ suite: TestSuite, _ project: ProjectFiles
    ) -> String? {
        let pattern = Wildcard(test.file.replacing("{name}", with: "*"))
        return project.paths.first { path in
            guard suite.folder.isEmpty || path.hasPrefix(suite.folder + "/"),
                let name = path.split(separator: "/").last
            else { return false }
            return pattern.matches(String(name))
        }
    }

    /// The line that says what package a file is of, as Go's and Java's do.
    private static func package(_ bytes: [UInt8]) -> String? {
        lines(of: bytes).first { $0.starts(with: "package ") }?.string
    }

    /// Literals that the languages which need them read as they are.
    private static func list(of paths: [String]) -> String {
        var writer = JSONWriter()
        writer.array(paths.map { JSONLiteral.string($0) })
        return String(decoding: writer.bytes, as: UTF8.self)
    }

    /// Whether its tests ran and were all red.
    func isRed(in report: TestReport) -> Bool {
        let own = report.tests.filter { test in
            ([test.id.scope] + test.id.path).contains { Array($0.utf8)[...].contains(name) }
        }
        return !own.isEmpty && own.allSatisfy(\.status.isRed)
    }
}
