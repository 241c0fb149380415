private import Base

/// Turns what the predictor believed of each token into how likely the whole is: a logistic
/// regression, fitted on hidden files of other repositories.
enum Calibration {
    static func confidence(_ line: DecodedLine, _ length: Int) -> Double {
        guard length > 0, !line.steps.isEmpty else { return 0 }
        let sum = zip(ConfidenceWeights.all, features(line, length)).reduce(0) { $0 + $1.0 * $1.1 }
        return 1 / (1 + exp(-sum))
    }

    /// What the weights belong to, in their order.
    static func features(_ line: DecodedLine, _ length: Int) -> [Double] {
        let steps = line.steps.prefix(length)
        guard let first = steps.first else { return [] }
        var sum = 0.0
        var least = 0.0
        var leastMatch = first.match
        for step in steps {
            let belief = log(max(step.probability, 1e-4))
            sum += belief
            least = min(least, belief)
            leastMatch = min(leastMatch, step.match)
        }
        let all = exp(sum)
        return [
            1, sum, least, log(max(first.probability, 1e-4)), all, all * all, exp(least),
            log(1 + Double(first.match)), log(1 + Double(leastMatch)), Double(steps.count) / 10,
            line.isLineStart ? 1 : 0, line.hasTyped ? 1 : 0,
        ]
    }
}
