import TestKit
import Testing

@testable import Completion

@Suite struct PassesTests {
    private func line(
        _ prefix: String = "", typed: String = "", _ suffix: String = "", near: [String] = []
    ) -> LineContext {
        LineContext(
            typed: Array(typed.utf8), prefix: Array(prefix.utf8), suffix: Array(suffix.utf8),
            neighbours: near.map { Array($0.utf8) })
    }

    private func run(
        _ pass: ([UInt8], LineContext) -> [UInt8], _ text: String, _ line: LineContext
    ) -> String {
        String(decoding: pass(Array(text.utf8), line), as: UTF8.self)
    }

    @Test func oneLine() {
        #expect(run(Passes.singleLine, "a\tb\nc", line()) == "a\tb")
        #expect(run(Passes.singleLine, "a\rb", line()) == "a")
        #expect(run(Passes.singleLine, "a\u{7}b", line()) == "a")
        #expect(run(Passes.singleLine, "aé", line()) == "aé")
    }

    @Test func bracketsThatTheRestClosesAreNotClosedTwice() {
        #expect(run(Passes.balanced, "a) + c", line("f(", ")")) == "a")
        #expect(run(Passes.balanced, "g(a)", line("f(", ")")) == "g(a)")
        #expect(run(Passes.balanced, "g(a))", line("f(", ")")) == "g(a)")
        #expect(run(Passes.balanced, "a)", line("f(")) == "a)")
        #expect(run(Passes.balanced, "a))", line("f(g(", ")")) == "a)")
        #expect(run(Passes.balanced, "a]", line("f(")) == "a")
        #expect(run(Passes.balanced, "});", line("")) == "});")
        #expect(run(Passes.balanced, "})", line("", ")")) == "")
    }

    @Test func theRestOfTheLineIsNotRepeated() {
        #expect(run(Passes.withoutOverlap, "a, b", line("f(", " b)")) == "a, ")
        #expect(run(Passes.withoutOverlap, "g(a)", line("f(", ")")) == "g(a)")
        #expect(run(Passes.withoutOverlap, "a + c;", line("x = ", ";")) == "a + c")
        #expect(run(Passes.withoutOverlap, "subset", line("x = ", "set")) == "subset")
        #expect(run(Passes.withoutOverlap, "same", line("", typed: "sa", "same")) == "same")
    }

    @Test func trailingBlanksGo() {
        #expect(run(Passes.withoutLooseEnd, "a \t", line()) == "a")
        #expect(run(Passes.withoutLooseEnd, " ", line()) == "")
        #expect(run(Passes.withoutLooseEnd, "ab ", line(typed: "ab")) == "ab")
    }

    @Test func looseEndsGo() {
        #expect(run(Passes.withoutLooseEnd, "f(a, ", line()) == "f(a")
        #expect(run(Passes.withoutLooseEnd, "a.", line()) == "a")
        #expect(run(Passes.withoutLooseEnd, "f(", line()) == "f(")
        #expect(run(Passes.withoutLooseEnd, "a:", line()) == "a:")
        #expect(run(Passes.withoutLooseEnd, "...", line()) == "...")
        #expect(run(Passes.withoutLooseEnd, "ab, ", line(typed: "ab")) == "ab")
    }

    @Test func neighboursAreNotRepeated() {
        let near = ["x = f(1)", "}", "return"]
        #expect(run(Passes.unlessRepeated, "f(1)", line("  x = ", near: near)) == "")
        #expect(run(Passes.unlessRepeated, "f(2)", line("  x = ", near: near)) == "f(2)")
        #expect(run(Passes.unlessRepeated, "}", line("  ", near: near)) == "}")
        #expect(run(Passes.unlessRepeated, "return", line("  ", near: near)) == "return")
    }

    @Test func littleIsNotWorthIt() {
        #expect(run(Passes.unlessTooShort, "ab", line(typed: "a")) == "")
        #expect(run(Passes.unlessTooShort, " b ", line()) == "")
        #expect(run(Passes.unlessTooShort, "abc", line(typed: "a")) == "abc")
    }

    @Test func everyPassOnlyShortens() {
        forAll(count: 500) { random in
            let typed = random.element(of: ["", "ab", "x"])
            let line = line(
                random.text(pieces: 4), typed: typed, Self.piece(&random),
                near: [Self.piece(&random)])
            let text = Array((typed + Self.piece(&random)).utf8)
            for pass in Passes.all {
                let result = pass.run(text, line)
                try #require(text.starts(with: result), "\(pass.name)")
            }
            let result = line.processed(text)
            try #require(result.isEmpty || result.starts(with: line.typed))
            try #require(result.isEmpty || result.count > line.typed.count)
        }
    }

    private static func piece(_ random: inout Random) -> String {
        (0..<random.int(in: 0...6)).map { _ in
            random.element(of: ["a", "b", " ", "(", ")", "[", "]", "{", "}", ";", "\n", "é"])
        }.joined()
    }
}
