private import Base

/// A network of one hidden layer that weighs what speaks for each candidate. It was taught on other
/// repositories to tell the token that came from those that did not; what it knows is which expert
/// to trust where, not what any code says.
struct Network: Sendable {
    /// One for each number that tells of a place.
    private let place: [HiddenUnits]
    /// One for each number that tells of a candidate.
    private let rows: [HiddenUnits]
    private let biases: HiddenUnits
    private let outputs: HiddenUnits
    /// What of a candidate counts without the hidden layer.
    private let direct: [Float]

    /// As it was taught.
    static let taught = Network(weights: NetworkWeights.all)

    /// From its weights, one behind the other: those of places, of candidates, the biases, the
    /// outputs, and what counts directly.
    init(weights: [Float]) {
        var rest = weights[...]
        func take(_ count: Int) -> ArraySlice<Float> {
            defer { rest = rest.dropFirst(count) }
            return rest.prefix(count)
        }
        place = (0..<Features.placeCount).map { _ in HiddenUnits(take(HiddenUnits.count)) }
        rows = (0..<Features.rowCount).map { _ in HiddenUnits(take(HiddenUnits.count)) }
        biases = HiddenUnits(take(HiddenUnits.count))
        outputs = HiddenUnits(take(HiddenUnits.count))
        direct = Array(take(Features.rowCount))
    }

    /// The probability of each candidate. What is missing to one is for none of them.
    func probabilities(_ features: Features) -> [Float] {
        var base = biases
        for (at, value) in features.place.enumerated() where value != 0 {
            base.add(place[at], times: value)
        }
        var scores: [Float] = []
        scores.reserveCapacity(features.numbers.count)
        for candidate in features.numbers.indices {
            let start = candidate * Features.rowCount
            var hidden = base
            var score: Float = 0
            for at in 0..<Features.rowCount {
                let value = features.rows[start + at]
                hidden.add(rows[at], times: value)
                score += value * direct[at]
            }
            scores.append(score + hidden.kept(where: hidden).sum(times: outputs))
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
}
