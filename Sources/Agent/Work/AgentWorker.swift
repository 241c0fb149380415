package import Base
package import Models
internal import Sandbox
internal import Verify

/// Does what a run of the agent wants done: asks the model, carries out its calls, has its drafts
/// judged. It blocks, so it needs a thread of its own. It decides nothing; `AgentRun` does.
package final class AgentWorker {
    let project: AgentProject
    /// Answers what the model asks about symbols, from the repository's graph.
    let askIndex: (String, SymbolQuestion) -> String
    let cancellation: Cancellation
    private let desk: ModelDesk
    private let model = ModelRunID()
    private let observe: (AgentRun) -> Void
    private var baseline = Baseline()

    /// A worker for one run. `observe` sees the run before each of its steps.
    package init(
        project: AgentProject, desk: ModelDesk, cancellation: Cancellation,
        askIndex: @escaping (String, SymbolQuestion) -> String,
        observe: @escaping (AgentRun) -> Void
    ) {
        self.project = project
        self.desk = desk
        self.cancellation = cancellation
        self.askIndex = askIndex
        self.observe = observe
    }

    /// Works until the run stops, and says how.
    package func work(on start: AgentRun) -> AgentStop {
        let begin = Instant.now
        var run = start
        var effect = run.next(.started, at: 0)
        while let wanted = effect {
            observe(run)
            if case .stop(let stop) = wanted { return stop }
            let event = carryOut(wanted)
            effect = run.next(
                cancellation.isCancelled ? .cancelled : event,
                at: Int(Instant.now.milliseconds(since: begin)))
        }
        return AgentStop(reason: .cancelled, best: run.best)
    }

    private func carryOut(_ effect: AgentEffect) -> AgentEvent {
        switch effect {
        case .reproduce: .reproduced(reproduce())
        case .ask(let request):
            .answered(desk.answer(to: request, for: model, cancellation: cancellation))
        case .use(let calls, let draft): use(calls, draft)
        case .judge(let draft): .judged(judge(draft))
        case .stop: .cancelled
        }
    }

    // -- The gates --------------------------------------------------------------------------------

    private func reproduce() -> Reproduction {
        do {
            let notRun = Gates(languages: project.languages).reproduce(
                for: project.files.map(\.string), in: try project.copy(with: Draft()).bed,
                plan: project.plan, baseline: &baseline, watch: watch)
            if !baseline.red.isEmpty { return .red(evidence: Reports.failing(baseline.red)) }
            guard let reason = notRun.first else { return .green }
            return .impossible("\(reason.what): \(reason.why)")
        } catch {
            return .impossible("\(error)")
        }
    }

    private func judge(_ draft: Draft) -> Judgement {
        do {
            let evidence = Gates(languages: project.languages).judge(
                draft.patch, in: try project.copy(with: Draft()).bed, plan: project.plan,
                baseline: &baseline, watch: watch)
            return Judgement(evidence)
        } catch {
            return Judgement(
                verdict: .unverified("\(error)"), failures: [], report: "not run: \(error)")
        }
    }

    var watch: GateWatch {
        GateWatch(cancellation: cancellation, onPhase: { _ in }, onLine: { _ in })
    }
}

extension Draft {
    /// As the gates want it.
    var patch: Patch {
        Patch(
            files.sorted { $0.key < $1.key }.map { path, change in
                Patch.File(
                    path: path.string, before: change.original, after: change.content)
            })
    }
}

extension Judgement {
    /// What the gates' evidence comes to.
    init(_ evidence: Evidence) {
        let stillRed = evidence.tests.flatMap(\.comparison.stayedRed)
        switch evidence.verdict {
        case .verified: verdict = stillRed.isEmpty ? .accepted : .refused
        case .refuted: verdict = .refused
        case .unverified:
            let first = evidence.notRun.first
            verdict = .unverified(first.map { "\($0.what): \($0.why)" } ?? "no test did run")
        }
        let red = stillRed + evidence.tests.flatMap(\.comparison.turnedRed)
        failures = Set(red.map { Reports.name($0.id) } + evidence.reasons)
        report = (evidence.reasons + evidence.flags + [Reports.failing(red)])
            .filter { !$0.isEmpty }.joined(separator: "\n\n")
    }
}

/// What is told of tests, in words for the model.
enum Reports {
    /// Red tests with why they are.
    static func failing(_ tests: [TestResult]) -> String {
        tests.prefix(10).map { test in
            let place = test.place.map { " (\($0))" } ?? ""
            let details = test.details.isEmpty ? test.message : test.details
            return "\(test.status.rawValue): \(name(test.id))\(place)\n"
                + Untrusted.shortened(details, to: 3000)
        }.joined(separator: "\n\n")
            + (tests.count > 10 ? "\n\nand \(tests.count - 10) more" : "")
    }

    static func name(_ test: TestID) -> String {
        ([test.scope] + test.path).filter { !$0.isEmpty }.joined(separator: " › ")
    }
}
