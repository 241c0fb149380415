/// What a model is to say.
package struct ScriptedAnswer: Sendable {
    /// One call of a tool.
    package struct Call: Sendable {
        /// Nil where the server is to give none.
        package var id: String?
        package var name: String
        /// The arguments' JSON text, in the pieces in which it streams. Dialects whose calls come
        /// whole join them.
        package var fragments: [String]

        package init(id: String?, name: String, fragments: [String]) {
            self.id = id
            self.name = name
            self.fragments = fragments
        }

        var arguments: String { fragments.joined() }
    }

    /// The text, a token a piece.
    package var text: [String]
    /// What it thinks first, where the dialect has a place for that.
    package var reasoning: [String] = []
    package var calls: [Call] = []
    /// What a diffusion model shows before its text is done, each in place of the one before.
    package var drafts: [String] = []
    /// Whether a bound on tokens ended it.
    package var isCut = false
    /// All tokens of the prompt.
    package var promptTokens = 12
    /// Those of them that came from a cache.
    package var cachedTokens = 4

    package init(
        text: [String] = [], reasoning: [String] = [], calls: [Call] = [], drafts: [String] = []
    ) {
        self.text = text
        self.reasoning = reasoning
        self.calls = calls
        self.drafts = drafts
    }

    /// A token a piece.
    package var outputTokens: Int {
        text.count + reasoning.count + calls.reduce(0) { $0 + $1.fragments.count }
    }

    var wholeText: String { text.joined() }
}

/// How a server declines before it begins to answer. Status and words are each dialect's own.
package enum Refusal: Sendable, CaseIterable {
    case badKey, unpaid, unknownModel, contextExceeded, tooLarge, tooManyRequests, serverError
    case overloaded, loading
}

/// What goes wrong with an answer.
package enum Fault: Sendable {
    /// Nothing at all comes until the gate opens.
    case slowFirstByte(Gate)
    /// The head comes, and then nothing until the gate opens.
    case slowFirstRecord(Gate)
    /// Silence behind so many records, until the gate opens.
    case stall(after: Int, Gate)
    /// The connection breaks behind so many records.
    case reset(after: Int)
    /// Each piece that is sent ends within a character, where there is one of several bytes.
    case cutCharacters
    /// A byte at a time.
    case singleBytes
    case refusal(Refusal, headers: [(name: String, value: String)])
    /// A web page in place of JSON, as proxies and log-in pages give it.
    case page(status: Int)
    /// The right answer under a wrong media type.
    case wrongType
    /// The same record for ever.
    case endless
    /// Each record twice.
    case duplicates
    /// The records that say that the answer is complete do not come.
    case noTerminator
    /// Behind so many records the server says that something went wrong.
    case errorRecord(after: Int)
    /// Behind so many records comes one that is no JSON.
    case brokenRecord(after: Int)
}

/// What the server does with one request.
package struct ModelScript: Sendable {
    package var answer: ScriptedAnswer
    package var fault: Fault?
    /// Whether the lines of event streams end as Windows' do, and comments stand between them.
    package var isQuirky = false

    package init(_ answer: ScriptedAnswer, fault: Fault? = nil) {
        self.answer = answer
        self.fault = fault
    }
}
