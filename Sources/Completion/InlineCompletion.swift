internal import Text

extension CompletionInput {
    /// The rest of the line as far as it is sure enough, or nil. It never goes on behind the line's
    /// end, and never adds a syntax error where the tree is there to tell.
    package func inlineCompletion() -> InlineCompletion? {
        let cursor = Cursor(text, at: cursor)
        // Inside a word there is nothing to go on with.
        guard !cursor.isInNumber, cursor.identifier.upperBound == cursor.offset else { return nil }
        let line = LineContext(text, at: cursor)
        var gate = SyntaxGate(self, replacing: cursor.typed)
        let decoded = decodedLine(at: cursor)
        for length in decoded.lengths(atLeast: limits.confidence) {
            let text = line.processed(line.typed + decoded.text(length, behind: line.typed))
            guard !text.isEmpty else { continue }
            for text in line.closedVariants(of: text) where gate.admits(text) {
                return InlineCompletion(
                    replaced: Range<ByteOffset>(cursor.typed), text: text,
                    confidence: decoded.confidence(length))
            }
            // What is still shorter is hardly ever right where this one is not.
            if gate.trials >= limits.trials { return nil }
        }
        return nil
    }

    /// The likeliest rest of the cursor's line.
    func decodedLine(at cursor: Cursor) -> DecodedLine {
        let indexes = [currentIndex(near: cursor.offset)] + boundedOthers()
        var predictor = TokenPredictor(indexes, cursor: cursor)
        return predictor.decodeLine(
            text.bytes, at: cursor, tokens: limits.lineTokens, bytes: limits.lineBytes)
    }
}

/// The tokens that are expected on the rest of a line, each the likeliest behind those before it.
struct DecodedLine {
    struct Step {
        /// The token, with its blanks.
        var text: [UInt8]
        var probability: Double
        var match: Int
    }

    /// The tokens. The last one has no text if the line is expected to end there.
    var steps: [Step] = []
    /// Whether the cursor is in the indentation.
    var isLineStart: Bool
    /// Whether the first token goes on what is typed of it; its text holds that too.
    var hasTyped: Bool

    /// The text of the first steps, but for what is typed.
    func text(_ length: Int, behind typed: [UInt8]) -> [UInt8] {
        Array(steps.prefix(length).flatMap(\.text).dropFirst(typed.count))
    }

    /// How likely it is that the line goes on with the first steps. Fitted on held-out code.
    func confidence(_ length: Int) -> Double {
        Calibration.confidence(self, length)
    }

    /// How many steps can be shown, the most first.
    func lengths(atLeast confidence: Double) -> [Int] {
        (0..<steps.count).map { steps.count - $0 }.filter { self.confidence($0) >= confidence }
    }
}

extension TokenPredictor {
    /// Takes the likeliest token again and again, up to the line's end.
    mutating func decodeLine(
        _ bytes: [UInt8], at cursor: Cursor, tokens: Int, bytes mostBytes: Int
    ) -> DecodedLine {
        let typed = Array(bytes[cursor.typed])
        let before = bytes[cursor.prefix.lowerBound..<cursor.typed.lowerBound]
        let isLineStart = before.allSatisfy { ByteClass(byte: $0) == .blank }
        let isBlank = before.last.map { ByteClass(byte: $0) == .blank } ?? false
        var start: Start? = Start(typed: typed, hasBlanks: !isLineStart && isBlank)
        var line = DecodedLine(isLineStart: isLineStart, hasTyped: !typed.isEmpty)
        var length = 0
        while line.steps.count < tokens, length < mostBytes, let next = next(start) {
            let blanks = [UInt8](repeating: UInt8(ascii: " "), count: next.blanks)
            line.steps.append(
                DecodedLine.Step(
                    text: blanks + next.token.text, probability: next.probability,
                    match: next.match))
            if next.token.kind == .lineEnd { break }
            length += blanks.count + next.token.text.count
            append(next.token)
            start = nil
        }
        return line
    }
}
