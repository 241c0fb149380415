/// The same draws in every run.
struct Draw {
    private var state: UInt64

    init(seed: UInt64) { state = seed }

    mutating func number(below bound: Int) -> Int {
        state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
        return Int((state >> 33) % UInt64(bound))
    }

    /// A number around 0, mostly less than 1 from it.
    mutating func normal() -> Float {
        (0..<12).reduce(-6) { sum, _ in sum + Float(number(below: 1 << 20)) / Float(1 << 20) }
    }

    /// Some of them, none twice.
    mutating func sample<Element>(_ elements: [Element], _ count: Int) -> [Element] {
        var rest = elements
        return (0..<min(count, rest.count)).map { _ in
            let at = number(below: rest.count)
            rest.swapAt(at, rest.count - 1)
            return rest.removeLast()
        }
    }
}
