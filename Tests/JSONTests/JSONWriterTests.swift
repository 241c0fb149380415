import JSON
import Testing

private func written(_ body: (inout JSONWriter) -> Void) -> String {
    var writer = JSONWriter()
    body(&writer)
    return String(decoding: writer.bytes, as: UTF8.self)
}

@Suite struct JSONWriterTests {
    @Test func commasComeByThemselves() {
        let text = written { writer in
            writer.object { writer in
                writer.member("a", 1)
                writer.member("none", ifPresent: nil as Int?)
                writer.member("b") { _ in }
                writer.key("c")
                writer.array { writer in
                    writer.write(true)
                    writer.object { $0.nullMember("x") }
                    writer.array { _ in }
                    writer.writeNull()
                }
                writer.member("d", ["x", "y"])
                writer.member("e", ["k": 2, "j": 1])
            }
        }
        #expect(
            text
                == #"{"a":1,"b":{},"c":[true,{"x":null},[],null],"d":["x","y"],"e":{"j":1,"k":2}}"#)
    }

    @Test(arguments: [
        ("", #""""#), ("plain", #""plain""#), ("a\"b\\c/d", #""a\"b\\c/d""#),
        ("\n\r\t\u{8}\u{C}", #""\n\r\t\b\f""#), ("\u{0}\u{1F}\u{7F}", "\"\\u0000\\u001f\u{7F}\""),
        ("é漢😀\u{2028}", "\"é漢😀\u{2028}\""), ("1234567\n1234567\"", #""1234567\n1234567\"""#),
    ])
    func escapesOnlyWhatMustBe(_ text: String, _ expected: String) {
        #expect(written { $0.write(text) } == expected)
    }

    @Test func repairsInvalidUTF8() {
        let bytes: [UInt8] = [
            0x61, 0xFF, 0x62, 0xC3, 0x28, 0xE2, 0x82, 0xED, 0xA0, 0x80, 0xC3, 0xA9,
        ]
        #expect(
            written { $0.write(utf8: bytes) }
                == "\"a\u{FFFD}b\u{FFFD}(\u{FFFD}\u{FFFD}\u{FFFD}\u{FFFD}\u{FFFD}é\"")
    }

    @Test(arguments: [
        (0, "0"), (9, "9"), (10, "10"), (-1, "-1"), (.max, "9223372036854775807"),
        (.min, "-9223372036854775808"),
    ])
    func writesIntegers(_ value: Int, _ expected: String) {
        #expect(written { $0.write(value) } == expected)
    }

    @Test(
        arguments: [
            (0.1, "0.1"), (-0.0, "-0.0"), (1e300, "1e+300"), (.leastNonzeroMagnitude, "5e-324"),
            (3, "3.0"),
            (.infinity, "null"), (-.infinity, "null"), (.nan, "null"),
        ] as [(Double, String)])
    func writesNumbers(_ value: Double, _ expected: String) {
        #expect(written { $0.write(value) } == expected)
    }

    @Test func copiesPartsOfADocument() throws {
        let source = #"{"a" : [ 1.50 , "\u0041" ], "id":"x"}"#
        let json = try JSON.parse(Array(source.utf8))
        let text = written { writer in
            writer.object { writer in
                writer.member("id", ifPresent: json["id"])
                writer.member("data", json)
                writer.member("first", ifPresent: json["a"]?[0])
            }
        }
        #expect(text == #"{"id":"x","data":\#(source),"first":1.50}"#)
    }

    /// Rust's and other strict readers refuse half a pair, and whoever sent it may not be who
    /// reads our copy.
    @Test func copiesNoHalfSurrogatePairs() throws {
        let json = try JSON.parse(Array(#"["\ud800","\ud83d\ude00\n",{"\udc00":1}]"#.utf8))
        #expect(json.description == "[\"\u{FFFD}\",\"😀\\n\",{\"\u{FFFD}\":1}]")
    }

    @Test func literalsDescribeDocuments() {
        let inner = JSON(["x": 1])
        let json = JSON(["a": [1, 2.5, "t\(3)", true, nil], "b": .json(inner), "c": [:]])
        #expect(json.description == #"{"a":[1,2.5,"t3",true,null],"b":{"x":1},"c":{}}"#)
        #expect(json == JSON(["c": [:], "b": ["x": 1.0], "a": [1, 2.5, "t3", true, nil]]))
        #expect(json != JSON(["b": ["x": 1.0], "a": [1, 2.5, "t3", true, nil]]))
        #expect(JSON(encoding: [true, false]).description == "[true,false]")
    }
}
