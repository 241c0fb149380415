import Base
import Completion

/// Teaches the embedded model's network, by gradient descent, to give the token that came a high
/// probability.
struct NetworkTeacher {
    /// The weights in the order in which the network takes them. What counts directly has a place
    /// for each hidden unit here; those beyond its own stay nothing.
    private(set) var weights: [Float]
    private var means: [Float]
    private var squares: [Float]
    private var steps = 0
    private var random: Draw

    private static let batch = 256
    private static let fastest: Float = 0.004
    private static let rowsOfWeights = Lesson.placeCount + Lesson.rowCount + 3

    init(seed: UInt64) {
        var random = Draw(seed: seed)
        func drawn(_ count: Int, spread: Float) -> [Float] {
            (0..<count * HiddenUnits.count).map { _ in spread * random.normal() }
        }
        weights =
            drawn(Lesson.placeCount, spread: 0.6 / Float(Lesson.placeCount).squareRoot())
            + drawn(Lesson.rowCount, spread: 0.7 * (2 / Float(Lesson.rowCount)).squareRoot())
            + HiddenUnits.zero.numbers + drawn(1, spread: 0.1)
            // The first number of a candidate is what is believed of it without the network.
            + HiddenUnits([4]).numbers
        means = [Float](repeating: 0, count: weights.count)
        squares = means
        self.random = random
    }

    /// Goes through all lessons several times, slower and slower. Tells after each round how many
    /// bits the lessons cost on the average while they were learnt.
    mutating func learn(from lessons: [Lesson], rounds: Int, tell: (Int, Double) -> Void) {
        let batches = max(1, lessons.count / Self.batch)
        let all = Float(rounds * batches)
        for round in 0..<rounds {
            let order = random.sample(Array(lessons.indices), lessons.count)
            var cost = 0.0
            for batch in 0..<batches {
                let gradient = Gradient(weights)
                let slope = gradient.slope(
                    of: order[batch * Self.batch..<min(order.count, (batch + 1) * Self.batch)]
                        .lazy.map { lessons[$0] })
                cost += slope.cost
                let speed = Self.fastest * 0.5 * (1 + cosf(.pi * Float(steps) / all)) + 1e-5
                step(along: slope.numbers, speed: speed)
            }
            tell(round + 1, cost / Double(batches))
        }
    }

    /// Adam: each weight at its own pace, by how its slope was on the average.
    private mutating func step(along slope: [Float], speed: Float) {
        steps += 1
        let meanShare = 1 - powf(0.9, Float(steps))
        let squareShare = 1 - powf(0.999, Float(steps))
        for at in weights.indices {
            let slope = slope[at] + 1e-5 * weights[at]
            means[at] = 0.9 * means[at] + 0.1 * slope
            squares[at] = 0.999 * squares[at] + 0.001 * slope * slope
            weights[at] -=
                speed * (means[at] / meanShare) / ((squares[at] / squareShare).squareRoot() + 1e-8)
        }
    }
}

/// Which way the weights would have to go for some lessons to cost less.
private struct Gradient {
    private let weights: [HiddenUnits]
    private let direct: [Float]
    private let biases = Lesson.placeCount + Lesson.rowCount
    private let outputs = Lesson.placeCount + Lesson.rowCount + 1

    init(_ weights: [Float]) {
        let count = HiddenUnits.count
        self.weights = stride(from: 0, to: weights.count, by: count).map {
            HiddenUnits(weights[$0..<$0 + count])
        }
        direct = Array(weights.suffix(count))
    }

    /// The slope on the average of some lessons, and what they cost in bits.
    func slope(of lessons: some Collection<Lesson>) -> (numbers: [Float], cost: Double) {
        var slopes = [HiddenUnits](repeating: .zero, count: weights.count)
        var directs = [Float](repeating: 0, count: HiddenUnits.count)
        var cost = 0.0
        let share = 1 / Float(max(1, lessons.count))
        for lesson in lessons {
            cost += add(lesson, share, to: &slopes, &directs)
        }
        let numbers = slopes.dropLast().flatMap(\.numbers) + directs
        return (numbers, cost * Double(share))
    }

    private func add(
        _ lesson: Lesson, _ share: Float, to slopes: inout [HiddenUnits], _ directs: inout [Float]
    ) -> Double {
        var base = weights[biases]
        for (at, value) in lesson.place.enumerated() { base.add(weights[at], times: value) }
        let count = lesson.rows.count / Lesson.rowCount
        var hidden = [HiddenUnits](repeating: base, count: count)
        var scores = [Float](repeating: 0, count: count)
        for candidate in 0..<count {
            var units = base
            var score: Float = 0
            let start = candidate * Lesson.rowCount
            for at in 0..<Lesson.rowCount {
                let value = lesson.rows[start + at]
                units.add(weights[Lesson.placeCount + at], times: value)
                score += value * direct[at]
            }
            hidden[candidate] = units
            scores[candidate] = score + units.kept(where: units).sum(times: weights[outputs])
        }
        // That it is none of them scores 0.
        let top = max(0, scores.max() ?? 0)
        let total = scores.reduce(expf(-top)) { $0 + expf($1 - top) }
        var placeSlope = HiddenUnits.zero
        for candidate in 0..<count {
            let isRight = candidate == lesson.right
            let error = share * (expf(scores[candidate] - top) / total - (isRight ? 1 : 0))
            let units = hidden[candidate]
            slopes[outputs].add(units.kept(where: units), times: error)
            var slope = HiddenUnits.zero
            slope.add(weights[outputs].kept(where: units), times: error)
            placeSlope.add(slope, times: 1)
            let start = candidate * Lesson.rowCount
            for at in 0..<Lesson.rowCount {
                let value = lesson.rows[start + at]
                slopes[Lesson.placeCount + at].add(slope, times: value)
                directs[at] += error * value
            }
        }
        for (at, value) in lesson.place.enumerated() { slopes[at].add(placeSlope, times: value) }
        slopes[biases].add(placeSlope, times: 1)
        let right = lesson.right.map { scores[$0] } ?? 0
        return Double(top + logf(total) - right) / 0.693147
    }
}
