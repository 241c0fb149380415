private import Base
internal import Text

/// The place at which tokens are predicted, and what the document around it says.
struct Site {
    let index: DocumentIndex
    /// The tokens before what is typed of a word.
    var context: [ContextToken]
    /// The rest of the cursor's line in the index: it is what is to be predicted, so it predicts
    /// nothing.
    private(set) var hole: Range<Int>
    /// How the next line is indented, if there is one.
    let end: LineEnd
    /// Whether anything is known of what comes behind the cursor's line.
    let hasSuffix: Bool
    /// The first token at or behind the cursor.
    let cursorToken: Int
    /// What the blocks around name.
    let scopes: Scopes
    /// For each token, the first word of the line behind its own.
    private let nextHeads: [UInt32]
    /// The first word of the line behind the cursor's.
    private let head: UInt32?
    /// For each word of the index, how much its occurrences count, the nearest most.
    private(set) var weights: [Float]
    /// For each word, how often it occurs.
    private(set) var counts: [UInt32]
    /// For each word, its last occurrence before the cursor, or any.
    private(set) var example: [UInt32]
    /// The words that occur outside of the hole.
    private(set) var present: [UInt32]
    /// The words that weigh most.
    private(set) var recent: [UInt32]

    private static let longestContext = 60
    /// The context is read from so many bytes.
    private static let contextBytes = 3000
    private static let mostRecent = 80

    /// The place of a cursor. The rest of its line is what is to be predicted.
    init(_ index: DocumentIndex, at cursor: Cursor) {
        let blanks = index.bytes[cursor.prefix].prefix { ByteClass(byte: $0) == .blank }
        self.init(
            index, behind: cursor.typed.lowerBound,
            hole: cursor.typed.lowerBound..<cursor.line.upperBound,
            indentation: Scopes.column(of: blanks))
    }

    /// A place behind which something, up to the end of a line, is to be predicted, on a line that
    /// is indented like this.
    init(_ index: DocumentIndex, behind offset: Int, hole: Range<Int>, indentation: Int) {
        self.index = index
        let bytes = index.bytes
        cursorToken = index.token(endingAfter: offset)
        var last = cursorToken
        while last < index.tokens.count, index.range(of: last).lowerBound < hole.upperBound {
            last += 1
        }
        // The line's end belongs to it.
        if last < index.tokens.count, index.tokens[last].kind == .lineEnd { last += 1 }
        self.hole = cursorToken..<max(cursorToken, last)
        context = Self.context(of: index, before: offset)
        hasSuffix = bytes[hole.upperBound...].contains { !ByteClass(byte: $0).isEmpty }
        let next = Self.indentation(of: bytes[hole.upperBound...])
        end =
            !hasSuffix ? .unknown : next == indentation ? .same : next > indentation ? .more : .less
        scopes = Scopes(index, before: cursorToken, column: indentation)
        nextHeads = Self.nextHeads(in: index)
        head =
            hasSuffix && self.hole.upperBound < index.words.count
            ? index.words[self.hole.upperBound] : nil
        weights = Array(repeating: 0, count: index.wordCount)
        counts = Array(repeating: 0, count: index.wordCount)
        example = Array(repeating: 0, count: index.wordCount)
        present = []
        recent = []
        countWords()
    }

    private mutating func countWords() {
        for place in index.words.indices where !hole.contains(place) {
            let word = Int(index.words[place])
            if counts[word] == 0 { present.append(UInt32(truncatingIfNeeded: word)) }
            counts[word] += 1
            weights[word] += 1 + 2 * nearness(place)
            if place < cursorToken || example[word] == 0 {
                example[word] = UInt32(truncatingIfNeeded: place)
            }
        }
        recent = present.filter { !TokenHash.isLineEnd(index.hash(of: $0)) }
        if recent.count > Self.mostRecent {
            recent.sort { weights[Int($0)] > weights[Int($1)] }
            recent.removeLast(recent.count - Self.mostRecent)
        }
    }

    /// Takes the last token of the context back: it is a part of what is to be predicted.
    mutating func removeLast() {
        guard let last = context.popLast(), hole.lowerBound > 0,
            index.text(at: hole.lowerBound - 1) == last.text[...]
        else { return }
        hole = hole.lowerBound - 1..<hole.upperBound
    }

    /// What stands on the line below, so many tokens from its start.
    func symbolBelow(_ tokens: Int) -> UInt64? {
        let place = hole.upperBound + tokens
        guard tokens < Self.longestContext, place < index.words.count,
            !index.tokens[hole.upperBound..<place].contains(where: { $0.kind == .lineEnd })
        else { return nil }
        return index.symbol(at: place)
    }

    /// Whether the line behind a token's line starts like the one behind the cursor's.
    func hasLikeNeighbour(_ place: Int) -> Bool { nextHeads[place] == head }

    private static func nextHeads(in index: DocumentIndex) -> [UInt32] {
        var heads = [UInt32](repeating: .max, count: index.words.count)
        var head = UInt32.max
        for place in index.words.indices.reversed() {
            if index.tokens[place].kind == .lineEnd {
                head = place + 1 < index.words.count ? index.words[place + 1] : .max
            }
            heads[place] = head
        }
        return heads
    }

    /// How near a token is to the cursor, from 1 to 0.
    func nearness(_ place: Int) -> Float {
        expf(-Float(abs(place - cursorToken)) / 400)
    }

    /// How many tokens ago a word was last written, or how many tokens ahead it stands.
    func distance(to word: Int) -> Int { abs(cursorToken - Int(example[word])) }

    /// How many tokens lie between a place and the cursor.
    func distance(of place: Int) -> Int { abs(cursorToken - place) }

    /// Whether a token stands on the two lines before, or the one at hand.
    func isOnLastLines(_ hash: UInt64) -> Bool {
        var lines = 0
        for token in context.reversed() {
            if token.kind == .lineEnd {
                lines += 1
                if lines > 2 { return false }
            } else if token.hash == hash {
                return true
            }
        }
        return false
    }

    /// The index may not be used here: in it the line before the cursor is followed by the line
    /// after, and what is typed of a word may have grown together with what stood behind it.
    private static func context(of index: DocumentIndex, before offset: Int) -> [ContextToken] {
        let start = max(index.window.lowerBound, offset - contextBytes)
        let bytes = index.bytes
        let tokenizer = Tokenizer(bytes.span, in: start..<max(start, offset))
        var context: [ContextToken] = []
        let isWhole = start == index.window.lowerBound
        if isWhole { context.append(.fileStart) }
        // The first one may be half a word.
        for (token, hash) in zip(tokenizer.tokens, tokenizer.hashes).dropFirst(isWhole ? 0 : 1) {
            let text = bytes[start + Int(token.start)..<start + Int(token.end)]
            context.append(
                ContextToken(
                    hash: hash, kind: token.kind, text: token.kind == .lineEnd ? [] : Array(text)))
        }
        return context.suffix(longestContext)
    }

    /// The indentation of the next line that is not blank.
    private static func indentation(of bytes: ArraySlice<UInt8>) -> Int {
        var column = 0
        for byte in bytes {
            switch byte {
            case UInt8(ascii: "\n"), UInt8(ascii: "\r"): column = 0
            case UInt8(ascii: " "): column += 1
            case UInt8(ascii: "\t"): column += 4
            default: return column
            }
        }
        return column
    }
}

extension ContextToken {
    static let fileStart = ContextToken(hash: TokenHash.fileStart, kind: .lineEnd, text: [])
}

extension ByteClass {
    fileprivate var isEmpty: Bool { self == .blank || self == .lineEnd }
}
