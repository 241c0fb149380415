import Base
import JSON
import TestKit
import Testing

@Suite("tenon complete")
struct CompleteCommandTests {
    private let folder: TemporaryDirectory

    init() throws {
        folder = try TemporaryDirectory()
        let lines = String(repeating: "result = compute(first, second)\n", count: 6)
        try folder.write("a.py", lines + "result = com\n")
        try folder.write("b.py", "")
    }

    private func complete(_ arguments: String...) -> Recorded {
        run(["complete", "--root", folder.path.string] + arguments)
    }

    @Test("Says what an editor would be shown")
    func embedded() throws {
        #expect(complete("a.py:7:13", "--model", "embedded") == Recorded(output: "pute\n"))
        let answer = complete("a.py:7:13", "--model", "embedded", "--json")
        let json = try JSON.parse(Array(answer.output.utf8))
        #expect(json["source"]?.string == "embedded")
        #expect(json["texts"]?[0]?.string == "pute")
        #expect(json["confidence"]?.double ?? 0 > 0.5)
    }

    @Test("Knows what other folders' files say")
    func workspace() throws {
        let lines = String(repeating: "    frame = open_frame(settings.depth)\n", count: 40)
        try folder.write("lib/c.py", "def use():\n" + lines)
        try folder.write("app/d.py", "def use():\n    frame = open_\n")
        let answer = complete("app/d.py:2:18", "--model", "embedded", "--json")
        let text = try JSON.parse(Array(answer.output.utf8))["texts"]?[0]?.string ?? ""
        #expect(text.hasPrefix("frame"))
    }

    @Test("Says why there is nothing")
    func nothing() {
        #expect(
            complete("b.py:1:1", "--model", "embedded")
                == Recorded(
                    code: 1, errors: "tenon: the embedded model is not sure enough of anything\n"))
    }

    @Test(
        "A place that makes no sense is refused",
        arguments: ["a.py", "a.py:1", "a.py:0:1", "a.py:x:1", "gone.py:1:1"])
    func misuse(place: String) {
        let answer = complete(place)
        #expect(answer.code != 0)
        #expect(answer.output == "")
        #expect(!answer.errors.isEmpty)
    }

    @Test("An unknown model is refused")
    func unknownModel() {
        #expect(complete("a.py:7:13", "--model", "gone").errors.contains("no provider 'gone'"))
    }
}
