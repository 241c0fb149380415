import Base
import Testing

@Suite("Rules of the house")
struct RuleTests {
    @Test("Lines end without blanks, and files with a line end")
    func blanks() {
        var problems: [String] = []
        for path in Repository.textFiles {
            guard let bytes = Repository.bytes(of: path), !bytes.isEmpty else { continue }
            var last = UInt8(ascii: "\n")
            var line = 1
            for byte in bytes {
                if byte == UInt8(ascii: "\n") {
                    if last == UInt8(ascii: " ") || last == UInt8(ascii: "\t") {
                        problems.append("\(path):\(line)")
                    }
                    line += 1
                }
                last = byte
            }
            if last != UInt8(ascii: "\n") { problems.append("\(path): no line end at its end") }
        }
        expectNone(problems)
    }

    @Test("The code map speaks of every folder of Sources")
    func codeMap() throws {
        let text = String(
            decoding: try #require(Repository.bytes(of: "Sources/README.md")), as: UTF8.self)
        let folders = Files.list(Repository.root / "Sources").filter {
            Files.kind(of: Repository.root / "Sources" / $0.string) == .directory
        }
        expectNone(folders.map(\.string).filter { !text.contains("`\($0)`") })
    }

    @Test("Every target's folder is in the package, and the other way round")
    func targets() throws {
        // However the layout breaks its lines.
        let text = String(
            decoding: try #require(Repository.bytes(of: "Package.swift")), as: UTF8.self
        ).filter { !$0.isWhitespace }
        let folders = Files.list(Repository.root / "Sources").filter {
            Files.kind(of: Repository.root / "Sources" / $0.string) == .directory
        }
        expectNone(folders.map(\.string).filter { !text.contains("\"\($0)\"") })
        let tests = Files.list(Repository.root / "Tests").map(\.string)
        let unknown = tests.filter { name in
            let library = name.hasSuffix("Tests") ? String(name.dropLast(5)) : name
            return !text.contains("\"\(name)\"") && !text.contains("tests(\"\(library)\"")
                && !text.contains("path:\"Tests/\(name)\"")
        }
        expectNone(unknown)
    }

    @Test("A language's queries lie beside its description, and are of a known kind")
    func queries() {
        let kinds: Set = ["tags", "scopes", "imports", "docs", "tests", "folds", "repair"]
        var problems: [String] = []
        for path in Repository.files(below: "Sources") where path.fileExtension == "scm" {
            let description = path.parent / "language.json"
            if Files.kind(of: Repository.root.appending(description)) != .file {
                problems.append("\(path): no language.json beside it")
            }
            if !kinds.contains(String(path.name.dropLast(".scm".count))) {
                problems.append("\(path): of no known kind")
            }
        }
        expectNone(problems)
    }

    @Test("No file names a place on the machine of whoever wrote it")
    func machinePaths() {
        var places = [Repository.root.string + "/"]
        if let home = Environment.current["HOME"], home.utf8.count > 1 { places.append(home + "/") }
        var problems: [String] = []
        for path in Repository.textFiles {
            guard let bytes = Repository.bytes(of: path) else { continue }
            let lines = String(decoding: bytes, as: UTF8.self)
                .split(separator: "\n", omittingEmptySubsequences: false)
            for (index, line) in lines.enumerated() {
                for place in places where line.contains(place) {
                    problems.append("\(path):\(index + 1): \(place)")
                }
            }
        }
        expectNone(problems)
    }

    @Test("Nothing is public but what Base exports to all")
    func access() {
        var problems: [String] = []
        for file in Repository.swiftFiles where file.path != "Sources/Base/Libc.swift" {
            for line in file.lines where !line.isLiteral {
                let words = line.text.split(separator: " ")
                let isOpen =
                    words.count > 1 && words[0] == "open"
                    && ["class", "func", "var"].contains(words[1])
                if words.first == "public" || isOpen {
                    problems.append("\(file.path):\(line.number)")
                }
            }
        }
        expectNone(problems)
    }

    @Test("Locks are Base's: the thread sanitizer does not see the standard library's")
    func locks() {
        let forbidden = ["Mutex" + "<", "Mutex" + "("]
        var problems: [String] = []
        for file in Repository.swiftFiles {
            for line in file.lines where !line.isLiteral {
                if forbidden.contains(where: { line.text.contains($0) }) {
                    problems.append("\(file.path):\(line.number)")
                }
            }
        }
        expectNone(problems)
    }
}
