private import Base
internal import Text

/// Predicts tokens from what followed similar contexts in the open documents.
///
/// Two experts are blended. One compares contexts word for word, as far back as they agree. The
/// other compares their form, in which any identifier equals any other, and predicts punctuation,
/// keywords, and "the identifier that stood five tokens before". The longer the literal agreement,
/// the less the form counts.
struct TokenPredictor {
    /// A token that is expected.
    struct Prediction {
        var token: ContextToken
        /// How many blanks come before it.
        var blanks: Int
        var probability: Double
        /// The number of tokens before it that agree with the best evidence.
        var match: Int
    }

    /// What holds for the first token only, which goes on what is typed.
    struct Start {
        /// The letters of the identifier that are typed.
        var typed: [UInt8]
        /// Whether blanks are typed before the cursor.
        var hasBlanks: Bool

        func allows(_ token: Token) -> Bool {
            if !typed.isEmpty { return token.kind == .identifier }
            return token.blanks > 0 || !hasBlanks || token.kind == .lineEnd
        }
    }

    private var documents: [EvidenceDocument]
    private var context: [ContextToken] = []
    private var literal = Evidence()
    private var form = Evidence()
    /// The first token at or behind the cursor in the current document.
    private let cursorToken: Int
    /// The rest of the cursor's line, which is what is to be predicted and so predicts nothing.
    private let hole: Range<Int>

    private static let longestContext = 40
    private static let longestForm = 12
    /// How many tokens back a word is recognized as one that stood there before.
    private static let longestReference = 20
    /// The context is read from so many bytes.
    private static let contextBytes = 2000

    /// The current document comes first.
    init(_ indexes: [DocumentIndex], cursor: Cursor) {
        let index = indexes[0]
        cursorToken = index.token(endingAfter: cursor.typed.lowerBound)
        var end = cursorToken
        while end < index.tokens.count, index.tokens[end].kind != .lineEnd { end += 1 }
        hole = cursorToken..<min(end + 1, index.tokens.count)
        let barrier = hole.upperBound - 1
        documents = indexes.enumerated().map { number, index in
            number == 0
                ? EvidenceDocument(index, weight: 6, barrier: barrier)
                : EvidenceDocument(index, weight: 2)
        }

        // The index may not be used here: in it the line before the cursor is followed by the line
        // after, and what is typed of a word may have grown together with what stood behind it.
        let start = max(index.window.lowerBound, cursor.typed.lowerBound - Self.contextBytes)
        let range = start..<max(start, cursor.typed.lowerBound)
        let bytes = index.bytes
        let tokenizer = Tokenizer(bytes.span, in: range)
        // The first one may be half a word.
        let known = zip(tokenizer.tokens, tokenizer.hashes).dropFirst(
            start > index.window.lowerBound ? 1 : 0)
        for (token, hash) in known.suffix(Self.longestContext) {
            let text = bytes[start + Int(token.start)..<start + Int(token.end)]
            append(ContextToken(hash: hash, kind: token.kind, text: Array(text)))
        }
    }

    /// Goes on behind a token.
    mutating func append(_ token: ContextToken) {
        context.append(token)
        for number in documents.indices { documents[number].append(token) }
    }

    /// The likeliest token here; nil when nothing like this was ever seen.
    mutating func next(_ start: Start?) -> Prediction? {
        literal.removeAll()
        form.removeAll()
        for number in documents.indices {
            if let start, !start.typed.isEmpty { collectWords(number, typed: start.typed) }
            collectLiteral(number, start)
            collectForm(number, start)
        }
        let match = literal.longest
        let probabilities = blended(typed: start?.typed ?? [])
        guard var best = probabilities.indices.first else { return nil }
        for number in probabilities.indices where probabilities[number] > probabilities[best] {
            best = number
        }
        var probability = probabilities[best]
        if start?.typed.isEmpty == false {
            // Something that starts like this is certain to come.
            probability /= probabilities.reduce(1e-4, +)
        }
        return Prediction(
            token: token(literal.examples[best]), blanks: Int(literal.symbols[best].blanks),
            probability: probability, match: match)
    }
}

// MARK: - Evidence

extension TokenPredictor {
    /// Every word that goes on what is typed, by frequency.
    private mutating func collectWords(_ number: Int, typed: [UInt8]) {
        let index = documents[number].index
        for word in 0..<UInt32(truncatingIfNeeded: index.wordCount) {
            let places = index.order.places(behind: word)
            guard let behind = places.first, case let place = Int(behind) - 1,
                index.tokens[place].kind == .identifier,
                index.bytes[index.range(of: place)].starts(with: typed)
            else { continue }
            var weight: Float = 0
            for behind in places where number > 0 || !hole.contains(Int(behind) - 1) {
                weight += number > 0 ? 0.3 : 1 + 2 * nearness(Int(behind) - 1)
            }
            guard weight > 0 else { continue }
            literal.add(
                .token(index.hash(of: word), blanks: 0), match: 0, weight: weight,
                example: .occurrence(document: number, token: place))
        }
    }

    private mutating func collectLiteral(_ number: Int, _ start: Start?) {
        let document = documents[number]
        let index = document.index
        document.forEachMatch(longest: Evidence.longestMatch) { place, match, count in
            guard allows(number, place, start),
                start?.typed.isEmpty != false
                    || index.bytes[index.range(of: place)].starts(with: start?.typed ?? [])
            else { return }
            let near = number == 0 ? 1 + 3 * nearness(place) : 1
            literal.add(
                symbol(index, place, start), match: match, weight: document.weight * count * near,
                example: .occurrence(document: number, token: place))
        }
    }

    private mutating func collectForm(_ number: Int, _ start: Start?) {
        let document = documents[number]
        document.forEachFormMatch(longest: Self.longestForm) { place, match, count in
            guard match > 1, allows(number, place, start) else { return }
            form.add(
                formSymbol(document.index, place, start), match: match,
                weight: document.weight * count,
                example: .occurrence(document: number, token: place))
        }
    }

    /// Whether a token is known and can go on what is typed.
    private func allows(_ number: Int, _ place: Int, _ start: Start?) -> Bool {
        if number == 0 && hole.contains(place) { return false }
        return start?.allows(documents[number].index.tokens[place]) ?? true
    }

    /// How near a token of the current document is to the cursor, from 1 to 0.
    private func nearness(_ place: Int) -> Float {
        expf(-Float(abs(place - cursorToken)) / 400)
    }

    private func symbol(_ index: DocumentIndex, _ place: Int, _ start: Start?) -> Symbol {
        .token(
            index.hash(of: index.words[place]), blanks: blanks(before: index.tokens[place], start))
    }

    /// Identifiers and numbers are named by where they last stood, if that is not long ago.
    private func formSymbol(_ index: DocumentIndex, _ place: Int, _ start: Start?) -> Symbol {
        let kind = index.classes[place]
        guard kind == DocumentIndex.anyIdentifier || kind == DocumentIndex.anyNumber else {
            return symbol(index, place, start)
        }
        let before = blanks(before: index.tokens[place], start)
        let word = index.words[place]
        for distance in 1...Self.longestReference where distance <= place {
            if index.words[place - distance] == word {
                return .reference(distance, blanks: before)
            }
        }
        return kind == DocumentIndex.anyIdentifier
            ? .newIdentifier(blanks: before) : symbol(index, place, start)
    }

    /// Blanks that are typed already, or belong before what is typed already, are no question.
    private func blanks(before token: Token, _ start: Start?) -> UInt8 {
        guard let start else { return token.blanks }
        return start.hasBlanks || !start.typed.isEmpty ? 0 : token.blanks
    }
}

// MARK: - Blending

extension TokenPredictor {
    /// The probability of each symbol of `literal`, to which those that only the form brings up
    /// are added.
    private mutating func blended(typed: [UInt8]) -> [Double] {
        let match = literal.longest
        var probabilities = literal.probabilities(from: 1)
        guard form.count > 0 else { return probabilities }
        let share = 0.9 * pow(0.72, Double(match))
        let names = probabilities.indices.map { number in
            token(literal.examples[number]).kind == .identifier ? probabilities[number] : 0
        }
        let allNames = names.reduce(0, +)
        for number in probabilities.indices { probabilities[number] *= 1 - share }
        for (number, expected) in form.probabilities(from: 2).enumerated() {
            let symbol = form.symbols[number]
            if symbol.isNewIdentifier {
                guard allNames > 0 else { continue }
                for (name, probability) in names.enumerated() {
                    probabilities[name] += share * expected * 0.7 * probability / allNames
                }
                continue
            }
            var example = form.examples[number]
            if let distance = symbol.distance {
                guard distance <= context.count else { continue }
                example = .context(distance: distance)
            }
            let meant = token(example)
            guard typed.isEmpty || meant.text.starts(with: typed) else { continue }
            let known = literal.add(.token(meant.hash, blanks: symbol.blanks), example: example)
            if known == probabilities.count { probabilities.append(0) }
            probabilities[known] += share * expected
        }
        return probabilities
    }

    private func token(_ example: Evidence.Example) -> ContextToken {
        switch example {
        case .occurrence(let document, let token):
            let index = documents[document].index
            let kind = index.tokens[token].kind
            return ContextToken(
                hash: index.hash(of: index.words[token]), kind: kind,
                text: kind == .lineEnd ? [] : Array(index.bytes[index.range(of: token)]))
        case .context(let distance):
            return context[context.count - distance]
        }
    }
}
