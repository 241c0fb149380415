/// Who says what may come next.
enum Expert: Int, CaseIterable {
    /// What followed the same words in the open documents.
    case buffers
    /// What followed the same words in the workspace.
    case workspace
    /// What followed words of the same form, in both.
    case form
    /// As `buffers` and `workspace`, on lines that end like this one.
    case wordsOfLikeLines
    /// As `form`, on lines that end like this one.
    case formOfLikeLines
    /// What stood at the same place among the arguments of the same function.
    case arguments
}

/// The tokens that may come next, and for each how often it followed contexts like the one at
/// hand, by expert and by the length to which the contexts agree.
struct TokenCandidates {
    /// Agreement beyond this many tokens makes no difference.
    static let longestMatch: Int = 24
    private static let span: Int = longestMatch + 1
    private static let row: Int = span * Expert.allCases.count

    private var table = HashTable(capacity: 256)
    private(set) var tokens: [ContextToken] = []
    private var blanks: [BlankVotes] = []
    /// For each, how far the nearest occurrence behind the same word is, and behind the same two.
    private(set) var nearest: [(one: Int, two: Int)] = []
    /// What was first believed of each, before any context is looked at.
    private(set) var prior: [Float] = []
    private var weights: [Float] = []
    /// The greatest length at which an expert knows anything.
    private(set) var longest = [Int](repeating: 0, count: Expert.allCases.count)
    /// For each length, how much the expert on form gives to names that have not stood here.
    private var newNames = [Float](repeating: 0, count: 2 * span)

    var count: Int { tokens.count }

    func hash(of number: Int) -> UInt64 { table.keys[number] }

    /// How many blanks come before a token here.
    func blanks(before number: Int) -> UInt8 { blanks[number].winner }

    mutating func removeAll() {
        table.removeAll()
        tokens.removeAll(keepingCapacity: true)
        blanks.removeAll(keepingCapacity: true)
        nearest.removeAll(keepingCapacity: true)
        prior.removeAll(keepingCapacity: true)
        weights.removeAll(keepingCapacity: true)
        for expert in longest.indices { longest[expert] = 0 }
        for length in newNames.indices { newNames[length] = 0 }
    }

    /// The number of a token, which becomes a candidate. `token` tells what it is if it is new.
    mutating func add(_ hash: UInt64, _ token: () -> ContextToken) -> Int {
        let number = table.add(hash)
        if number == tokens.count {
            tokens.append(token())
            blanks.append(BlankVotes())
            nearest.append((.max, .max))
            prior.append(0)
            weights.append(contentsOf: repeatElement(0, count: Self.row))
        }
        return number
    }

    mutating func believe(_ number: Int, _ weight: Float) { prior[number] += weight }

    /// Takes note of an occurrence.
    mutating func note(
        _ number: Int, _ expert: Expert, match: Int, weight: Float, blanks before: UInt8
    ) {
        let length = min(match, Self.longestMatch)
        weights[number &* Self.row &+ expert.rawValue &* Self.span &+ length] += weight
        longest[expert.rawValue] = max(longest[expert.rawValue], length)
        blanks[number].note(before, weight: weight * Float(1 << (2 * min(length, 10))))
    }

    /// Takes note of how far an occurrence in the same document is.
    mutating func noteDistance(_ number: Int, _ distance: Int, match: Int) {
        nearest[number].one = min(nearest[number].one, distance)
        if match > 1 { nearest[number].two = min(nearest[number].two, distance) }
    }

    /// Takes note that a name followed that has not stood here for a while.
    mutating func noteNewName(match: Int, weight: Float, ofLikeLines: Bool) {
        let length = min(match, Self.longestMatch)
        newNames[(ofLikeLines ? Self.span : 0) &+ length] += weight
        let expert = ofLikeLines ? Expert.formOfLikeLines : .form
        longest[expert.rawValue] = max(longest[expert.rawValue], length)
    }

    /// Has what agrees at a length agree at all shorter ones. To be called once, when all is noted.
    mutating func cumulate() {
        for number in 0..<count {
            for expert in Expert.allCases {
                let base = number &* Self.row &+ expert.rawValue &* Self.span
                for length in stride(from: longest[expert.rawValue] - 1, through: 1, by: -1) {
                    weights[base &+ length] += weights[base &+ length &+ 1]
                }
            }
        }
        for base in [0, Self.span] {
            for length in stride(from: Self.span - 2, through: 1, by: -1) {
                newNames[base + length] += newNames[base + length + 1]
            }
        }
    }

    /// How much speaks for a token at a length.
    func weight(_ number: Int, _ expert: Expert, at length: Int) -> Float {
        weights[number &* Self.row &+ expert.rawValue &* Self.span &+ length]
    }

    /// The probability of each token by some experts together, who count as one. Blends all
    /// lengths: from the shortest on, each has a share, mostly a half, for what was seen at that
    /// length or more, and leaves the rest to the shorter ones.
    func probabilities(
        _ experts: [Expert], from shortest: Int, base: [Float], trust: Float = 0.5
    ) -> [Float] {
        var result = base
        let longest = experts.map { self.longest[$0.rawValue] }.max() ?? 0
        guard longest >= shortest else { return result }
        for length in shortest...longest {
            var total: Float = 0
            for number in 0..<count {
                for expert in experts { total += weight(number, expert, at: length) }
            }
            if experts == [.form] { total += newNames[length] }
            if experts == [.formOfLikeLines] { total += newNames[Self.span + length] }
            if total <= 0 { break }
            let share = trust / total
            for number in 0..<count {
                var sum: Float = 0
                for expert in experts { sum += weight(number, expert, at: length) }
                result[number] = result[number] * (1 - trust) + share * sum
            }
        }
        return result
    }

    /// The greatest length at which anything speaks for a token.
    func longestMatch(_ number: Int, _ expert: Expert) -> Int {
        var length = longest[expert.rawValue]
        while length > 0, weight(number, expert, at: length) <= 0 { length -= 1 }
        return length
    }

    /// Everything that an expert knows at a length.
    func total(_ expert: Expert, at length: Int) -> Float {
        var total: Float = 0
        for number in 0..<count { total += weight(number, expert, at: length) }
        return total
    }

    private struct BlankVotes {
        private var none: Float = 0
        private var one: Float = 0
        private var more: Float = 0
        private var count: UInt8 = 0

        mutating func note(_ blanks: UInt8, weight: Float) {
            switch blanks {
            case 0: none += weight
            case 1: one += weight
            default:
                more += weight
                count = blanks
            }
        }

        var winner: UInt8 { none >= one && none >= more ? 0 : one >= more ? 1 : count }
    }
}
