import Base
import Testing

@Suite("Dead code")
struct DeadCodeTests {
    @Test("Every file of Sources declares something that another file uses")
    func files() {
        let uses = Uses(Repository.swiftFiles)
        var problems: [String] = []
        for file in Repository.swiftFiles where file.isSource && !file.path.hasSuffix("/main.swift")
        {
            // A compiler plugin is found by its place in the package.
            if file.target.hasSuffix("Plugin") { continue }
            let names = declaredNames(file)
            // A file may also be there for its imports alone.
            if !names.isEmpty, !names.contains(where: { uses.filesWith($0) > 1 }) {
                problems.append(file.path)
            }
        }
        expectNone(problems)
    }
}

/// In how many files each word occurs, comments and literals included.
private struct Uses {
    private var counts: [String: Int] = [:]

    init(_ files: [SourceFile]) {
        for file in files {
            for word in Set(file.lines.flatMap { words(of: $0.text) }) {
                counts[word, default: 0] += 1
            }
        }
    }

    func filesWith(_ word: String) -> Int { counts[word] ?? 0 }
}

private let declarators: Set<Substring> = [
    "func", "struct", "enum", "class", "protocol", "let", "var", "typealias", "case", "extension",
]

/// The names that a file declares, and the types that it extends.
private func declaredNames(_ file: SourceFile) -> [String] {
    file.lines.flatMap { line -> [String] in
        let parts = line.text.split(separator: " ")
        return parts.indices.dropLast().compactMap { index in
            declarators.contains(parts[index]) ? words(of: String(parts[index + 1])).first : nil
        }
    }
}

/// The identifiers in a text.
private func words(of text: String) -> [String] {
    text.utf8.split { byte in
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
            UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"):
            false
        default: true
        }
    }.compactMap { String($0) }
}
