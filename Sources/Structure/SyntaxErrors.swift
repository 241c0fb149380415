package import Syntax
package import Text

/// A place where a text does not follow its language's grammar.
package struct SyntaxError: Hashable, Sendable {
    /// What is wrong.
    package enum Problem: Hashable, Sendable {
        /// The parser had to make this token up; `opener` is the line, from 0, of what it would
        /// close, where that is another line.
        case missing(String, openerLine: Int?)
        /// This bracket or quote has no other end.
        case unclosed(String)
        /// The parser could not use this text (its beginning, on one line).
        case unexpected(String)
    }

    /// What is wrong.
    package var problem: Problem
    /// On one line; never empty but where the line is.
    package var range: Range<Int>

    /// A few words for a person.
    package var message: String {
        switch problem {
        case .missing(let token, nil): "missing \(token)"
        case .missing(let token, let line?): "missing \(token) for line \(line + 1)"
        case .unclosed(let token): "`\(token)` is not closed"
        case .unexpected(let text): text.isEmpty ? "unexpected text" : "unexpected `\(text)`"
        }
    }
}

/// The syntax errors of a text in its order, at most `limit`, and one a line at most: one slip of
/// the finger often makes a parser complain about all that follows.
package func syntaxErrors(of tree: Tree, text: TextBuffer, limit: Int = 50) -> [SyntaxError] {
    guard tree.root.hasError else { return [] }
    var finder = ErrorFinder(text: text, limit: limit)
    finder.walk(tree)
    return finder.errors
}

private struct ErrorFinder {
    let text: TextBuffer
    let limit: Int
    var errors: [SyntaxError] = []
    /// How much of the tree is looked at: a garbage file has errors everywhere.
    private var budget = 200_000
    private var lastLine = -1

    init(text: TextBuffer, limit: Int) {
        self.text = text
        self.limit = limit
    }

    mutating func walk(_ tree: Tree) {
        var cursor = TreeCursor(tree)
        /// Where the first child of each node above the cursor starts.
        var openers: [Int] = []
        var isMore = true
        while isMore, errors.count < limit, budget > 0 {
            budget -= 1
            if cursor.depth > openers.count {
                openers.append(cursor.startByte)
            } else {
                openers.removeLast(openers.count - cursor.depth)
            }
            if cursor.isMissing {
                add(missing(cursor, opener: openers.last))
                isMore = cursor.goToNextOutside()
            } else if cursor.kind == .error {
                let node = cursor.node
                let tokens = ErrorTokens(of: node, budget: &budget)
                if let error = explanation(of: tokens, in: tree.grammar) {
                    add(error)
                    isMore = cursor.goToNextOutside()
                } else if tokens.hasErrorsInside {
                    // The innermost errors are told: they say more about the place.
                    isMore = cursor.goToNext()
                } else {
                    add(unexpected(node.byteRange))
                    isMore = cursor.goToNextOutside()
                }
            } else {
                isMore = cursor.hasError ? cursor.goToNext() : cursor.goToNextOutside()
            }
        }
    }

    private mutating func add(_ error: SyntaxError?) {
        guard let error else { return }
        let line = text.lines.line(at: error.range.lowerBound)
        guard line != lastLine else { return }
        lastLine = line
        errors.append(error)
    }

    /// What the tokens of an error say about its cause: a bracket or quote without its other end,
    /// or a line that should have ended in a colon.
    private func explanation(of tokens: ErrorTokens, in grammar: Grammar) -> SyntaxError? {
        if let closer = tokens.unmatchedCloser {
            return SyntaxError(problem: .unexpected(string(closer)), range: closer)
        }
        if grammar.name == "python", let end = missingColon(tokens) {
            return SyntaxError(
                problem: .missing("`:`", openerLine: nil), range: shown(at: end))
        }
        if let opener = tokens.unmatchedOpener {
            return SyntaxError(problem: .unclosed(string(opener)), range: opener)
        }
        if let quote = tokens.leaves.last, isQuote(quote) {
            return SyntaxError(problem: .unclosed(string(quote)), range: quote)
        }
        return nil
    }

    /// The end of the first line, where that is the head of a block and lacks its colon.
    private func missingColon(_ tokens: ErrorTokens) -> Int? {
        guard let first = tokens.leaves.first, blockKeywords.contains(string(first)) else {
            return nil
        }
        let line = text.lines.line(at: first.lowerBound)
        let onLine = tokens.leaves.prefix { text.lines.line(at: $0.lowerBound) == line }
        guard onLine.count > 1, onLine.count < tokens.leaves.count, let last = onLine.last,
            string(last) != ":", tokens.unmatchedOpener == nil
        else { return nil }
        return last.upperBound
    }

    /// A made-up token has no width: it is shown on the last character before it.
    private func missing(_ cursor: borrowing TreeCursor, opener: Int?) -> SyntaxError {
        let kind = cursor.node.kindName
        let isWord = kind.utf8.allSatisfy { (97...122).contains($0 | 0x20) || $0 == 95 }
        let token =
            cursor.isNamed
            ? kind.split(separator: "_").joined(separator: " ")
            : isWord ? kind : "`\(kind)`"
        var start = cursor.startByte
        while start > 0, start <= text.count, text.bytes[start - 1] <= 32 { start -= 1 }
        let range = shown(at: start)
        var openerLine: Int?
        if closers.contains(kind), let opener {
            let line = text.lines.line(at: opener)
            if line != text.lines.line(at: range.lowerBound) { openerLine = line }
        }
        return SyntaxError(problem: .missing(token, openerLine: openerLine), range: range)
    }

    private func unexpected(_ range: Range<Int>) -> SyntaxError? {
        let bytes = text.bytes
        let range = range.clamped(to: 0..<bytes.count)
        let first = range.first { bytes[$0] > 32 } ?? range.lowerBound
        let lineEnd = bytes[first..<range.upperBound].firstIndex { $0 == 10 || $0 == 13 }
        var end = lineEnd ?? range.upperBound
        while end > first, bytes[end - 1] <= 32 { end -= 1 }
        guard end > first else { return nil }
        let shortEnd = text.clamp(ByteOffset(min(end, first + 40))).value
        let shown = string(first..<max(first, shortEnd))
        return SyntaxError(
            problem: .unexpected(shortEnd < end ? shown + "…" : shown), range: first..<end)
    }

    /// The character before the offset, else the one behind it.
    private func shown(at offset: Int) -> Range<Int> {
        let bytes = text.bytes
        let offset = min(max(offset, 0), bytes.count)
        if offset > 0, bytes[offset - 1] != 10, bytes[offset - 1] != 13 {
            return text.clamp(ByteOffset(offset - 1)).value..<offset
        }
        guard offset < bytes.count, bytes[offset] != 10, bytes[offset] != 13 else {
            return offset..<offset
        }
        var end = offset + 1
        while end < bytes.count, bytes[end] & 0xC0 == 0x80 { end += 1 }
        return offset..<end
    }

    private func isQuote(_ range: Range<Int>) -> Bool {
        let bytes = text.bytes[range.clamped(to: 0..<text.count)]
        return !bytes.isEmpty && bytes.count <= 4
            && bytes.allSatisfy { $0 == UInt8(ascii: "\"") || $0 == UInt8(ascii: "'") }
    }

    private func string(_ range: Range<Int>) -> String {
        String(decoding: text.bytes[range.clamped(to: 0..<text.count)], as: UTF8.self)
    }
}

/// The tokens in an error node, as far as they tell what is wrong.
private struct ErrorTokens {
    /// The first of them; an error may hold a whole file.
    var leaves: [Range<Int>] = []
    /// The last bracket that opens and is not closed within the error.
    var unmatchedOpener: Range<Int>?
    /// The first bracket that closes and is not opened within the error.
    var unmatchedCloser: Range<Int>?
    /// Whether there are errors below this one.
    var hasErrorsInside = false

    init(of node: Node, budget: inout Int) {
        var open: [(closer: String, range: Range<Int>)] = []
        var cursor = TreeCursor(at: node)
        while budget > 0, cursor.goToNext() {
            budget -= 1
            if cursor.kind == .error || cursor.isMissing { hasErrorsInside = true }
            let range = cursor.byteRange
            guard !range.isEmpty, cursor.isLeaf else { continue }
            if leaves.count < 1000 { leaves.append(range) }
            guard !cursor.isNamed, range.count <= 3 else { continue }
            let name = node.tree.grammar.name(of: cursor.kind)
            if let closer = closer(of: name) {
                open.append((closer, range))
            } else if closers.contains(name) {
                if open.last?.closer == name {
                    open.removeLast()
                } else if unmatchedCloser == nil, open.isEmpty {
                    unmatchedCloser = range
                }
            }
        }
        unmatchedOpener = open.last?.range
    }

    private func closer(of opener: String) -> String? {
        switch opener.utf8.last {
        case UInt8(ascii: "("): ")"
        case UInt8(ascii: "["): "]"
        case UInt8(ascii: "{"): "}"
        default: nil
        }
    }
}

private let closers: Set<String> = [")", "]", "}"]

/// What a line of Python that ends in a colon begins with.
private let blockKeywords: Set<String> = [
    "async", "case", "class", "def", "elif", "else", "except", "finally", "for", "if", "match",
    "try", "while", "with",
]
