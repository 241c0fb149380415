package import Base
package import Models

/// A run's way to its model: the desk, which keeps secrets back, lets completions go first and
/// counts what it costs.
package struct ModelDoor: Sendable {
    private let desk: ModelDesk
    private let run = ModelRunID()

    /// A door for one run.
    package init(_ desk: ModelDesk) {
        self.desk = desk
    }

    private var providers: [Provider] {
        desk.answerers(for: .chat).compactMap { answerer in
            if case .model(let provider) = answerer { provider } else { nil }
        }
    }

    /// Whether any model can be asked.
    package var isOpen: Bool { !providers.isEmpty }

    /// How many tokens the smallest of the models can take in, as far as that is known.
    package var window: Int { providers.compactMap(\.contextTokens).min() ?? 32_768 }

    /// How the first model writes edits; nil where it calls tools for them.
    package var editFormat: EditFormat? {
        guard let first = providers.first, first.tools == .text else { return nil }
        return EditFormat.suited(to: first.model)
    }

    /// Asks and waits for the whole answer; and what it cost. `glimpsed` gets what is said
    /// meanwhile, line by line.
    func answer(
        _ request: ChatRequest, cancellation: Cancellation,
        glimpsed: @escaping @Sendable (String) -> Void
    ) -> (answer: ModelAnswer, spent: Spending) {
        let glimpse = Lock(AnswerGlimpse())
        let answer = desk.answer(to: request, for: run, cancellation: cancellation) { event in
            if let line = glimpse.withLock({ $0.line(after: event) }) { glimpsed(line) }
        }
        var spent = Spending()
        for reading in answer.readings { spent += reading.spending }
        return (answer, spent)
    }

    /// An answer's text, or why there is none. It has placeholders for secrets: it is for reading,
    /// and people pass on what they read.
    package func text(
        _ request: ChatRequest, cancellation: Cancellation,
        glimpsed: @escaping @Sendable (String) -> Void
    ) -> Result<String, ModelFault> {
        let answer = answer(request, cancellation: cancellation, glimpsed: glimpsed).answer
        if case .failure(let fault)? = answer.outcome { return .failure(fault) }
        return .success(String(decoding: answer.text, as: UTF8.self))
    }

    /// A model's edits with the secrets that it only knows by other names.
    func restored(_ edits: ProposedEdits) -> ProposedEdits { edits.mapped(desk.restored) }
}
