private import Base

/// A network of one hidden layer that weighs what speaks for each candidate. It was taught on other
/// repositories to tell the token that came from those that did not; what it knows is which expert
/// to trust where, not what any code says.
struct Network: Sendable {
    /// How many hidden units it has.
    static let width = 48

    private let place: [Float]
    private let rows: [Float]
    private let biases: [Float]
    private let outputs: [Float]
    /// What of a candidate counts without the hidden layer.
    private let direct: [Float]

    /// As it was taught.
    static let taught = Network(weights: NetworkWeights.all)

    /// How many weights it has.
    static let size =
        (Features.placeCount + Features.rowCount + 2) * width + Features.rowCount

    init(weights: [Float]) {
        var rest = weights[...]
        func take(_ count: Int) -> [Float] {
            defer { rest = rest.dropFirst(count) }
            return Array(rest.prefix(count))
        }
        place = take(Features.placeCount * Self.width)
        rows = take(Features.rowCount * Self.width)
        biases = take(Self.width)
        outputs = take(Self.width)
        direct = take(Features.rowCount)
    }

    /// The probability of each candidate. What is missing to one is for none of them.
    func probabilities(_ features: Features) -> [Float] {
        var base = biases
        Self.add(features.place[...], weighedBy: place, to: &base)
        var hidden = base
        var scores: [Float] = []
        scores.reserveCapacity(features.numbers.count)
        for candidate in features.numbers.indices {
            let start = candidate * Features.rowCount
            let row = features.rows[start..<start + Features.rowCount]
            for unit in hidden.indices { hidden[unit] = base[unit] }
            Self.add(row, weighedBy: rows, to: &hidden)
            var score: Float = 0
            for (at, value) in row.enumerated() { score += value * direct[at] }
            for unit in hidden.indices { score += max(hidden[unit], 0) * outputs[unit] }
            scores.append(score)
        }
        // None of them scores 0.
        let top = max(scores.max() ?? 0, 0)
        var total = expf(-top)
        for at in scores.indices {
            scores[at] = expf(scores[at] - top)
            total += scores[at]
        }
        return scores.map { $0 / total }
    }

    private static func add(
        _ values: ArraySlice<Float>, weighedBy weights: [Float], to sums: inout [Float]
    ) {
        let weights = weights.span
        var sums = sums.mutableSpan
        for (at, value) in values.enumerated() where value != 0 {
            for unit in 0..<width { sums[unit] += value * weights[at &* width &+ unit] }
        }
    }
}
