/// An amount of money, in the currency of the user's price table. Whole numbers of a millionth of a
/// millionth, so that sums are exact and a token of the cheapest model still costs something.
package struct Money: Sendable, Hashable, Comparable {
    package var trillionths: Int

    package static let zero = Money(trillionths: 0)

    package init(trillionths: Int) {
        self.trillionths = trillionths
    }

    /// The nearest amount; what is no number, or out of all proportion, is the nearest bound.
    package init(_ amount: Double) {
        let scaled = (amount * 1e12).rounded()
        trillionths = Int(exactly: scaled) ?? (scaled < 0 ? .min : scaled > 0 ? .max : 0)
    }

    package var amount: Double { Double(trillionths) / 1e12 }

    package static func + (one: Money, other: Money) -> Money {
        let (sum, overflow) = one.trillionths.addingReportingOverflow(other.trillionths)
        return Money(trillionths: overflow ? (other.trillionths < 0 ? .min : .max) : sum)
    }

    package static func += (one: inout Money, other: Money) { one = one + other }

    package static func < (one: Money, other: Money) -> Bool {
        one.trillionths < other.trillionths
    }
}

extension Money: CustomStringConvertible {
    /// With two decimals; a small amount with as many as make two digits of it visible.
    package var description: String {
        var unit = 10_000_000_000
        var decimals = 2
        while decimals < 12, trillionths != 0, trillionths.magnitude < UInt(unit) * 10 {
            unit /= 10
            decimals += 1
        }
        let rounded = (trillionths.magnitude + UInt(unit) / 2) / UInt(unit)
        var digits = String(rounded)
        digits = String(repeating: "0", count: max(0, decimals + 1 - digits.utf8.count)) + digits
        return (trillionths < 0 ? "-" : "") + digits.dropLast(decimals) + "."
            + digits.suffix(decimals)
    }
}
