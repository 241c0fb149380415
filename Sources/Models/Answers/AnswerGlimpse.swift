/// What a model is saying, in one line for people who wait for it: the newest words of a text that
/// grows, the place where a draft has just changed.
package struct AnswerGlimpse: Sendable {
    /// The end of what grows.
    private var tail: [UInt8] = []
    private var isThought = false
    /// The draft before this one.
    private var draft: [UInt8] = []

    /// More than this does not fit where editors show progress.
    private static let characters = 100
    /// What of a draft is shown before the place that has changed.
    private static let lead = 20

    /// One of which nothing has been heard.
    package init() {}

    /// The line after the next event; nil where it is as it was.
    package mutating func line(after event: ModelEvent) -> String? {
        switch event {
        case .restarted:
            self = AnswerGlimpse()
            return nil
        case .text(let more): return newest(more, isThought: false)
        case .reasoning(let more): return newest(more, isThought: true)
        case .draft(let whole): return changed(whole)
        case .toolCall, .carryOver, .usage, .metered, .finished, .failed: return nil
        }
    }

    private mutating func newest(_ more: [UInt8], isThought: Bool) -> String? {
        if isThought != self.isThought { tail = [] }
        self.isThought = isThought
        // A character has at most four bytes.
        tail = (tail + more.suffix(4 * AnswerGlimpse.characters))
            .suffix(4 * AnswerGlimpse.characters)
        let words = AnswerGlimpse.oneLine(tail)
        guard !words.isEmpty else { return nil }
        let cut = words.count > AnswerGlimpse.characters
        return (isThought ? "thinking: " : "") + (cut ? "…" : "")
            + string(words.suffix(AnswerGlimpse.characters))
    }

    private mutating func changed(_ whole: [UInt8]) -> String? {
        let (old, new) = (AnswerGlimpse.oneLine(draft), AnswerGlimpse.oneLine(whole))
        draft = whole
        let same = zip(old, new).prefix { $0 == $1 }.count
        guard !new.isEmpty, same < max(old.count, new.count) else { return nil }
        let last = max(0, new.count - AnswerGlimpse.characters)
        let start = min(last, max(0, same - AnswerGlimpse.lead))
        let end = min(new.count, start + AnswerGlimpse.characters)
        return "draft: " + (start > 0 ? "…" : "") + string(new[start..<end])
            + (end < new.count ? "…" : "")
    }

    /// The characters with single spaces between words. Drafts have noise in them.
    private static func oneLine(_ bytes: [UInt8]) -> [Unicode.Scalar] {
        var line: [Unicode.Scalar] = []
        for scalar in String(decoding: bytes, as: UTF8.self).unicodeScalars {
            let isSpace = scalar.properties.isWhitespace || scalar.value < 32
            if !isSpace {
                line.append(scalar)
            } else if let last = line.last, last != " " {
                line.append(" ")
            }
        }
        return line
    }

    private func string(_ scalars: ArraySlice<Unicode.Scalar>) -> String {
        var text = String.UnicodeScalarView()
        text.append(contentsOf: scalars)
        return String(text)
    }
}
