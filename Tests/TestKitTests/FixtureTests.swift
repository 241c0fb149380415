import TestKit
import Testing
import Text

@Suite struct FixtureTests {
    @Test func aPlainTextIsOneFile() throws {
        let fixture = try Fixture("one\ntwo\n")
        #expect(fixture.files.count == 1)
        #expect(fixture.file.path == "main")
        #expect(fixture.file.text == "one\ntwo\n")
        #expect(fixture.file.cursor == nil)
        #expect(try Fixture("").file.bytes == [])
    }

    @Test func marksAreTakenOut() throws {
        let fixture = try Fixture(
            """
            //- a/one.py
            def é_one(x):
                ^^^^^ name
                      ^ parameter
                return $0x
            //- two.py
            pass
            """)
        let one = try fixture.file("a/one.py")
        #expect(one.text == "def é_one(x):\n    return x\n")
        #expect(try one.range("name") == 4..<10)
        #expect(try one.range("parameter") == 11..<12)
        #expect(try fixture.cursor.offset == 26)
        #expect(try fixture.cursor.file.path == "a/one.py")
        #expect(try fixture.file("two.py").text == "pass")
    }

    @Test func carriageReturnsAreKept() throws {
        let file = try Fixture("a\r\nb$0\r\nc").file
        #expect(file.text == "a\r\nb\r\nc")
        #expect(file.cursor == 4)
    }

    @Test func otherCursorMarksAreForOtherLanguages() throws {
        let file = try Fixture("echo $0 <|>x", cursorMark: "<|>").file
        #expect(file.text == "echo $0 x")
        #expect(file.cursor == 8)
    }

    @Test func mistakesAreErrors() throws {
        #expect(throws: FixtureError.self) { try Fixture("$0 and $0") }
        #expect(throws: FixtureError.self) { try Fixture("//- a\n$0\n//- b\n$0") }
        #expect(throws: FixtureError.self) { try Fixture("ab\n  ^ past the end") }
        #expect(throws: FixtureError.self) { try Fixture("//- a\n^ nothing above") }
        #expect(throws: FixtureError.self) { try Fixture("none").cursor }
        #expect(throws: FixtureError.self) { try Fixture("none").file("other") }
        #expect(throws: FixtureError.self) { try Fixture("none").file.range("label") }
    }

    @Test func carets() throws {
        let file = try Fixture("a ^ b\n^^^\n^\na^b\n^ label with words").file
        #expect(file.text == "a ^ b\na^b\n")
        #expect(file.marks.map(\.label) == ["", "", "label with words"])
        #expect(file.marks.map(\.range) == [0..<3, 0..<1, 6..<7])
    }
}
