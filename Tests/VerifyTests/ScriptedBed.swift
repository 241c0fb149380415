import Base
import Languages
import Syntax
import Text

@testable import Sandbox
@testable import Verify

/// A project in memory, tested by a pytest that is played: a line `total = ok` of a file makes a
/// test `test_total` that passes. `bad` fails, `skip` is skipped, `flaky` fails every other time;
/// `exit = 3` sets the exit code, whatever the report says; a line with `lint` is a finding.
final class ScriptedBed: Sendable {
    private struct State {
        var files: [String: [UInt8]]
        var commands: [String] = []
        var runs = 0
    }

    private let state: Lock<State>
    /// The programs that are there.
    private let installed: Set<String>
    /// Set where there is no sandbox.
    private let refusal: Refusal?
    /// Cancelled when the command with this number starts.
    private let cancelsAt: Int?

    init(
        _ files: [String: String], installed: Set<String> = ["pytest", "python3"],
        refusal: Refusal? = nil, cancelsAt: Int? = nil
    ) {
        state = Lock(State(files: files.mapValues { Array($0.utf8) }))
        self.installed = installed
        self.refusal = refusal
        self.cancelsAt = cancelsAt
    }

    /// The commands that ran, as typed; reports have one name.
    var commands: [String] { state.withLock { $0.commands } }

    /// How a file stands in the bed now.
    func file(_ path: String) -> String? {
        state.withLock { $0.files[path].map { String(decoding: $0, as: UTF8.self) } }
    }

    var bed: TestBed {
        TestBed(
            project: ProjectFiles(paths: state.withLock { $0.files.keys.sorted() }) { [self] path in
                state.withLock { $0.files[path] }
            },
            place: "/project",
            run: { [self] command, _, cancellation, _ in run(command.arguments, cancellation) },
            write: { [self] path, bytes throws(SystemError) in
                state.withLock { $0.files[path] = bytes }
            })
    }

    private func run(_ words: [String], _ cancellation: Cancellation) -> Outcome {
        if let refusal { return outcome(.refused(refusal)) }
        if cancellation.isCancelled { return outcome(.cancelled) }
        let number = state.withLock { state in
            state.commands.append(words.map { shown($0) }.joined(separator: " "))
            return state.commands.count
        }
        if number == cancelsAt { cancellation.cancel() }
        if cancellation.isCancelled { return outcome(.cancelled) }
        if words.contains("import pytest") { return answer(installed.contains("pytest")) }
        if words[0] == "sh" { return answer(installed.contains(words.last ?? "")) }
        return words.contains("pytest") ? pytest(words) : lint(words)
    }

    private func answer(_ isYes: Bool) -> Outcome { outcome(isYes ? .passed : .failed(1)) }

    /// The words of the command without what differs from run to run.
    private func shown(_ word: String) -> String {
        if word.contains("::tenon") { return "COUNTERTEST" }
        return word.hasPrefix("--junitxml=") ? "--junitxml=REPORT" : word
    }

    private func lint(_ words: [String]) -> Outcome {
        let path = words.last ?? ""
        let lines = (file(path) ?? "").split(separator: "\n", omittingEmptySubsequences: false)
        let found = lines.indices.filter { lines[$0].contains("lint") }
            .map { "\(path):\($0 + 1):1: error: lint\n" }
        return outcome(found.isEmpty ? .passed : .failed(1), found.joined())
    }

    private func pytest(_ words: [String]) -> Outcome {
        let report = words.first { $0.hasPrefix("--junitxml=/project/") }?
            .dropFirst("--junitxml=/project/".count)
        let wanted = words.compactMap { word in
            word.contains("::") ? word.split(separator: ":").last.map(String.init) : nil
        }
        return state.withLock { state in
            let source = String(decoding: state.files["shop.py"] ?? [], as: UTF8.self)
            var cases = ""
            var code: Int32 = 0
            if let counter = wanted.first(where: { $0.hasPrefix("tenon") }) {
                let isBelievable = !source.contains("lies")
                cases = "<testcase classname=\"\(counter)\" name=\"test_equal\">"
                cases += isBelievable ? "<failure message=\"1 != 2\"/></testcase>" : "</testcase>"
                code = isBelievable ? 1 : 0
            } else {
                state.runs += 1
            }
            for line in source.split(separator: "\n") {
                let parts = line.split(separator: " ").map(String.init)
                guard parts.count >= 3, parts[1] == "=" else { continue }
                let name = "test_" + parts[0]
                if parts[0] == "exit" { code = Int32(parts[2]) ?? 0 }
                guard ["ok", "bad", "skip", "flaky"].contains(parts[2]),
                    wanted.isEmpty || wanted.contains(name)
                else { continue }
                let isBad = parts[2] == "bad" || parts[2] == "flaky" && state.runs % 2 == 1
                if isBad { code = 1 }
                cases += "<testcase classname=\"test_shop\" file=\"test_shop.py\" name=\"\(name)\">"
                if isBad { cases += "<failure message=\"\(parts[0]) is bad\"/>" }
                if parts[2] == "skip" { cases += "<skipped/>" }
                cases += "</testcase>"
            }
            if let report {
                state.files[String(report)] = Array("<testsuites>\(cases)</testsuites>".utf8)
            }
            return outcome(code == 0 ? .passed : .failed(code))
        }
    }

    private func outcome(_ verdict: Outcome.Verdict, _ text: String = "") -> Outcome {
        var output = CapturedOutput(keptBytes: 1 << 16)
        output.append(Array(text.utf8))
        return Outcome(
            verdict: verdict, output: output, errors: CapturedOutput(keptBytes: 0),
            resources: Outcome.Resources(), milliseconds: 1)
    }
}

/// Evidence as text.
func shown(_ evidence: Evidence) -> String {
    var lines = ["\(evidence.verdict)"]
    lines += evidence.reasons.map { "because \($0)" }
    for suite in evidence.tests {
        let comparison = suite.comparison
        let counts = [
            ("turned green", comparison.turnedGreen), ("stayed green", comparison.stayedGreen),
            ("turned red", comparison.turnedRed.map(\.id)),
            ("stayed red", comparison.stayedRed.map(\.id)), ("vanished", comparison.vanished),
            ("new", comparison.added), ("flaky", comparison.flaky),
        ]
        lines.append(
            "\(suite.suite.name), \(suite.isWhole ? "all" : "the tests that matter"): "
                + counts.filter { !$0.1.isEmpty }
                .map { "\($0.0) \($0.1.map(\.name).joined(separator: " "))" }
                .joined(separator: ", "))
    }
    lines += evidence.lint.map { "lint \($0.finding.place): \($0.finding.message)" }
    lines += evidence.notRun.map { "not run: \($0.gate) (\($0.what)): \($0.why)" }
    lines += evidence.flags.map { "flag: \($0)" }
    return lines.joined(separator: "\n")
}
