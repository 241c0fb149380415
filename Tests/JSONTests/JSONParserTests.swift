import JSON
import Testing

/// What the parser makes of a text: the value as it is written again, or the error.
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
        "null", "true", "false", "0", "-0", "12", "-12.5e+3", "1E400", "1e-400", "0.0", "0e0",
        "123456789012345678901234567890", #""""#, #""a\n\u00e9é""#, #""\"\\\/\b\f\n\r\t""#,
        "\"\u{7F}\u{80}\u{7FF}\u{800}\u{FFFF}\u{10000}\u{10FFFF}\"", #""\uD834\uDD1E""#,
        "[]", "[[],[[]]]", "{}", #"{"":0}"#, #"{"a":{"b":[1,{"c":null}]},"a":2}"#,
        " \t\r\n[ 1 , 2 ]", "[1,\n2]",
    ])
    func acceptsAndCopiesAsItStands(_ text: String) {
        let trimmed = text.drop { $0.isWhitespace }
        #expect(parsed(text) == trimmed)
    }

    @Test(arguments: [
        ("", "line 1, column 1: the text ends too early"),
        ("  \n ", "line 2, column 2: the text ends too early"),
        ("[1,", "line 1, column 4: the text ends too early"),
        ("{\"a\"", "line 1, column 5: the text ends too early"),
        ("{\"a\":", "line 1, column 6: the text ends too early"),
        ("\"abc", "line 1, column 5: the text ends too early"),
        ("\"a\\", "line 1, column 4: the text ends too early"),
        ("\"a\\u12", "line 1, column 7: the text ends too early"),
        ("tru", "line 1, column 4: the text ends too early"),
        ("trux", "line 1, column 4: expected 'true', got 'x'"),
        ("nul1", "line 1, column 4: expected 'null', got '1'"),
        ("True", "line 1, column 1: expected a value, got 'T'"),
        ("NaN", "line 1, column 1: expected a value, got 'N'"),
        ("'a'", "line 1, column 1: expected a value, got '''"),
        ("[1,]", "line 1, column 4: expected a value, got ']'"),
        ("[,1]", "line 1, column 2: expected a value, got ','"),
        ("[1 2]", "line 1, column 4: expected ',' or ']', got '2'"),
        ("[1}", "line 1, column 3: expected ',' or ']', got '}'"),
        ("{\"a\":1]", "line 1, column 7: expected ',' or '}', got ']'"),
        ("{\"a\":1,}", "line 1, column 8: expected a member's name in quotes, got '}'"),
        ("{a:1}", "line 1, column 2: expected a member's name in quotes, got 'a'"),
        ("{1:1}", "line 1, column 2: expected a member's name in quotes, got '1'"),
        ("{\"a\" 1}", "line 1, column 6: expected ':', got '1'"),
        ("{\"a\":1 \"b\":2}", "line 1, column 8: expected ',' or '}', got '\"'"),
        ("1 2", "line 1, column 3: expected the end of the text, got '2'"),
        ("[]]", "line 1, column 3: expected the end of the text, got ']'"),
        ("1\u{0}", "line 1, column 2: expected the end of the text, got byte 0x0"),
        ("[1] // x", "line 1, column 5: expected the end of the text, got '/'"),
        ("+1", "line 1, column 1: expected a value, got '+'"),
        (".5", "line 1, column 1: expected a value, got '.'"),
        ("-", "line 1, column 1: not a valid number"),
        ("01", "line 1, column 1: not a valid number"),
        ("-01", "line 1, column 1: not a valid number"),
        ("1.", "line 1, column 1: not a valid number"),
        ("1.e5", "line 1, column 1: not a valid number"),
        ("1e", "line 1, column 1: not a valid number"),
        ("1e+", "line 1, column 1: not a valid number"),
        ("0x1", "line 1, column 2: expected the end of the text, got 'x'"),
        ("\"a\nb\"", "line 1, column 3: control characters in a string must be escaped"),
        ("\"a\u{0}\"", "line 1, column 3: control characters in a string must be escaped"),
        ("\"\\x\"", "line 1, column 2: not a valid escape sequence"),
        ("\"\\u12g4\"", "line 1, column 2: not a valid escape sequence"),
        ("\u{A0}1", "line 1, column 1: expected a value, got byte 0xC2"),
        ("{\"a\":1,\n  b}", "line 2, column 3: expected a member's name in quotes, got 'b'"),
    ])
    func refuses(_ text: String, _ problem: String) {
        #expect(parsed(text) == "error: \(problem)")
    }

    @Test(
        arguments: [
            [0x80], [0xC0, 0x80], [0xC2], [0xC2, 0x20], [0xE0, 0x9F, 0xBF], [0xE2, 0x82],
            [0xED, 0xA0, 0x80], [0xED, 0xBF, 0xBF], [0xF0, 0x8F, 0xBF, 0xBF], [0xF0, 0x9F, 0x98],
            [0xF4, 0x90, 0x80, 0x80], [0xF5, 0x80, 0x80, 0x80], [0xFF], [0xFE],
        ] as [[UInt8]])
    func refusesInvalidUTF8(_ sequence: [UInt8]) {
        // At every place of an eight-byte word, and with and without text after it.
        for padding in 0..<9 {
            let before = [UInt8(ascii: "\"")] + [UInt8](repeating: 0x61, count: padding)
            for after in ["\"", "bbbbbbbbbb\""] {
                #expect(
                    parsed(before + sequence + Array(after.utf8))
                        == "error: line 1, column \(padding + 2): not valid UTF-8")
            }
        }
    }

    @Test func readsValues() throws {
        let text = #"""
            {"a": [1, -9223372036854775808, 9223372036854775808, 2.5, 1e400, true, null, "7"],
             "s": "x\ty\ud83d\ude00\ud800z\udc00\u0041", "a": "second"}
            """#
        let json = try JSON.parse(Array(text.utf8))
        let list = try #require(json["a"])
        #expect(list.elements.map(\.int) == [1, .min, nil, nil, nil, nil, nil, nil])
        #expect(
            list.elements.map(\.double)
                == [
                    1, -9.223372036854775808e18, 9.223372036854775808e18, 2.5, .infinity, nil, nil,
                    nil,
                ])
        #expect(list.elements.map(\.bool) == [nil, nil, nil, nil, nil, true, nil, nil])
        #expect(
            list.elements.map(\.isNull) == [false, false, false, false, false, false, true, false])
        #expect(list[7]?.string == "7")
        #expect(list[8] == nil)
        #expect(list[-1] == nil)
        #expect(list["x"] == nil)
        #expect(json[0] == nil)
        #expect(json["s"]?.string == "x\ty\u{1F600}\u{FFFD}z\u{FFFD}A")
        #expect(json.members.map(\.key) == ["a", "s", "a"])
        #expect(json.elements.count == 0)
        #expect(list.members.map(\.key) == [])
    }

    @Test func findsMembersByTheirUnescapedName() throws {
        let json = try JSON.parse(Array(#"{"\u0061b":1,"ab":2,"é\n":3}"#.utf8))
        #expect(json["ab"]?.int == 1)
        #expect(json["é\n"]?.int == 3)
        #expect(json["a"] == nil)
    }

    @Test func aByteOrderMarkIsNoPartOfTheText() {
        #expect(parsed([0xEF, 0xBB, 0xBF] + Array("[1]".utf8)) == "[1]")
        #expect(
            parsed("1\u{FEFF}")
                == "error: line 1, column 2: expected the end of the text, got byte 0xEF")
    }
}

@Suite struct JSONLimitsTests {
    private let small = JSONLimits(size: 20, depth: 2, stringLength: 5, values: 4)

    @Test(arguments: [
        ("[[1]]", "[[1]]"),
        ("[[[1]]]", "error: line 1, column 3: nested deeper than 2 levels"),
        (#"{"a":{}}"#, #"{"a":{}}"#),
        (#"{"a":{"b":[]}}"#, "error: line 1, column 11: nested deeper than 2 levels"),
        ("[[],[]]", "[[],[]]"),
        (#""12345""#, #""12345""#),
        (#""123456""#, "error: line 1, column 2: a string is longer than 5 bytes"),
        ("[1,2,3]", "[1,2,3]"),
        ("[1,2,3,4]", "error: line 1, column 8: more than 4 values"),
        ("[1,2,           34]", "[1,2,           34]"),
        ("[1,2,             34]", "error: line 1, column 1: the text is larger than 20 bytes"),
    ])
    func areKept(_ text: String, _ result: String) {
        #expect(parsed(text, limits: small) == result)
    }

    @Test func deepNestingIsAnErrorAndNoRecursion() throws {
        let deep = String(repeating: "[", count: 100_000)
        #expect(parsed(deep) == "error: line 1, column 129: nested deeper than 128 levels")
        let objects = String(repeating: #"{"a":"#, count: 100_000)
        #expect(parsed(objects) == "error: line 1, column 641: nested deeper than 128 levels")

        // Even allowed, it costs no stack: not to parse, to name, to copy, nor to write.
        let depth = 30_000
        let allowed = JSONLimits(size: .max, depth: .max, stringLength: .max, values: .max)
        let text =
            String(repeating: "[", count: depth) + "1 /**/" + String(repeating: "]", count: depth)
        let json = try JSON.parse(Array(text.utf8), limits: allowed, dialect: .withComments)
        var innermost = json
        while let next = innermost[0] { innermost = next }
        #expect(innermost.int == 1)
        #expect(innermost.path == String(repeating: "[0]", count: depth))
        #expect(json.detached().description.utf8.count == 2 * depth + 1)
    }
}

@Suite struct JSONWithCommentsTests {
    @Test(arguments: [
        ("// a\n[1, // b\r 2,] /* c */", "[1,2]"),
        ("/**/{/***/\"a\"/**/:/**/1/**/,/* */}//", #"{"a":1}"#),
        (#"{"a":[{"b":"//"},[],{}],}"#, #"{"a":[{"b":"//"},[],{}]}"#),
        ("[,]", "error: line 1, column 2: expected a value, got ','"),
        ("[1,,]", "error: line 1, column 4: expected a value, got ','"),
        ("{,}", "error: line 1, column 2: expected a member's name in quotes, got ','"),
        ("[1] /* x", "error: line 1, column 9: the text ends too early"),
        ("[1] /*/", "error: line 1, column 8: the text ends too early"),
        ("[1] / 2", "error: line 1, column 5: expected a comment or a value, got '/'"),
        ("[1] # x", "error: line 1, column 5: expected the end of the text, got '#'"),
    ])
    func parses(_ text: String, _ result: String) {
        #expect(parsed(text, dialect: .withComments) == result)
    }

    @Test func partsAreCopiedWithoutComments() throws {
        let text = #"{"a": [1, /* x */ {"b": "\u00e9", "c": []}, null,], "d": "x"}"#
        let json = try JSON.parse(Array(text.utf8), dialect: .withComments)
        #expect(json["a"]?.description == #"[1,{"b":"é","c":[]},null]"#)
        #expect(json["d"]?.description == #""x""#)
        #expect(json["a"]?[1]?["b"]?.detached().description == #""é""#)
    }
}
