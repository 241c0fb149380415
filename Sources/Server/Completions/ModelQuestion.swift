import Base
import Completion
import LSP
import Languages
import Models
import Text

/// A question to a model with all that it needs, for a worker.
struct ModelQuestion: Sendable {
    let document: DocumentSnapshot
    let neighbours: [DocumentSnapshot]
    let cursor: Int
    let anchor: Int?
    let context: PromptContext
    let path: String
    let repository: String
    let providers: [Provider]
    let count: TokenCount
    let temperature: Double
    let boundsChecks: Bool

    /// The prompt. For workers.
    var prompt: FIMPrompt {
        FIMPrompt(
            document.buffer, cursor: cursor, anchor: anchor, path: path,
            language: document.language?.name ?? "", repository: repository, context: context,
            budget: PromptBudget(contextTokens: providers.first?.contextTokens),
            count: count)
    }

    /// A model's text after all passes. For workers.
    func processed(_ raw: [UInt8]) -> ProcessedProposal {
        ProposalPlace(
            text: document.buffer, cursor: cursor, tree: document.tree,
            others: neighbours.map {
                VerbatimSource(name: $0.uri.name, text: $0.buffer.bytes)
            },
            parseNanoseconds: boundsChecks ? ModelQuestion.parseNanoseconds : nil
        ).processed(raw)
    }

    /// What the checks of syntax may take of the time that somebody waits for a model anyway.
    private static let parseNanoseconds: Int64 = 50_000_000
}

/// How a question to a model ended.
struct ModelOutcome: Sendable {
    let prompt: FIMPrompt
    let answer: ModelAnswer
    let proposal: ProcessedProposal?
    let milliseconds: Double

    /// Who answered, or tried to.
    var provider: String { answer.readings.last?.name.provider ?? "" }

    /// Why there is no text; nil when there is one.
    var failure: ModelFault? {
        if case .failure(let fault) = answer.outcome { fault } else { nil }
    }
}

extension ModelQuestion {
    /// Asks, and hands on how it ended, on a worker. For workers; does not wait. What the embedded
    /// model has to say is settled elsewhere, by how sure it is.
    func ask(
        _ desk: ModelDesk, cancellation: Cancellation, said: Lock<[UInt8]>, workers: WorkerPool,
        then finish: @escaping @Sendable (ModelOutcome) -> Void
    ) {
        let prompt = prompt
        var request = prompt.request
        request.temperature = temperature
        let start = Instant.now
        let answer = Lock(ModelAnswer())
        desk.fillIn(
            request, in: document.uri, cancellation: cancellation, embedded: { done in done(nil) }
        ) { event in
            let now = answer.withLock { answer -> ModelAnswer in
                answer.apply(event)
                return answer
            }
            said.withLock { $0 = now.text }
            guard event.isLast else { return }
            let milliseconds = Instant.now.milliseconds(since: start)
            let isAccepted = workers.submit(.request) {
                var proposal: ProcessedProposal?
                if case .success = now.outcome { proposal = processed(now.text) }
                finish(
                    ModelOutcome(
                        prompt: prompt, answer: now, proposal: proposal,
                        milliseconds: milliseconds))
            }
            if !isAccepted {
                finish(
                    ModelOutcome(
                        prompt: prompt, answer: now, proposal: nil, milliseconds: milliseconds))
            }
        }
    }
}
