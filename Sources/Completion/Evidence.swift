/// How often each of some symbols followed contexts like the one at hand, by the length to which
/// the contexts agree.
///
/// The probability blends all lengths: from the shortest on, each takes half of what the shorter
/// ones said and half of what was seen at that length or more. So a long agreement decides almost
/// alone, and a short one hardly counts once there is a longer.
struct Evidence {
    /// Agreement beyond this many tokens makes no difference.
    static let longestMatch = 24
    private static let stride = longestMatch + 1

    private var table = HashTable(capacity: 256)
    private(set) var symbols: [Symbol] = []
    /// Where one occurrence of each symbol is.
    private(set) var examples: [Example] = []
    /// The greatest length at which there is anything.
    private(set) var longest = 0
    /// For each symbol, a weight for each length.
    private var weights: [Float] = []

    /// Where a token is: in one of the documents, or in the context itself.
    enum Example {
        case occurrence(document: Int, token: Int)
        case context(distance: Int)
    }

    var count: Int { symbols.count }

    func number(of symbol: Symbol) -> Int? { table.number(of: symbol.key) }

    mutating func removeAll() {
        table.removeAll()
        symbols.removeAll(keepingCapacity: true)
        examples.removeAll(keepingCapacity: true)
        weights.removeAll(keepingCapacity: true)
        longest = 0
    }

    /// The number of a symbol, which becomes known.
    mutating func add(_ symbol: Symbol, example: Example) -> Int {
        let number = table.add(symbol.key)
        if number == symbols.count {
            symbols.append(symbol)
            examples.append(example)
            for _ in 0..<Self.stride { weights.append(0) }
        }
        return number
    }

    /// Takes note of one occurrence.
    mutating func add(_ symbol: Symbol, match: Int, weight: Float, example: Example) {
        let number = add(symbol, example: example)
        let length = min(match, Self.longestMatch)
        weights[number &* Self.stride &+ length] += weight
        longest = max(longest, length)
    }

    /// The probability of each symbol. What is missing to one is for symbols that were never seen.
    /// Weights at length 0 count as what is believed before any context is looked at.
    mutating func probabilities(from shortest: Int) -> [Double] {
        var probabilities = beliefs()
        guard longest >= shortest else { return probabilities }
        // What agrees at a length agrees at all shorter ones.
        for number in 0..<count {
            let base = number &* Self.stride
            for length in Swift.stride(from: longest - 1, through: shortest, by: -1) {
                weights[base &+ length] += weights[base &+ length &+ 1]
            }
        }
        for length in shortest...longest {
            var total: Float = 0
            for number in 0..<count { total += weights[number &* Self.stride &+ length] }
            if total <= 0 { break }
            let share = 0.5 / Double(total)
            for number in 0..<count {
                probabilities[number] =
                    probabilities[number] * 0.5
                    + share * Double(weights[number &* Self.stride &+ length])
            }
        }
        return probabilities
    }

    private func beliefs() -> [Double] {
        var total: Float = 0
        for number in 0..<count { total += weights[number &* Self.stride] }
        return (0..<count).map { 0.9 * Double(weights[$0 &* Self.stride] / (total + 1)) }
    }
}

/// What may come next: a token with the blanks before it.
struct Symbol {
    /// A token's hash, or one of the two other things below.
    let meaning: UInt64
    let blanks: UInt8

    private static let referenceBit: UInt64 = 1 << 62
    private static let newBit: UInt64 = 1 << 61

    static func token(_ hash: UInt64, blanks: UInt8) -> Symbol {
        TokenHash.isLineEnd(hash)
            ? Symbol(meaning: TokenHash.lineEnd, blanks: 0) : Symbol(meaning: hash, blanks: blanks)
    }

    /// The same as so many tokens before.
    static func reference(_ distance: Int, blanks: UInt8) -> Symbol {
        Symbol(meaning: referenceBit | UInt64(clamping: distance), blanks: blanks)
    }

    /// An identifier that has not stood here for a while.
    static func newIdentifier(blanks: UInt8) -> Symbol {
        Symbol(meaning: newBit, blanks: blanks)
    }

    /// How many tokens before the same stands, if that is what it means.
    var distance: Int? {
        meaning & ~0xFF == Self.referenceBit ? Int(meaning & 0xFF) : nil
    }

    var isNewIdentifier: Bool { meaning == Self.newBit }

    var key: UInt64 { meaning &+ UInt64(blanks) &* 0x9E37_79B9_7F4A_7C15 }
}
