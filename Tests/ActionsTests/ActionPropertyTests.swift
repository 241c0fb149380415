import Actions
import Structure
import TestKit
import Testing
import Text

@Suite struct ActionPropertyTests {
    private static let sources: [(grammar: String, text: String)] = [
        (
            "python",
            """
            def f(a, b=[1, 2]):
                if a > b[0]:
                    return {"x": (a, b)}
                print("done", f(1, [2]))


            class C(Base):
                def g(self):
                    return [self.f(x) for x in (1, 2)]

            """
        ),
        (
            "c",
            """
            int f(int a[], char *b) {
                if (a[0] > 1) {
                    return g(a[1], "x;(");
                } else {
                    b[2] = 'c';
                }
                return (int)b[0];
            }

            """
        ),
        (
            "javascript",
            """
            function f(a, {b, c}) {
              const x = [a, b, `t${c}`];
              if (x.length > 1) {
                return x.map((y) => ({ y }));
              }
              return "none";
            }

            """
        ),
    ]

    /// The bytes that people leave out, or type once too often.
    private static let slips = Array("()[]{}:;,\"'".utf8)

    /// A source with one slip, and where it is.
    private static func broken(_ random: inout Random) -> (String, [UInt8], ByteOffset) {
        let source = random.element(of: sources)
        var bytes = Array(source.text.utf8)
        let places = bytes.indices.filter { slips.contains(bytes[$0]) }
        let place = random.element(of: places)
        if random.once(in: 2) {
            bytes.remove(at: place)
        } else {
            bytes.insert(random.element(of: slips), at: place)
        }
        return (source.grammar, bytes, ByteOffset(place))
    }

    @Test func whatIsOfferedHelps() {
        var repaired = 0
        forAll(count: 120) { random in
            let (grammar, bytes, place) = Self.broken(&random)
            let input = try ActionInput(bytes, at: place..<place, grammar: grammar)
            let before = try #require(input.tree).syntaxErrorCount
            let actions = input.codeActions()
            try #require(before > 0 || actions.isEmpty)
            for action in actions {
                let after = TextBuffer(try action.edits.applied(to: bytes))
                let errors = try TestGrammars.tree(grammar, after).syntaxErrorCount
                try #require(errors < before, "\(action.title)")
                try #require(action.errorsBefore == before)
                try #require(action.problem.upperBound <= input.text.end)
            }
            if !actions.isEmpty { repaired += 1 }
        }
        #expect(repaired > 60)
    }

    @Test func anyTextAndRangeIsSurvived() {
        forAll(count: 150) { random in
            let grammar = random.element(of: Self.sources).grammar
            let bytes = random.once(in: 2) ? random.textBytes() : Self.broken(&random).1
            let range = random.range(within: bytes.count + 5)
            let input = try ActionInput(
                bytes, at: Range<ByteOffset>(range), grammar: grammar)
            for action in input.codeActions() {
                _ = try action.edits.applied(to: input.text.bytes)
                try #require(action.errorsAfter < action.errorsBefore)
            }
        }
    }

    @Test func onlyTheKindsThatAreAskedForCome() throws {
        var input = try ActionInput(Fixture("x = foo(1, 2$0\n"), grammar: "python")
        for name in ["quickfix", ""] {
            input.only = [ActionKind("source"), ActionKind(name)]
            #expect(input.codeActions().count == 1)
        }
        for name in ["refactor", "quickfix.some", "quick", "quickfixes"] {
            input.only = [ActionKind(name)]
            #expect(input.codeActions().isEmpty)
        }
        input.only = []
        #expect(input.codeActions().isEmpty)
    }

    @Test func kindsCoverTheirParts() {
        #expect(ActionKind("source").covers(ActionKind("source.organizeImports")))
        #expect(ActionKind("source").covers(ActionKind("source")))
        #expect(!ActionKind("source").covers(ActionKind("sources")))
        #expect(!ActionKind("source.organizeImports").covers(ActionKind("source")))
    }

    @Test func aTreeOfAnotherTextIsNotUsed() throws {
        var input = try ActionInput(Fixture("x = foo(1, 2$0\n"), grammar: "python")
        input.text.replace(0..<0, with: Array("y\n".utf8))
        #expect(input.codeActions().isEmpty)
    }
}
