internal import Languages
internal import Structure
internal import Syntax
internal import Text

/// One file with all that is needed to think of changes of it and to try whether they parse.
struct Workbench {
    /// A statement, or clause of one, that is suspicious.
    struct Site {
        let part: Int
        let suspicion: Double
    }

    /// What a draft comes to.
    struct Outcome {
        /// The same for changes of a site that mean the same.
        let meaning: Int
        /// The same for changes after which the file is the same.
        let text: Int
    }

    let drafter: Drafter
    let language: Language
    let sites: [Site]
    private let text: TextBuffer
    private let tree: Tree
    private let errors: Int
    private let meanings: Meanings
    /// Larger statements are not compared by meaning.
    private static let mostComparedBytes = 4000

    init?(_ file: SuspectFile, facts: FailureFacts) {
        guard let drafter = Drafter(file, facts: facts) else { return nil }
        self.drafter = drafter
        language = file.language
        text = file.text
        tree = file.tree
        errors = file.tree.syntaxErrorCount
        meanings = Meanings(drafter.anatomy, tree: file.tree)
        sites = Workbench.sites(drafter.anatomy, file)
    }

    /// What the suspicious lines are part of. A statement that holds others answers for its own
    /// lines only.
    private static func sites(_ anatomy: Anatomy, _ file: SuspectFile) -> [Site] {
        var headEnds: [Int: Int] = [:]
        var found: [Int] = []
        for (part, it) in anatomy.parts.enumerated() where it.site == part {
            found.append(part)
            if let parent = it.parent, let outer = anatomy[parent].site {
                headEnds[outer] = min(headEnds[outer] ?? .max, it.range.lowerBound)
            }
        }
        var suspicion: [Int: Double] = [:]
        for part in found {
            let range = anatomy[part].range
            var end = headEnds[part] ?? range.upperBound
            while end > range.lowerBound + 1, anatomy.bytes[end - 1] <= 0x20 { end -= 1 }
            let first = file.text.lines.line(at: range.lowerBound)
            let last = file.text.lines.line(at: max(range.lowerBound, end - 1))
            suspicion[part] = (first...last).map { file.suspicion[$0] ?? 0 }.max() ?? 0
        }
        // What goes wrong in a line may be for the condition of its loop or branch to prevent.
        for part in found.reversed() {
            guard let inner = suspicion[part],
                let outer = anatomy[part].parent.flatMap({ anatomy[$0].site }),
                let own = suspicion[outer], own > 0,
                [.branch, .while, .each, .count].contains(anatomy[outer].role)
            else { continue }
            suspicion[outer] = max(own, inner * Workbench.headShare)
        }
        return found.compactMap { part in
            suspicion[part].flatMap { $0 > 0 ? Site(part: part, suspicion: $0) : nil }
        }
    }

    /// How suspicious the head of a statement is at least, next to what it holds.
    private static let headShare = 0.85

    /// The edits of a draft in their one canonical form; nil when they overlap or do nothing.
    func edits(of draft: Draft) -> EditSet? {
        let edits = draft.edits.map { canonical($0.range, Array($0.text.utf8)) }
        guard let set = try? EditSet(edits), !set.isEmpty else { return nil }
        return set
    }

    /// What edits at a site come to; nil when there are more syntax errors with them, or when they
    /// change nothing that matters.
    func outcome(of edits: EditSet, at site: Int) -> Outcome? {
        var text = text
        let applied = edits.edits.reversed().map { text.replace($0.range, with: $0.replacement) }
        var parser = Parser(grammar: tree.grammar)
        guard
            case .finished(let after) = parser.parse(text.bytes, old: tree.edited(by: applied)),
            after.syntaxErrorCount <= errors
        else { return nil }
        var range = drafter.anatomy[site].range
        for edit in edits.edits {
            range =
                min(
                    range.lowerBound, edit.range.lowerBound.value)..<max(
                    range.upperBound, edit.range.upperBound.value)
        }
        let whole = text.bytes.hashValue
        guard range.count < Workbench.mostComparedBytes else {
            return Outcome(meaning: whole, text: whole)
        }
        let new = range.lowerBound..<max(range.lowerBound, range.upperBound + edits.growth)
        let meaning = meanings.meaning(of: after, new, bytes: text.bytes)
        if meaning == meanings.meaning(of: tree, range, bytes: self.text.bytes) { return nil }
        var hasher = Hasher()
        hasher.combine(range.lowerBound)
        hasher.combine(text.bytes.count - range.upperBound - edits.growth)
        hasher.combine(meaning)
        return Outcome(meaning: hasher.finalize(), text: whole)
    }

    /// What a person reads of edits: what they replace by what, and where.
    func summary(of edits: EditSet) -> String {
        edits.edits.map { edit in
            let range = widened(edit)
            let old = drafter.anatomy.text(range)
            let head = drafter.anatomy.text(range.lowerBound..<edit.range.lowerBound.value)
            let tail = drafter.anatomy.text(edit.range.upperBound.value..<range.upperBound)
            let new = head + String(decoding: edit.replacement, as: UTF8.self) + tail
            let line = text.lines.line(at: range.lowerBound) + 1
            let (before, after) = (oneLine(old), oneLine(new))
            if before.isEmpty { return "insert `\(after)` in line \(line)" }
            if after.isEmpty { return "delete `\(before)` in line \(line)" }
            return "replace `\(before)` by `\(after)` in line \(line)"
        }.joined(separator: "; ")
    }

    /// The range of an edit, grown to whole words and operators.
    private func widened(_ edit: TextEdit) -> Range<Int> {
        let bytes = text.bytes
        var (start, end) = (edit.range.lowerBound.value, edit.range.upperBound.value)
        while start > 0, bytes[start - 1] > 0x20, edit.range.lowerBound.value - start < 24,
            !"()[]{},;".utf8.contains(bytes[start - 1])
        {
            start -= 1
        }
        while end < bytes.count, bytes[end] > 0x20, end - edit.range.upperBound.value < 24,
            !"()[]{},;".utf8.contains(bytes[end])
        {
            end += 1
        }
        return start..<end
    }

    private func oneLine(_ text: String) -> String {
        let words = text.split(whereSeparator: { $0 == " " || $0 == "\n" || $0 == "\t" })
        let line = words.joined(separator: " ")
        return line.utf8.count > 80 ? String(line.prefix(77)) + "..." : line
    }

    /// An edit without what stays the same at its ends; what is only inserted or only deleted is
    /// moved as far back as it means the same.
    private func canonical(_ range: Range<Int>, _ replacement: [UInt8]) -> TextEdit {
        let bytes = text.bytes
        var range = range.clamped(to: 0..<bytes.count)
        var new = replacement[...]
        while let first = new.first, !range.isEmpty, bytes[range.lowerBound] == first {
            new.removeFirst()
            range = range.lowerBound + 1..<range.upperBound
        }
        while let last = new.last, !range.isEmpty, bytes[range.upperBound - 1] == last {
            new.removeLast()
            range = range.lowerBound..<range.upperBound - 1
        }
        var rest = Array(new)
        if range.isEmpty, !rest.isEmpty {
            while range.lowerBound > 0, bytes[range.lowerBound - 1] == rest[rest.count - 1] {
                rest.insert(rest.removeLast(), at: 0)
                range = range.lowerBound - 1..<range.lowerBound - 1
            }
        } else if rest.isEmpty, !range.isEmpty {
            while range.lowerBound > 0,
                bytes[range.lowerBound - 1] == bytes[range.upperBound - 1]
            {
                range = range.lowerBound - 1..<range.upperBound - 1
            }
        }
        return TextEdit(Range<ByteOffset>(range), rest)
    }
}
