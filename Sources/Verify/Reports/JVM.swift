/// The JUnit files of Maven's Surefire and of Gradle: one a class of tests.
enum JVM {
    static func read(_ input: ReportInput) -> TestReport {
        let (cases, problems) = JUnit.cases(in: input.files)
        let finder = FrameFinder(input)
        var report = TestReport(problems: problems)
        for item in cases {
            var result = item.result(
                id: TestID(scope: item.className, path: [item.name]), frames: finder)
            // The place of the failure comes first in Java's traces.
            result.frames = JVM.frames(in: result.details, finder).reversed()
            result.place =
                result.frames.first { frame in
                    frame.function?.hasPrefix(item.className + ".") ?? false
                }?.place
            report.tests.append(result)
        }
        if report.tests.isEmpty, let error = compilationError(input.output, finder) {
            report.tests.append(error)
        }
        return report
    }

    /// `at shop.ShopTest.adds(ShopTest.java:13)`: the package says in which folder the file lies.
    private static func frames(in trace: String, _ finder: FrameFinder) -> [StackFrame] {
        lines(of: Array(trace.utf8)).compactMap { line in
            guard let call = line.trimmed.dropping(prefix: "at "),
                let (name, rest) = call.cut(at: "("),
                let (file, behind) = rest.cut(at: ":"), let (number, _) = behind.leadingInteger
            else { return nil }
            // A class loader may stand in front: `app//shop.ShopTest.adds`.
            let method = name.cut(atLast: "/")?.after ?? name
            let parts = method.split(separator: UInt8(ascii: ".")).map(\.string)
            let path = (parts.dropLast(2) + [file.string]).joined(separator: "/")
            return finder.source(endingIn: path).map {
                StackFrame(place: SourcePlace(file: $0, line: number), function: method.string)
            }
        }
    }

    /// `[ERROR] /project/src/main/java/shop/Shop.java:[6,9] ';' expected`.
    private static func compilationError(_ output: [UInt8], _ finder: FrameFinder) -> TestResult? {
        let errors = lines(of: output).filter {
            $0.starts(with: "[ERROR]") || $0.contains(": error: ")
        }
        guard let first = errors.first else { return nil }
        var result = TestResult(id: TestID(scope: "", path: ["build"]), status: .broken)
        result.message = first.string.shortened
        result.details = text(of: errors)
        result.frames = finder.frames(in: errors)
        return result
    }
}
