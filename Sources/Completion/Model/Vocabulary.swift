/// The words of some texts by number, and what each says.
struct Vocabulary: Sendable {
    private var table: HashTable
    private var bytes: [UInt8] = []
    /// Where the text of each word starts; one more for the end.
    private var starts: [UInt32] = [0]
    private(set) var kinds: [TokenKind] = []
    /// For each word, itself, or the word that stands for all of its form.
    private(set) var forms: [UInt32] = []
    /// How often each occurs.
    private(set) var counts: [UInt32] = []

    /// The word that stands for all identifiers.
    static let anyIdentifier: UInt32 = 0
    /// The word that stands for all numbers.
    static let anyNumber: UInt32 = 1
    /// The word that marks where a file starts.
    static let fileStart: UInt32 = 2

    init(capacity: Int) {
        table = HashTable(capacity: capacity)
        add(TokenHash.of("any identifier".utf8) & ~(1 << 63), .identifier, form: Self.anyIdentifier)
        add(TokenHash.of("any number".utf8) & ~(1 << 63), .number, form: Self.anyNumber)
        add(TokenHash.fileStart, .lineEnd, form: Self.fileStart)
    }

    /// How many words differ, with the three that no text has.
    var count: Int { kinds.count }

    /// The number of a word that occurs once more.
    mutating func note(
        _ hash: UInt64, _ kind: TokenKind, of bytes: Span<UInt8>, _ range: Range<Int>
    ) -> UInt32 {
        let word = table.add(hash)
        if word == kinds.count {
            let form: UInt32 =
                switch kind {
                case .identifier where FrequentWords.table.number(of: hash) == nil:
                    Self.anyIdentifier
                case .number: Self.anyNumber
                case .identifier, .lineEnd, .punctuation: UInt32(truncatingIfNeeded: word)
                }
            if kind != .lineEnd {
                for at in range { self.bytes.append(bytes[at]) }
            }
            finish(kind, form: form)
        }
        counts[word] &+= 1
        return UInt32(truncatingIfNeeded: word)
    }

    /// About how much memory it takes: the text, and for each word its hash, its slots in the
    /// table, and the numbers above.
    var byteCount: Int { bytes.count + count * (8 + 16 + 4 + 1 + 4 + 4) }

    func number(of hash: UInt64) -> UInt32? {
        table.number(of: hash).map { UInt32(truncatingIfNeeded: $0) }
    }

    func hash(of word: UInt32) -> UInt64 { table.keys[Int(word)] }

    /// Calls with bytes, and where in them the text of a word is.
    func withText<Result>(
        of word: UInt32, _ body: (Span<UInt8>, Range<Int>) -> Result
    ) -> Result {
        body(bytes.span, Int(starts[Int(word)])..<Int(starts[Int(word) + 1]))
    }

    func text(of word: UInt32) -> ArraySlice<UInt8> {
        bytes[Int(starts[Int(word)])..<Int(starts[Int(word) + 1])]
    }

    /// Those of some words, in the order of their texts, that start like this.
    func words(startingWith prefix: [UInt8], in sorted: [UInt32]) -> ArraySlice<UInt32> {
        let start = sorted.firstPosition {
            !text(of: $0).lexicographicallyPrecedes(prefix)
        }
        let end = sorted.firstPosition {
            let text = text(of: $0)
            return !text.starts(with: prefix) && !text.lexicographicallyPrecedes(prefix)
        }
        return sorted[start..<end]
    }

    /// The identifiers in the order of their texts.
    func sortedIdentifiers() -> [UInt32] {
        (0..<UInt32(truncatingIfNeeded: count)).filter {
            kinds[Int($0)] == .identifier && $0 > Self.fileStart
        }
        .sorted { text(of: $0).lexicographicallyPrecedes(text(of: $1)) }
    }

    private mutating func add(_ hash: UInt64, _ kind: TokenKind, form: UInt32) {
        _ = table.add(hash)
        finish(kind, form: form)
    }

    private mutating func finish(_ kind: TokenKind, form: UInt32) {
        starts.append(UInt32(truncatingIfNeeded: bytes.count))
        kinds.append(kind)
        forms.append(form)
        counts.append(0)
    }
}

/// What is kept of a token beside its word: the blanks before it, and how its line ends.
struct TokenMark: Sendable {
    private var bits: UInt8

    /// More blanks than this are as good as this many.
    static let mostBlanks: UInt8 = 63

    init(blanks: UInt8, end: LineEnd) {
        bits = min(blanks, Self.mostBlanks) | end.rawValue << 6
    }

    var blanks: UInt8 { bits & Self.mostBlanks }
    var end: LineEnd { LineEnd(rawValue: bits >> 6) ?? .unknown }
}

/// How the line behind a line is indented.
enum LineEnd: UInt8, Sendable {
    case unknown
    case same
    case more
    case less

    init(_ hash: UInt64) {
        switch hash {
        case TokenHash.lineEnd: self = .same
        case TokenHash.indented: self = .more
        case TokenHash.outdented: self = .less
        default: self = .unknown
        }
    }
}
