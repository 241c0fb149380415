internal import Models
internal import Secrets
internal import Text

// The passes that look at the model's text alone, or at how the document is written.

extension ProposalPasses {
    /// Up to the first mark of any family of models. A mark that stands in the document is text.
    @Sendable static func cutSpecialTokens(
        _ text: inout [UInt8], _ place: ProposalPlace
    ) -> PassRemark? {
        guard let found = SpecialMarks.all.first(in: text) else { return nil }
        if contains(place.text.bytes, found.mark) { return nil }
        text.removeSubrange(found.place...)
        return nil
    }

    /// Up to the first byte that is no text: control characters, and what is not UTF-8.
    @Sendable static func cutUnreadable(
        _ text: inout [UInt8], _ place: ProposalPlace
    ) -> PassRemark? {
        let control = text.firstIndex { byte in
            (byte < 32 && byte != Byte.tab && !Byte.isLineEnd(byte)) || byte == 127
        }
        if let control { text.removeSubrange(control...) }
        text.removeSubrange(validPrefixCount(text)...)
        return nil
    }

    private static func validPrefixCount(_ text: [UInt8]) -> Int {
        var decoder = UTF8()
        var bytes = text.makeIterator()
        var count = 0
        while case .scalarValue(let scalar) = decoder.decode(&bytes) {
            count += UTF8.width(scalar)
        }
        return count
    }

    /// Without the line's own beginning, and without the lines above, at its start.
    @Sendable static func dropEcho(_ text: inout [UInt8], _ place: ProposalPlace) -> PassRemark? {
        var lines = Lines(text)
        let above = place.linesAbove(8)
        let own = trimmed(place.linePrefix)
        for count in (1...8).reversed() where lines.count > count {
            let head = lines.contents.prefix(count).map(trimmed).filter { !$0.isEmpty }
            guard head.count == count, count >= 2 || own.isEmpty else { continue }
            // With something typed the cursor's own line is the last of those that are repeated.
            let known = own.isEmpty ? above : [own] + above
            if head.elementsEqual(known.prefix(count).reversed(), by: { $0.elementsEqual($1) }),
                head.contains(where: isTelling)
            {
                text = lines.text(from: count)
                lines = Lines(text)
                break
            }
        }
        if own.count >= 3, isTelling(own), trimmed(text[...]).starts(with: own) {
            let blanks = text.count - text.drop(while: Byte.isBlank).count
            text.removeFirst(blanks + own.count)
        }
        return nil
    }

    /// Up to where it begins to say the same again and again.
    @Sendable static func cutRepetition(
        _ text: inout [UInt8], _ place: ProposalPlace
    ) -> PassRemark? {
        let lines = Lines(text)
        let contents = lines.contents.map(trimmed)
        for start in contents.indices {
            for period in 1...8 where start + 3 * period <= contents.count {
                let first = contents[start..<start + period]
                guard first.contains(where: isTelling),
                    (1...2).allSatisfy({ round in
                        let from = start + round * period
                        return first.elementsEqual(contents[from..<from + period]) {
                            $0.elementsEqual($1)
                        }
                    })
                else { continue }
                text = lines.text(upTo: start + period)
                return nil
            }
        }
        return nil
    }

    /// Indented as the document is: not twice on the cursor's line, and by what the document uses.
    @Sendable static func fitIndentation(
        _ text: inout [UInt8], _ place: ProposalPlace
    ) -> PassRemark? {
        let own = place.linePrefix
        if !own.isEmpty, own.allSatisfy(Byte.isBlank), !opensBlock(place.linesAbove(1).first),
            text.prefix(while: Byte.isBlank).elementsEqual(own)
        {
            text.removeFirst(own.count)
        }
        guard let indent = place.text.dominantIndent else { return nil }
        let lines = Lines(text)
        guard lines.count > 1 else { return nil }
        var fitted = Array(lines.whole(0))
        for line in 1..<lines.count {
            let whole = lines.whole(line)
            let blanks = whole.prefix(while: Byte.isBlank)
            fitted += converted(blanks, to: indent) + whole.dropFirst(blanks.count)
        }
        text = fitted
        return nil
    }

    private static func opensBlock(_ line: ArraySlice<UInt8>?) -> Bool {
        line?.last.map { ":{([".utf8.contains($0) } ?? false
    }

    private static func converted(_ blanks: ArraySlice<UInt8>, to indent: Indent) -> [UInt8] {
        switch indent {
        case .tab:
            guard !blanks.contains(Byte.tab), blanks.count % 4 == 0 else { return Array(blanks) }
            return [UInt8](repeating: Byte.tab, count: blanks.count / 4)
        case .spaces(let width):
            return blanks.flatMap {
                $0 == Byte.tab ? [UInt8](repeating: Byte.space, count: width) : [$0]
            }
        }
    }

    /// With the document's line ends.
    @Sendable static func fitLineEnds(
        _ text: inout [UInt8], _ place: ProposalPlace
    ) -> PassRemark? {
        guard text.contains(where: Byte.isLineEnd) else { return nil }
        let lines = Lines(text)
        let end = place.text.dominantLineEnd.bytes
        text = Array(lines.contents.joined(separator: end))
        return nil
    }

    /// Without blanks and blank lines at its end.
    @Sendable static func dropTrailingBlanks(
        _ text: inout [UInt8], _ place: ProposalPlace
    ) -> PassRemark? {
        while let last = text.last, Byte.isBlank(last) || Byte.isLineEnd(last) {
            text.removeLast()
        }
        return nil
    }

    /// Up to the line with something that looks like a secret and does not stand in the document.
    @Sendable static func cutSecrets(
        _ text: inout [UInt8], _ place: ProposalPlace
    ) -> PassRemark? {
        let found = findSecrets(in: text).filter { !contains(place.text.bytes, text[$0.range]) }
        guard let first = found.map(\.range.lowerBound).min() else { return nil }
        let lines = Lines(text)
        let cut = lines.text(upTo: lines.line(at: first))
        text = cut
        return trimmed(cut[...]).isEmpty ? .rejected("it looks like a secret") : nil
    }

    /// Nothing if there are not two characters to gain.
    @Sendable static func rejectShort(
        _ text: inout [UInt8], _ place: ProposalPlace
    ) -> PassRemark? {
        let gain = text.count { !Byte.isBlank($0) && !Byte.isLineEnd($0) }
        return gain < 2 ? .rejected(gain == 0 ? "nothing is left" : "too little is left") : nil
    }

    /// Says so when it repeats a long run of another file.
    @Sendable static func flagVerbatim(
        _ text: inout [UInt8], _ place: ProposalPlace
    ) -> PassRemark? {
        for other in place.others {
            if let count = other.longestRun(in: text), count >= VerbatimSource.leastLines {
                return .flagged("\(count) lines stand in \(other.name) word for word")
            }
        }
        return nil
    }
}

/// A text of which long runs shall not be repeated unseen.
package struct VerbatimSource: Sendable {
    package let name: String
    private let lines: [ArraySlice<UInt8>: [Int]]
    private let count: Int

    /// As many lines in a row are no coincidence.
    static let leastLines = 5

    /// A text, by its name.
    package init(name: String, text: [UInt8]) {
        self.name = name
        var lines: [ArraySlice<UInt8>: [Int]] = [:]
        var number = 0
        for line in Lines(text).contents.map(trimmed) where !line.isEmpty {
            if lines[line, default: []].count < 16 { lines[line, default: []].append(number) }
            number += 1
        }
        self.lines = lines
        count = number
    }

    /// How many lines in a row the text has in common with this one, brackets not counted.
    func longestRun(in text: [UInt8]) -> Int? {
        var best = 0
        /// By the line of this text behind which a run goes on: how long it is.
        var runs: [Int: Int] = [:]
        for line in Lines(text).contents.map(trimmed) where !line.isEmpty {
            var next: [Int: Int] = [:]
            for place in lines[line] ?? [] {
                let length = (runs[place] ?? 0) + (isTelling(line) ? 1 : 0)
                next[place + 1] = length
                best = max(best, length)
            }
            runs = next
        }
        return best > 0 ? best : nil
    }
}

/// Whether a line says more than brackets and the like.
func isTelling(_ line: ArraySlice<UInt8>) -> Bool {
    line.count { ByteClass(byte: $0).isInWord } >= 3
}

/// Whether a text has another in it.
func contains(_ text: [UInt8], _ part: some Collection<UInt8>) -> Bool {
    guard let first = part.first, part.count <= text.count else { return part.isEmpty }
    let part = Array(part)
    return text.indices.dropLast(part.count - 1).contains { place in
        text[place] == first && text[place..<place + part.count].elementsEqual(part)
    }
}
