import Base
import Testing

@Suite("Layout of the code")
struct LayoutTests {
    @Test("The checkout's top level has only what belongs there")
    func topLevel() {
        let allowed: Set = [
            "Package.swift", "Sources", "Tests", "EditorConfigs", "README.md", "LICENSE",
            "Makefile",
            ".ci", ".swift-format", ".gitignore",
        ]
        // What git keeps, what is built, and what git ignores.
        let ignored: Set = [".git", ".build", ".swiftpm", "DerivedData"]
        let found = Files.list(Repository.root).map(\.string)
        #expect(Set(found).subtracting(ignored).subtracting(allowed) == [])
    }

    /// The formatter breaks what it can; this finds the comments and literals that it leaves. In
    /// tests a long literal may be the clearest.
    @Test("Lines of Sources have at most 100 characters")
    func lineLength() {
        var problems: [String] = []
        for file in Repository.swiftFiles where file.isSource {
            for line in file.lines where !line.isLiteral && line.text.utf8.count > 100 {
                if line.text.unicodeScalars.count <= 100 { continue }
                problems.append("\(file.path):\(line.number)")
            }
        }
        expectNone(problems)
    }

    @Test("A file has at most 500 lines, a function at most 70")
    func sizes() {
        var problems: [String] = []
        for file in Repository.swiftFiles {
            // What follows the last line's end is no line.
            if file.lines.count > 501 { problems.append("\(file.path)") }
            for (line, length) in file.functions where length > 70 {
                problems.append("\(file.path):\(line) has \(length) lines")
            }
        }
        expectNone(problems)
    }

    @Test("Nothing traps where it could fail, and nothing is left to do")
    func words() {
        // Put together here, so that this file does not find itself.
        let forbidden = ["try" + "!", "as" + "!", "TO" + "DO", "FIX" + "ME", "XX" + "X:"]
        var problems: [String] = []
        for file in Repository.swiftFiles {
            for line in file.lines where !line.isLiteral {
                for word in forbidden where line.text.contains(word) {
                    problems.append("\(file.path):\(line.number): \(word)")
                }
            }
        }
        expectNone(problems)
    }

    @Test("Every function's length is seen")
    func functionsAreFound() throws {
        let file = try #require(
            Repository.swiftFiles.first { $0.path == "Tests/TidyTests/LayoutTests.swift" })
        #expect(file.functions.count == 5)
        #expect(file.functions.allSatisfy { (5...20).contains($0.length) })
    }
}
