/// The lines of an answer. Only `\n` and `\r\n` end them: what else there is belongs to the code.
struct AnswerLines {
    let lines: [String]

    init(_ answer: String) {
        lines = answer.utf8.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
            .map { line in
                let hasReturn = line.last == UInt8(ascii: "\r")
                return String(decoding: hasReturn ? line.dropLast() : line, as: UTF8.self)
            }
    }

    /// Lines as the content of a file: each with its end.
    static func content(_ lines: some Sequence<String>) -> [UInt8] {
        lines.flatMap { Array($0.utf8) + [UInt8(ascii: "\n")] }
    }

    /// The path that a line names, without what models put around it: bold and code marks, a
    /// heading's or a comment's sign, a colon.
    static func path(in line: String) -> String? {
        var text = line[...]
        for prefix in ["###", "##", "#", "//", "-"] where text.begins(with: prefix) {
            text = text.dropFirst(prefix.count)
        }
        let marks: Set<Character> = ["*", "`", ":", " ", "\t", "\"", "'"]
        while let first = text.first, marks.contains(first) { text.removeFirst() }
        while let last = text.last, marks.contains(last) { text.removeLast() }
        for label in ["File:", "file:", "Path:", "path:"] where text.begins(with: label) {
            text = text.dropFirst(label.count).drop { $0 == " " || $0 == "`" }
        }
        let hasNoBlank = !text.contains(" ") && !text.contains("\t")
        let isNameLike = text.contains(".") || text.contains("/") || text == "Makefile"
        return hasNoBlank && isNameLike && !text.isEmpty ? String(text) : nil
    }

    /// Whether a line opens or closes a fence.
    static func isFence(_ line: String) -> Bool {
        line.begins(with: "```") || line.begins(with: "~~~")
    }
}

extension StringProtocol {
    /// Byte by byte: `hasPrefix` would not find a sign in front of a combining character.
    func begins(with prefix: String) -> Bool { utf8.starts(with: prefix.utf8) }
}
