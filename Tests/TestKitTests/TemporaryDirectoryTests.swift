import Base
import TestKit
import Testing

@Suite struct TemporaryDirectoryTests {
    @Test func itHoldsTheFixtureAndGoesAway() throws {
        let path: Path
        do {
            let directory = try TemporaryDirectory(try Fixture("//- a/b.txt\nhello\n//- c\n"))
            path = directory.path
            #expect(directory.files.map(\.string) == ["a/b.txt", "c"])
            #expect(try directory.read("a/b.txt") == Array("hello\n".utf8))
            #expect(Files.kind(of: path) == .directory)
        }
        #expect(Files.kind(of: path) == nil)
    }

    @Test func leftoversAreWhatTheFixtureDoesNotHave() throws {
        let directory = try TemporaryDirectory(try Fixture("//- a/b\nhello"))
        try directory.write("a/left", "")
        #expect(directory.leftovers == ["a/left"])
    }
}
