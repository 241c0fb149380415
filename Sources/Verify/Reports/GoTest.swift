private import JSON

/// `go test -json`: one event a line. What the compiler prints stands between them as it is.
enum GoTest {
    static func read(_ input: ReportInput) -> TestReport {
        var reader = GoTestReader(frames: FrameFinder(input))
        for line in lines(of: input.output) { reader.read(line) }
        return reader.report()
    }
}

private struct GoTestReader {
    let frames: FrameFinder
    private var order: [TestID] = []
    private var output: [TestID: [Line]] = [:]
    private var ends: [TestID: (status: TestStatus, seconds: Double)] = [:]
    /// Packages that failed, and those of which a test did.
    private var failedPackages: [String] = []
    private var packageOutput: [String: [Line]] = [:]
    /// What the compiler said of each package that could not be built.
    private var compilerOutput: [String: [Line]] = [:]
    private var compiled = ""

    init(frames: FrameFinder) {
        self.frames = frames
    }

    mutating func read(_ line: Line) {
        guard line.first == UInt8(ascii: "{"), let json = try? JSON.parse(Array(line)),
            let action = json["Action"]?.string
        else { return readPlain(line) }
        let package = json["Package"]?.string ?? ""
        guard let test = json["Test"]?.string else {
            if action == "fail" { failedPackages.append(package) }
            if action == "output" || action == "build-output", let text = json["Output"]?.bytes {
                packageOutput[package, default: []].append(text[...].trimmedEnd)
            }
            return
        }
        let id = TestID(
            scope: package, path: test.split(separator: "/").map(String.init))
        if output[id] == nil {
            order.append(id)
            output[id] = []
        }
        let seconds = json["Elapsed"]?.double ?? 0
        switch action {
        case "output":
            if let text = json["Output"]?.bytes { output[id]?.append(text[...].trimmedEnd) }
        case "pass": ends[id] = (.passed, seconds)
        case "fail": ends[id] = (.failed, seconds)
        case "skip": ends[id] = (.skipped, seconds)
        default: break
        }
    }

    /// `# example.com/shop/broken [example.com/shop/broken.test]` and what the compiler says of it;
    /// `FAIL\texample.com/shop/broken [build failed]`.
    private mutating func readPlain(_ line: Line) {
        if let package = line.dropping(prefix: "# ") {
            compiled = package.prefix { $0 != UInt8(ascii: " ") }.string
        } else if let rest = line.dropping(prefix: "FAIL\t"),
            let (package, why) = rest.cut(at: " ["),
            why.contains("failed")
        {
            failedPackages.append(package.string)
        } else if !compiled.isEmpty {
            compilerOutput[compiled, default: []].append(line)
        }
    }

    func report() -> TestReport {
        var report = TestReport()
        var redPackages: Set<String> = []
        let parents = Set(order.filter { $0.path.count > 1 }.map(\.parent))
        for id in order {
            let end = ends[id]
            // A table's own test repeats what its rows say, unless it failed by itself.
            if parents.contains(id), let end, end.status != .failed || hasRedChild(id) { continue }
            let result = result(id, end?.status ?? .broken, seconds: end?.seconds ?? 0)
            if result.status.isRed { redPackages.insert(id.scope) }
            report.tests.append(result)
        }
        for package in failedPackages where redPackages.insert(package).inserted {
            var result = TestResult(id: TestID(scope: package, path: [package]), status: .broken)
            let said = compilerOutput[package] ?? packageOutput[package] ?? []
            result.details = text(of: said)
            result.frames = frames.frames(in: said)
            result.place = result.frames.first?.place
            result.message = result.details.firstFilledLine?.shortened ?? ""
            report.tests.append(result)
        }
        return report
    }

    private func hasRedChild(_ id: TestID) -> Bool {
        ends.contains { $0.value.status == .failed && $0.key.path.count > 1 && $0.key.parent == id }
    }

    private func result(_ id: TestID, _ status: TestStatus, seconds: Double) -> TestResult {
        var result = TestResult(id: id, status: status)
        result.milliseconds = seconds < 1e9 ? Int((seconds * 1000).rounded()) : nil
        if status == .passed { return result }
        if status == .skipped {
            let reason = output[id]?.last { placed($0) != nil }?.trimmed
            result.message = reason?.cut(at: ": ")?.after.string ?? ""
            return result
        }
        let said = (output[id] ?? []).filter { line in
            !line.starts(with: "=== ") && !line.trimmed.starts(with: "--- ")
        }
        result.details = text(of: said)
        result.place = said.last { placed($0) != nil }.flatMap { placed($0) }
        let panic = said.first { $0.starts(with: "panic: ") }
        // A panic's trace begins with the place of the failure.
        let trace = panic == nil ? said : said.reversed()
        result.frames = frames.frames(in: trace)
        // The last complaint; what stands before it was logged, or led to it.
        let words = panic ?? said.last { placed($0) != nil } ?? said.last ?? []
        let message = words.trimmed
        let bare = message.starts(with: "panic") ? message : message.cut(at: ": ")?.after ?? message
        result.message = bare.string.shortened
        return result
    }

    /// `    shop_test.go:13: Total = 3, want 4`.
    private func placed(_ line: Line) -> SourcePlace? {
        guard line.indentation >= 4, let (name, rest) = line.trimmed.cut(at: ".go:"),
            let (number, _) = rest.leadingInteger, let file = frames.relative(name.string + ".go")
        else { return nil }
        return SourcePlace(file: file, line: number)
    }
}

extension TestID {
    /// The test around a subtest.
    fileprivate var parent: TestID { TestID(scope: scope, path: path.dropLast()) }
}

extension Line {
    fileprivate var trimmedEnd: Line {
        var rest = self
        while let last = rest.last, last == UInt8(ascii: "\n") || last == UInt8(ascii: "\r") {
            rest = rest.dropLast()
        }
        return rest
    }
}
