/// Reads patches between `*** Begin Patch` and `*** End Patch`.
enum ApplyPatchReader {
    static func read(_ answer: String) -> ProposedEdits {
        var reader = Reader(lines: AnswerLines(answer).lines)
        reader.run()
        return reader.edits
    }

    private struct Reader {
        let lines: [String]
        var edits = ProposedEdits()
        private var at = 0

        init(lines: [String]) {
            self.lines = lines
        }

        mutating func run() {
            while let begin = lines[at...].firstIndex(where: { $0.begins(with: "*** Begin Patch") })
            {
                at = begin + 1
                while at < lines.count, !lines[at].begins(with: "*** End Patch") { readSection() }
                guard at < lines.count else {
                    edits.problems.append(
                        EditProblem(
                            path: "", reason: "the patch has no `*** End Patch`: it was cut off"))
                    return
                }
            }
        }

        private mutating func readSection() {
            let line = lines[at]
            at += 1
            do throws(EditProblem) {
                if let path = value(of: "*** Add File:", in: line) {
                    let content = takeLines().compactMap(added)
                    edits.changes.append(
                        .create(path: try ProjectPath(path), content: AnswerLines.content(content)))
                } else if let path = value(of: "*** Delete File:", in: line) {
                    edits.changes.append(.delete(path: try ProjectPath(path)))
                } else if let path = value(of: "*** Update File:", in: line) {
                    try readUpdate(of: try ProjectPath(path))
                } else if !line.allSatisfy(\.isWhitespace) {
                    throw EditProblem(path: "", reason: "`\(line.prefix(80))` starts no section")
                }
            } catch {
                _ = takeLines()
                edits.problems.append(error)
            }
        }

        private mutating func readUpdate(of path: ProjectPath) throws(EditProblem) {
            var target = path
            if at < lines.count, let moved = value(of: "*** Move to:", in: lines[at]) {
                at += 1
                target = try ProjectPath(moved)
                edits.changes.append(.rename(path: path, to: target))
            }
            var hunks: [PatchHunk] = []
            var hunk = PatchHunk(lines: [])
            for line in takeLines() {
                if line.begins(with: "@@") {
                    if !hunk.lines.isEmpty {
                        hunks.append(hunk)
                        hunk = PatchHunk(lines: [])
                    }
                    let anchor = line.dropFirst(2).drop { $0 == " " }
                    if !anchor.isEmpty { hunk.anchors.append(Array(anchor.utf8)) }
                } else if line.begins(with: "*** End of File") {
                    hunk.isAtEnd = true
                } else {
                    hunk.lines.append(try change(line, path))
                }
            }
            if !hunk.lines.isEmpty { hunks.append(hunk) }
            guard !hunks.isEmpty || target != path else {
                throw EditProblem(path: path.string, reason: "its section has no changes")
            }
            if !hunks.isEmpty { edits.changes.append(.patch(path: target, hunks: hunks)) }
        }

        private func change(
            _ line: String, _ path: ProjectPath
        ) throws(EditProblem) -> PatchHunk.Line {
            let text = Array(line.utf8.dropFirst())
            switch line.utf8.first {
            case nil: return .kept([])
            case UInt8(ascii: " "): return .kept(text)
            case UInt8(ascii: "-"): return .removed(text)
            case UInt8(ascii: "+"): return .added(text)
            default:
                throw EditProblem(
                    path: path.string,
                    reason: "`\(line.prefix(80))` starts neither with ` `, `-` or `+`")
            }
        }

        /// The lines up to the next section.
        private mutating func takeLines() -> [String] {
            let end =
                lines[at...].firstIndex { line in
                    line.begins(with: "*** ") && !line.begins(with: "*** End of File")
                } ?? lines.count
            defer { at = end }
            return Array(lines[at..<end])
        }

        private func added(_ line: String) -> String? {
            line.begins(with: "+") ? String(line.utf8.dropFirst()) : nil
        }

        private func value(of label: String, in line: String) -> String? {
            guard line.begins(with: label) else { return nil }
            var value = line.dropFirst(label.count).drop { $0 == " " }
            while value.last?.isWhitespace == true { value.removeLast() }
            return String(value)
        }
    }
}
