import Structure
import TestKit
import Testing
import Text

@testable import Completion

@Suite struct InlineTests {
    private let repeated = """
        self.name = check(name, "name")
        self.size = check(size, "size")
        self.kind = check(kind, "kind")

        """

    @Test func goesOnAsElsewhere() throws {
        try checkInline(
            """
            for (const item of items) { handle(item); }
            for (const item of items) { handle(item); }
            for (const$0
            """,
            "for (const[ item of items) { handle(item);]")
    }

    @Test func finishesAWord() throws {
        try checkInline(
            "configuration = load_configuration(path)\nprint(configuration)\nconf$0",
            "conf[iguration]")
    }

    @Test func repeatsTheFormWithOtherNames() throws {
        try checkInline(
            "\(repeated)self.color = check($0", confidence: 0.2,
            "self.color = check([color, \"]")
    }

    @Test func isSilentWhenUnsure() throws {
        try checkInline("alpha beta\ngamma delta\nepsilon $0", "silent")
        try checkInline("$0", "silent")
        try checkInline("\(repeated)nothing_like_that = $0", "silent")
    }

    @Test func isSilentInsideAWordAndInNumbers() throws {
        try checkInline("configuration = 1\nconfiguration = 1\nconfigu$0ration = 1", "silent")
        try checkInline("x = 1234\nx = 1234\nx = 12$0", "silent")
    }

    @Test func doesNotRepeatTheRestOfTheLine() throws {
        try checkInline(
            """
            result = transform(source, target)
            result = transform(source, target)
            other = 1
            result = transform($0)
            """,
            "result = transform([source, target])")
    }

    @Test func addsNoSyntaxError() throws {
        let source = """
            def first(a):
                return load(a,
                            b)


            def second(a):
                return load(a,
                            b)


            def third(a):
                return$0
            """
        try checkInline(source, "    return[ load(a]")
        try checkInline(source, grammar: "python", "    return[ load]")
    }

    @Test func whatMendsABrokenTextIsPreferred() throws {
        let source = """
            def least(self):
                return min(board.price() for board in self.boards)


            def most(self):
                return max(board.price() for board in self.boards)


            def total(self):
                return sum(board.price() for $0
            """
        try checkInline(
            source, grammar: "python", confidence: 0.3,
            "    return sum(board.price() for [board in self.boards)]")
        var input = try CompletionInput(source, grammar: "python")
        #expect(verdict(input, on: "board in self.boards)") == .fits)
        #expect(verdict(input, on: "board") == .mendsNothing)
        // Without any time left nothing is known to be harmless.
        input.limits.parseNanoseconds = 0
        #expect(verdict(input, on: "board in self.boards)") == .breaks)
        input = try CompletionInput("x = 1\n$0\n", grammar: "python")
        #expect(verdict(input, on: "y = 2") == .fits)
        #expect(verdict(input, on: "y = = 2") == .breaks)
        input.tree = nil
        #expect(verdict(input, on: "y = = 2") == .fits)
    }

    private func verdict(_ input: CompletionInput, on text: String) -> SyntaxGate.Verdict {
        let cursor = input.cursor.value
        var gate = SyntaxGate(input, replacing: cursor..<cursor)
        return gate.judge(Array(text.utf8))
    }

    @Test func otherDocumentsCount() throws {
        try checkInline(
            """
            //- a.js
            const app = express$0
            //- b.js
            const app = express.createServer({ port: 80 });
            //- c.js
            const app = express.createServer({ port: 80 });
            """,
            "silent")
    }

    @Test func aChangedTextIsNotLookedUpInItsOldIndex() throws {
        var input = try CompletionInput("alphabet soup\nalphabet soup\nalph$0")
        input.limits.confidence = 0.5
        let fresh = input.inlineCompletion()
        input.index = DocumentIndex(TextBuffer("alphorn blows\nalphorn blows\nalphor"))
        #expect(input.inlineCompletion() == fresh)
        #expect(fresh != nil)
    }

    @Test func whatIsShownFitsItsPlace() {
        forAll(count: 400) { random in
            var text = TextBuffer(Self.code(&random))
            let cursor = random.int(in: -2...text.count + 2)
            if random.once(in: 3) { text.replace(0..<0, with: random.textBytes(pieces: 5)) }
            var input = CompletionInput(text: text, cursor: ByteOffset(cursor))
            input.limits.confidence = 0
            input.others = [DocumentIndex(TextBuffer(Self.code(&random)))]
            guard let found = input.inlineCompletion() else { return }
            let replaced = found.replaced.offsets
            try #require(replaced.lowerBound >= 0 && replaced.upperBound <= text.count)
            try #require(found.text.count > replaced.count)
            try #require(found.text.starts(with: text.bytes[replaced]))
            try #require(!found.text.contains { $0 == 0x0A || $0 == 0x0D })
            try #require((0...1).contains(found.confidence))
            let line = text.lines.line(at: replaced.lowerBound)
            try #require(text.lines.line(at: replaced.upperBound) == line)
            try #require(String(validating: found.text, as: UTF8.self) != nil)
            try #require(input.inlineCompletion() == found)
        }
    }

    @Test func theGateAddsNoSyntaxErrorToAnyText() {
        var shown = 0
        forAll(count: 150) { random in
            let text = TextBuffer(Self.code(&random))
            var input = CompletionInput(
                text: text, cursor: ByteOffset(random.int(in: 0...text.count)))
            input.limits.confidence = 0
            input.limits.parseNanoseconds = nil
            input.tree = try TestGrammars.tree("python", text)
            guard let found = input.inlineCompletion() else { return }
            shown += 1
            var after = text
            after.replace(found.replaced, with: found.text)
            let errors = try TestGrammars.tree("python", after).syntaxErrorCount
            try #require(errors <= input.tree?.syntaxErrorCount ?? 0)
        }
        #expect(shown > 10)
    }

    /// Lines that have much in common.
    private static func code(_ random: inout Random) -> [UInt8] {
        var text = ""
        for _ in 0..<random.int(in: 0...20) {
            text += random.element(of: ["", "    ", "\t"])
            for _ in 0..<random.int(in: 0...5) { text += random.element(of: pieces) }
            text += random.element(of: ["\n", "\n", "\n", "\r\n", "\r", "\n\n"])
        }
        return Array(text.utf8)
    }

    private static let pieces = [
        "value", "self.", "f(", ")", "[", "]", "{", "}", " = ", ", ", "if ", "x", ":", "12", "é",
        "\"text\"", "return ", "漢字", "def f(x):", " ", "'", "🙂",
    ]
}
