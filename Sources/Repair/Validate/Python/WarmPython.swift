internal import Base
internal import JSON
internal import Sandbox
internal import Verify

/// A Python process that has loaded the tests once and forks for each trial. In the fork the
/// functions of a changed file get their new code, which takes a few milliseconds; where more than
/// functions changed, the fork is one of a process that has loaded nothing yet.
final class WarmPython: TrialRunner {
    private let session: SandboxSession
    private let runner: TestCommand.PythonRunner
    private let limits: Limits
    private let aim: RepairAim
    /// The tests as the process calls them, by their numbers.
    private let names: [String]
    private var seen: [Int: Observation] = [:]
    /// Calls that tests made, as the process wrote them down.
    private var calls: [[String]] = []

    private(set) var loaded = LineCoverage()

    let batches = 4...24

    /// How long tests may take.
    struct Limits {
        /// The processor's time of a test that is observed for the first time.
        var firstSeconds = 1.2
        /// The same, after one was too slow.
        var laterSeconds = 0.3
        /// What green tests may take together in each trial; the whole suite comes at the end.
        var greenMilliseconds = 3000.0
        var workers = 2

        /// What a test may take in a trial, however quick it was before.
        func leastSeconds(_ patience: Patience) -> Double {
            switch patience {
            case .brief: 0.05
            case .full: laterSeconds
            }
        }
    }

    /// Starts the process and waits until it has loaded the tests.
    init(
        interpreter: String, _ runner: TestCommand.PythonRunner, arguments: [String],
        folder: String, aim: RepairAim, bed: TestBed, limits: Limits = Limits(),
        cancellation: Cancellation
    ) throws(TrialFailure) {
        self.aim = aim
        self.runner = runner
        self.limits = limits
        let settings: JSONLiteral = [
            "runner": .string(runner.family), "path": .bool(runner == .pytestModule),
            "arguments": .array(arguments.map { .string($0) }), "workers": .int(limits.workers),
            "root": .string(bed.place),
        ]
        do throws(Refusal) {
            session = try bed.start(
                SandboxCommand(
                    [interpreter, "-c", WarmPython.script, JSON(settings).description],
                    directory: Path(folder.isEmpty ? "." : folder),
                    environment: ["PYTHONHASHSEED": "0"]),
                .tests, cancellation)
        } catch {
            throw TrialFailure("no sandbox: \(error.reason)", fix: error.fix)
        }
        let answer = try WarmPython.ask(session, ["do": "load"], milliseconds: 120_000)
        names = answer.first?["tests"]?.elements.compactMap(\.string) ?? []
        if names.isEmpty {
            let problem = answer.first?["problems"]?[0]?["message"]?.string
            throw TrialFailure(problem ?? "no tests were found")
        }
    }

    static var script: String {
        [processes, tests, observing, trying, comparing].joined(separator: "\n")
    }

    // MARK: - Observing

    func observe(
        until isEnough: ([Observation]) -> Bool
    ) throws(TrialFailure) -> [Observation] {
        var rest = observationOrder[...]
        var size = WarmPython.firstRound
        while !rest.isEmpty {
            let begin = Instant.now
            let answer = try WarmPython.ask(
                session,
                [
                    "do": "observe", "tests": .array(rest.prefix(size).map { .int($0) }),
                    "limit": .double(limits.firstSeconds), "after": .double(limits.laterSeconds),
                ], milliseconds: 600_000)
            rest = rest.dropFirst(size)
            if Instant.now.milliseconds(since: begin) < WarmPython.roundMilliseconds { size *= 2 }
            for line in answer {
                for call in line["calls"]?.elements.map({ $0 }) ?? [] {
                    calls.append(call.elements.compactMap(\.string))
                }
                line["loaded"].map { loaded.add($0) }
                guard let number = line["test"]?.int, names.indices.contains(number) else {
                    continue
                }
                seen[number] = observation(number, line)
            }
            if isEnough(Array(seen.values)) { break }
        }
        return seen.sorted { $0.key < $1.key }.map(\.value)
    }

    /// So many tests are observed before the first look at the clock; later as many as take about
    /// so long.
    private static let firstRound = 16
    private static let roundMilliseconds = 400.0

    /// First the tests that are to turn green. Of the others one of each file, then a second one:
    /// a fault seldom hits a single test of a file, so that it is soon met.
    private var observationOrder: [Int] {
        var counts: [String: Int] = [:]
        let turns = names.enumerated().map { number, name in
            let test = runner.id(of: name)
            if !aim.named.isEmpty, aim.concerns(test) { return (turn: -1, number: number) }
            defer { counts[test.scope, default: 0] += 1 }
            return (turn: counts[test.scope, default: 0], number: number)
        }
        return turns.sorted { $0 < $1 }.map(\.number)
    }

    /// Whether all tests have been observed.
    var hasSeenAll: Bool { seen.count == names.count }

    private func observation(_ number: Int, _ line: JSON) -> Observation {
        let status = line["status"]?.string.flatMap { TestStatus(rawValue: $0) } ?? .broken
        var found = Observation(test: runner.id(of: names[number]), status: status)
        found.error = line["error"]?.string ?? ""
        found.message = line["message"]?.string ?? ""
        found.isEndless = line["expired"]?.bool ?? false
        found.milliseconds = 1000 * (line["seconds"]?.double ?? 0)
        for frame in line["frames"]?.elements.map({ $0 }) ?? [] {
            guard let file = frame[0]?.string, let number = frame[1]?.int else { continue }
            found.frames.append(
                StackFrame(
                    place: SourcePlace(file: file, line: number), function: frame[2]?.string))
        }
        line["lines"].map { found.coverage.add($0) }
        return found
    }

    // MARK: - Trying

    func attempt(
        _ trials: [Trial], patience: Patience
    ) throws(TrialFailure) -> [CandidateOutcome] {
        var outcomes: [Int: CandidateOutcome] = [:]
        let paths = Set(trials.flatMap { $0.files.map(\.path) }).sorted()
        let plan = Plan(seen, least: limits.leastSeconds(patience), limits, aim, paths: paths)
        let fresh = try run(Array(trials.enumerated()), plan, isFresh: false, &outcomes)
        if !fresh.isEmpty { _ = try run(fresh, plan, isFresh: true, &outcomes) }
        let cutOff: CandidateOutcome = patience == .brief ? .late : .endless
        return trials.indices.map { outcomes[$0] ?? cutOff }
    }

    /// Which tests a trial runs, in their order.
    private struct Plan {
        let paths: [String]
        let red: [Int]
        var green: [Int] = []
        let seconds: Double
        private(set) var wallSeconds: Double

        init(
            _ seen: [Int: Observation], least: Double, _ limits: Limits, _ aim: RepairAim,
            paths: [String]
        ) {
            self.paths = paths
            let quickest = seen.sorted {
                ($0.value.isEndless ? 1 : 0, $0.value.milliseconds, $0.key)
                    < ($1.value.isEndless ? 1 : 0, $1.value.milliseconds, $1.key)
            }
            red = quickest.filter { $0.value.status.isRed && aim.concerns($0.value.test) }
                .map(\.key)
            let passed = quickest.filter { $0.value.status == .passed }
            var sum = 0.0
            for (number, test) in passed {
                let concerns = paths.contains { test.coverage.lines[$0] != nil }
                guard concerns, sum + test.milliseconds <= limits.greenMilliseconds else {
                    continue
                }
                sum += test.milliseconds
                green.append(number)
            }
            // The quickest, but in their own order: what one leaves behind, the next may see.
            green.sort()
            let slowest = quickest.filter { !$0.value.isEndless }.map(\.value.milliseconds).max()
            seconds = min(8, max(least, 3 * (slowest ?? 0) / 1000))
            wallSeconds = 5 + 4 * seconds + sum / 1000
        }
    }

    /// Those that want to be loaded afresh come back.
    private func run(
        _ trials: [(offset: Int, element: Trial)], _ plan: Plan, isFresh: Bool,
        _ outcomes: inout [Int: CandidateOutcome]
    ) throws(TrialFailure) -> [(offset: Int, element: Trial)] {
        let isFresh = isFresh || runner == .script
        let answer = try WarmPython.ask(
            session,
            [
                "do": "try", "fresh": .bool(isFresh),
                "paths": .array(plan.paths.map { .string($0) }),
                "red": .array(plan.red.map { .int($0) }),
                "green": .array(plan.green.map { .int($0) }),
                "names": .array(isFresh ? names.map { .string($0) } : []),
                "limit": .double(plan.seconds), "wall": .double(plan.wallSeconds),
                "jobs": .array(WarmPython.jobs(trials)),
            ],
            milliseconds: 60_000 + Int(1000 * plan.wallSeconds) * trials.count)
        var again: [(offset: Int, element: Trial)] = []
        for line in answer {
            guard let number = line["job"]?.int, let verdict = line["verdict"]?.string else {
                continue
            }
            switch verdict {
            case "passed": outcomes[number] = .passed
            case "better":
                outcomes[number] = .better(fixed: line["fixed"]?.int ?? 1, of: plan.red.count)
            case "unchanged": outcomes[number] = .unchanged
            case "changed": outcomes[number] = .changed
            case "worse": outcomes[number] = .worse
            case "invalid": outcomes[number] = .invalid
            case "fresh" where !isFresh: again += trials.filter { $0.offset == number }
            // What is cut off has no outcome here.
            default: continue
            }
        }
        return again
    }

    func behaviours(of trials: [Trial]) throws(TrialFailure) -> [[String]] {
        let paths = Set(trials.flatMap { $0.files.map(\.path) })
        let calls = calls.filter { $0.count == 3 && paths.contains($0[0]) }
            .prefix(WarmPython.comparedCalls)
        let answer = try WarmPython.ask(
            session,
            [
                "do": "compare", "seed": 1, "each": .int(WarmPython.variations), "wall": 10,
                "calls": .array(calls.map { .array($0.map { .string($0) }) }),
                "jobs": .array(WarmPython.jobs(Array(trials.enumerated()))),
            ], milliseconds: 60_000)
        var found = trials.map { _ in [String]() }
        for line in answer {
            guard let number = line["job"]?.int, found.indices.contains(number) else { continue }
            found[number] = line["behaviour"]?.elements.compactMap(\.string) ?? []
        }
        return found
    }

    private static let comparedCalls = 12
    private static let variations = 8

    private static func jobs(
        _ trials: [(offset: Int, element: Trial)]
    ) -> [JSONLiteral] {
        trials.map { number, trial in
            let files = trial.files.map {
                ($0.path, JSONLiteral.string(String(decoding: $0.text, as: UTF8.self)))
            }
            return ["id": .int(number), "files": .object(files)]
        }
    }

    // MARK: - Asking

    private static func ask(
        _ session: SandboxSession, _ request: JSONLiteral, milliseconds: Int
    ) throws(TrialFailure) -> [JSON] {
        var writer = JSONWriter()
        writer.write(request)
        var answer: [JSON] = []
        do throws(SessionOver) {
            _ = try session.ask(
                writer.bytes + [UInt8(ascii: "\n")], milliseconds: milliseconds
            ) { line in
                guard let json = try? JSON.parse(line.bytes) else { return false }
                if json["end"] != nil { return true }
                answer.append(json)
                return false
            }
        } catch {
            throw TrialFailure("the process that runs the tests: \(error.outcome.verdict)")
        }
        return answer
    }
}

extension LineCoverage {
    /// Adds the numbers of lines by file.
    fileprivate mutating func add(_ files: JSON) {
        for (file, numbers) in files.members {
            for number in numbers.elements { number.int.map { add($0, of: file) } }
        }
    }
}

extension TestCommand.PythonRunner {
    /// What the process takes it for.
    fileprivate var family: String {
        switch self {
        case .pytestModule, .pytest: "pytest"
        case .unittest: "unittest"
        case .script: "script"
        }
    }

    /// A test as reports call it, by the name that the process gives it.
    fileprivate func id(of name: String) -> TestID {
        switch self {
        case .pytestModule, .pytest:
            // Parameters may hold anything; names do not.
            let bracket = name.utf8.firstIndex(of: UInt8(ascii: "[")) ?? name.endIndex
            var parts = String(name[..<bracket]).parts(separatedBy: "::")
            if !parts.isEmpty { parts[parts.count - 1] += name[bracket...] }
            return TestID(scope: parts.first ?? "", path: Array(parts.dropFirst()))
        case .unittest:
            let parts = name.split(separator: ".").map(String.init)
            return TestID(
                scope: parts.dropLast(2).joined(separator: "."), path: Array(parts.suffix(2)))
        case .script: return TestID(scope: "", path: [name])
        }
    }
}

extension String {
    /// What stands between the separators.
    fileprivate func parts(separatedBy separator: String) -> [String] {
        let own = Array(utf8)
        let sought = Array(separator.utf8)
        var parts: [[UInt8]] = [[]]
        var at = 0
        while at < own.count {
            if own[at...].starts(with: sought) {
                parts.append([])
                at += sought.count
            } else {
                parts[parts.count - 1].append(own[at])
                at += 1
            }
        }
        return parts.map { String(decoding: $0, as: UTF8.self) }
    }
}
