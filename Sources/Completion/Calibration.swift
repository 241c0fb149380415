private import Base

/// Turns what the predictor believed of each token into how likely the whole is: a logistic
/// regression over features of the tokens.
enum Calibration {
    /// One for each feature, in their order. Fitted on code that was held out.
    private static let weights: [Double] = [
        1.3, 0.27, 1.56, -0.07, 0.76, 0.18, 4.1, -3.06, -1.08, -0.64, -0.42, 0.45,
    ]

    static func confidence(_ line: DecodedLine, _ length: Int) -> Double {
        let sum = zip(weights, features(line, length)).reduce(0) { $0 + $1.0 * $1.1 }
        return 1 / (1 + exp(-sum))
    }

    static func features(_ line: DecodedLine, _ length: Int) -> [Double] {
        let steps = line.steps.prefix(length)
        guard let first = steps.first, let last = steps.last else {
            return [Double](repeating: 0, count: weights.count)
        }
        let logs = steps.map { log(max($0.probability, 1e-4)) }
        let sum = logs.reduce(0, +)
        return [
            1, sum, logs.min() ?? 0, logs[0], logs[logs.count - 1], sum / Double(logs.count),
            log(1 + Double(first.match)), log(1 + Double(steps.map(\.match).min() ?? 0)),
            log(1 + Double(last.match)), Double(steps.count) / 10, line.isLineStart ? 1 : 0,
            line.hasTyped ? 1 : 0,
        ]
    }
}
