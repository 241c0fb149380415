internal import Base
internal import Languages
internal import Sandbox
internal import Text
internal import Verify

/// One search, from the failing tests to what the gates say.
struct RepairSearch {
    let task: RepairTask
    let languages: LanguageRegistry
    let bed: TestBed
    let control: RepairControl
    let onProgress: (RepairProgress) -> Void

    /// A candidate that passed all tests that concern it.
    private struct Passed {
        let candidate: Candidate
        let trial: Trial
        /// What was found out beside the tests.
        var remark: String?
    }

    private var progress = RepairProgress(phase: .reproducing)
    private var tried = 0

    init(
        task: RepairTask, languages: LanguageRegistry, bed: TestBed, control: RepairControl,
        onProgress: @escaping (RepairProgress) -> Void
    ) {
        self.task = task
        self.languages = languages
        self.bed = bed
        self.control = control
        self.onProgress = onProgress
    }

    mutating func run() throws(TrialFailure) -> RepairReport {
        onProgress(progress)
        let tests = try TestPreparation(task: task, languages: languages, bed: bed, control)
        let begin = Instant.now
        var firstRed: Instant?
        let observations = try tests.runner.observe { seen in
            if firstRed == nil, seen.contains(where: { isRed($0) }) { firstRed = .now }
            guard let firstRed else { return false }
            return Instant.now.milliseconds(since: firstRed) > RepairSearch.moreGreen
                && Instant.now.milliseconds(since: begin) > RepairSearch.moreGreen
        }
        let red = observations.filter { isRed($0) }
        // What is red for other reasons would lead astray.
        let telling = observations.filter { !$0.status.isRed || isRed($0) }
        let suspicion = localised(telling, tests.runner.loaded)
        guard !red.isEmpty else { return RepairReport(ending: .nothingRed, suspicion: suspicion) }
        let files = suspects(suspicion)
        if files.isEmpty { throw TrialFailure("no file is known in which the fault may be") }
        let facts = FailureFacts(telling) { place in line(of: place) }
        let (passed, ending) = try search(files, facts, tests.runner)
        var report = RepairReport(
            ending: ending, patches: [], red: red, suspicion: suspicion, tried: tried)
        if passed.isEmpty { return report }
        progress.phase = .verifying
        onProgress(progress)
        report.patches = judged(try compared(passed, tests.runner), tests, observations)
        return report
    }

    /// Whether a test is red that is to turn green.
    private func isRed(_ seen: Observation) -> Bool {
        seen.status.isRed && task.aim.concerns(seen.test)
    }

    /// So long green tests are run too, after one is red: they narrow the fault down.
    private static let moreGreen = 2500.0

    // MARK: - Where

    private func localised(
        _ observations: [Observation], _ loaded: LineCoverage
    ) -> Suspicion {
        let known = Suspicion(observations, loaded: loaded) { isSuspect($0) }
        if !known.files.isEmpty { return known }
        let sources = bed.project.paths.filter { isSuspect($0) }
        return Suspicion(evenly: sources.count > RepairSearch.mostSources ? [] : sources) { path in
            lineCount(of: path)
        }
    }

    private static let mostSources = 30

    /// Whether a fault may be in a file: not in tests, nor in what the user's command names, which
    /// is a test as well.
    private func isSuspect(_ path: String) -> Bool {
        let words = task.command?.split(separator: " ").map(String.init) ?? []
        return FileRole.isOrdinary(path) && !words.contains(path)
            && language(of: path)?.description.repair != nil
    }

    private func language(of path: String) -> Language? {
        path.split(separator: "/").last.flatMap { languages.language(fileName: String($0)) }
    }

    private func lineCount(of path: String) -> Int {
        bed.project.read(path)?.count { $0 == UInt8(ascii: "\n") } ?? 0
    }

    private func line(of place: SourcePlace) -> String? {
        guard let bytes = bed.project.read(place.file) else { return nil }
        let lines = bytes.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
        guard lines.indices.contains(place.line - 1) else { return nil }
        return String(decoding: lines[place.line - 1], as: UTF8.self)
    }

    /// A file that may be changed, with its path.
    private struct Suspect {
        let path: String
        let file: SuspectFile
    }

    private func suspects(_ suspicion: Suspicion) -> [Suspect] {
        suspicion.files.prefix(RepairSearch.mostFiles).compactMap { path in
            guard let language = language(of: path), let bytes = bed.project.read(path),
                bytes.count <= RepairSearch.longestFile
            else { return nil }
            let lines = suspicion.lines[path] ?? [:]
            let fromZero = Dictionary(lines.map { ($0.key - 1, $0.value) }) { one, _ in one }
            return SuspectFile(bytes, language: language, suspicion: fromZero)
                .map { Suspect(path: path, file: $0) }
        }
    }

    private static let mostFiles = 12
    private static let longestFile = 1 << 20

    // MARK: - What

    private mutating func search(
        _ files: [Suspect], _ facts: FailureFacts, _ runner: any TrialRunner
    ) throws(TrialFailure) -> ([Passed], RepairReport.Ending) {
        let donors = DonorFiles(bed, languages: languages)
        let source = CandidateSource(files.map(\.file), facts: facts) { names, file in
            donors.texts(with: names, besides: files[file].path)
        }
        var queue = TrialQueue(source, sizes: runner.batches)
        var passed: [Passed] = []
        var clock = SearchClock(task.bounds)
        progress.phase = .searching
        while tried < task.bounds.candidates {
            clock.extend(milliseconds: Int(control.rest()))
            if control.cancellation.isCancelled { return (passed, .cancelled) }
            if clock.isOver { return (passed, passed.isEmpty ? .outOfTime : .repaired) }
            let (candidates, patience) = queue.next(
                hasPassed: !passed.isEmpty, isTimeForLate: clock.isTimeForLate)
            if candidates.isEmpty { return (passed, passed.isEmpty ? .exhausted : .repaired) }
            let outcomes = try runner.attempt(
                candidates.map { trial($0, files) }, patience: patience)
            for (candidate, outcome) in zip(candidates, outcomes) {
                queue.learn(outcome, of: candidate)
                if outcome == .passed {
                    if passed.isEmpty { clock.shorten() }
                    passed.append(Passed(candidate: candidate, trial: trial(candidate, files)))
                }
                note(candidate, outcome)
            }
            tried += candidates.count
            progress.tried = tried
            progress.rate = Double(tried) / (Instant.now.milliseconds(since: clock.begin) / 1000)
            onProgress(progress)
            if passed.count >= task.bounds.patches { return (passed, .repaired) }
        }
        return (passed, passed.isEmpty ? .outOfTime : .repaired)
    }

    /// Keeps what has come furthest.
    private mutating func note(_ candidate: Candidate, _ outcome: CandidateOutcome) {
        switch outcome {
        case .passed: progress.best = candidate.summary
        case .better(let fixed, let all) where progress.best == nil:
            progress.best = "\(candidate.summary) (\(fixed) of \(all) tests)"
        case .better, .unchanged, .changed, .worse, .late, .endless, .invalid: break
        }
    }

    private func trial(_ candidate: Candidate, _ files: [Suspect]) -> Trial {
        Trial(
            files: candidate.changes.compactMap { change in
                let suspect = files[change.file]
                guard let text = try? change.edits.applied(to: suspect.file.text.bytes) else {
                    return nil
                }
                return Trial.File(path: suspect.path, text: text)
            })
    }

    private func patch(_ trial: Trial) -> Patch {
        Patch(
            trial.files.map { file in
                Patch.File(
                    path: file.path, before: bed.project.read(file.path), after: file.text)
            })
    }

    // MARK: - Whether

    /// Those that passed, in the order in which they are to be judged and shown.
    private func compared(
        _ passed: [Passed], _ runner: any TrialRunner
    ) throws(TrialFailure) -> [Passed] {
        guard passed.count > 1 else { return passed }
        let behaviours = Behaviours(
            answers: try runner.behaviours(of: passed.map(\.trial)))
        return behaviours.order.map { number in
            var item = passed[number]
            item.remark = behaviours.remark(on: number)
            return item
        }
    }

    /// What the gates say of those that passed; those that they refuse are left out.
    private func judged(
        _ passed: [Passed], _ tests: TestPreparation, _ observations: [Observation]
    ) -> [RepairPatch] {
        var baseline = tests.baseline(observations)
        let gates = Gates(languages: languages)
        var patches: [RepairPatch] = []
        for item in passed
        where !control.cancellation.isCancelled && patches.count < task.bounds.verified {
            let patch = patch(item.trial)
            var evidence = gates.judge(
                patch, in: bed, plan: tests.plan, baseline: &baseline,
                watch: GateWatch(
                    cancellation: control.cancellation, onPhase: { _ in }, onLine: { _ in }))
            try? bed.apply(patch, .before)
            if evidence.verdict == .refuted { continue }
            evidence.flags += item.remark.map { [$0] } ?? []
            patches.append(
                RepairPatch(
                    patch: patch, summary: item.candidate.summary, evidence: evidence))
        }
        return patches
    }
}
