internal import Base
internal import Languages
internal import Sandbox

extension Gates {
    /// Runs tests of a suite with a watch on the lines that they go through, as far as the
    /// language's own tools can do that: Python, JavaScript, Go, C and C++, Rust. Empty for others,
    /// where the frames of a traceback have to do. At most `limit` tests, those first named; for
    /// Python all, where none are. Blocks.
    package func coverage(
        of tests: [TestID], in suite: TestSuite, bed: TestBed, limit: Int, plan: TestPlan,
        watch: GateWatch
    ) -> [TestCoverage] {
        guard let method = CoverageMethod(suite.format) else { return [] }
        let runner = CoverageRunner(
            suite: suite, bed: bed, limits: plan.limits, watch: watch, method: method)
        return runner.run(Array(tests.prefix(limit)))
    }
}

/// By what a runner's lines are found out.
enum CoverageMethod {
    case pytest, unittest, v8, go, gcov, llvm

    init?(_ format: TestReportFormat) {
        switch format {
        case .pytest: self = .pytest
        case .unittest: self = .unittest
        case .node: self = .v8
        case .go: self = .go
        case .ctest: self = .gcov
        case .cargo: self = .llvm
        case .jest, .mocha, .swift, .jvm, .rspec, .minitest, .phpunit, .busted, .bats, .exitCode:
            return nil
        }
    }

    /// Whether one run tells what each of its tests went through.
    var isForAllAtOnce: Bool {
        switch self {
        case .pytest, .unittest: true
        case .v8, .go, .gcov, .llvm: false
        }
    }

    /// What the shell runs; `"$@"` is the runner's own command, `$TENON_OUT` where it is to leave
    /// what it found.
    var script: String {
        switch self {
        case .pytest:
            #"PYTHONPATH="$TENON_LIB" exec "$@" -p tenon_lines"#
        case .unittest:
            """
            shift 4; PYTHONPATH="$TENON_LIB" exec python3 -c \
            'import sys, tenon_lines; tenon_lines.run_unittest(sys.argv[1:])' -v "$@"
            """
        case .v8:
            """
            NODE_V8_COVERAGE="$TENON_OUT.d" "$@"; code=$?
            for file in "$TENON_OUT.d"/*.json; do cat "$file"; echo; done > "$TENON_OUT"
            rm -rf "$TENON_OUT.d"; exit $code
            """
        case .go: #"exec "$@" "-coverprofile=$TENON_OUT" -coverpkg=./..."#
        case .gcov:
            """
            build="$TENON_LIB/build"
            cmake -S . -B "$build" -DCMAKE_C_FLAGS='--coverage -O0' \
            -DCMAKE_CXX_FLAGS='--coverage -O0' > /dev/null && cmake --build "$build" || exit 125
            find "$build" -name '*.gcda' -delete
            for last; do :; done
            ctest --test-dir "$build" -R "$last"; code=$?
            find "$build" -name '*.gcda' -exec gcov --json-format --stdout {} + > "$TENON_OUT"
            exit $code
            """
        case .llvm:
            """
            tools=$(echo "$(rustc --print sysroot)"/lib/rustlib/*/bin)
            command -v "$tools/llvm-profdata" > /dev/null || tools=$(dirname "$(command -v llvm-cov)")
            export CARGO_TARGET_DIR="$TENON_LIB/target" RUSTFLAGS='-C instrument-coverage'
            export LLVM_PROFILE_FILE="$TENON_LIB/%p-%m.profraw"
            "$@"; code=$?
            "$tools/llvm-profdata" merge -o "$TENON_LIB/all" "$TENON_LIB"/*.profraw || exit 125
            rm -f "$TENON_LIB"/*.profraw
            objects=$(find "$TENON_LIB/target/debug/deps" -type f -perm -100 ! -name '*.so' \
            | sed 's/^/-object /')
            "$tools/llvm-cov" export -format=lcov -instr-profile="$TENON_LIB/all" $objects > "$TENON_OUT"
            exit $code
            """
        }
    }
}

/// Runs tests with a watch on their lines.
private struct CoverageRunner {
    let suite: TestSuite
    let bed: TestBed
    let limits: SandboxLimits
    let watch: GateWatch
    let method: CoverageMethod
    /// A folder for what is needed and made meanwhile. Nobody knows its name beforehand.
    private let library = ".tenon-\(String(UInt64.random(in: .min ... .max), radix: 36))"

    init(
        suite: TestSuite, bed: TestBed, limits: SandboxLimits, watch: GateWatch,
        method: CoverageMethod
    ) {
        self.suite = suite
        self.bed = bed
        self.limits = limits
        self.watch = watch
        self.method = method
    }

    /// What a run left behind.
    private struct Run {
        let outcome: Outcome
        /// What the collector found.
        let found: [UInt8]
        let report: [[UInt8]]
    }

    func run(_ tests: [TestID]) -> [TestCoverage] {
        // It makes the folder as well, for those who put something else there.
        let collector = "\(library)/\(PythonCoverage.module).py"
        guard (try? bed.write(collector, Array(PythonCoverage.collector.utf8))) != nil else {
            return []
        }
        defer { try? bed.write(collector, nil) }
        if method.isForAllAtOnce { return runAll(tests) }
        var covered: [TestCoverage] = []
        for test in tests where !watch.cancellation.isCancelled {
            let run = start([test])
            let coverage = read(run.found)
            if coverage.isEmpty { continue }
            // Others may run as well, so the report is asked first.
            let told = report(of: run).tests.filter { $0.id.isOne(of: [test]) }
            let isRed =
                told.isEmpty
                ? run.outcome.verdict != .passed : told.contains(where: \.status.isRed)
            covered.append(TestCoverage(id: test, isRed: isRed, coverage: coverage))
        }
        return covered
    }

    /// One run for all tests, whose report says how each ended.
    private func runAll(_ tests: [TestID]) -> [TestCoverage] {
        let run = start(tests)
        let found = PythonCoverage.read(run.found)
        let separator = suite.runner.separator
        return report(of: run).tests.compactMap { test in
            found[([test.id.scope] + test.id.path).joined(separator: separator)].map {
                TestCoverage(id: test.id, isRed: test.status.isRed, coverage: $0)
            }
        }
    }

    private func report(of run: Run) -> TestReport {
        suite.format.read(
            ReportInput(output: run.outcome.output.bytes, files: run.report, folder: folder))
    }

    private func start(_ tests: [TestID]) -> Run {
        let output = "\(library)/lines"
        let report = "\(library)/report"
        let words =
            ["sh", "-c", method.script, "sh"]
            + suite.command(for: tests, report: "\(bed.place)/\(report)")
        var limits = limits
        limits.keptOutputBytes = max(limits.keptOutputBytes, 8 << 20)
        let outcome = bed.run(
            SandboxCommand(
                words, directory: Path(suite.folder.isEmpty ? "." : suite.folder),
                environment: [
                    "TENON_OUT": "\(bed.place)/\(output)", "TENON_ROOT": bed.place,
                    "TENON_LIB": "\(bed.place)/\(library)",
                ]),
            limits, watch.cancellation, watch.onLine)
        defer { for file in [output, report] { try? bed.write(file, nil) } }
        return Run(
            outcome: outcome, found: bed.project.read(output) ?? [],
            report: [bed.project.read(report)].compactMap { $0 })
    }

    private var folder: String {
        suite.folder.isEmpty ? bed.place : "\(bed.place)/\(suite.folder)"
    }

    /// Reads what was found; all paths are relative to the project.
    private func read(_ found: [UInt8]) -> LineCoverage {
        let finder = FrameFinder(ReportInput(output: [], folder: bed.place))
        switch method {
        case .pytest, .unittest: return LineCoverage()
        case .v8: return V8Coverage.read(found, finder: finder, source: bed.project.read)
        case .gcov: return GcovCoverage.read(found, finder: finder)
        case .llvm: return LcovCoverage.read(found, finder: finder)
        case .go:
            let manifest = suite.folder.isEmpty ? "go.mod" : "\(suite.folder)/go.mod"
            guard let module = bed.project.read(manifest).flatMap({ GoCoverage.module(in: $0) })
            else { return LineCoverage() }
            return GoCoverage.read(found, module: module, folder: suite.folder)
        }
    }
}
