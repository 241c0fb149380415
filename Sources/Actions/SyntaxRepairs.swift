internal import Syntax
internal import Text

/// Thinks of small changes that could mend a syntax error. It need not be right: every one of them
/// is tried. It should be right early: only so many are.
struct SyntaxRepairs {
    let text: TextBuffer
    let tree: Tree
    let site: ErrorSite

    private var bytes: [UInt8] { text.bytes }

    /// The changes, the likeliest first, in groups: where one of a group helps, what comes after
    /// it is no use.
    func proposals() -> [[Proposal]] {
        let lines = lines()
        return [
            BlockRepairs(text: text, tree: tree, site: site).proposals()
                + lines.flatMap { mismatched($0) + closers($0) } + strayBrackets()
                + lines.flatMap(openers),
            lines.flatMap(doubled),
            lines.flatMap(quotes),
            lines.flatMap(terminators) + separators(),
        ]
    }

    /// Another bracket where one of a line does not fit the one that it closes.
    private func mismatched(_ line: Line) -> [Proposal] {
        var open: [UInt8] = []
        for at in line.code {
            let byte = bytes[at]
            if let closer = closer(of: byte) {
                open.append(closer)
            } else if isCloser(byte), let wanted = open.popLast(), wanted != byte {
                let token = String(decoding: [wanted], as: UTF8.self)
                let old = String(decoding: [byte], as: UTF8.self)
                return [
                    Proposal(
                        title: "Replace `\(old)` by `\(token)`",
                        edits: EditSet(TextEdit(Range<ByteOffset>(at..<at + 1), token)))
                ]
            }
        }
        return []
    }

    /// What the brackets want that are open at the end of a line: at its end, before what usually
    /// ends a line, or where the error is.
    private func closers(_ line: Line) -> [Proposal] {
        var open: [UInt8] = []
        for at in line.code {
            let byte = bytes[at]
            // A brace at the end of a line starts a block of several.
            let isBlock = byte == UInt8(ascii: "{") && at == line.code.upperBound - 1
            if let closer = closer(of: byte), !isBlock {
                open.append(closer)
            } else if let last = open.last, last == byte {
                open.removeLast()
            }
        }
        guard let innermost = open.last else { return [] }
        let single = String(decoding: [innermost], as: UTF8.self)
        let all = String(decoding: open.reversed(), as: UTF8.self)
        var proposals: [Proposal] = []
        for token in open.count > 1 ? [all, single] : [single] {
            for place in line.ends(bytes) {
                proposals.append(.insert(token, at: place.offset, place.name))
            }
        }
        // Behind a comma or an operator nothing ends.
        let error = text.lastInk(before: site.range.lowerBound)
        if line.code.contains(error), error > line.code.lowerBound, !isPunctuation(bytes[error - 1])
        {
            proposals.append(.insert(single, at: error, " before the error"))
        }
        return proposals
    }

    /// To remove brackets of the error that close nothing, or one that is nothing but punctuation.
    private func strayBrackets() -> [Proposal] {
        let range = site.range.clamped(to: 0..<bytes.count)
        var proposals: [Proposal] = []
        var open: [UInt8] = []
        for at in range.prefix(Self.mostErrorBytes) {
            let byte = bytes[at]
            if let closer = closer(of: byte) {
                open.append(closer)
            } else if isCloser(byte) {
                if open.last == byte {
                    open.removeLast()
                } else {
                    proposals.append(removal(at..<at + 1))
                }
            }
        }
        let ink = range.prefix(Self.mostErrorBytes).filter { !isBlank(bytes[$0]) }
        if let first = ink.first, let last = ink.last, ink.count <= 3,
            ink.allSatisfy({ isPunctuation(bytes[$0]) })
        {
            proposals.append(removal(first..<last + 1))
        }
        return Array(proposals.prefix(4))
    }

    /// To remove one of two equal bytes of punctuation.
    private func doubled(_ line: Line) -> [Proposal] {
        let doubled = line.code.dropLast().filter { at in
            bytes[at] == bytes[at + 1] && Self.doubledBytes.contains(bytes[at])
        }
        return doubled.suffix(2).map { removal($0..<$0 + 1) }
    }

    private static let doubledBytes = Array("([{,;.".utf8)

    /// The opening bracket for one that closes nothing, right before it.
    private func openers(_ line: Line) -> [Proposal] {
        var open: [UInt8] = []
        for at in line.code {
            if let closer = closer(of: bytes[at]) {
                open.append(closer)
            } else if isCloser(bytes[at]), open.popLast() == nil {
                let token = ["(", "[", "{"].first { closer(of: $0) == bytes[at] } ?? ""
                let name = String(decoding: [bytes[at]], as: UTF8.self)
                return [.insert(token, at: at, " before `\(name)`")]
            }
        }
        return []
    }

    private func removal(_ range: Range<Int>) -> Proposal {
        Proposal(
            title: "Remove `\(String(decoding: bytes[range], as: UTF8.self))`",
            edits: EditSet(TextEdit(Range<ByteOffset>(range), [])))
    }

    /// The quote that a line with an odd number of them lacks.
    private func quotes(_ line: Line) -> [Proposal] {
        var proposals: [Proposal] = []
        for quote in quoteBytes {
            guard bytes[line.content].count(where: { $0 == quote }) % 2 == 1 else { continue }
            let token = String(decoding: [quote], as: UTF8.self)
            var end = line.content.upperBound
            let ends: [UInt8] = Array(")]};:,".utf8)
            proposals.append(.insert(token, at: end, " at the end of the line"))
            while end > line.content.lowerBound, ends.contains(bytes[end - 1]) {
                end -= 1
                let next = String(decoding: [bytes[end]], as: UTF8.self)
                proposals.append(.insert(token, at: end, " before `\(next)`"))
            }
        }
        return Array(proposals.suffix(4).reversed())
    }

    /// What ends a statement or starts a block.
    private func terminators(_ line: Line) -> [Proposal] {
        let place = line.code.upperBound
        guard place > line.code.lowerBound else { return [] }
        let marks = [":", ";"].filter { token in
            tree.grammar.token(token) != nil && bytes[place - 1] != token.utf8.first
        }
        let first = bytes[line.code].prefix { isWordByte($0) }
        let words = Self.blockWords.filter { word in
            word.after.contains { first.elementsEqual($0.utf8) }
                && tree.grammar.token(word.word) != nil
        }.flatMap { [" " + $0.word, "; " + $0.word] }
        return (words + marks).map { .insert($0, at: place, " at the end of the line") }
    }

    /// Words that start a block behind a line that starts with one of others.
    private static let blockWords = [
        (word: "then", after: ["if", "elif", "elseif"]),
        (word: "do", after: ["for", "while", "until", "select"]),
    ]

    /// A comma between what stands side by side in brackets.
    private func separators() -> [Proposal] {
        guard tree.grammar.token(",") != nil else { return [] }
        let before = text.lastInk(before: site.range.lowerBound)
        let after = text.lastInk(before: site.range.upperBound)
        return (before == after ? [before] : [before, after]).filter(isInBrackets).map {
            .insert(",", at: $0, text.lines.line(at: $0) < errorLine ? " on the line before" : "")
        }
    }

    private func isInBrackets(_ place: Int) -> Bool {
        var depth = 0
        for byte in bytes[..<place].suffix(Self.mostErrorBytes).reversed() {
            if isCloser(byte) { depth += 1 }
            if closer(of: byte) != nil { depth -= 1 }
            if depth < 0 { return true }
        }
        return false
    }

    private static let mostErrorBytes = 4000

    private var errorLine: Int { text.lines.line(at: site.range.lowerBound) }

    /// The lines where the slip may be: that of the error, the one before with anything on it, and
    /// the last one of the error.
    private func lines() -> [Line] {
        let first = errorLine
        var before = first - 1
        while before > 0, before > first - 5, line(before).code.isEmpty { before -= 1 }
        let last = text.lines.line(at: text.lastInk(before: site.range.upperBound))
        var numbers = [first]
        if before >= 0 { numbers.append(before) }
        if last > first, last < first + 3 { numbers.append(last) }
        return numbers.map(line).filter { !$0.code.isEmpty }
    }

    private func line(_ number: Int) -> Line {
        let content = text.content(number)
        let start = content.first { !isBlank(bytes[$0]) } ?? content.upperBound
        var end = content.upperBound
        while end > start, isBlank(bytes[end - 1]) { end -= 1 }
        guard start < end else { return Line(content: content, code: start..<start) }
        // A comment at the end of the line is no code.
        let node = tree.root.descendant(covering: end - 1..<end)
        if node.isExtra, node.isNamed, node.startByte > start { end = node.startByte }
        while end > start, isBlank(bytes[end - 1]) { end -= 1 }
        return Line(content: content.lowerBound..<max(end, content.lowerBound), code: start..<end)
    }
}

/// A line that may lack something.
private struct Line {
    /// The line up to the end of its code.
    let content: Range<Int>
    /// The same without the indentation.
    let code: Range<Int>

    /// Where a closing bracket can be missing: at the end, or before what ends the line.
    func ends(_ bytes: [UInt8]) -> [(offset: Int, name: String)] {
        var ends = [(code.upperBound, " at the end of the line")]
        var end = code.upperBound
        while end > code.lowerBound, [UInt8](":;,{".utf8).contains(bytes[end - 1]), ends.count < 3 {
            let name = String(decoding: [bytes[end - 1]], as: UTF8.self)
            end -= 1
            while end > code.lowerBound, isBlank(bytes[end - 1]) { end -= 1 }
            // Before the end is likelier than at it.
            ends.insert((end, " before `\(name)`"), at: 0)
        }
        return ends
    }
}
