internal import Base
internal import Languages
internal import Sandbox
internal import Verify

/// Trials that are built together: each is a variant of a function in one program.
struct VariantTrials {
    private let runs: ColdRuns

    init(_ runs: ColdRuns) {
        self.runs = runs
    }

    /// The outcomes of those for which it is possible; the others are left out.
    func run(
        _ trials: [(offset: Int, element: Trial)], _ outcomes: inout [Int: CandidateOutcome]
    ) throws(TrialFailure) {
        let single = trials.filter { $0.element.files.count == 1 }
        let byPath = Dictionary(grouping: single) { $0.element.files.first?.path ?? "" }
        for (path, trials) in byPath.sorted(by: { $0.key < $1.key }) {
            guard let bytes = runs.bed.project.read(path),
                let name = path.split(separator: "/").last,
                let language = runs.languages.language(fileName: String(name)),
                let file = VariantFile(bytes, language: language)
            else { continue }
            let variants = trials.compactMap { trial in
                trial.element.files.first.flatMap { file.variant(trial.offset + 1, of: $0.text) }
            }
            if variants.count >= VariantTrials.fewest {
                try run(variants, of: file, path, &outcomes)
            }
        }
    }

    /// Fewer are not worth the building.
    private static let fewest = 2
    /// A compiler may find faults of another kind when those of one kind are gone.
    private static let rounds = 8

    private func run(
        _ variants: [VariantFile.Variant], of file: VariantFile, _ path: String,
        _ outcomes: inout [Int: CandidateOutcome]
    ) throws(TrialFailure) {
        var left = variants
        for _ in 0..<VariantTrials.rounds where !left.isEmpty {
            let (text, lines) = file.joined(left)
            var files = [Trial.File(path: path, text: text)]
            if let beside = file.beside {
                let folder = path.split(separator: "/").dropLast().joined(separator: "/")
                let name = folder.isEmpty ? beside.name : "\(folder)/\(beside.name)"
                files.append(Trial.File(path: name, text: beside.text))
            }
            var found: [Int: CandidateOutcome] = [:]
            var refused: Set<Int> = []
            let isBuilt = try runs.with(files) { () throws(TrialFailure) in
                let complaints = complaints(in: build(), about: path)
                refused = Set(
                    lines.filter { !complaints.isDisjoint(with: $0.value) }.map(\.key))
                guard refused.isEmpty else { return false }
                found = try tried(left)
                return true
            }
            for number in refused { outcomes[number - 1] = .invalid }
            for (number, outcome) in found { outcomes[number - 1] = outcome }
            if isBuilt { return }
            left.removeAll { refused.contains($0.number) }
        }
    }

    /// Builds, and runs the program as it was; what was printed.
    private func build() -> [UInt8] {
        var limits = runs.bounds
        limits.keptOutputBytes = 4 << 20
        // Go stops after ten faults, and so would we.
        return runs.bed.run(
            SandboxCommand(
                runs.suite.command(for: [], report: "/dev/null"),
                directory: Path(runs.suite.folder.isEmpty ? "." : runs.suite.folder),
                environment: environment(0).merging(["GOFLAGS": "-gcflags=-e"]) { one, _ in one }),
            limits, runs.cancellation, { _ in }
        ).output.bytes
    }

    /// Runs one variant after another; empty where the program does not behave as it did, so that
    /// nothing could be said of them.
    private func tried(
        _ variants: [VariantFile.Variant]
    ) throws(TrialFailure) -> [Int: CandidateOutcome] {
        let base = try runs.run(runs.bounds, environment: environment(0))
        guard runs.outcome(of: base) == .unchanged || base.ending == .timedOut else { return [:] }
        let limits = ColdRuns.limits(for: base.milliseconds, least: 2000)
        var found: [Int: CandidateOutcome] = [:]
        for variant in variants where !runs.cancellation.isCancelled {
            found[variant.number] = runs.outcome(
                of: try runs.run(limits, environment: environment(variant.number)))
        }
        return found
    }

    private func environment(_ number: Int) -> [String: String] {
        ["TENON_VARIANT": "\(number)"]
    }
}
