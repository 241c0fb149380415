import Base
import Completion
import LSP
import Models
import RepoMap
import Text

/// What the session knows of completions beside the documents themselves. The loop owns it.
struct CompletionState {
    var cache = AnswerCache()
    var rhythm = TypingRhythm()
    var edits = EditHistory()
    var ring = ChunkRing()
    /// What prompts about each open document have in common from one to the next.
    var focuses: [DocumentURI: PromptFocus] = [:]
    /// The one question that a model is asked, or will be in a moment.
    var pending: PendingQuestion?
    /// The menu that waits for lines.
    var menu: WaitingMenu?
    /// The names that repositories define.
    let names = SymbolCache()
    /// Further answers that are being asked for.
    var round: CandidateRound?
    /// What is asked ahead.
    var prefetch: Prefetch?
    /// Where the last edit is expected to go on.
    var expected = ExpectedEdits()
    /// Takes back the question to a model for the next edit.
    var editQuestion: Cancellation?
    /// What was said last about each open document, and why.
    var reports: [DocumentURI: CompletionReport] = [:]
    /// How many tokens each provider counts for one of ours.
    var tokenFactors: [String: Double] = [:]
    private var latestID = 0

    mutating func nextID() -> Int {
        latestID += 1
        return latestID
    }

    /// How tokens of a provider's model are counted.
    func count(for provider: Provider) -> TokenCount {
        TokenCount(
            TokenMeasure(model: provider.model) ?? .code,
            factor: tokenFactors[provider.name] ?? 1)
    }

    /// Takes in what a server counted. A factor that moves all the time would move what prompts
    /// begin with.
    mutating func noteTokens(counted: Int, expected: Int, by provider: String) {
        guard counted > 0, expected > 0 else { return }
        let known = tokenFactors[provider] ?? 1
        let factor = min(8, max(0.25, known * Double(counted) / Double(expected)))
        if abs(factor - known) > known / 8 { tokenFactors[provider] = factor }
    }
}

/// What the prompts about one document have in common.
struct PromptFocus {
    /// Where the last prompt's text began.
    var anchor: Int?
    var context = PromptContext()
    /// The line that the context was chosen for.
    var contextLine: Int?
    /// When that was.
    var contextTime: Instant?
    /// The line that was looked at last.
    var visitedLine: Int?
    /// Whether the document may be shown to models; nil until that was found out.
    var mayBeShown: Bool?
}

/// A question to a model: asked, or about to be.
struct PendingQuestion {
    let id: Int
    let uri: DocumentURI
    let place: AnswerCache.Place
    let cursor: Int
    /// Closes the connection.
    let cancellation: Cancellation
    /// What the model has said so far.
    let said: Lock<[UInt8]>
    /// What was typed at the place since.
    var typed: [UInt8] = []
    /// Who waits for the answer.
    var waiting: InlineQuestion?
    /// What the embedded model would say instead; nil until it has been asked.
    var fallback: InlineCompletion??
}

/// A request for an inline completion, at the place that it is about.
struct InlineQuestion: Sendable {
    let open: OpenRequest
    let document: DocumentSnapshot
    let neighbours: [DocumentSnapshot]
    let model: EmbeddedModel
    /// Where the completion goes, in the text of `document`.
    let cursor: Int
    let isInvoked: Bool
    /// What the menu has selected, which is in the text of `document` already: what an answer has
    /// to begin with, and what it replaces in the client's text.
    let selected: InlineCompletionParams.SelectedCompletion?
    let place: AnswerCache.Place
    let start: Instant
}

/// What was said about a place, and why: for people who wonder.
struct CompletionReport: Sendable {
    var uri: DocumentURI
    var position: Position
    /// Who said it: a provider's name, or how else it came about.
    var source = ""
    var parts: [PromptPart] = []
    /// What the server counted for the whole prompt, and how much of that came from its cache.
    var promptTokens: Int?
    var cachedTokens: Int?
    var waitedMilliseconds = 0
    var answeredMilliseconds: Double?
    /// What the model wrote.
    var raw: [UInt8]?
    var records: [PassRecord] = []
    var shown: [String] = []
    /// Why the model's word is not what is shown.
    var fault: String?
    /// Why nothing is shown.
    var reason: String?
}
