private import Base
internal import Text

/// Predicts tokens from what followed similar contexts in the open documents and the workspace.
///
/// Experts note what followed contexts that agree with the one at hand, and how far they agree: in
/// the words themselves, or in their form only, in which any identifier equals any other; then they
/// predict punctuation, keywords, and "the identifier that stood five tokens before". A small
/// network that was taught on other repositories weighs what they say.
struct Predictor {
    /// A token that is expected.
    struct Prediction {
        var token: ContextToken
        /// How many blanks come before it.
        var blanks: Int
        /// How much of it stands before the cursor already: it goes on with what is typed.
        var typed = 0
        var probability: Double
        /// The number of tokens before it that agree with the best evidence.
        var match: Int
    }

    /// What holds for the first token only, which goes on what is typed.
    struct Start {
        /// What is typed of the token.
        var typed: [UInt8]
        /// What is being typed.
        var kind = TokenKind.identifier
        /// Whether blanks are typed before the cursor.
        var hasBlanks: Bool

        func allows(_ kind: TokenKind, blanks: UInt8) -> Bool {
            if !typed.isEmpty { return kind == self.kind }
            return blanks > 0 || !hasBlanks || kind == .lineEnd
        }
    }

    private var buffers: [BufferEvidence]
    private var corpora: [CorpusEvidence]
    private var candidates = TokenCandidates()
    private var site: Site

    /// How many tokens back a word is recognized as one that stood there before.
    private static let longestReference = 20

    /// Predicts behind a place in the first of the buffers.
    init(_ site: Site, others: [DocumentIndex], corpora: [CorpusEvidence]) {
        self.site = site
        buffers = [BufferEvidence(site.index, weight: 6, barrier: site.hole.upperBound - 1)]
        buffers += others.map { BufferEvidence($0, weight: 2) }
        self.corpora = corpora
        for token in site.context { note(token) }
    }

    /// Goes on behind a token.
    mutating func append(_ token: ContextToken) {
        site.context.append(token)
        note(token)
    }

    private mutating func note(_ token: ContextToken) {
        for number in buffers.indices { buffers[number].append(token) }
        for number in corpora.indices { corpora[number].append(token) }
    }

    /// What may come at the cursor, the likeliest first. A word that is typed may be whole, or
    /// only begun; so may an operator.
    mutating func firsts(_ start: Start) -> [Prediction] {
        var found = next(start)
        for at in found.indices { found[at].typed = start.typed.count }
        guard start.typed.isEmpty, !start.hasBlanks, let last = site.context.last,
            last.kind == .punctuation, Tokenizer.mayGoOn(last.text)
        else { return found }
        // As if nothing were typed of it: of what a whole operator looks like nothing was learnt.
        var before = self
        before.removeLast()
        let operators = before.next(nil).filter {
            $0.token.kind == .punctuation && $0.token.text.starts(with: last.text)
        }
        let all = operators.reduce(0) { $0 + $1.probability }
        let longer = operators.filter { $0.token.text.count > last.text.count }
        guard all > 0, !longer.isEmpty else { return found }
        let share = longer.reduce(0) { $0 + $1.probability } / all
        for at in found.indices { found[at].probability *= 1 - share }
        found += longer.map { prediction in
            var prediction = prediction
            prediction.typed = last.text.count
            prediction.probability /= all
            return prediction
        }
        return found.sorted { $0.probability > $1.probability }
    }

    /// Goes on behind what may come at the cursor.
    mutating func append(first prediction: Prediction, _ start: Start) {
        if start.typed.isEmpty, prediction.typed > 0 { removeLast() }
        append(prediction.token)
    }

    private mutating func removeLast() {
        site.removeLast()
        for number in buffers.indices { buffers[number].removeLast() }
        for number in corpora.indices { corpora[number].removeLast() }
    }

    /// What may come next, the likeliest first.
    mutating func next(_ start: Start?) -> [Prediction] {
        let features = features(start)
        let probabilities = Network.taught.probabilities(features)
        let ranked = zip(features.numbers, probabilities).sorted {
            $0.1 != $1.1 ? $0.1 > $1.1 : $0.0 < $1.0
        }
        return ranked.map { number, probability in
            Prediction(
                token: candidates.tokens[number], blanks: Int(candidates.blanks(before: number)),
                probability: Double(probability),
                match: max(
                    candidates.longestMatch(number, .buffers),
                    candidates.longestMatch(number, .workspace)))
        }
    }

    /// What is to be learnt from what came.
    mutating func lesson(_ token: ContextToken, _ start: Start?) -> Lesson {
        let features = features(start)
        let symbol = TokenHash.symbol(token.hash)
        return Lesson(
            features, right: features.numbers.firstIndex { candidates.hash(of: $0) == symbol })
    }

    private mutating func features(_ start: Start?) -> Features {
        candidates.removeAll()
        collectRecent(start)
        for number in buffers.indices { collect(buffer: number, start) }
        for number in corpora.indices { collect(corpus: number, start) }
        if let call = CallSite(site.context) { collectArguments(of: call, start) }
        candidates.cumulate()
        return Features(candidates, site, start, corpora: corpora)
    }
}

// MARK: - Evidence

extension Predictor {
    /// The words that were written last and most, and all that go on what is typed.
    private mutating func collectRecent(_ start: Start?) {
        let typed = start?.typed ?? []
        if typed.isEmpty {
            for word in site.recent { believe(word: word, site.weights[Int(word)]) }
            return
        }
        let index = site.index
        for word in site.present
        where index.text(at: Int(site.example[Int(word)])).starts(with: typed) {
            let kind = index.tokens[Int(site.example[Int(word)])].kind
            if kind == start?.kind { believe(word: word, site.weights[Int(word)]) }
        }
        guard start?.kind == .identifier else { return }
        for evidence in corpora {
            let corpus = evidence.corpus
            let words = corpus.vocabulary.words(
                startingWith: typed, in: corpus.sortedIdentifiers)
            for word in words where evidence.count(of: word) > 0 {
                let number = candidates.add(corpus.vocabulary.hash(of: word)) {
                    corpus.token(word)
                }
                candidates.believe(
                    number, 0.2 * Float(evidence.count(of: word)).squareRoot())
            }
        }
    }

    private mutating func believe(word: UInt32, _ weight: Float) {
        let index = site.index
        let example = Int(site.example[Int(word)])
        let number = candidates.add(index.hash(of: word)) { index.token(at: example) }
        candidates.believe(number, weight)
    }

    private mutating func collect(buffer number: Int, _ start: Start?) {
        let buffer = buffers[number]
        let index = buffer.index
        let isOwn = number == 0
        let hole = isOwn ? site.hole : 0..<0
        let typed = start?.typed ?? []
        buffer.forEachMatch { place, match, count in
            let mark = index.marks[place]
            guard !hole.contains(place),
                start?.allows(index.tokens[place].kind, blanks: mark.blanks) ?? true,
                typed.isEmpty || index.text(at: place).starts(with: typed)
            else { return }
            let near = isOwn ? 1 + 3 * site.nearness(place) : 1
            let number = note(
                index.symbol(at: place), .buffers, match, buffer.weight * count * near, mark, start,
                isAlike: isOwn && site.hasLikeNeighbour(place)
            ) { index.token(at: place) }
            if isOwn { candidates.noteDistance(number, site.distance(of: place), match: match) }
        }
        buffer.forEachFormMatch { place, match, count in
            let mark = index.marks[place]
            guard match > 1, !hole.contains(place),
                start?.allows(index.tokens[place].kind, blanks: mark.blanks) ?? true
            else { return }
            noteForm(
                place, index.words, form: index.classes[place], match, buffer.weight * count, mark,
                start,
                hash: index.symbol(at: place), isAlike: isOwn && site.hasLikeNeighbour(place)
            ) { index.token(at: place) }
        }
    }

    private mutating func collect(corpus number: Int, _ start: Start?) {
        let evidence = corpora[number]
        let corpus = evidence.corpus
        let vocabulary = corpus.vocabulary
        let typed = start?.typed ?? []
        evidence.forEachMatch { place, match, weight in
            let mark = corpus.marks[place]
            let word = corpus.words[place]
            guard word != Vocabulary.fileStart,
                start?.allows(vocabulary.kinds[Int(word)], blanks: mark.blanks) ?? true,
                typed.isEmpty || vocabulary.text(of: word).starts(with: typed)
            else { return }
            note(corpus.symbol(word), .workspace, match, weight, mark, start) { corpus.token(word) }
        }
        evidence.forEachFormMatch { place, match, weight in
            let mark = corpus.marks[place]
            let word = corpus.words[place]
            guard word != Vocabulary.fileStart,
                start?.allows(vocabulary.kinds[Int(word)], blanks: mark.blanks) ?? true
            else { return }
            noteForm(
                place, corpus.words, form: vocabulary.forms[Int(word)], match, weight, mark, start,
                hash: corpus.symbol(word)
            ) { corpus.token(word) }
        }
    }

    /// What stood where the next token stands, in calls of the same function.
    private mutating func collectArguments(of call: CallSite, _ start: Start?) {
        for (number, buffer) in buffers.enumerated() {
            let index = buffer.index
            buffer.forEachArgument(of: call) { place in
                guard number > 0 || !site.hole.contains(place) else { return }
                noteArgument(
                    index.symbol(at: place), index.marks[place], 2, start
                ) { index.token(at: place) }
            }
        }
        for evidence in corpora {
            let corpus = evidence.corpus
            evidence.forEachArgument(of: call) { place in
                let word = corpus.words[place]
                noteArgument(corpus.symbol(word), corpus.marks[place], 1, start) {
                    corpus.token(word)
                }
            }
        }
    }

    private mutating func noteArgument(
        _ hash: UInt64, _ mark: TokenMark, _ weight: Float, _ start: Start?,
        _ token: () -> ContextToken
    ) {
        let meant = token()
        guard start?.allows(meant.kind, blanks: mark.blanks) ?? true,
            start?.typed.isEmpty != false || meant.text.starts(with: start?.typed ?? [])
        else { return }
        let number = candidates.add(hash) { meant }
        candidates.note(
            number, .arguments, match: 1, weight: weight,
            blanks: start?.blanks(mark.blanks) ?? mark.blanks)
    }

    /// Takes note of an occurrence; one on a line that has the same neighbour says more.
    @discardableResult
    private mutating func note(
        _ hash: UInt64, _ expert: Expert, _ match: Int, _ weight: Float, _ mark: TokenMark,
        _ start: Start?, isAlike: Bool = false, _ token: () -> ContextToken
    ) -> Int {
        let number = candidates.add(hash, token)
        let blanks =
            hash == TokenHash.lineEnd ? mark.blanks : start?.blanks(mark.blanks) ?? mark.blanks
        candidates.note(number, expert, match: match, weight: weight, blanks: blanks)
        if site.end != .unknown, mark.end == site.end {
            let like: Expert = expert == .form ? .formOfLikeLines : .wordsOfLikeLines
            candidates.note(
                number, like, match: match, weight: isAlike ? 4 * weight : weight, blanks: blanks)
        }
        return number
    }

    /// Identifiers and numbers are named by where they last stood, if that is not long ago.
    private mutating func noteForm(
        _ place: Int, _ words: [UInt32], form: UInt32, _ match: Int, _ weight: Float,
        _ mark: TokenMark, _ start: Start?, hash: UInt64, isAlike: Bool = false,
        _ token: () -> ContextToken
    ) {
        let typed = start?.typed ?? []
        if form > Vocabulary.anyNumber {
            guard typed.isEmpty || token().text.starts(with: typed) else { return }
            note(hash, .form, match, weight, mark, start, isAlike: isAlike, token)
            return
        }
        let word = words[place]
        for distance in 1...Self.longestReference where distance <= place {
            if words[place &- distance] == Vocabulary.fileStart { break }
            guard words[place &- distance] == word else { continue }
            guard distance <= site.context.count else { return }
            let meant = site.context[site.context.count - distance]
            guard meant.hash != TokenHash.fileStart,
                typed.isEmpty || meant.text.starts(with: typed)
            else { return }
            let symbol = TokenHash.symbol(meant.hash)
            note(symbol, .form, match, weight, mark, start, isAlike: isAlike) { meant }
            return
        }
        if form == Vocabulary.anyNumber {
            note(hash, .form, match, weight, mark, start, isAlike: isAlike, token)
            return
        }
        candidates.noteNewName(match: match, weight: weight, ofLikeLines: false)
        if site.end != .unknown, mark.end == site.end {
            let like = isAlike ? 4 * weight : weight
            candidates.noteNewName(match: match, weight: like, ofLikeLines: true)
        }
    }
}

extension Predictor.Start {
    /// What is typed at a cursor. Blanks that indent a line are no blanks before a token.
    init(_ bytes: [UInt8], at cursor: Cursor) {
        let before = bytes[cursor.prefix.lowerBound..<cursor.typed.lowerBound]
        let isBlank = before.last.map { ByteClass(byte: $0) == .blank } ?? false
        let isIndentation = before.allSatisfy { ByteClass(byte: $0) == .blank }
        self.init(typed: Array(bytes[cursor.typed]), hasBlanks: isBlank && !isIndentation)
    }

    /// Blanks that are typed already, or belong before what is typed already, are no question.
    func blanks(_ blanks: UInt8) -> UInt8 { hasBlanks || !typed.isEmpty ? 0 : blanks }
}

extension DocumentIndex {
    func text(at place: Int) -> ArraySlice<UInt8> { bytes[range(of: place)] }

    func symbol(at place: Int) -> UInt64 { TokenHash.symbol(hash(of: words[place])) }

    func token(at place: Int) -> ContextToken {
        let kind = tokens[place].kind
        return ContextToken(
            hash: hash(of: words[place]), kind: kind,
            text: kind == .lineEnd ? [] : Array(text(at: place)))
    }
}
