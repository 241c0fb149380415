private import Base

/// What the network is told: of the place, and of each candidate for it.
struct Features {
    /// Numbers that hold for all candidates.
    private(set) var place: [Float] = []
    /// Numbers of each candidate, one behind the other.
    private(set) var rows: [Float] = []
    /// The candidates, those first that the plain blend of the experts takes for likely.
    private(set) var numbers: [Int] = []

    static let placeCount = 42
    static let rowCount = 44
    /// Only the first so many are looked at closely.
    static let mostCandidates = 40

    private let line: LineState

    /// Words behind which other things come than behind most.
    private static let keywords: [Set<UInt64>] = [
        ["def", "func", "fn", "fun", "function"],
        ["class", "struct", "enum", "interface", "trait", "type", "protocol"],
        ["let", "var", "val", "const", "mut"],
        ["import", "from", "use", "package", "include"],
        ["return", "yield", "raise", "throw"],
        ["if", "while", "for", "elif", "switch", "match", "guard"],
    ].map { group in Set(group.map { TokenHash.of($0.utf8) }) }

    init(
        _ candidates: TokenCandidates, _ site: Site, _ start: Predictor.Start?,
        corpora: [CorpusEvidence]
    ) {
        line = LineState(site.context)
        let blends = Blends(candidates, isTyped: start?.typed.isEmpty == false)
        numbers = blends.likeliest(Self.mostCandidates)
        describePlace(candidates, site, start, blends)
        rows.reserveCapacity(numbers.count * Self.rowCount)
        for number in numbers {
            describe(number, candidates, site, start, blends, corpora)
        }
    }

    private mutating func describePlace(
        _ candidates: TokenCandidates, _ site: Site, _ start: Predictor.Start?, _ blends: Blends
    ) {
        func flag(_ value: Bool) { place.append(value ? 1 : 0) }
        for expert in Expert.allCases {
            place.append(log1pf(Float(candidates.longest[expert.rawValue])) / 3)
        }
        place.append(log1pf(candidates.total(.buffers, at: max(1, candidates.longest[0]))) / 4)
        place.append(log1pf(candidates.total(.workspace, at: max(1, candidates.longest[1]))) / 4)
        place.append(blends.form.isEmpty ? 0 : blends.newNames)
        let last = site.context.last
        func follows(_ bytes: StaticString) -> Bool {
            guard let last, last.kind == .punctuation, let byte = last.text.last else {
                return false
            }
            return bytes.description.utf8.contains(byte)
        }
        flag(last?.kind == .lineEnd)
        flag(follows("."))
        flag(follows("(["))
        flag(follows(","))
        flag(follows("="))
        flag(follows(":"))
        flag(follows("\"'`"))
        flag(follows("{"))
        flag(follows(")]}"))
        flag(last?.kind == .identifier && last?.isInterchangeable == true)
        flag(last?.kind == .identifier && last?.isInterchangeable == false)
        flag(last?.kind == .number)
        flag(site.hasSuffix)
        flag(site.end == .more)
        flag(site.end == .less)
        flag(site.end == .same)
        place.append(log1pf(Float(line.tokens)) / 3)
        place.append(min(Float(line.open.count), 3) / 3)
        flag(line.isInString)
        flag(line.isComment)
        flag(start != nil)
        flag(start?.hasBlanks == true)
        place.append(min(Float(start?.typed.count ?? 0), 6) / 3)
        place.append(log1pf(Float(site.index.tokens.count)) / 10)
        for group in Self.keywords {
            flag(last.map { $0.kind == .identifier && group.contains($0.hash) } ?? false)
        }
        place.append(blends.most)
        place.append(blends.literal.max() ?? 0)
        place.append(blends.buffers.max() ?? 0)
    }

    private mutating func describe(
        _ number: Int, _ candidates: TokenCandidates, _ site: Site,
        _ start: Predictor.Start?, _ blends: Blends, _ corpora: [CorpusEvidence]
    ) {
        func flag(_ value: Bool) { rows.append(value ? 1 : 0) }
        func belief(_ value: Float) { rows.append(logf(max(value, 1e-5)) / 4) }
        let token = candidates.tokens[number]
        let occurrences = corpora.reduce(UInt32(0)) { sum, corpus in
            let word = corpus.corpus.vocabulary.number(of: token.hash)
            return sum + (word.map(corpus.count(of:)) ?? 0)
        }
        let word = site.index.word(of: candidates.hash(of: number)).map { Int($0) }
        belief(blends.mixed[number])
        belief(blends.literal[number])
        belief(blends.buffers[number])
        belief(blends.workspace[number])
        belief(blends.wholeForm(number))
        belief(blends.form[number])
        belief(blends.likeLines[number])
        belief(blends.likeForm[number])
        belief(blends.prior[number])
        belief(blends.sharp[number])
        belief(blends.arguments[number])
        let nearest = candidates.nearest[number]
        rows.append(log1pf(Float(min(nearest.one, 20_000))) / 10)
        rows.append(log1pf(Float(min(nearest.two, 20_000))) / 10)
        rows.append(blends.mixed[number] / blends.most)
        for expert in [Expert.buffers, .workspace, .form, .wordsOfLikeLines] {
            let longest = candidates.longest[expert.rawValue]
            let own = candidates.longestMatch(number, expert)
            rows.append(log1pf(Float(own)) / 3)
            rows.append(longest == 0 ? 0 : Float(own) / Float(longest))
        }
        // 19
        rows.append(blends.share(number, .buffers))
        rows.append(blends.share(number, .workspace))
        flag(token.kind == .identifier && token.isInterchangeable)
        flag(token.kind == .identifier && !token.isInterchangeable)
        flag(token.kind == .lineEnd)
        flag(token.kind == .number)
        let count = word.map { Float(site.counts[$0]) } ?? 0
        rows.append(log1pf(count) / 5)
        rows.append(word.map { log1pf(Float(site.distance(to: $0))) / 8 } ?? 1.2)
        flag(line.words.contains(candidates.hash(of: number)))
        flag(site.isOnLastLines(candidates.hash(of: number)))
        let first = token.text.first ?? 0
        flag(first >= 65 && first <= 90)
        flag(token.kind == .punctuation && line.closes(token.text))
        flag(token.kind == .punctuation && Self.isCloser(first) && !line.closes(token.text))
        flag(token.kind == .lineEnd && !line.open.isEmpty)
        rows.append(line.overlap(token))
        rows.append(word.map { site.scopes.nearness(of: UInt32($0)) } ?? 0)
        rows.append(log1pf(Float(occurrences)) / 10)
        let typed = Float(start?.typed.count ?? 0)
        rows.append(typed / Float(max(1, token.text.count)))
        flag(candidates.blanks(before: number) > 0)
        flag(start.map { !$0.typed.isEmpty && $0.typed.count == token.text.count } ?? false)
        let symbol = TokenHash.symbol(candidates.hash(of: number))
        flag(line.above == symbol)
        flag(site.symbolBelow(line.tokens) == symbol)
    }

    static func isCloser(_ byte: UInt8) -> Bool { byte == 41 || byte == 93 || byte == 125 }
}

/// What the experts believe of each candidate, alone and together.
private struct Blends {
    let prior: [Float]
    let literal: [Float]
    let buffers: [Float]
    let workspace: [Float]
    let form: [Float]
    let likeLines: [Float]
    let likeForm: [Float]
    /// `literal` with more trust in what agrees far.
    let sharp: [Float]
    let arguments: [Float]
    let mixed: [Float]
    let most: Float
    /// How much the expert on form gives to names that have not stood here for a while.
    let newNames: Float
    private let names: Float
    private let candidates: TokenCandidates

    init(_ candidates: TokenCandidates, isTyped: Bool) {
        self.candidates = candidates
        let total = candidates.prior.reduce(0, +)
        prior = candidates.prior.map { 0.9 * $0 / (total + 1) }
        let none = [Float](repeating: 0, count: candidates.count)
        literal = candidates.probabilities([.buffers, .workspace], from: 1, base: prior)
        buffers = candidates.probabilities([.buffers], from: 1, base: none)
        workspace = candidates.probabilities([.workspace], from: 1, base: none)
        form = candidates.probabilities([.form], from: 2, base: none)
        likeLines = candidates.probabilities([.wordsOfLikeLines], from: 1, base: none)
        likeForm = candidates.probabilities([.formOfLikeLines], from: 2, base: none)
        sharp = candidates.probabilities(
            [.buffers, .workspace], from: 1, base: none, trust: 0.8)
        arguments = candidates.probabilities([.arguments], from: 1, base: none)
        newNames = candidates.longest[Expert.form.rawValue] > 1 ? max(0, 1 - form.reduce(0, +)) : 0
        var names: Float = 0
        for number in 0..<candidates.count where candidates.tokens[number].isName {
            names += literal[number]
        }
        self.names = names
        let longest = max(candidates.longest[0], candidates.longest[1])
        let gates: [Float] = [0.9, 0.66, 0.48, 0.336, 0.216, 0.144, 0.1, 0.06, 0.05, 0.036]
        let gate = candidates.longest[Expert.form.rawValue] > 1 ? gates[min(longest, 9)] : 0
        var mixed = literal
        for number in 0..<candidates.count {
            var form = form[number]
            if candidates.tokens[number].isName, names > 0 {
                form += newNames * 0.7 * literal[number] / names
            }
            mixed[number] = literal[number] * (1 - gate) + form * gate
        }
        if isTyped {
            let sum = mixed.reduce(1e-4, +)
            for number in mixed.indices { mixed[number] /= sum }
        }
        self.mixed = mixed
        most = max(mixed.max() ?? 0, 1e-6)
    }

    func wholeForm(_ number: Int) -> Float {
        guard candidates.tokens[number].isName, names > 0 else { return form[number] }
        return form[number] + newNames * 0.7 * literal[number] / names
    }

    func share(_ number: Int, _ expert: Expert) -> Float {
        let longest = candidates.longest[expert.rawValue]
        guard longest > 0 else { return 0 }
        return candidates.weight(number, expert, at: longest)
            / max(candidates.total(expert, at: longest), 1e-6)
    }

    func likeliest(_ count: Int) -> [Int] {
        let sorted = mixed.indices.sorted {
            mixed[$0] != mixed[$1] ? mixed[$0] > mixed[$1] : $0 < $1
        }
        return Array(sorted.prefix(count))
    }
}

extension ContextToken {
    /// Whether it is an identifier that is about something.
    fileprivate var isName: Bool { kind == .identifier && isInterchangeable }
}

/// What the line says up to the place.
private struct LineState {
    private(set) var tokens = 0
    private(set) var open: [UInt8] = []
    private(set) var isInString = false
    private(set) var isComment = false
    private(set) var words: [UInt64] = []
    /// What stands on the line above as many tokens from its start.
    private(set) var above: UInt64?
    private var texts: [[UInt8]] = []

    init(_ context: [ContextToken]) {
        let start = context.lastIndex { $0.kind == .lineEnd }.map { $0 + 1 } ?? 0
        var quote: UInt8 = 0
        for token in context[start...] {
            tokens += 1
            if token.kind == .identifier {
                words.append(token.hash)
                texts.append(token.text)
            }
            guard token.kind == .punctuation, let byte = token.text.first else { continue }
            if tokens == 1, byte == UInt8(ascii: "#") || token.text == [47, 47] || byte == 42 {
                isComment = true
            }
            if quote != 0 {
                if byte == quote, token.text.count != 2 { quote = 0 }
                continue
            }
            switch byte {
            case UInt8(ascii: "\""), UInt8(ascii: "'"), UInt8(ascii: "`"):
                if token.text.count != 2 { quote = byte }
            case UInt8(ascii: "("), UInt8(ascii: "["), UInt8(ascii: "{"): open.append(byte)
            case UInt8(ascii: ")"), UInt8(ascii: "]"), UInt8(ascii: "}"): _ = open.popLast()
            default: break
            }
        }
        isInString = quote != 0
        let lastLine = context[..<max(0, start - 1)].lastIndex { $0.kind == .lineEnd } ?? -1
        let place = lastLine + 1 + tokens
        if place < start { above = TokenHash.symbol(context[place].hash) }
    }

    func closes(_ text: [UInt8]) -> Bool {
        guard let first = text.first, let last = open.last else { return false }
        return last == UInt8(ascii: "(") ? first == last + 1 : first == last + 2
    }

    /// How much a name has in common with those on the line.
    func overlap(_ token: ContextToken) -> Float {
        guard token.kind == .identifier, token.text.count > 3 else { return 0 }
        var most: Float = 0
        for text in texts where text.count > 3 && text != token.text {
            most = max(most, Float(Self.common(token.text, text)) / Float(token.text.count))
        }
        return min(most, 1)
    }

    /// The length of the longest run of letters that two words share, whatever their case.
    private static func common(_ one: [UInt8], _ two: [UInt8]) -> Int {
        var best = 0
        var lengths = [Int](repeating: 0, count: two.count + 1)
        for a in one.prefix(32) {
            var diagonal = 0
            for at in 1...two.count {
                let above = lengths[at]
                lengths[at] =
                    (a | 0x20) == (two[at - 1] | 0x20) && a != UInt8(ascii: "_") ? diagonal + 1 : 0
                best = max(best, lengths[at])
                diagonal = above
            }
        }
        return best > 2 ? best : 0
    }
}
