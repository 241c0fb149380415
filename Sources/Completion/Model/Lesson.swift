internal import Text

/// A place of hidden code, where it is known what came: what the network is taught from.
package struct Lesson: Sendable {
    /// What the network is told of the place.
    package let place: [Float]
    /// What it is told of each candidate, one behind the other.
    package let rows: [Float]
    /// The candidate that came; nil where it is none of them.
    package let right: Int?

    /// How many numbers tell of a place.
    package static var placeCount: Int { Features.placeCount }
    /// How many numbers tell of a candidate.
    package static var rowCount: Int { Features.rowCount }

    init(_ features: Features, right: Int?) {
        place = features.place
        rows = features.rows
        self.right = right
    }
}

/// A line that was predicted in hidden code: what its confidence is fitted on.
package struct LineLesson: Sendable {
    /// What the confidence is worked out from.
    package let features: [Double]
    package let isRight: Bool
}

extension CompletionInput {
    /// A lesson for each of the tokens that come at the cursor, at most so many; the line ends
    /// behind them. A word at the cursor may be whole, or only begun.
    package func lessons(from rest: [UInt8], most: Int, isWordWhole: Bool) -> [Lesson] {
        var cursor = Cursor(text, at: cursor)
        if isWordWhole { cursor = cursor.behindWholeWord }
        let typed = text.bytes[cursor.typed]
        let line = typed + rest + [UInt8(ascii: "\n")]
        var start: Predictor.Start? = Predictor.Start(text.bytes, at: cursor)
        var predictor = model.predictor(
            Site(currentIndex(near: cursor.offset), at: cursor), others: boundedOthers())
        return ContextToken.all(in: Array(line)).prefix(most).map { token in
            defer {
                predictor.append(token)
                start = nil
            }
            return predictor.lesson(token, start)
        }
    }

    /// What the whole line at the cursor teaches; nil where nothing is predicted.
    package func lineLesson(from rest: [UInt8]) -> LineLesson? {
        let cursor = Cursor(text, at: cursor)
        guard let line = decodedLine(at: cursor) else { return nil }
        let typed = Array(text.bytes[cursor.typed])
        return LineLesson(
            features: Calibration.features(line, line.steps.count),
            isRight: line.text(line.steps.count, behind: typed) == rest)
    }
}
