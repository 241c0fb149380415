import TestKit
import Testing
import Text

@Suite struct EditSetTests {
    private func edit(_ range: Range<Int>, _ text: String) -> TextEdit {
        TextEdit(Range(range), text)
    }

    private func apply(_ set: EditSet, _ text: String) throws -> String {
        String(decoding: try set.applied(to: Array(text.utf8)), as: UTF8.self)
    }

    @Test func editsAreMadeTogether() throws {
        let set = try EditSet([edit(8..<11, "3"), edit(0..<3, "1"), edit(3..<3, "!")])
        #expect(set.edits == [edit(0..<3, "1!"), edit(8..<11, "3")])
        #expect(try apply(set, "one two thr.") == "1! two 3.")
        #expect(set.growth == -3)
    }

    @Test func insertionsAtOnePlaceKeepTheirOrder() throws {
        let set = try EditSet([edit(1..<2, "B"), edit(1..<1, "x"), edit(1..<1, "y")])
        #expect(try apply(set, "abc") == "axyBc")
    }

    @Test func whatDoesNothingIsGone() throws {
        #expect(try EditSet([edit(3..<3, "")]).isEmpty)
        #expect(EditSet(edit(0..<0, "")) == EditSet())
    }

    @Test func overlapsAreRefused() {
        #expect(throws: EditError.overlap(at: 2)) {
            try EditSet([edit(2..<4, ""), edit(0..<3, "")])
        }
        #expect(throws: EditError.overlap(at: 1)) {
            try EditSet([edit(0..<3, ""), edit(1..<1, "x")])
        }
    }

    @Test func editsPastTheEndAreRefused() {
        let set = EditSet(edit(2..<9, ""))
        #expect(throws: EditError.outOfBounds(at: 9)) { try set.applied(to: [1, 2, 3]) }
        #expect(throws: EditError.outOfBounds(at: 9)) { try set.inverted(on: [1, 2, 3]) }
        #expect(throws: EditError.outOfBounds(at: -1)) {
            try EditSet(edit(-1..<0, "")).applied(to: [1])
        }
    }

    @Test func theInverseTakesItBack() {
        forAll { random in
            let text = random.textBytes()
            let set = random.editSet(on: text.count)
            let edited = try set.applied(to: text)
            let inverse = try set.inverted(on: text)
            try #require(try inverse.applied(to: edited) == text)
            try #require(try inverse.inverted(on: edited).applied(to: text) == edited)
        }
    }

    @Test func oneSetDoesWhatTwoDo() {
        forAll(count: 500) { random in
            let text = random.textBytes()
            let first = random.editSet(on: text.count)
            let between = try first.applied(to: text)
            let second = random.editSet(on: between.count)
            let both = first.followed(by: second)
            try #require(try both.applied(to: text) == second.applied(to: between))
        }
    }

    @Test func placesMoveWithTheText() throws {
        let set = try EditSet([edit(2..<2, "xx"), edit(4..<6, "y"), edit(8..<9, "")])
        func map(_ affinity: Affinity) -> [Int] {
            (0...10).map { set.map(ByteOffset($0), affinity: affinity).value }
        }
        #expect(map(.before) == [0, 1, 2, 5, 6, 6, 7, 8, 9, 9, 10])
        #expect(map(.after) == [0, 1, 4, 5, 6, 7, 7, 8, 9, 9, 10])
        #expect(set.map(2..<4) == 4..<6)
        #expect(set.map(0..<2) == 0..<2)
        #expect(set.map(2..<2) == 4..<4)
    }

    @Test func mappingKeepsOrderAndUntouchedBytes() {
        forAll { random in
            let text = random.textBytes()
            let set = random.editSet(on: text.count)
            let edited = try set.applied(to: text)
            var last = (before: 0, after: 0)
            for offset in 0...text.count {
                let before = set.map(ByteOffset(offset), affinity: .before).value
                let after = set.map(ByteOffset(offset), affinity: .after).value
                try #require(last.before <= before && last.after <= after)
                try #require(before <= after && after <= edited.count)
                last = (before, after)
                let isTouched = set.edits.contains { $0.range.offsets.contains(offset) }
                if offset < text.count, !isTouched {
                    try #require(edited[after] == text[offset])
                }
            }
        }
    }

    @Test func editsOfAClientAreOneSet() throws {
        let buffer = TextBuffer("a\u{1F600}b\r\nc")
        let range = PositionRange(
            start: Position(line: 0, character: 3), end: Position(line: 1, character: 0))
        let set = try buffer.edits([(range, Array("-".utf8))], encoding: .utf16)
        #expect(set.edits == [edit(5..<8, "-")])
    }
}

extension Random {
    /// A set of a few edits on a text of `count` bytes.
    mutating func editSet(on count: Int) -> EditSet {
        var edits: [TextEdit] = []
        var at = 0
        while at <= count, edits.count < 5 {
            let start = int(in: at...count)
            let end = int(in: start...min(count, start + 6))
            edits.append(TextEdit(Range(start..<end), textBytes(pieces: 2)))
            at = end + int(in: 0...3)
        }
        return (try? EditSet(edits)) ?? EditSet()
    }
}
