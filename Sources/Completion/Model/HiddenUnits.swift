/// A number for each hidden unit of the network.
package struct HiddenUnits: Sendable {
    // All of them stay in registers while a candidate is looked at.
    private var low = SIMD16<Float>.zero
    private var middle = SIMD16<Float>.zero
    private var high = SIMD16<Float>.zero

    /// How many there are.
    package static let count = 48
    /// Nothing for any of them.
    package static let zero = HiddenUnits([])

    /// A number for each of the first units, nothing for the others.
    package init(_ numbers: some Sequence<Float>) {
        for (unit, number) in numbers.enumerated() {
            switch unit / 16 {
            case 0: low[unit % 16] = number
            case 1: middle[unit % 16] = number
            default: high[unit % 16] = number
            }
        }
    }

    /// The numbers in their order.
    package var numbers: [Float] {
        [low, middle, high].flatMap { part in part.indices.map { part[$0] } }
    }

    /// Adds others, each times a factor.
    @inline(__always)
    package mutating func add(_ others: HiddenUnits, times factor: Float) {
        low += others.low * factor
        middle += others.middle * factor
        high += others.high * factor
    }

    /// With nothing for those that are nothing, or less, in others.
    package func kept(where others: HiddenUnits) -> HiddenUnits {
        var result = self
        result.low.replace(with: 0, where: others.low .<= 0)
        result.middle.replace(with: 0, where: others.middle .<= 0)
        result.high.replace(with: 0, where: others.high .<= 0)
        return result
    }

    /// The sum of what comes of both, unit by unit.
    package func sum(times others: HiddenUnits) -> Float {
        (low * others.low + middle * others.middle + high * others.high).sum()
    }
}
