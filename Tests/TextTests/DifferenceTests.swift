import TestKit
import Testing
import Text

@Suite struct DifferenceTests {
    private func difference(_ old: String, _ new: String) -> [TextEdit] {
        EditSet.difference(from: Array(old.utf8), to: Array(new.utf8)).edits
    }

    @Test func editsAreSmall() {
        #expect(
            difference("one\ntwo\nthree\n", "one\n2wo\nthree!\n")
                == [TextEdit(4..<5, "2"), TextEdit(13..<13, "!")])
        #expect(difference("a\nb\nc\n", "a\nc\n") == [TextEdit(2..<4, "")])
        #expect(difference("", "new") == [TextEdit(0..<0, "new")])
        #expect(difference("same", "same").isEmpty)
    }

    @Test func charactersAndLineEndsStayWhole() {
        #expect(difference("\u{E9}", "\u{E8}") == [TextEdit(0..<2, "\u{E8}")])
        #expect(difference("\u{1F600}", "\u{1F601}") == [TextEdit(0..<4, "\u{1F601}")])
        #expect(difference("a\r\n", "a\n") == [TextEdit(1..<3, "\n")])
        #expect(difference("a\n", "a\r\n") == [TextEdit(1..<1, "\r")])
        #expect(difference("a\r\nb", "a\rb") == [TextEdit(1..<3, "\r")])
    }

    @Test func theEditsMakeTheNewText() {
        forAll(count: 600) { random in
            let old = random.once(in: 2) ? random.text() : random.lines(count: 30)
            let new = random.once(in: 4) ? random.lines(count: 30) : random.edited(old)
            let set = EditSet.difference(from: Array(old.utf8), to: Array(new.utf8))
            try #require(try set.applied(to: Array(old.utf8)) == Array(new.utf8))
        }
    }

    @Test func theEditsCanBeSentToAClient() {
        forAll(count: 300) { random in
            let old = TextBuffer(random.text())
            let new = Array(random.edited(String(decoding: old.bytes, as: UTF8.self)).utf8)
            for edit in EditSet.difference(from: old.bytes, to: new).edits {
                for encoding in PositionEncoding.allCases {
                    let positions = old.positions(of: edit.range, encoding: encoding)
                    try #require(old.offsets(of: positions, encoding: encoding) == edit.range)
                }
                try #require(edit.replacement == repairedUTF8(edit.replacement))
            }
        }
    }

    @Test func anyLimitsGiveARightAnswer() {
        forAll(count: 400) { random in
            let old = Array(random.lines(count: 40).utf8)
            let new = Array(random.lines(count: 40).utf8)
            let limits = DifferenceLimits(
                lines: random.int(in: 0...200), steps: random.int(in: 0...5),
                totalSteps: random.int(in: 0...200))
            let set = EditSet.difference(from: old, to: new, limits: limits)
            try #require(try set.applied(to: old) == new)
        }
    }

    @Test func noLineIsChangedThatNeedNotBe() {
        forAll(count: 400) { random in
            let kinds = random.int(in: 1...4)
            let old = (0..<random.int(in: 0...14)).map { _ in random.int(below: kinds) }
            let new = (0..<random.int(in: 0...14)).map { _ in random.int(below: kinds) }
            let diff = unifiedDiff(
                from: Array(old.map { "\($0)\n" }.joined().utf8), named: "a",
                to: Array(new.map { "\($0)\n" }.joined().utf8), named: "b", context: 0)
            let lines = String(decoding: diff, as: UTF8.self).split(separator: "\n").dropFirst(2)
            let changed = lines.count { $0.hasPrefix("-") || $0.hasPrefix("+") }
            try #require(changed == old.count + new.count - 2 * longestCommon(old, new))
        }
    }

    /// The length of the longest common subsequence, by the table that everybody learns.
    private func longestCommon(_ left: [Int], _ right: [Int]) -> Int {
        var row = Array(repeating: 0, count: right.count + 1)
        for one in left {
            var diagonal = 0
            for (index, other) in right.enumerated() {
                let above = row[index + 1]
                row[index + 1] = one == other ? diagonal + 1 : max(above, row[index])
                diagonal = above
            }
        }
        return row[right.count]
    }

    @Test func hugeTextsThatShareNothingAreBounded() throws {
        let old = Array((0..<20_000).map { "\($0 % 7)\n" }.joined().utf8)
        let new = Array((0..<20_000).map { "\($0 % 5)\n" }.joined().utf8)
        let limits = DifferenceLimits(lines: 400_000, steps: 16, totalSteps: 100_000)
        let set = EditSet.difference(from: old, to: new, limits: limits)
        #expect(try set.applied(to: old) == new)
    }
}
