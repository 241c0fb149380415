import JSON
import Testing

/// What the parser makes of `text`: the value written compactly, or the error.
func parsed(
    _ text: String, limits: JSONLimits = .standard, dialect: JSONDialect = .strict
) -> String {
    parsed(Array(text.utf8), limits: limits, dialect: dialect)
}

func parsed(
    _ bytes: [UInt8], limits: JSONLimits = .standard, dialect: JSONDialect = .strict
) -> String {
    do {
        return try JSON.parse(bytes, limits: limits, dialect: dialect).description
    } catch {
        return "error: \(error)"
    }
}

@Suite struct JSONParserTests {
    @Test(arguments: [
        "null", "true", "false", "0", "-0", "12", "-12.5e+3", "1E400", #""""#, #""a\n\u00e9é""#,
        "[]", "[[],[[]]]", "{}", #"{"a":{"b":[1,{"c":null}]},"a":2}"#,
    ])
    func acceptsAndCopiesVerbatim(_ text: String) {
        #expect(parsed(text) == text)
    }

    @Test func readsValues() throws {
        let text =
            #"{"a": [1, -9223372036854775808, 2.5, true, null], "s": "x\ty\ud83d\ude00\ud800"}"#
        let json = try JSON.parse(Array(text.utf8))
        #expect(json["a"]?[0]?.int == 1)
        #expect(json["a"]?[1]?.int == .min)
        #expect(json["a"]?[2]?.double == 2.5)
        #expect(json["a"]?[3]?.bool == true)
        #expect(json["a"]?[4]?.isNull == true)
        #expect(json["a"]?[5] == nil)
        #expect(json["s"]?.string == "x\ty\u{1F600}\u{FFFD}")
        #expect(json["a"]?.elements.count == 5)
        #expect(json.members.map(\.key) == ["a", "s"])
    }
}
