/// The tokens of many files, and where each context is followed by what. It never changes, so any
/// thread may use it. It takes some 15 bytes a token.
final class Corpus: Sendable {
    /// A file of a corpus.
    struct File: Sendable {
        let path: String
        /// Its tokens, the mark of its start first.
        let places: Range<UInt32>
    }

    let vocabulary: Vocabulary
    let words: [UInt32]
    let marks: [TokenMark]
    /// By path.
    let files: [File]
    /// The identifiers in the order of their texts.
    let sortedIdentifiers: [UInt32]
    /// The places by the words before them.
    private let order: DeepOrder
    /// The places by the forms of the words before them.
    private let formOrder: DeepOrder

    /// Contexts that agree further than this are taken for equal.
    static let formDepth = 12

    /// Reads files, of which no two have the same path.
    convenience init(_ sources: [EmbeddedIndex.Source]) {
        self.init(parts: sources.map(Part.source))
    }

    /// Joins corpora, without some files of each.
    convenience init(joining corpora: [(corpus: Corpus, without: Set<String>)]) {
        self.init(
            parts: corpora.flatMap { corpus, removed in
                corpus.files.filter { !removed.contains($0.path) }.map { .file($0, corpus) }
            })
    }

    private init(parts: [Part]) {
        var tokens = Tokens()
        for part in parts.sorted(by: { Self.precedes($0.path, $1.path) }) { tokens.add(part) }
        vocabulary = tokens.vocabulary
        words = tokens.words
        marks = tokens.marks
        files = tokens.files
        let kinds = vocabulary.count
        order = DeepOrder(words, kinds: kinds, depth: TokenCandidates.longestMatch)
        let forms = tokens.words.map { tokens.vocabulary.forms[Int($0)] }
        formOrder = DeepOrder(forms, kinds: kinds, depth: Self.formDepth)
        sortedIdentifiers = vocabulary.sortedIdentifiers()
    }

    /// How many tokens it has.
    var tokenCount: Int { words.count }

    /// About how much memory it takes.
    var byteCount: Int { words.count * (4 + 1 + 4 + 4) + vocabulary.byteCount }

    /// The places behind each end of a context, as positions among all places in their order.
    func ranges(behind context: [UInt32]) -> [Range<Int>] {
        order.ranges(behind: context, longest: TokenCandidates.longestMatch) { [words] in words[$0]
        }
    }

    /// The same by form.
    func formRanges(behind forms: [UInt32]) -> [Range<Int>] {
        formOrder.ranges(behind: forms, longest: Self.formDepth) { [words, vocabulary] place in
            vocabulary.forms[Int(words[place])]
        }
    }

    /// The place at a position of `ranges`.
    func place(at position: Int) -> UInt32 { order[position] }

    /// The place at a position of `formRanges`.
    func formPlace(at position: Int) -> UInt32 { formOrder[position] }

    /// The tokens of a file, if it is here.
    func places(of path: String) -> Range<UInt32>? {
        let at = files.firstPosition { !Self.precedes($0.path, path) }
        return at < files.count && files[at].path == path ? files[at].places : nil
    }

    /// The tokens of the files below a folder, given as it stands before their names.
    func places(below folder: String) -> Range<UInt32>? {
        let start = files.firstPosition { !Self.precedes($0.path, folder) }
        let end = files.firstPosition {
            !Self.precedes($0.path, folder) && !$0.path.utf8.starts(with: folder.utf8)
        }
        guard start < end else { return nil }
        return files[start].places.lowerBound..<files[end - 1].places.upperBound
    }

    /// What a word is known by when it is predicted: all ends of lines are one.
    func symbol(_ word: UInt32) -> UInt64 { TokenHash.symbol(vocabulary.hash(of: word)) }

    func token(_ word: UInt32) -> ContextToken {
        ContextToken(
            hash: vocabulary.hash(of: word), kind: vocabulary.kinds[Int(word)],
            text: Array(vocabulary.text(of: word)))
    }

    /// By their bytes: faster than by what readers take for the same letters.
    private static func precedes(_ one: String, _ other: String) -> Bool {
        one.utf8.lexicographicallyPrecedes(other.utf8)
    }
}

/// A file on its way into a corpus.
private enum Part {
    case source(EmbeddedIndex.Source)
    case file(Corpus.File, Corpus)

    var path: String {
        switch self {
        case .source(let source): source.path
        case .file(let file, _): file.path
        }
    }
}

/// The tokens of a corpus while they are collected.
private struct Tokens {
    var vocabulary = Vocabulary(capacity: 1 << 12)
    var words: [UInt32] = []
    var marks: [TokenMark] = []
    var files: [Corpus.File] = []

    mutating func add(_ part: Part) {
        let start = UInt32(truncatingIfNeeded: words.count)
        switch part {
        case .source(let source): add(source.bytes.span)
        case .file(let file, let corpus): add(file, of: corpus)
        }
        let end = UInt32(truncatingIfNeeded: words.count)
        files.append(Corpus.File(path: part.path, places: start..<end))
    }

    private mutating func add(_ bytes: Span<UInt8>) {
        words.append(Vocabulary.fileStart)
        marks.append(TokenMark(blanks: 0, end: .unknown))
        let tokenizer = Tokenizer(bytes, in: 0..<bytes.count)
        for (token, hash) in zip(tokenizer.tokens, tokenizer.hashes) {
            let range = Int(token.start)..<Int(token.end)
            words.append(vocabulary.note(hash, token.kind, of: bytes, range))
        }
        marks += tokenizer.marks
    }

    private mutating func add(_ file: Corpus.File, of corpus: Corpus) {
        let known = corpus.vocabulary
        for place in file.places {
            let word = corpus.words[Int(place)]
            words.append(
                known.withText(of: word) { text, range in
                    vocabulary.note(known.hash(of: word), known.kinds[Int(word)], of: text, range)
                })
            marks.append(corpus.marks[Int(place)])
        }
    }
}

extension Array {
    /// The first position at which something holds that holds for all behind it too.
    func firstPosition(where holds: (Element) -> Bool) -> Int {
        var low = 0
        var high = count
        while low < high {
            let middle = low + (high - low) / 2
            if holds(self[middle]) { high = middle } else { low = middle + 1 }
        }
        return low
    }
}
