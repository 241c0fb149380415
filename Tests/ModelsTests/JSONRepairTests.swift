import JSON
import TestKit
import Testing

@testable import Models

@Suite("Repair of JSON")
struct JSONRepairTests {
    private func check(
        _ text: String, _ expected: String, sourceLocation: SourceLocation = #_sourceLocation
    ) {
        let outcome =
            switch JSONRepair.object(Array(text.utf8)) {
            case .success(let object): "\(object)"
            case .failure(let problem): "\(problem)"
            }
        expect(outcome, equals: expected, sourceLocation: sourceLocation)
    }

    @Test("What is right stays")
    func right() {
        check(#"{"a": [1, true, null, "x\n\u00e9"]}"#, #"{"a": [1, true, null, "x\n\u00e9"]}"#)
        check("", "{}")
        check("null", "{}")
    }

    @Test("What is wrong in one way is repaired")
    func repaired() {
        check("```json\n{\"a\": 1}\n```", #"{"a": 1}"#)
        check(#"{"a": 1,}"#, #"{"a":1}"#)
        check("{\"text\": \"two\nlines\tand\"}", #"{"text":"two\nlines\tand"}"#)
        check(#"{'a': 'it\'s "quoted"'}"#, #"{"a":"it's \"quoted\""}"#)
        check(#"{a: True, b_2: None, "c": False}"#, #"{"a":true,"b_2":null,"c":false}"#)
        check(
            #"{"a": 1} // done"#,
            "not valid JSON: line 1, column 10: expected the end of the text, got '/'")
        check("{\"a\": 1, // one\n \"b\": 2 # two\n}", #"{"a":1,"b":2}"#)
        check(#"{"re": "\d+\.py"}"#, #"{"re":"\\d+\\.py"}"#)
        check(#""{\"a\": 1}""#, #"{"a": 1}"#)
        check(#"{"a": {"b": ["x""#, #"{"a":{"b":["x"]}}"#)
    }

    @Test("What has a hole in it is not")
    func holes() {
        check(#"{"a": "unfin"#, "not valid JSON: line 1, column 13: the text ends too early")
        check(#"{"a": 12"#, "not valid JSON: line 1, column 9: the text ends too early")
        check(#"{"a":"#, "not valid JSON: line 1, column 6: the text ends too early")
        check(#"{"a": 1]"#, "not valid JSON: line 1, column 8: expected ',' or '}', got ']'")
        check(#"{"a": foo}"#, "not valid JSON: line 1, column 8: expected 'false', got 'o'")
        check("[1]", "expected a JSON object")
        check("3", "expected a JSON object")
        check(#""text""#, "expected a JSON object, got a string")
    }

    @Test(
        "Whatever is done to arguments, an object or a problem comes of them")
    func random() {
        let good = Array(#"{"path": "src/a.py", "lines": [1, 20], "text": "x = 'y'\n"}"#.utf8)
        forAll(count: 2000) { random in
            var text = good
            for _ in 0..<random.int(in: 1...4) {
                let range = random.range(within: text.count)
                text.replaceSubrange(
                    range, with: Array("\"'{}[],:\\\n".utf8.prefix(random.int(in: 0...3))))
            }
            // Whatever comes in, an object or a problem comes out.
            if case .success(let object) = JSONRepair.object(text) {
                try #require(object.kind == .object)
            }
        }
    }
}
