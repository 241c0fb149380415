/// Reads unified diffs as models write them: with wrong counts, without counts, without the blank
/// in front of empty lines.
enum UnifiedDiffReader {
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
            while at < lines.count {
                let isHeader =
                    lines[at].begins(with: "--- ") && at + 1 < lines.count
                    && lines[at + 1].begins(with: "+++ ")
                if isHeader { readFile() } else { at += 1 }
            }
        }

        private mutating func readFile() {
            let old = name(lines[at].dropFirst(4), prefix: "a/")
            let new = name(lines[at + 1].dropFirst(4), prefix: "b/")
            at += 2
            var hunks: [PatchHunk] = []
            while at < lines.count, lines[at].begins(with: "@@") {
                hunks.append(readHunk())
            }
            do throws(EditProblem) {
                try add(old, new, hunks)
            } catch {
                edits.problems.append(error)
            }
        }

        private mutating func add(
            _ old: String?, _ new: String?, _ hunks: [PatchHunk]
        ) throws(EditProblem) {
            switch (old, new) {
            case (nil, nil): throw EditProblem(path: "", reason: "both sides are /dev/null")
            case (nil, let path?):
                edits.changes.append(
                    .create(path: try ProjectPath(path), content: content(of: hunks)))
            case (let path?, nil): edits.changes.append(.delete(path: try ProjectPath(path)))
            case (let old?, let new?):
                let from = try ProjectPath(old)
                let to = try ProjectPath(new)
                if from != to { edits.changes.append(.rename(path: from, to: to)) }
                guard !hunks.isEmpty || from != to else {
                    throw EditProblem(path: old, reason: "the diff of the file has no hunk")
                }
                if !hunks.isEmpty { edits.changes.append(.patch(path: to, hunks: hunks)) }
            }
        }

        private func content(of hunks: [PatchHunk]) -> [UInt8] {
            hunks.flatMap(\.lines).flatMap { line -> [UInt8] in
                if case .added(let text) = line { text + [UInt8(ascii: "\n")] } else { [] }
            }
        }

        private mutating func readHunk() -> PatchHunk {
            var hunk = PatchHunk(lines: [], line: startLine(of: lines[at]))
            at += 1
            while at < lines.count, let line = hunkLine(lines[at]) {
                hunk.lines.append(line)
                at += 1
                if at < lines.count, lines[at].begins(with: "\\ ") { at += 1 }
            }
            // An empty line behind the diff is none of its context.
            while at < lines.count || at == lines.count, case .kept(let text)? = hunk.lines.last,
                text.isEmpty, lines[at - 1].isEmpty
            {
                hunk.lines.removeLast()
                at -= 1
            }
            while at < lines.count, lines[at].isEmpty { at += 1 }
            return hunk
        }

        private func hunkLine(_ line: String) -> PatchHunk.Line? {
            let startsFile =
                line.begins(with: "--- ") && at + 1 < lines.count
                && lines[at + 1].begins(with: "+++ ")
            if startsFile || line.begins(with: "@@") { return nil }
            let text = Array(line.utf8.dropFirst())
            switch line.utf8.first {
            case nil: return .kept([])
            case UInt8(ascii: " "): return .kept(text)
            case UInt8(ascii: "-"): return .removed(text)
            case UInt8(ascii: "+"): return .added(text)
            default: return nil
            }
        }

        /// Of `@@ -12,5 +12,6 @@`: 11. Of `-0,0`: 0.
        private func startLine(of header: String) -> Int? {
            guard let minus = header.firstIndex(of: "-") else { return nil }
            let digits = header[header.index(after: minus)...].prefix { $0.isASCII && $0.isNumber }
            return Int(digits).map { max($0 - 1, 0) }
        }

        /// The path in a header; nil for `/dev/null`.
        private func name(_ written: Substring, prefix: String) -> String? {
            var name = written.prefix { $0 != "\t" }
            while name.last == " " { name.removeLast() }
            if name == "/dev/null" { return nil }
            return String(name.begins(with: prefix) ? name.dropFirst(2) : name)
        }
    }
}
