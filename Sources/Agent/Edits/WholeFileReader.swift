/// Reads whole files in fences, each under its path.
enum WholeFileReader {
    static func read(_ answer: String) -> ProposedEdits {
        var edits = ProposedEdits()
        let lines = AnswerLines(answer).lines
        var at = 0
        var above: String?
        while at < lines.count {
            let line = lines[at]
            guard AnswerLines.isFence(line) else {
                if !line.isEmpty { above = AnswerLines.path(in: line) }
                at += 1
                continue
            }
            guard let end = closing(of: at, in: lines) else {
                if above != nil {
                    let reason = "its fence is not closed: the answer was cut off"
                    edits.problems.append(EditProblem(path: above ?? "", reason: reason))
                }
                return edits
            }
            if let path = above ?? named(by: line) { add(path, lines[(at + 1)..<end], to: &edits) }
            above = nil
            at = end + 1
        }
        return edits
    }

    /// The fence that closes one: as many marks as it has or more, and nothing else.
    private static func closing(of opening: Int, in lines: [String]) -> Int? {
        let mark = lines[opening].first ?? "`"
        let count = lines[opening].prefix { $0 == mark }.count
        return lines[(opening + 1)...].firstIndex { line in
            line.count >= count && line.allSatisfy { $0 == mark }
        }
    }

    /// The path in an opening such as ```` ```python path/of/file.py ````.
    private static func named(by opening: String) -> String? {
        let words = opening.split(separator: " ")
        return words.count == 2 ? AnswerLines.path(in: String(words[1])) : nil
    }

    private static func add(
        _ path: String, _ content: ArraySlice<String>, to edits: inout ProposedEdits
    ) {
        do throws(EditProblem) {
            let file = try ProjectPath(path)
            edits.changes.append(.write(path: file, content: AnswerLines.content(content)))
        } catch {
            edits.problems.append(error)
        }
    }
}
