import TestKit
import Testing
import Text

@testable import Completion

/// The call at a place, and where else its arguments start.
@Suite struct CallSiteTests {
    private func tokens(_ source: String) -> [ContextToken] {
        let index = DocumentIndex(TextBuffer(source))
        return index.tokens.indices.map { index.token(at: $0) }
    }

    /// `callee argument`, or `none`.
    private func call(_ source: String) -> String {
        guard let call = CallSite(tokens(source)) else { return "none" }
        let callee = tokens(source).first { $0.hash == call.callee }
        return "\(String(decoding: callee?.text ?? [], as: UTF8.self)) \(call.argument)"
    }

    @Test func countsWhatComesBefore() {
        #expect(call("f(a,") == "f 1")
        #expect(call("x.go(a, g(b, c), [d, e],") == "go 3")
        #expect(call("f(\n    a,\n    b,") == "f 2")
    }

    @Test func elsewhereThereIsNone() {
        #expect(call("f(") == "none")
        #expect(call("a, b,") == "none")
        #expect(call("f([a,") == "none")
        #expect(call("(a,") == "none")
        #expect(call("f(a), b,") == "none")
    }

    @Test func findsTheArgumentsOfOtherCalls() throws {
        let source = "f(a, b); g(x, y); f(g(1, 2), c, d); f(e)"
        let index = DocumentIndex(TextBuffer(source))
        let evidence = BufferEvidence(index, weight: 1)
        var found: [String] = []
        evidence.forEachArgument(of: try #require(CallSite(tokens("f(z,")))) { place in
            found.append(String(decoding: index.text(at: place), as: UTF8.self))
        }
        #expect(found == ["b", "c"])
    }
}
