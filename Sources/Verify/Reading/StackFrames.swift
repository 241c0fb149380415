/// Finds the places in a project that a traceback of any language names: `File "x.py", line 3, in
/// f`, `at f (file:///x/y.js:3:1)`, `x_test.go:3`, `src/lib.rs:3:5`, `at a.B.c(B.java:3)`,
/// `/x/y.php:3`. Paths outside the project, such as libraries, are left out.
struct FrameFinder {
    /// The folder that the tests ran in, with a slash at its end.
    private let folder: String
    /// The project's files, for names that are given without their folders.
    private let sources: Set<String>
    /// Their paths by their names.
    private let sourcesByName: [Substring: [String]]
    /// Folders below it that hold others' code.
    private static let foreign = [
        "node_modules/", "vendor/", "site-packages/", ".venv/", "target/",
    ]
    private static let maximumFrames = 50

    init(_ input: ReportInput) {
        folder = input.folder.hasSuffix("/") ? input.folder : input.folder + "/"
        sources = Set(input.sources)
        sourcesByName = Dictionary(grouping: input.sources) { $0.split(separator: "/").last ?? "" }
    }

    /// The frames in the order of the text, each once.
    func frames(in text: String) -> [StackFrame] {
        frames(in: lines(of: Array(text.utf8)))
    }

    /// The frames in the order of the lines, each once.
    func frames(in lines: some Sequence<Line>) -> [StackFrame] {
        var found: [StackFrame] = []
        var seen: Set<SourcePlace> = []
        for line in lines {
            guard let frame = pythonFrame(line) ?? frame(line),
                let file = relative(frame.place.file), found.count < FrameFinder.maximumFrames
            else { continue }
            let place = SourcePlace(file: file, line: frame.place.line)
            guard seen.insert(place).inserted else { continue }
            found.append(StackFrame(place: place, function: frame.function))
        }
        return found
    }

    /// The path as the project has it; nil for one outside, or in a folder of others' code.
    func relative(_ path: String) -> String? {
        var path = path
        if path.hasPrefix("file://") { path = String(path.dropFirst("file://".utf8.count)) }
        if path.hasPrefix(folder) { path = String(path.dropFirst(folder.utf8.count)) }
        while path.hasPrefix("./") { path = String(path.dropFirst(2)) }
        let isOutside =
            path.isEmpty || path.hasPrefix("/") || path.hasPrefix("../") || path.hasPrefix("<")
            || path.contains(":")
        guard !isOutside, !FrameFinder.foreign.contains(where: { path.contains($0) }) else {
            return nil
        }
        return sources.isEmpty || sources.contains(path) ? path : source(endingIn: path)
    }

    /// The one file of the project whose path ends so; nil when there is none. Where there are
    /// several, the path stays as the runner wrote it.
    func source(endingIn path: String) -> String? {
        let name = path.split(separator: "/").last ?? ""
        let found = sourcesByName[name, default: []].filter {
            $0 == path || $0.hasSuffix("/" + path)
        }
        return found.count > 1 ? path : found.first
    }

    /// `File "x.py", line 3, in f`.
    private func pythonFrame(_ line: Line) -> StackFrame? {
        guard let rest = line.trimmed.dropping(prefix: "File \""),
            let (file, behind) = rest.cut(at: "\", line "),
            let (number, tail) = behind.leadingInteger
        else { return nil }
        let function = tail.dropping(prefix: ", in ")?.string
        return StackFrame(
            place: SourcePlace(file: file.string, line: number), function: function)
    }

    /// The first `path.ext:number` in the line, with the function that stands around it.
    private func frame(_ line: Line) -> StackFrame? {
        var at = line.startIndex
        while let colon = line[at...].firstIndex(of: UInt8(ascii: ":")) {
            at = colon + 1
            guard let (number, rest) = line[at...].leadingInteger, number > 0 else { continue }
            let start = pathStart(in: line, before: colon)
            let path = line[start..<colon]
            guard isPath(path) else { continue }
            return StackFrame(
                place: SourcePlace(file: path.string, line: number),
                function: function(before: line[..<start], behind: rest))
        }
        return nil
    }

    /// Where the path that ends at `end` starts: behind a blank, a bracket or a quote.
    private func pathStart(in line: Line, before end: Int) -> Int {
        var start = end
        while start > line.startIndex, !" \t()[]'\"`,=<>".utf8.contains(line[start - 1]) {
            start -= 1
        }
        return start
    }

    /// Whether it looks like a file's name: a dot, and behind it a short word.
    private func isPath(_ path: Line) -> Bool {
        guard let (before, ending) = path.cut(atLast: "."), !before.isEmpty, !ending.isEmpty,
            ending.count <= 6
        else { return false }
        return ending.allSatisfy(\.isWord) && !ending.allSatisfy(\.isDigit)
    }

    /// `at NAME (`, or ``in `NAME'`` behind it.
    private func function(before: Line, behind: Line) -> String? {
        if let (_, rest) = behind.cut(at: "in "), let quote = rest.first, "`'".utf8.contains(quote)
        {
            return rest.dropFirst().prefix { !"'`".utf8.contains($0) }.string
        }
        guard let called = before.trimmed.dropping(prefix: "at ")?.trimmed.dropping(suffix: "(")
        else { return nil }
        let name = called.trimmed
        return name.isEmpty ? nil : name.string
    }
}
