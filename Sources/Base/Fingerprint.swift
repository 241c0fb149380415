/// 128 bits that stand for some bytes: equal bytes have equal ones, and different bytes have
/// different ones but by a chance that need not be reckoned with.
///
/// Whoever does not know the seed cannot make two texts that have one fingerprint. It is no
/// signature: who knows the seed may.
package struct Fingerprint: Hashable, Sendable {
    /// The two halves.
    package let high: UInt64
    package let low: UInt64

    /// Of some bytes, with a seed that is kept as long as the fingerprints are.
    package init(of bytes: Span<UInt8>, seed: UInt64) {
        high = mixed(bytes, seed: seed)
        low = mixed(bytes, seed: folded(seed ^ firstFactor, secondFactor))
    }

    /// From its two halves.
    package init(high: UInt64, low: UInt64) {
        self.high = high
        self.low = low
    }
}

extension Span<UInt8> {
    /// 64 bits for hash tables. Nobody who does not know the seed can make many texts collide.
    package func hash(seed: UInt64) -> UInt64 { mixed(self, seed: seed) }
}

private let firstFactor: UInt64 = 0x9E37_79B9_7F4A_7C15
private let secondFactor: UInt64 = 0xD1B5_4A32_D192_ED03

/// Eight bytes at a time are mixed into the state by a product whose halves are laid together.
private func mixed(_ bytes: Span<UInt8>, seed: UInt64) -> UInt64 {
    let raw = unsafe bytes.bytes
    let count = raw.byteCount
    var state = folded(seed ^ UInt64(truncatingIfNeeded: count), firstFactor)
    var offset = 0
    while offset + 8 <= count {
        let word = unsafe raw.unsafeLoadUnaligned(fromByteOffset: offset, as: UInt64.self)
        state = folded(state ^ UInt64(littleEndian: word), secondFactor) &+ firstFactor
        offset += 8
    }
    var rest: UInt64 = 0
    while offset < count {
        rest = rest << 8 | UInt64(bytes[offset])
        offset += 1
    }
    return folded(state ^ rest, secondFactor) ^ state
}

private func folded(_ one: UInt64, _ other: UInt64) -> UInt64 {
    let product = one.multipliedFullWidth(by: other)
    return product.high ^ product.low
}
