private import Base

/// The tokens that are expected on the rest of a line, each the likeliest behind those before it.
struct DecodedLine {
    struct Step {
        /// The token, with its blanks.
        var text: [UInt8]
        var probability: Double
        var match: Int
    }

    /// The tokens. The last one has no text if the line is expected to end there.
    private(set) var steps: [Step] = []
    /// Whether the cursor is in the indentation.
    var isLineStart: Bool
    /// Whether the first token goes on what is typed of it; its text holds that too.
    var hasTyped: Bool

    /// How many bytes it is long.
    private(set) var length = 0

    init(isLineStart: Bool, hasTyped: Bool) {
        self.isLineStart = isLineStart
        self.hasTyped = hasTyped
    }

    /// Adds a token, without what stands before the cursor of an operator.
    mutating func add(_ prediction: Predictor.Prediction, blanks: Int, cutsTyped: Bool) {
        let text =
            [UInt8](repeating: UInt8(ascii: " "), count: blanks)
            + prediction.token.text.dropFirst(cutsTyped ? prediction.typed : 0)
        steps.append(
            Step(text: text, probability: prediction.probability, match: prediction.match))
        length += text.count
    }

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

extension Predictor {
    /// From each of the likeliest first tokens on, takes the likeliest next one again and again up
    /// to the line's end.
    func decodeLines(
        _ bytes: [UInt8], at cursor: Cursor, most: Int, _ limits: CompletionLimits
    ) -> [DecodedLine] {
        let start = Start(bytes, at: cursor)
        let typed = start.typed
        let isLineStart = bytes[cursor.prefix.lowerBound..<cursor.typed.lowerBound]
            .allSatisfy { ByteClass(byte: $0) == .blank }
        var first = self
        // That nothing follows is no suggestion; how likely it is makes the others less so.
        let firsts = first.firsts(start).filter { $0.token.kind != .lineEnd }
        return firsts.prefix(max(most, 0)).map { prediction in
            var line = DecodedLine(isLineStart: isLineStart, hasTyped: !typed.isEmpty)
            var predictor = self
            predictor.append(first: prediction, start)
            // What comes before the first token is there already, or is where the cursor belongs.
            let isJoined = isLineStart || prediction.typed > 0
            line.add(prediction, blanks: isJoined ? 0 : prediction.blanks, cutsTyped: typed.isEmpty)
            predictor.decode(into: &line, limits)
            return line
        }
    }

    private mutating func decode(into line: inout DecodedLine, _ limits: CompletionLimits) {
        while line.steps.count < limits.lineTokens, line.length < limits.lineBytes,
            let prediction = next(nil).first
        {
            line.add(prediction, blanks: prediction.blanks, cutsTyped: false)
            if prediction.token.kind == .lineEnd { return }
            append(prediction.token)
        }
    }

    /// The logarithm of a probability of what can be, however unlikely.
    static func logarithm(_ probability: Double) -> Double { log(max(probability, 1e-6)) }
}
