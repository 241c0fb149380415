import Testing

@testable import Syntax

@Suite struct RegularExpressionTests {
    @Test(arguments: [
        ("^a.c$", "abc", true), ("^a.c$", "xabc", false), ("a|b", "xxb", true),
        ("\\d{2}", "a12", true), ("\\d{2}", "a1", false), ("[\\s]", "a b", true),
        ("^\\S+$", "a b", false), ("\\bfor\\b", "a for b", true), ("\\bfor\\b", "fork", false),
        ("[]a]", "]", true), ("[^]a]", "]", false), ("[\\]\\-\\^]", "-", true),
        ("[\\]\\-\\^]", "^", true), ("[\\]\\-\\^]", "]", true), ("[\\]\\-\\^]", "a", false),
        ("[\\\\]", "\\", true), ("\\.", "a", false), ("\\.", ".", true), ("a\\nb", "a\nb", true),
        ("\\t", "\t", true), ("(?:ab)+c", "ababc", true), ("^$", "", true), ("", "x", true),
        ("é", "é", true), ("[[:alpha:]]", "1a", true),
    ])
    func findsWhatItSays(pattern: String, text: String, isFound: Bool) throws {
        let expression = try RegularExpression(Array(pattern.utf8))
        #expect(expression.isFound(in: Array(text.utf8)[...]) == isFound)
        // Within a larger text, its ends are ends.
        let padded = Array(("zz" + text + "zz").utf8)
        #expect(expression.isFound(in: padded[2..<2 + text.utf8.count]) == isFound)
    }

    @Test(arguments: ["(", "a**?", "[a", "\\", "\\k", "[\\D]", "[\\q]", "(?<x>a)", "a{2,1}"])
    func refusesWhatItCannotDo(pattern: String) {
        #expect(throws: RegularExpressionError.self) {
            try RegularExpression(Array(pattern.utf8))
        }
    }

    @Test func aVeryLongTextIsNotSearched() throws {
        let expression = try RegularExpression(Array("a".utf8))
        let long = [UInt8](repeating: 97, count: RegularExpression.maximumTextLength + 1)
        #expect(!expression.isFound(in: long[...]))
        #expect(expression.isFound(in: long.dropLast()))
    }
}
