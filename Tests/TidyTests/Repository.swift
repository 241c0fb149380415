import Base
import Testing

/// The files of this checkout, as the tidy tests see them.
enum Repository {
    /// Tests/TidyTests/Repository.swift is three levels below it.
    static let root = Path(#filePath).parent.parent.parent

    /// Every Swift file below Sources and Tests.
    static let swiftFiles: [SourceFile] = ["Sources", "Tests"].flatMap { folder in
        files(below: Path(folder)).filter { $0.fileExtension == "swift" }.compactMap(
            SourceFile.init)
    }

    /// The files that people write: all but the fuzzers' findings, which are any bytes.
    static let textFiles: [Path] =
        Files.list(root).filter {
            Files.kind(of: root.appending($0), followLinks: false) == .file
        }
        + ["Sources", "Tests", "EditorConfigs", ".ci"].flatMap { files(below: Path($0)) }
        .filter { !$0.isInside("Tests/Fuzz/Corpus") }

    static func bytes(of path: Path) -> [UInt8]? {
        try? Files.read(root.appending(path), limit: 1 << 24)
    }

    /// The paths of all files below a folder, relative to the root and sorted.
    static func files(below folder: Path) -> [Path] {
        var found: [Path] = []
        for name in Files.list(root.appending(folder)) {
            let path = folder.appending(name)
            if Files.kind(of: root.appending(path), followLinks: false) == .directory {
                found += files(below: path)
            } else {
                found.append(path)
            }
        }
        return found
    }
}

/// Fails the test with one message that lists everything found.
func expectNone(_ problems: [String], sourceLocation: SourceLocation = #_sourceLocation) {
    if problems.isEmpty { return }
    Issue.record("\(problems.joined(separator: "\n"))", sourceLocation: sourceLocation)
}

/// One Swift file, in lines.
struct SourceFile {
    /// Relative to the root.
    let path: String
    let lines: [Line]

    struct Line {
        /// Counted from 1.
        let number: Int
        let text: String
        /// Whether it lies inside a literal of many lines, whose layout is its own.
        let isLiteral: Bool
    }

    init?(_ path: Path) {
        guard
            let bytes = try? Files.read(Repository.root.appending(path), limit: 1 << 24)
        else { return nil }
        self.path = path.string
        var lines: [Line] = []
        var inLiteral = false
        let parts = bytes.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
        for (index, part) in parts.enumerated() {
            let text = String(decoding: part, as: UTF8.self)
            let quotes = text.ranges(of: "\"\"\"").count
            lines.append(Line(number: index + 1, text: text, isLiteral: inLiteral))
            if quotes % 2 == 1 { inLiteral.toggle() }
        }
        self.lines = lines
    }

    /// The target that it belongs to: the folder below Sources or Tests.
    var target: String {
        let parts = path.split(separator: "/")
        return parts.count > 2 ? String(parts[1]) : ""
    }

    var isSource: Bool { path.hasPrefix("Sources/") }

    /// The modules that it imports, with their lines.
    var imports: [(module: String, line: Int)] {
        lines.filter { !$0.isLiteral }.compactMap { line in
            let words = line.text.split(separator: " ")
            guard let keyword = words.firstIndex(of: "import"), keyword + 1 < words.count,
                words[..<keyword].allSatisfy({ importModifiers.contains($0) })
            else { return nil }
            return (String(words[keyword + 1]), line.number)
        }
    }

    /// Its functions and initialisers, by the layout that the formatter gives them: the body ends
    /// where a line closes a brace at the indentation of the declaration. Lines of literals, such
    /// as the texts that tests expect, do not count.
    var functions: [(line: Int, length: Int)] {
        var found: [(line: Int, length: Int)] = []
        for (index, line) in lines.enumerated() where !line.isLiteral && line.startsFunction {
            let indentation = line.text.prefix { $0 == " " }
            let end = lines[index...].firstIndex { $0.text == indentation + "}" }
            // What ends on its own line, or is only declared, has no such brace before the next
            // declaration; its length is then no more than a few lines.
            guard let end else { continue }
            let next = lines[(index + 1)...].firstIndex {
                $0.startsFunction && $0.text.prefix { $0 == " " } == indentation
            }
            if let next, next < end { continue }
            let length = lines[index...end].count { !$0.isLiteral }
            found.append((line.number, length))
        }
        return found
    }
}

private let importModifiers: Set<Substring> = [
    "internal", "package", "private", "public", "fileprivate", "@testable", "@_exported",
    "@preconcurrency",
]

extension SourceFile.Line {
    /// Whether a function, an initialiser or a computed property's type begins here.
    fileprivate var startsFunction: Bool {
        var words = text.split(separator: " ")[...]
        while let word = words.first, modifiers.contains(word) || word.hasPrefix("@") {
            words.removeFirst()
        }
        guard let word = words.first else { return false }
        return word == "func" || word.hasPrefix("init(") || word.hasPrefix("init?(")
            || word.hasPrefix("init<") || word == "deinit" || word.hasPrefix("subscript")
    }
}

private let modifiers: Set<Substring> = [
    "package", "private", "fileprivate", "internal", "public", "static", "final", "mutating",
    "nonmutating", "convenience", "override", "borrowing", "consuming", "nonisolated", "required",
]
