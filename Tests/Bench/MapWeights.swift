import Base
import RepoMap

/// Fits the weights of the map's evidence (`Evidence.weight`) to functions of a tree whose bodies
/// are blanked, and shows them beside those in use: `Bench --fit-map --tree DIR`. What comes of it
/// differs from tree to tree by more than rounding, so that the weights in use stand near the mean
/// of several, and are not copied.
func fitMapWeights(_ bench: Bench) throws -> [Figure] {
    guard let tree = bench.options.tree ?? debianPython.map({ bench.sample(of: $0) }) else {
        return []
    }
    let cases = try MapCases(tree: tree, count: bench.rounds(600), seed: 11)
    let kinds = Evidence.allCases
    var fit = LogisticFit(start: kinds.map(\.weight))
    for one in cases.cases { add(one, to: &fit, kinds) }
    let fitted = fit.weights
    return zip(kinds, fitted).map { kind, weight in
        Figure(
            kind.reason,
            [
                .init(label: "in use", value: kind.weight), .init(label: "fitted", value: weight),
            ], unit: "")
    }
}

/// The definitions that compete for room in the map of a case.
private func add(_ one: MapCases.Case, to fit: inout LogisticFit, _ kinds: [Evidence]) {
    var query = one.query
    query.explained = .first(400)
    let ranking = one.index.rank(query)
    var units: [DefinitionID: [Double]] = [:]
    for part in ranking.explanation {
        guard let place = kinds.firstIndex(of: part.evidence) else { continue }
        units[part.id, default: Array(repeating: 0, count: kinds.count)][place] += part.units
    }
    for entry in ranking.entries {
        guard let features = units[entry.id] else { continue }
        let (path, definition) = one.index.described(entry.id)
        let isGold = one.gold.contains(MapCases.Place(path: path, line: definition.line))
        fit.add(features, isTrue: isGold)
    }
}

/// Logistic regression, held near the weights that it starts from.
private struct LogisticFit {
    private let start: [Double]
    private var rows: [(features: [Double], isTrue: Bool)] = []

    /// How much a weight is held; about as many examples weigh as much.
    private static let hold = 5.0
    private static let rounds = 12

    init(start: [Double]) {
        self.start = start
    }

    mutating func add(_ features: [Double], isTrue: Bool) { rows.append((features, isTrue)) }

    /// By Newton's method.
    var weights: [Double] {
        var weights = start
        let count = start.count
        for _ in 0..<LogisticFit.rounds {
            var slope = (0..<count).map { LogisticFit.hold * (start[$0] - weights[$0]) }
            var curve = (0..<count).map { row in
                (0..<count).map { $0 == row ? LogisticFit.hold : 0 }
            }
            for (features, isTrue) in rows {
                let sum = zip(features, weights).reduce(0) { $0 + $1.0 * $1.1 }
                let likelihood = 1 / (1 + exp(-sum))
                let error = (isTrue ? 1 : 0) - likelihood
                for row in 0..<count where features[row] != 0 {
                    slope[row] += error * features[row]
                    for column in 0..<count {
                        curve[row][column] +=
                            likelihood * (1 - likelihood) * features[row] * features[column]
                    }
                }
            }
            weights = better(than: weights, along: solved(curve, slope))
        }
        return weights
    }

    /// The weights after as much of a step as makes them better: a whole one may lead too far.
    private func better(than weights: [Double], along step: [Double]) -> [Double] {
        let value = value(of: weights)
        var part = 1.0
        for _ in 0..<30 {
            let next = zip(weights, step).map { $0 + part * $1 }
            if self.value(of: next) > value { return next }
            part /= 2
        }
        return weights
    }

    /// How well weights explain the examples, less what they differ from those at the start.
    private func value(of weights: [Double]) -> Double {
        let distance = zip(weights, start).reduce(0.0) { $0 + ($1.0 - $1.1) * ($1.0 - $1.1) }
        return rows.reduce(-LogisticFit.hold * distance / 2) { total, row in
            let sum = zip(row.features, weights).reduce(0.0) { $0 + $1.0 * $1.1 }
            let signed = row.isTrue ? sum : -sum
            // The logarithm of the likelihood, without overflow.
            return total - (signed > 0 ? log(1 + exp(-signed)) : log(1 + exp(signed)) - signed)
        }
    }

    /// The solution of a system whose matrix is positive definite.
    private func solved(_ matrix: [[Double]], _ right: [Double]) -> [Double] {
        var (rows, right) = (matrix, right)
        for pivot in rows.indices {
            for row in rows.indices where row != pivot {
                let factor = rows[row][pivot] / rows[pivot][pivot]
                if factor == 0 { continue }
                for column in pivot..<rows.count {
                    rows[row][column] -= factor * rows[pivot][column]
                }
                right[row] -= factor * right[pivot]
            }
        }
        return rows.indices.map { right[$0] / rows[$0][$0] }
    }
}
