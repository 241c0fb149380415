import TestKit
import Testing
import Text

@testable import Completion

/// What the embedded model says with a workspace around it.
@Suite struct EmbeddedModelTests {
    private let workspace = EmbeddedIndex([
        EmbeddedIndex.Source(
            path: "lib/store.py", family: "python",
            bytes: Array(
                """
                def save(record):
                    connection = open_connection(settings.database_path)
                    connection.execute(INSERT_STATEMENT, record.values())
                    connection.commit()

                def load(number):
                    connection = open_connection(settings.database_path)
                    rows = connection.execute(SELECT_STATEMENT, (number,))
                    return rows.fetchone()

                """.utf8))
    ])

    private func input(_ source: String) throws -> CompletionInput {
        var input = try CompletionInput(source)
        input.model = workspace.model(for: "lib/new.py", family: "python", open: [])
        return input
    }

    @Test func whatIsWrittenElsewhereInTheWorkspaceGoesOnHere() throws {
        let found = try #require(
            try input("def drop(number):\n    connection = open_$0").suggestion())
        #expect(
            String(decoding: found.text, as: UTF8.self)
                == "open_connection(settings.database_path)")
        #expect(found.text.starts(with: found.sure))
        #expect(found.sure.starts(with: Array("open_connection".utf8)))
        #expect(found.confidence > 0 && found.confidence <= found.sureConfidence)
    }

    @Test func withoutTheWorkspaceNothingIsKnownOfIt() throws {
        let input = try CompletionInput("def drop(number):\n    connection = open_$0")
        #expect(input.suggestion()?.sure.isEmpty != false)
    }

    @Test func anOperatorThatIsBegunIsFinished() throws {
        let lines = """
            if first == None:
            if second == None:
            if third == None:
            if fourth ==
            """
        let input = try CompletionInput(lines.dropLast() + "$0\n    pass\n")
        #expect(input.suggestion()?.text.starts(with: "= None".utf8) == true)
    }

    @Test func aLineEndsAtTheEndOfATextAsElsewhere() throws {
        let input = try CompletionInput(
            """
            def least(self):
                return min(board.price() for board in self.boards)

            def most(self):
                return max(board.price() for board in self.boards)

            def total(self):
                return sum(board.price() for $0
            """)
        let found = try #require(input.suggestion())
        #expect(String(decoding: found.text, as: UTF8.self) == "board in self.boards)")
    }

    @Test func aLessonTellsWhatCame() throws {
        let input = try input("def drop(number):\n    connection = open_$0")
        let rest = Array("connection(settings.database_path)".utf8)
        let lessons = input.lessons(from: rest, most: 20, isWordWhole: false)
        // The name, the bracket, two names with a dot between them, the bracket, the line's end.
        #expect(lessons.count == 7)
        for lesson in lessons {
            #expect(lesson.place.count == Lesson.placeCount)
            #expect(lesson.rows.count.isMultiple(of: Lesson.rowCount))
        }
        #expect(lessons.map { $0.right != nil }.filter { $0 }.count >= 6)
        let unseen = input.lessons(from: Array("x_quite_new".utf8), most: 1, isWordWhole: false)
        #expect(unseen.map(\.right) == [nil])
    }

    @Test func alternativesStartDifferently() throws {
        let found = try input("    connection.$0").alternatives(most: 3)
        #expect(found.count == 3)
        #expect(Set(found.map(\.text)).count == 3)
        #expect(found.contains { $0.text.starts(with: "execute(".utf8) })
    }

    @Test func aUsualLineIsMoreLikelyThanAnOddOne() throws {
        let text = "def drop(number):\n    connection = open_connection(settings.database_path)\n"
        let input = try input(text + "    connection.commit(number)$0\n")
        let line = ByteOffset(text.utf8.count)..<ByteOffset(input.text.count - 1)
        func score(_ line: String, _ range: Range<ByteOffset>) -> Double {
            input.logProbability(of: Array(line.utf8), replacing: range)
        }
        let usual = score("    connection.commit()", line)
        let odd = score("    connection.number(commit)", line)
        #expect(usual > odd && usual < 0)
        // Only the words that change need to be named.
        let word = ByteOffset(line.lowerBound.value + 15)..<line.upperBound
        #expect(score("commit()", word) == usual)
    }

    @Test func anyPlaceAndAnyTextGiveSomethingThatFits() {
        forAll(count: 60) { random in
            let text = TextBuffer(random.textBytes())
            var input = CompletionInput(
                text: text, cursor: ByteOffset(random.int(in: 0...text.count)))
            input.model = workspace.model(for: "x.py", family: "python", open: [])
            for found in input.alternatives(most: 3) {
                let range = found.replaced.offsets
                try #require(range.lowerBound >= 0 && range.upperBound <= text.count)
                try #require(found.text.starts(with: text.bytes[range]))
                try #require(found.text.starts(with: found.sure))
                try #require(found.confidence >= 0 && found.confidence <= 1)
                try #require(found.text.count <= input.limits.lineBytes + 4096)
            }
            let range = random.range(within: text.count)
            let score = input.logProbability(
                of: random.textBytes(),
                replacing: ByteOffset(range.lowerBound)..<ByteOffset(range.upperBound))
            try #require(score <= 0 && score.isFinite)
        }
    }
}
