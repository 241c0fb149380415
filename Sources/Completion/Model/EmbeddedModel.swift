package import Text

/// The model that needs no model: it predicts code from the workspace and the open documents. A
/// snapshot of what is known to whoever writes one document; it never changes.
package struct EmbeddedModel: Sendable {
    private let corpora: [CorpusEvidence]

    init(corpora: [CorpusEvidence]) {
        self.corpora = corpora
    }

    /// A model that knows only what is open.
    package static let ofOpenDocuments = EmbeddedModel(corpora: [])

    /// The words of the workspace that start like this, the most frequent first.
    package func words(startingWith prefix: [UInt8], most: Int) -> [[UInt8]] {
        var counts: [[UInt8]: UInt32] = [:]
        for evidence in corpora {
            let corpus = evidence.corpus
            let words = corpus.vocabulary.words(
                startingWith: prefix, in: corpus.sortedIdentifiers)
            for word in words where evidence.count(of: word) > 0 {
                counts[Array(corpus.vocabulary.text(of: word)), default: 0] +=
                    evidence.count(of: word)
            }
        }
        let sorted = counts.sorted {
            $0.value != $1.value
                ? $0.value > $1.value : $0.key.lexicographicallyPrecedes($1.key)
        }
        return sorted.prefix(max(most, 0)).map(\.key)
    }

    func predictor(_ site: Site, others: some Sequence<DocumentIndex>) -> Predictor {
        Predictor(site, others: Array(others), corpora: corpora)
    }
}

/// What the embedded model expects at the cursor.
package struct EmbeddedSuggestion: Sendable, Hashable {
    /// What it replaces: what is typed of the identifier, up to the cursor. On one line.
    package var replaced: Range<ByteOffset>
    /// The line from there to its end. It starts with the bytes that it replaces.
    package var text: [UInt8]
    /// How likely it is that all of it is right, from 0 to 1.
    package var confidence: Double
    /// The longest start of it that is likely enough to be shown; empty when there is none.
    package var sure: [UInt8]
    /// How likely it is that `sure` is right.
    package var sureConfidence: Double
}

/// A token that may come at the cursor.
package struct ExpectedToken: Sendable, Hashable {
    /// What of it is not typed yet; nothing for the end of the line.
    package let text: [UInt8]
    /// How many blanks come before it.
    package let blanks: Int
    /// How likely it is, from 0 to 1.
    package let probability: Double

    init(_ prediction: Predictor.Prediction) {
        text = Array(prediction.token.text.dropFirst(prediction.typed))
        blanks = prediction.blanks
        probability = prediction.probability
    }
}

extension CompletionInput {
    /// What the model expects on the rest of the line. Nil inside a word, where there is nothing to
    /// go on with, and where nothing like this was ever seen.
    package func suggestion() -> EmbeddedSuggestion? { alternatives(most: 1).first }

    /// The likeliest ways to go on, each from another first token, the likeliest first.
    package func alternatives(most: Int) -> [EmbeddedSuggestion] {
        let cursor = Cursor(text, at: cursor)
        guard !cursor.isInNumber, cursor.identifier.upperBound == cursor.offset else { return [] }
        let typed = Array(text.bytes[cursor.typed])
        var found: [EmbeddedSuggestion] = []
        for line in decodedLines(at: cursor, most: most) {
            let lengths = line.lengths(atLeast: limits.confidence)
            let suggestion = EmbeddedSuggestion(
                replaced: Range<ByteOffset>(cursor.typed),
                text: typed + line.text(line.steps.count, behind: typed),
                confidence: line.confidence(line.steps.count),
                sure: lengths.first.map { typed + line.text($0, behind: typed) } ?? [],
                sureConfidence: lengths.first.map { line.confidence($0) } ?? 0)
            if !found.contains(where: { $0.text == suggestion.text }) { found.append(suggestion) }
        }
        return found
    }

    /// The tokens that may come behind what is written, the likeliest first. A word at the cursor
    /// is taken to be whole.
    package func nextTokens(most: Int) -> [ExpectedToken] {
        let cursor = Cursor(text, at: cursor).behindWholeWord
        let site = Site(currentIndex(near: cursor.offset), at: cursor)
        var predictor = model.predictor(site, others: boundedOthers())
        let found = predictor.firsts(Predictor.Start(text.bytes, at: cursor))
        return found.prefix(max(most, 0)).map(ExpectedToken.init)
    }

    /// How likely it is that some lines of the text read like this instead: the logarithm of the
    /// probability of all of their tokens. The range is extended to whole lines.
    package func logProbability(of replacement: [UInt8], replacing range: Range<ByteOffset>)
        -> Double
    {
        let edited = EditedLines(of: text, around: range, replacedBy: replacement)
        let site = Site(
            currentIndex(near: edited.range.lowerBound), behind: edited.start,
            hole: edited.start..<edited.range.upperBound, indentation: edited.indentation)
        var predictor = model.predictor(site, others: boundedOthers())
        var sum = 0.0
        for token in edited.tokens {
            let probability = predictor.next(nil)
                .first { TokenHash.symbol($0.token.hash) == TokenHash.symbol(token.hash) }?
                .probability
            sum += Predictor.logarithm(probability ?? 0)
            predictor.append(token)
        }
        return sum
    }

    /// The most likely rest of the cursor's line.
    func decodedLine(at cursor: Cursor) -> DecodedLine? { decodedLines(at: cursor, most: 1).first }

    private func decodedLines(at cursor: Cursor, most: Int) -> [DecodedLine] {
        let site = Site(currentIndex(near: cursor.offset), at: cursor)
        let predictor = model.predictor(site, others: boundedOthers())
        return predictor.decodeLines(text.bytes, at: cursor, most: most, limits)
    }
}

/// Whole lines of a text, and what they are to be.
private struct EditedLines {
    let range: Range<Int>
    /// Where the first token starts.
    let start: Int
    let indentation: Int
    let tokens: [ContextToken]

    init(of text: TextBuffer, around range: Range<ByteOffset>, replacedBy replacement: [UInt8]) {
        let bytes = text.bytes
        let lower = text.clamp(range.lowerBound).value
        let upper = max(lower, text.clamp(range.upperBound).value)
        let first = text.lines.contentRange(of: text.lines.line(at: lower), in: bytes.span)
        let last = text.lines.contentRange(of: text.lines.line(at: upper), in: bytes.span)
        self.range = first.lowerBound..<max(last.upperBound, first.lowerBound)
        let new =
            bytes[first.lowerBound..<max(lower, first.lowerBound)] + replacement
            + bytes[upper..<max(upper, last.upperBound)]
        let blanks = new.prefix { ByteClass(byte: $0) == .blank }
        indentation = Scopes.column(of: Array(blanks)[...])
        start = first.lowerBound
        let line = Array(new) + [UInt8(ascii: "\n")]
        tokens = ContextToken.all(in: line)
    }
}
