/// pytest's JUnit file, in the family `xunit1`, which names files and lines.
///
/// The file is written by the process that runs the code under test, so it is held against what the
/// same run printed: a report that says more than the terminal saw is told as a problem.
enum Pytest {
    static func read(_ input: ReportInput) -> TestReport {
        let (cases, problems) = JUnit.cases(in: input.files)
        let frames = FrameFinder(input)
        var report = TestReport(tests: [], problems: problems)
        for item in cases {
            var result = item.result(id: id(of: item), frames: frames)
            if let file = item.file, let line = item.line {
                result.place = SourcePlace(file: file, line: line &+ 1)
            }
            result.message = message(of: item)
            report.tests.append(result)
        }
        report.merge(teardowns: report.tests)
        let seen = Terminal(lines(of: input.output))
        let passed = report.tests.count { $0.status == .passed }
        if let counted = seen.passed, passed > counted {
            report.problems.append(
                "the report has \(passed) passed tests, the terminal counted \(counted)")
        }
        return report
    }

    /// The class name is the module's with the classes behind it.
    private static func id(of item: JUnitCase) -> TestID {
        guard let file = item.file else {
            return TestID(scope: item.className, path: [item.name])
        }
        let module = file.dropping(suffix: ".py").split(separator: "/").joined(separator: ".")
        var classes = item.className
        if classes == module {
            classes = ""
        } else if classes.hasPrefix(module + ".") {
            classes = String(classes.dropFirst(module.utf8.count + 1))
        }
        return TestID(
            scope: file, path: classes.split(separator: ".").map(String.init) + [item.name])
    }

    /// Of a collection error the line of the traceback that names the exception.
    private static func message(of item: JUnitCase) -> String {
        guard item.message == "collection failure" else { return item.message }
        let exception = lines(of: Array(item.details.utf8)).last { $0.starts(with: "E ") }
        return exception.map { $0.dropFirst().trimmed.string.shortened } ?? item.message
    }

    /// What the closing line of pytest's own output counts.
    private struct Terminal {
        var passed: Int?

        init(_ lines: [Line]) {
            guard let summary = lines.last(where: { $0.contains(" in ") && $0.contains("s") }),
                let (before, _) = summary.cut(at: " passed")
            else { return }
            let digits = before.reversed().prefix { $0.isDigit }.reversed()
            passed = ArraySlice(Array(digits)).integer
        }
    }
}

extension TestReport {
    /// A test that passed and whose tear-down broke is told twice: it counts once, as broken.
    fileprivate mutating func merge(teardowns tests: [TestResult]) {
        var places: [TestID: Int] = [:]
        self.tests = []
        for test in tests {
            guard let known = places[test.id] else {
                places[test.id] = self.tests.count
                self.tests.append(test)
                continue
            }
            if test.status.isRed, !self.tests[known].status.isRed { self.tests[known] = test }
        }
    }
}

extension String {
    /// Without `suffix`, where it ends so.
    func dropping(suffix: String) -> String {
        hasSuffix(suffix) ? String(dropLast(suffix.count)) : self
    }
}
