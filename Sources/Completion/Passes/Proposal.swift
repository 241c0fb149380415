package import Syntax
package import Text

/// A place in one version of a text where something is proposed, and what proposals there are
/// measured by.
package struct ProposalPlace: Sendable {
    package let text: TextBuffer
    /// Where the proposal goes; on a character's start, within its line.
    package let cursor: Int
    /// The tree of exactly this text; without one nothing can be said about syntax.
    package let tree: Tree?
    /// Other texts, of which long runs shall not be repeated unseen.
    package let others: [VerbatimSource]
    /// How long the checks of syntax may take together; nil for no limit.
    package let parseNanoseconds: Int64?

    /// All of its parts; the cursor is clamped.
    package init(
        text: TextBuffer, cursor: Int, tree: Tree?, others: [VerbatimSource],
        parseNanoseconds: Int64?
    ) {
        let clamped = text.clamp(ByteOffset(cursor)).value
        let line = text.lines.line(at: clamped)
        self.text = text
        self.cursor = min(
            clamped, text.lines.contentRange(of: line, in: text.bytes.span).upperBound)
        self.tree = tree.flatMap { $0.byteCount == text.count ? $0 : nil }
        self.others = others
        self.parseNanoseconds = parseNanoseconds
    }

    /// The number of the cursor's line.
    var line: Int { text.lines.line(at: cursor) }
    /// The line before the cursor.
    var linePrefix: ArraySlice<UInt8> { text.bytes[text.lines.start(of: line)..<cursor] }
    /// The line behind the cursor, without its end.
    var lineSuffix: ArraySlice<UInt8> {
        let content = text.lines.contentRange(of: line, in: text.bytes.span)
        return text.bytes[cursor..<max(cursor, content.upperBound)]
    }

    /// The next lines that are not blank, without blanks around them.
    func linesBelow(_ count: Int) -> [ArraySlice<UInt8>] {
        nonBlank((line + 1)..<max(line + 1, text.lines.count), count)
    }

    /// The lines above that are not blank, the nearest first, without blanks around them.
    func linesAbove(_ count: Int) -> [ArraySlice<UInt8>] {
        nonBlank((0..<line).reversed(), count)
    }

    private func nonBlank(_ lines: some Sequence<Int>, _ count: Int) -> [ArraySlice<UInt8>] {
        var found: [ArraySlice<UInt8>] = []
        // Who leaves more blank lines than this has ended something.
        for line in lines.prefix(count + 20) where found.count < count {
            let content = trimmed(text.content(ofLine: line))
            if !content.isEmpty { found.append(content) }
        }
        return found
    }
}

/// What a pass says of a proposal beside changing it.
package enum PassRemark: Sendable, Hashable {
    /// It is not shown, and why.
    case rejected(String)
    /// It is shown, but something is to be known about it.
    case flagged(String)
}

/// What a pass did, for people who want to know why something is shown or not.
package struct PassRecord: Sendable, Hashable {
    package let pass: String
    /// How many bytes it took out; negative when it put some in.
    package let removed: Int
    package let remark: PassRemark?
}

/// What became of a model's text at a place.
package struct ProcessedProposal: Sendable, Hashable {
    /// What is inserted at the cursor; nil when nothing is to be shown.
    package let text: [UInt8]?
    /// The passes that did something, in their order.
    package let records: [PassRecord]

    /// Why nothing is shown.
    package var rejection: String? {
        for record in records {
            if case .rejected(let why) = record.remark { return "\(record.pass): \(why)" }
        }
        return nil
    }
}

/// One step that makes a model's text fit its place, or says why it cannot.
struct ProposalPass: Sendable {
    let name: String
    let run: @Sendable (_ text: inout [UInt8], _ place: ProposalPlace) -> PassRemark?
}

extension ProposalPlace {
    /// A model's text after all passes.
    package func processed(_ raw: [UInt8]) -> ProcessedProposal {
        var text = raw
        var records: [PassRecord] = []
        for pass in ProposalPasses.all {
            let before = text
            let remark = pass.run(&text, self)
            if remark != nil || text != before {
                records.append(
                    PassRecord(
                        pass: pass.name, removed: before.count - text.count, remark: remark))
            }
            if case .rejected = remark { return ProcessedProposal(text: nil, records: records) }
        }
        return ProcessedProposal(text: text, records: records)
    }
}

/// Everything that is done to a model's text before it is shown, in this order.
enum ProposalPasses {
    static let all = [
        ProposalPass(name: "special tokens", run: cutSpecialTokens),
        ProposalPass(name: "readable text", run: cutUnreadable),
        ProposalPass(name: "echo of what stands before", run: dropEcho),
        ProposalPass(name: "repeated lines", run: cutRepetition),
        ProposalPass(name: "indentation", run: fitIndentation),
        ProposalPass(name: "line ends", run: fitLineEnds),
        ProposalPass(name: "overlap with what follows", run: cutOverlap),
        ProposalPass(name: "likeness to what follows", run: rejectLikeness),
        ProposalPass(name: "brackets", run: balanceBrackets),
        ProposalPass(name: "end of the scope", run: cutAtScopeEnd),
        ProposalPass(name: "blanks at the end", run: dropTrailingBlanks),
        ProposalPass(name: "secrets", run: cutSecrets),
        ProposalPass(name: "minimal length", run: rejectShort),
        ProposalPass(name: "syntax", run: admitBySyntax),
        ProposalPass(name: "verbatim runs", run: flagVerbatim),
    ]
}
