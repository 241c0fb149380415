import Agent
import Base
import JSON
import LSP
import Models
import Settings
import Text
import Verify

/// The argument of `tenon.fix`, as our code actions write it and as an editor's own command may:
/// `{uri, range, goal, instruction, diagnostic: {line, message}, test: [names], testCommand,
/// passes, session}`, all of it optional but for one that says where.
struct FixRequest: Sendable {
    let uri: DocumentURI?
    let goal: AgentGoal
    private let lines: ClosedRange<Int>?
    private let instruction: String
    private let diagnostic: (line: Int, message: String)?
    private let test: [String]
    private let testCommand: String?
    private let passes: [ExtraPass]
    /// The session to go on with.
    private let session: String?

    init(_ json: JSON?) throws(ResponseError) {
        func problem(_ text: String) -> ResponseError {
            ResponseError(.invalidParams, "params.arguments[0].\(text)")
        }
        uri = json?["uri"]?.string.map { DocumentURI($0) }
        let name = json?["goal"]?.string ?? AgentGoal.fix.rawValue
        guard let goal = AgentGoal(rawValue: name) else {
            let all = AgentGoal.allCases.map(\.rawValue).joined(separator: ", ")
            throw problem("goal: expected one of \(all)")
        }
        self.goal = goal
        instruction = json?["instruction"]?.string ?? ""
        if let range = json?["range"] {
            guard let first = range["start"]?["line"]?.int, let last = range["end"]?["line"]?.int,
                first >= 0, first < 1 << 30, last >= 0, last < 1 << 30
            else { throw problem("range: expected a range of positions") }
            lines = (first + 1)...(max(first, last) + 1)
        } else {
            lines = nil
        }
        if let part = json?["diagnostic"] {
            guard let line = part["line"]?.int, (0..<(1 << 30)).contains(line),
                let message = part["message"]?.string
            else { throw problem("diagnostic: expected {line, message}") }
            diagnostic = (line + 1, message)
        } else {
            diagnostic = nil
        }
        test = json?["test"]?.elements.compactMap(\.string) ?? []
        testCommand = json?["testCommand"]?.string
        passes = json?["passes"]?.elements.compactMap { $0.string.flatMap(ExtraPass.init) } ?? []
        session = json?["session"]?.string
    }

    /// Who can do it, in the order of the settings.
    func proposers(of desk: ModelDesk) -> [Proposer] {
        let needsModel =
            goal != .fix || !instruction.isEmpty || diagnostic != nil || !passes.isEmpty
            || session != nil
        return desk.proposers.filter { $0 == .model || !needsModel }
    }

    /// Works. Blocks: on a thread of its own.
    func run(
        by proposers: [Proposer], _ job: AgentJob, _ surroundings: AgentSurroundings,
        _ documents: [DocumentSnapshot]
    ) throws(ResponseError) -> AgentResult {
        let base = surroundings.base(documents)
        if let session {
            guard let kept = job.sessions?.session(session) else {
                throw ResponseError(.invalidParams, "there is no session \(session)")
            }
            guard kept.lostSecrets.isEmpty else {
                throw ResponseError(.requestFailed, kept.lossText)
            }
            let outcome = job.resume(
                kept, instruction: instruction.isEmpty ? nil : instruction, base: base)
            var order = AgentOrder(root: kept.header.folder, goal: kept.header.task.goal)
            order.instruction = instruction.isEmpty ? kept.header.task.instruction : instruction
            order.testCommand = kept.header.testCommand
            return .proposal(surroundings.offer(outcome, order, job, documents))
        }
        let order = try order(surroundings)
        let outcome = job.work(on: order, by: proposers, base: base)
        return .proposal(surroundings.offer(outcome, order, job, documents))
    }

    private func order(_ surroundings: AgentSurroundings) throws(ResponseError) -> AgentOrder {
        var order = AgentOrder(root: surroundings.root, goal: goal)
        order.instruction = instruction
        order.testCommand = testCommand ?? surroundings.settings.ownTestCommand
        order.passes = passes
        order.candidates = surroundings.settings.agentCandidates
        guard let path = uri?.path?.relative(to: surroundings.root) else { return order }
        do throws(EditProblem) {
            let file = try ProjectPath(path.string)
            order.file = file
            if let lines { order.focus = AgentFocus(path: file, lines: lines) }
            if let diagnostic {
                order.complaint = Complaint(
                    path: file, line: diagnostic.line, message: diagnostic.message)
            }
            if !test.isEmpty { order.tests = [TestTarget(file: file.string, path: test)] }
        } catch {
            throw ResponseError(.invalidParams, "\(error)")
        }
        return order
    }
}

extension AgentSurroundings {
    /// What a run's outcome comes to for the documents as they are by now: when they have changed
    /// meanwhile, the patch is joined with that and verified again.
    func offer(
        _ outcome: AgentOutcome, _ order: AgentOrder, _ job: AgentJob,
        _ documents: [DocumentSnapshot]
    ) -> AgentOffer {
        var words = outcome.words
        var proposal = outcome.proposal
        var documents = documents
        for _ in 0..<AgentSurroundings.mostRebases {
            guard let current = proposal, let now = documentsNow() else { break }
            documents = now
            do throws(RebaseConflict) {
                let rebased = try RebasedPatch(current.patch) { content(of: $0, now) }
                guard rebased.isChanged else { break }
                if rebased.patch.files.isEmpty {
                    words = "the project has the change already"
                    proposal = nil
                    break
                }
                mailbox.post { [progress] session in
                    progress.report(session, message: "the files have changed: checking again")
                }
                var evidence = job.verify(rebased.patch, for: order, base: base(now))
                evidence.remarks.append(
                    "the files changed while this was made; it was joined with that")
                if evidence.verdict != .verified, outcome.ending == .accepted {
                    words = "not accepted any more: the files changed meanwhile"
                }
                proposal = Proposal(
                    title: current.title, patch: rebased.patch, evidence: evidence)
            } catch {
                let files = error.files.joined(separator: ", ")
                words = "the same lines were changed meanwhile in \(files)"
                proposal?.evidence.verdict = .refuted
                proposal?.evidence.reasons.append(words)
                break
            }
        }
        let text = proposal.map { PreviewText($0, words: words, session: outcome.session).text }
        let name = Path("proposal-" + (outcome.session ?? "latest") + ".md")
        let folder = options.directories.state / "proposals"
        return AgentOffer(
            order: order, words: words, proposal: proposal, session: outcome.session,
            documents: documents,
            preview: text.map {
                WrittenText($0, in: folder.appending(name), own: desk.secrets())
            })
    }

    /// Who types on while this verifies gets the last version that was verified, or is told.
    private static let mostRebases = 4
}

/// A proposal with its evidence, as Markdown.
struct PreviewText {
    let text: String

    init(_ proposal: Proposal, words: String, session: String?) {
        let kept = session.map { "\nKept as session \($0).\n" } ?? ""
        text = """
            # \(proposal.title)

            \(words)

            ## Evidence

            \(proposal.evidence.lines.map { "- \($0)" }.joined(separator: "\n"))
            \(kept)
            ## Change

            ```diff
            \(String(decoding: proposal.patch.diff, as: UTF8.self))```

            """
    }
}
