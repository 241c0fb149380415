import Agent
import TestKit
import Testing
import Text

@Suite("Edit properties") struct EditPropertyTests {
    /// Short lines of few kinds, so that passages repeat and nest.
    static func text(_ random: inout Random) -> [String] {
        (0..<random.int(in: 1...20)).map { _ in
            String(repeating: "  ", count: random.int(in: 0...3))
                + random.element(of: ["a", "b", "if x {", "}", "", "return é"])
        }
    }

    @Test("What diff writes, the reader of patches makes of the old text")
    func diffsComeBack() {
        forAll { random in
            let end = random.element(of: ["\n", "\r\n"])
            let old = Self.text(&random).joined(separator: end) + end
            let new = Self.text(&random).joined(separator: end) + end
            let diff = unifiedDiff(
                from: Array(old.utf8), named: "a/f.txt", to: Array(new.utf8), named: "b/f.txt")
            let edits = EditFormat.unifiedDiff.changes(in: String(decoding: diff, as: UTF8.self))
            var draft = Draft()
            try draft.apply(edits) { AgentTests.read($0, in: ["f.txt": old]) }
            let path = try ProjectPath("f.txt")
            let expected = Draft.Change(original: Array(old.utf8), content: Array(new.utf8))
            #expect(edits.problems.isEmpty)
            #expect(draft.files[path] == (old == new ? nil : expected))
        }
    }

    @Test("A passage quoted whole is found, or stands more than once; nothing else changes")
    func quotesAreFound() {
        forAll { random in
            let lines = Self.text(&random)
            let first = random.int(in: 0...lines.count - 1)
            let last = random.int(in: first...lines.count - 1)
            let quote = lines[first...last].joined(separator: "\n") + "\n"
            let old = lines.joined(separator: "\n") + "\n"
            let edits = ProposedEdits(changes: [
                .replace(
                    path: try ProjectPath("f.txt"),
                    Replacement(quote: Array(quote.utf8), replacement: Array("new\n".utf8)))
            ])
            let result = outcome(["f.txt": old], edits)
            let count = occurrences(of: Array(quote.utf8), in: Array(old.utf8))
            if count == 1 {
                #expect(!result.contains("Nothing was changed"), "\(result)")
            } else {
                #expect(result.contains("stands at lines"), "\(result)")
            }
        }
    }

    private func occurrences(of quote: [UInt8], in text: [UInt8]) -> Int {
        text.indices.count { text[$0...].starts(with: quote) }
    }

    @Test("No answer breaks a reader, and what it reads stays within the project")
    func readersSurvive() {
        let pieces = [
            "<<<<<<< SEARCH", "=======", ">>>>>>> REPLACE", "*** Begin Patch", "*** End Patch",
            "*** Update File: f.txt", "*** Add File: ../x", "*** Move to: /etc/x", "@@ -1,2 +3 @@",
            "--- a/f.txt", "+++ b/f.txt", "+++ /dev/null", "```", "~~~", "f.txt", "+é", "-a", " a",
            "", "\\ No newline at end of file", "@@", "+\u{301}x", "\r",
        ]
        forAll(count: 500) { random in
            let answer = (0..<random.int(in: 0...30)).map { _ in random.element(of: pieces) }
                .joined(separator: random.element(of: ["\n", "\r\n"]))
            for format in EditFormat.allCases {
                var draft = Draft()
                try? draft.apply(format.changes(in: answer)) {
                    AgentTests.read($0, in: ["f.txt": "a\nb\na\n"])
                }
                let paths = draft.files.keys.map(\.string)
                #expect(paths.allSatisfy { !$0.hasPrefix("/") && !$0.contains("..") }, "\(answer)")
            }
        }
    }
}
