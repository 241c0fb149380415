package import Testing

private import Base

/// A deterministic source of random values (SplitMix64): the same seed gives the same values on
/// every machine.
package struct Random: RandomNumberGenerator {
    private var state: UInt64

    /// The generator of a seed.
    package init(seed: UInt64) {
        state = seed
    }

    package mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }

    /// A number in a range.
    package mutating func int(in range: ClosedRange<Int>) -> Int {
        Int.random(in: range, using: &self)
    }

    /// A number from 0 up to a limit, exclusive.
    package mutating func int(below limit: Int) -> Int {
        Int.random(in: 0..<limit, using: &self)
    }

    /// True once in `times` times.
    package mutating func once(in times: Int) -> Bool {
        int(below: times) == 0
    }

    /// One of the elements, of which there must be one.
    package mutating func element<Element>(of elements: [Element]) -> Element {
        elements[int(below: elements.count)]
    }

    /// A range within `0...count`, often a short one.
    package mutating func range(within count: Int) -> Range<Int> {
        let lower = int(in: 0...count)
        let longest = once(in: 4) ? count - lower : min(count - lower, 8)
        return lower..<lower + int(in: 0...longest)
    }
}

/// Runs a property `count` times with random values, and names the seed of a run that fails: with
/// `TENON_SEED` set to it, the first run is that one. Say what must hold with `#require`, or throw;
/// an `#expect` that fails is reported too, but without its seed.
package func forAll(
    seed: UInt64 = 1, count: Int = 200, sourceLocation: SourceLocation = #_sourceLocation,
    _ property: (inout Random) throws -> Void
) {
    let first = Environment.current["TENON_SEED"].flatMap { UInt64($0) } ?? seed
    guard let failure = firstFailure(of: property, seed: first, count: count) else { return }
    // What a `#require` found is reported already.
    let reason = failure.error is ExpectationFailedError ? "" : ": \(failure.error)"
    Issue.record(
        """
        the property fails in run \(failure.iteration) of \(count); \
        TENON_SEED=\(failure.seed) repeats it\(reason)
        """,
        sourceLocation: sourceLocation)
}

/// Runs a property until it fails. The seed of a run is the first seed plus the run's number.
func firstFailure(
    of property: (inout Random) throws -> Void, seed: UInt64, count: Int
) -> (iteration: Int, seed: UInt64, error: any Error)? {
    for iteration in 0..<count {
        let seed = seed &+ UInt64(iteration)
        var random = Random(seed: seed)
        do {
            try property(&random)
        } catch {
            return (iteration, seed, error)
        }
    }
    return nil
}
