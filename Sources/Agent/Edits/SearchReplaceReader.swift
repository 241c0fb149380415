/// Reads blocks of `<<<<<<< SEARCH`, `=======`, `>>>>>>> REPLACE`.
enum SearchReplaceReader {
    static func read(_ answer: String) -> ProposedEdits {
        var edits = ProposedEdits()
        let lines = AnswerLines(answer).lines
        var path: String?
        var at = 0
        while at < lines.count {
            guard isSearch(lines[at]) else {
                if let named = AnswerLines.path(in: lines[at]) { path = named }
                at += 1
                continue
            }
            let start = at + 1
            guard let middle = lines[start...].firstIndex(where: isDivider),
                !lines[start..<middle].contains(where: isSearch)
            else {
                edits.problems.append(problem(path, "a SEARCH block has no ======= line"))
                at = start
                continue
            }
            guard let end = lines[(middle + 1)...].firstIndex(where: isReplace),
                !lines[(middle + 1)..<end].contains(where: isSearch)
            else {
                edits.problems.append(problem(path, "a SEARCH block has no >>>>>>> REPLACE line"))
                at = middle + 1
                continue
            }
            add(path, lines[start..<middle], lines[(middle + 1)..<end], to: &edits)
            at = end + 1
        }
        return edits
    }

    static func isSearch(_ line: String) -> Bool { isMark(line, "<", "SEARCH") }

    private static func isReplace(_ line: String) -> Bool { isMark(line, ">", "REPLACE") }

    private static func isDivider(_ line: String) -> Bool {
        line.count >= 5 && line.allSatisfy { $0 == "=" }
    }

    /// Five signs or more, and the word: models miscount.
    private static func isMark(_ line: String, _ sign: Character, _ word: String) -> Bool {
        let rest = line.drop { $0 == sign }
        return line.count - rest.count >= 5 && rest.drop { $0 == " " }.begins(with: word)
    }

    private static func add(
        _ path: String?, _ quote: ArraySlice<String>, _ replacement: ArraySlice<String>,
        to edits: inout ProposedEdits
    ) {
        guard let path else {
            edits.problems.append(problem(nil, "a SEARCH block has no path of a file above it"))
            return
        }
        do throws(EditProblem) {
            let file = try ProjectPath(path)
            let new = AnswerLines.content(replacement)
            if quote.allSatisfy({ $0.utf8.allSatisfy(\.isBlank) }) {
                edits.changes.append(.create(path: file, content: new))
            } else {
                let change = Replacement(quote: AnswerLines.content(quote), replacement: new)
                edits.changes.append(.replace(path: file, change))
            }
        } catch {
            edits.problems.append(error)
        }
    }

    private static func problem(_ path: String?, _ reason: String) -> EditProblem {
        EditProblem(path: path ?? "", reason: reason)
    }
}
