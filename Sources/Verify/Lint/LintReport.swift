private import JSON

/// Reads what linters and compilers print. Nearly all write `file:line:column: severity: message`
/// or little else; one reader knows all those forms, so that a new linter needs a command only.
enum LintReport {
    /// The findings in the order of the output; notes, which explain others, are left out.
    static func read(_ input: ReportInput) -> [LintFinding] {
        let lines = lines(of: input.output)
        if let json = eslint(lines, FrameFinder(input)) { return json }
        var reader = LintReader(finder: FrameFinder(input))
        for line in lines { reader.read(line) }
        return reader.findings
    }

    /// ESLint's JSON: a list of files with their messages.
    private static func eslint(_ lines: [Line], _ finder: FrameFinder) -> [LintFinding]? {
        guard let line = lines.last(where: { $0.starts(with: "[{\"filePath\"") }),
            let json = try? JSON.parse(Array(line))
        else { return nil }
        return json.elements.flatMap { file -> [LintFinding] in
            guard let path = file["filePath"]?.string.flatMap({ finder.relative($0) }) else {
                return []
            }
            return file["messages"]?.elements.map { message in
                let rule = message["ruleId"]?.string.map { " (\($0))" } ?? ""
                return LintFinding(
                    place: SourcePlace(file: path, line: message["line"]?.int ?? 1),
                    severity: message["severity"]?.int == 2 ? .error : .warning,
                    message: (message["message"]?.string ?? "") + rule)
            } ?? []
        }
    }
}

private struct LintReader {
    let finder: FrameFinder
    private(set) var findings: [LintFinding] = []
    /// A place on a line of its own, whose message comes later: Python's and node's way.
    private var pending: SourcePlace?

    init(finder: FrameFinder) {
        self.finder = finder
    }

    mutating func read(_ line: Line) {
        let line = withoutPrefix(line)
        if let place = pythonPlace(line) ?? nodePlace(line) {
            pending = place
        } else if let place = pending, let message = exception(line) {
            pending = nil
            add(place, message)
        } else if let (place, message) = colons(line) ?? brackets(line) ?? words(line) {
            add(place, message)
        }
    }

    /// What some programs begin each message with.
    private func withoutPrefix(_ line: Line) -> Line {
        for prefix in ["vet: ", "[ERROR] ", "luac: ", "luac5.4: ", "luac5.3: ", "luac5.1: "] {
            if let rest = line.dropping(prefix: prefix) { return rest }
        }
        return line
    }

    /// `  File "bad.py", line 1`.
    private func pythonPlace(_ line: Line) -> SourcePlace? {
        guard let rest = line.trimmed.dropping(prefix: "File \""),
            let (file, behind) = rest.cut(at: "\", line "),
            let (number, _) = behind.leadingInteger
        else { return nil }
        return place(file, number)
    }

    /// `/project/bad.js:2`, and nothing else.
    private func nodePlace(_ line: Line) -> SourcePlace? {
        guard let (file, number) = line.cut(atLast: ":"), let number = number.integer,
            file.contains("."), !file.contains(" ")
        else { return nil }
        return place(file, number)
    }

    /// `SyntaxError: invalid syntax`.
    private func exception(_ line: Line) -> Line? {
        guard let (name, _) = line.cut(at: ": "), name.ends(with: "Error"),
            name.allSatisfy(\.isWord)
        else { return nil }
        return line
    }

    /// `bad.c:4:16: error: …`, `bad.lua:3: …`, `bad.sh: line 4: …`.
    private func colons(_ line: Line) -> (SourcePlace, Line)? {
        guard let (file, rest) = line.cut(at: ":"), !file.isEmpty, file.first != UInt8(ascii: " ")
        else { return nil }
        let behind = rest.dropping(prefix: " line ") ?? rest
        guard let (number, tail) = behind.leadingInteger, let place = place(file, number),
            var message = tail.dropping(prefix: ":")
        else { return nil }
        if let (_, afterColumn) = message.leadingInteger,
            let rest = afterColumn.dropping(prefix: ":")
        {
            message = rest
        }
        return (place, message.trimmed)
    }

    /// `src/a.ts(3,5): error TS2304: …`, and Maven's `/project/A.java:[6,9] …`.
    private func brackets(_ line: Line) -> (SourcePlace, Line)? {
        for (open, close) in [("(", "): "), (":[", "] ")] {
            guard let (file, rest) = line.cut(at: open), let (number, tail) = rest.leadingInteger,
                tail.first == UInt8(ascii: ","), let (_, message) = tail.cut(at: close),
                let place = place(file, number)
            else { continue }
            return (place, message)
        }
        return nil
    }

    /// PHP's `PHP Parse error:  … in bad.php on line 3`.
    private func words(_ line: Line) -> (SourcePlace, Line)? {
        guard let (before, number) = line.cut(atLast: " on line "), let number = number.integer,
            let (message, file) = before.cut(atLast: " in "), let place = place(file, number)
        else { return nil }
        return (place, message.dropping(prefix: "PHP ") ?? message)
    }

    private func place(_ file: Line, _ line: Int) -> SourcePlace? {
        finder.relative(file.string).map { SourcePlace(file: $0, line: line) }
    }

    private mutating func add(_ place: SourcePlace, _ message: Line) {
        guard let (severity, words) = severity(of: message) else { return }
        let finding = LintFinding(
            place: place, severity: severity, message: words.trimmed.string.shortened)
        if !findings.contains(finding) { findings.append(finding) }
    }

    /// What the message begins with says how bad it is; nil for a note.
    private func severity(of message: Line) -> (LintFinding.Severity, Line)? {
        for word in ["fatal error", "error", "Error", "Parse error", "Fatal error"] {
            guard let rest = message.dropping(prefix: word) else { continue }
            if let text = rest.dropping(prefix: ":") { return (.error, text) }
            if rest.first == UInt8(ascii: "[") || rest.starts(with: " TS") {
                return (.error, message)
            }
        }
        for word in ["warning", "Warning", "Deprecated"] {
            if let text = message.dropping(prefix: word + ":") { return (.warning, text) }
        }
        if message.starts(with: "note:") || message.starts(with: "help:") { return nil }
        // `F821 Undefined name`: of a linter's rules, few are about code that cannot work.
        let code = message.prefix { $0.isWord }
        let digits = code.drop { !$0.isDigit }
        if digits.count >= 3, digits.allSatisfy(\.isDigit), digits.count < code.count {
            let isFatal = ["E9", "F82", "F70", "F63"].contains { code.starts(with: $0) }
            return (isFatal ? .error : .warning, message)
        }
        return (.error, message)
    }
}
