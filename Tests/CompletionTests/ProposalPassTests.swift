import Secrets
import Structure
import Syntax
import TestKit
import Testing
import Text

@testable import Completion

/// What becomes of a model's text at a place. The cursor is `$0`; what is new stands in brackets.
@Suite struct ProposalPassTests {
    private func place(
        _ source: String, grammar: String? = nil, others: [VerbatimSource] = []
    ) throws -> ProposalPlace {
        let (file, offset) = try Fixture(source).cursor
        let text = TextBuffer(file.bytes)
        return ProposalPlace(
            text: text, cursor: offset.value,
            tree: try grammar.map { try TestGrammars.tree($0, text) }, others: others,
            parseNanoseconds: nil)
    }

    private func check(
        _ source: String, says raw: String, grammar: String? = nil, _ expected: String,
        sourceLocation: SourceLocation = #_sourceLocation
    ) throws {
        let result = try place(source, grammar: grammar).processed(Array(raw.utf8))
        let shown =
            result.text.map { String(decoding: $0, as: UTF8.self) }
            ?? "(\(result.rejection ?? "no reason"))"
        expect(shown, equals: expected, sourceLocation: sourceLocation)
    }

    @Test func marksOfModelsEndIt() throws {
        try check("x = $0", says: "compute()<|endoftext|>more", "compute()")
        try check("x = $0", says: "compute()<fim_suffix>", "compute()")
        try check("x = $0", says: "compute()<|some_mark|>", "compute()")
        try check("x = $0", says: "compute()\n```\nThat is it.", "compute()")
        // Where the document is about them they are text.
        try check("a = '<|endoftext|>'\nb = $0", says: "'<|endoftext|>'", "'<|endoftext|>'")
        try check("f = $0", says: "a <|> b", "a <|> b")
    }

    @Test func whatIsNoTextEndsIt() throws {
        try check("x = $0", says: "a + b\u{0}c", "a + b")
        let cut = try place("x = $0").processed(Array("name + é".utf8).dropLast())
        #expect(cut.text == Array("name +".utf8))
    }

    @Test func theLineIsNotSaidTwice() throws {
        try check("result = com$0", says: "result = compute()", "pute()")
        try check(
            "first = load(path)\nsecond = load(other)\n$0",
            says: "first = load(path)\nsecond = load(other)\nthird = 3", "third = 3")
    }

    @Test func whatGoesRoundInCirclesEnds() throws {
        try check(
            "$0", says: "print(value)\nprint(value)\nprint(value)\nprint(value)\n", "print(value)")
        try check(
            "$0", says: "alpha()\nbeta()\nalpha()\nbeta()\nalpha()\nbeta()\n", "alpha()\nbeta()")
        try check("x = [\n$0", says: "],\n],\n],\n", "],\n],\n],")
    }

    @Test func indentationIsTheDocuments() throws {
        try check("def f():\n    a = 1\n    $0", says: "    return a", "return a")
        try check(
            "def f():\n    if a:\n    $0", says: "    return a", "    return a")
        try check(
            "func f() {\n\tg()\n\t$0\n}", says: "if x {\n        h()\n    }",
            "if x {\n\t\th()\n\t}")
    }

    @Test func lineEndsAreTheDocuments() throws {
        try check("a = 1\r\nb = 2\r\n$0", says: "c = 3\nd = 4", "c = 3\r\nd = 4")
    }

    @Test func whatFollowsIsNotRepeated() throws {
        try check("f($0)", says: "a, b)", "a, b")
        try check("f($0)\n", says: "a, b)\nprint(a)", "a, b")
        try check(
            "def f():\n    $0\n    return total\n", says: "total = 1\n    return total", "total = 1"
        )
        try check(
            "if x {\n    $0\n}\n", says: "run()\n}", "run()")
        try check(
            "$0\nreturn compute(first, second)\n", says: "return compute(first, secnd)",
            "(likeness to what follows: what follows says the same)")
    }

    @Test func aScopeEndsIt() throws {
        try check(
            "def f(a):\n    b = a\n    $0\n\nx = 1\n",
            says: "return b\n\ndef g():\n    return 2", grammar: "python", "return b")
        try check(
            "def f(a):\n    b = $0\n", says: "a + 1\n    return b\n", grammar: "python", "a + 1")
    }

    @Test func aSyntaxErrorIsNotShown() throws {
        try check(
            "x = 1\n$0\n", says: "y = = 2", grammar: "python",
            "(syntax: it adds a syntax error)")
        // What is right of it is.
        try check(
            "def f():\n    pass\n    $0\n",
            says: "first = 1\n    second = 2\n    third = (((", grammar: "python",
            "first = 1\n    second = 2")
    }

    @Test func secretsAreNotShown() throws {
        try check(
            "a = 1\n$0", says: "b = 2\nkey = 'ghp_a1B2c3D4e5F6g7H8i9J0k1L2m3N4o5P6q7R8'\n",
            "b = 2")
    }

    @Test func tooLittleIsNotShown() throws {
        try check("x = 1$0", says: ";", "(minimal length: too little is left)")
        try check("x = 1$0", says: " \n", "(minimal length: nothing is left)")
    }

    @Test func longRunsOfOtherFilesAreNamed() throws {
        let other = (1...8).map { "statement_\($0)(argument)" }.joined(separator: "\n")
        let result = try place(
            "$0", others: [VerbatimSource(name: "other.py", text: Array(other.utf8))]
        ).processed(Array(other.utf8))
        #expect(
            result.records.last?.remark
                == .flagged("8 lines stand in other.py word for word"))
        #expect(result.text == Array(other.utf8))
    }
}

/// What holds for whatever a model writes.
@Suite struct ProposalPropertyTests {
    private static let sources: [(grammar: String, text: String)] = [
        (
            "python",
            """
            import os

            def first(path, limit=10):
                total = 0
                for line in open(path):
                    if len(line) > limit:
                        total += 1
                return {"total": total, "path": [path]}

            class Thing:
                def run(self):
                    return first(self.path)

            """
        ),
        (
            "javascript",
            """
            function load(path, options) {
              const text = read(path, { encoding: "utf8" });
              if (!text) {
                return [];
              }
              return text.split("\\n").map((line) => line.trim());
            }

            """
        ),
        (
            "go",
            """
            package main

            func add(values []int) int {
            	total := 0
            	for _, value := range values {
            		total += value
            	}
            	return total
            }

            """
        ),
    ]

    /// A place in a text that parses, often at a line's start or end.
    private func place(_ random: inout Random) throws -> ProposalPlace {
        let source = random.element(of: Self.sources)
        var text = TextBuffer(source.text)
        if random.once(in: 8) {
            text = TextBuffer(source.text.split(separator: "\n").joined(separator: "\r\n") + "\r\n")
        }
        var cursor = random.int(in: 0...text.count)
        if random.once(in: 2) {
            let line = text.lines.line(at: cursor)
            cursor = text.lines.contentRange(of: line, in: text.bytes.span).upperBound
        }
        return ProposalPlace(
            text: text, cursor: cursor, tree: try TestGrammars.tree(source.grammar, text),
            others: [], parseNanoseconds: nil)
    }

    /// What models write when things go wrong, and when they go well.
    private func output(_ random: inout Random, at place: ProposalPlace) -> [UInt8] {
        var text: [UInt8] = []
        for _ in 0...random.int(below: 6) {
            switch random.int(below: 10) {
            case 0: text += Array(random.element(of: Self.sources).text.utf8)
            case 1: text += Array(random.element(of: Self.marks).utf8)
            case 2: text += (0..<random.int(below: 40)).map { _ in UInt8(random.int(below: 256)) }
            case 3:
                text += place.text.bytes[place.cursor..<min(place.text.count, place.cursor + 60)]
            case 4: text += place.text.bytes[max(0, place.cursor - 60)..<place.cursor]
            case 5:
                let line = Array("again(and, again)\n".utf8)
                for _ in 0..<random.int(below: 8) { text += line }
            default: text += Array(random.element(of: Self.pieces).utf8)
            }
        }
        if random.once(in: 3), !text.isEmpty {
            text = Array(text.prefix(random.int(below: text.count)))
        }
        return text
    }

    private static let marks = [
        "<|endoftext|>", "<fim_middle>", "<|fim_suffix|>", "[SUFFIX]", "</s>", "```\n",
        "<|im_end|>",
        "<｜fim▁end｜>",
    ]
    private static let pieces = [
        "return total\n", "(", ")", "}", "{\n", "]", "x = 1\n", "    ", "\t", "\n", "\r\n", "\"",
        "'",
        "if total {\n", "for x in y:\n", "// ", "# ", "é😀", ", ", "total", " + 1", ";\n",
        "def f():\n",
    ]

    @Test func nothingBreaksATextThatParses() {
        forAll(count: 10_000) { random in
            let place = try place(&random)
            let before = try #require(place.tree).syntaxErrorCount
            guard let text = place.processed(output(&random, at: place)).text else { return }
            var after = place.text
            let at = ByteOffset(place.cursor)
            #expect(place.text.clamp(at) == at)
            after.replace(at..<at, with: text)
            // It was inserted as it is: what is not UTF-8 would have been replaced.
            try #require(after.count == place.text.count + text.count)
            let tree = try TestGrammars.tree(try #require(place.tree).grammar.name, after)
            try #require(tree.syntaxErrorCount <= before)
        }
    }

    @Test func everyPassLeavesTextThatCanBeInserted() {
        forAll(count: 2000) { random in
            let place = try place(&random)
            let raw = output(&random, at: place)
            for pass in ProposalPasses.all {
                var text = raw
                // Before this pass anything may come; behind it only UTF-8 does.
                if pass.name != "special tokens" {
                    _ = ProposalPasses.cutUnreadable(&text, place)
                }
                let before = text
                _ = pass.run(&text, place)
                if pass.name != "special tokens" {
                    try #require(repairedUTF8(text) == text, "\(pass.name)")
                }
                switch pass.name {
                case "indentation", "line ends": break
                case "echo of what stands before":
                    try #require(before.suffix(text.count).elementsEqual(text), "\(pass.name)")
                default:
                    // All others only cut behind.
                    try #require(before.starts(with: text), "\(pass.name)")
                }
            }
        }
    }

    @Test("After each pass that holds which it is there for")
    func eachPassKeepsItsWord() {
        forAll(count: 3000) { random in
            var place = try place(&random)
            let other = Array(random.element(of: Self.sources).text.utf8)
            place = ProposalPlace(
                text: place.text, cursor: place.cursor, tree: place.tree,
                others: [VerbatimSource(name: "other", text: other)], parseNanoseconds: nil)
            var text = output(&random, at: place)
            for pass in ProposalPasses.all {
                let before = text
                let remark = pass.run(&text, place)
                try #require(
                    Self.holds(pass.name, text, before, remark, place),
                    "\(pass.name): \(String(decoding: text, as: UTF8.self))")
                if case .rejected = remark { return }
            }
        }
    }

    private static func holds(
        _ pass: String, _ text: [UInt8], _ before: [UInt8], _ remark: PassRemark?,
        _ place: ProposalPlace
    ) -> Bool {
        let isRejected = if case .rejected = remark { true } else { false }
        let lines = Lines(text)
        let ink = text.count { !Byte.isBlank($0) && !Byte.isLineEnd($0) }
        switch pass {
        case "special tokens":
            guard let found = SpecialMarks.all.first(in: text) else { return true }
            return contains(place.text.bytes, found.mark)
        case "readable text":
            return repairedUTF8(text) == text
                && !text.contains { $0 == 127 || ($0 < 32 && $0 != 9 && !Byte.isLineEnd($0)) }
        case "echo of what stands before":
            return before.suffix(text.count).elementsEqual(text)
        case "repeated lines", "brackets", "blanks at the end":
            // Where it has cut there is nothing more to cut.
            guard let again = ProposalPasses.all.first(where: { $0.name == pass }) else {
                return false
            }
            var twice = text
            _ = again.run(&twice, place)
            return twice == text
        case "indentation":
            guard case .spaces? = place.text.dominantIndent else { return true }
            return lines.contents.dropFirst().allSatisfy {
                !$0.prefix(while: Byte.isBlank).contains(Byte.tab)
            }
        case "line ends":
            let end = place.text.dominantLineEnd.bytes
            return (0..<lines.count - 1).allSatisfy {
                lines.whole($0).suffix(end.count).elementsEqual(end)
            }
        case "overlap with what follows", "end of the scope":
            return before.starts(with: text)
        case "likeness to what follows": return text == before
        case "secrets":
            return isRejected
                || findSecrets(in: text).allSatisfy {
                    contains(place.text.bytes, text[$0.range])
                }
        case "minimal length": return isRejected == (ink < 2)
        case "syntax":
            let at = ByteOffset(place.cursor)
            return isRejected || place.admits(EditSet(TextEdit(at..<at, text)))
        case "verbatim runs":
            let run = place.others[0].longestRun(in: text) ?? 0
            return (remark != nil) == (run >= VerbatimSource.leastLines)
        default: return false
        }
    }
}
