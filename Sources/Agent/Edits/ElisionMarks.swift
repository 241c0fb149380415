internal import Text

/// Models that save themselves work write a comment such as `// ... rest of the code ...` where
/// code should be. Taken as it stands, it would delete that code.
enum ElisionMarks {
    private static let phrases = [
        "existing code", "rest of", "remaining code", "unchanged", "same as before",
        "omitted", "other methods", "previous code", "your code here", "implementation here",
    ]

    /// The first line of the new text that stands for code and was not in the old one.
    static func first(in new: [UInt8], notIn old: [UInt8]) -> String? {
        let known = Set(QuotedLines(of: TextBuffer(old)).lines.map(key))
        for line in QuotedLines(of: TextBuffer(new)).lines {
            guard stands(line), !known.contains(key(line)) else { continue }
            return String(decoding: key(line), as: UTF8.self)
        }
        return nil
    }

    private static func key(_ line: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
        LineLikeness.sameButIndentation.key(of: line)
    }

    /// Whether a line is a comment with an ellipsis and one of the usual phrases.
    private static func stands(_ line: ArraySlice<UInt8>) -> Bool {
        let text = String(decoding: key(line), as: UTF8.self).lowercased()
        let isComment = ["//", "#", "--", "/*", "*", "<!--", ";", "%", "{/*", "\"\"\""]
            .contains { text.begins(with: $0) }
        guard isComment, text.contains("...") || text.contains("…") else { return false }
        return phrases.contains { text.contains($0) }
    }
}
