import Base
import JSON
import TestKit
import Testing

@Suite("tenon map")
struct MapCommandTests {
    private let folder: TemporaryDirectory

    init() throws {
        folder = try TemporaryDirectory()
        try folder.write("main.py", "from lib.core import build\nbuild(secret)\n")
        try folder.write("lib/core.py", "def build(x): pass\n")
        try folder.write("lib/secrets.py", "def secret(): pass\n")
        try folder.write("vendor/core.py", "def build(y): pass\n")
    }

    private func map(_ arguments: String...) -> Recorded {
        run(["map", "--no-cache", "--root", folder.path.string] + arguments)
    }

    @Test("Shows what the focus uses; vendored and secret files are left out")
    func focus() {
        #expect(
            map("--focus", "main.py:2:1", "--budget", "100")
                == Recorded(output: "lib/core.py:\n def build(x)\n"))
        #expect(
            map("--mention", "other", "build", "--budget", "100").output.hasPrefix("lib/core.py"))
    }

    @Test("As JSON, and explained")
    func json() throws {
        let json = try JSON.parse(Array(map("--focus", "main.py", "--json").output.utf8))
        #expect(json["tokensAs"]?.string == "code")
        let file = try #require(json["files"]?[0])
        #expect(file["path"]?.string == "lib/core.py")
        #expect(file["definitions"]?[0]?["name"]?.string == "build")
        #expect(file["definitions"]?[0]?["line"]?.int == 1)
        let why = map("--focus", "main.py", "--why", "build").output
        #expect(why.contains("lib/core.py:1  def build(x)\n"))
        #expect(why.contains("  imported by name"))
        #expect(map("--why", "nothing").output.hasPrefix("nothing: no definition"))
    }

    @Test("What was edited, is open or has failed counts")
    func places() throws {
        try folder.write("a.py", "def one(): pass\n")
        try folder.write("b.py", "def two(): pass\n")
        try folder.write("trace.txt", "Traceback:\n  File \"/x/b.py\", line 1, in two\n")
        #expect(map("--budget", "15").output.hasPrefix("a.py"))
        #expect(map("--budget", "15", "--open", "b.py").output.hasPrefix("b.py"))
        #expect(map("--budget", "15", "--edited", "b.py:1").output.hasPrefix("b.py"))
        let trace = (folder.path / "trace.txt").string
        #expect(map("--budget", "15", "--failures", trace).output.hasPrefix("b.py"))
        #expect(map("--failures", "/nowhere").errors.hasPrefix("tenon: --failures: "))
        #expect(map("--edited", "none.py").errors.hasPrefix("tenon: --edited: there is no file"))
    }

    @Test("Says what is wrong with its arguments")
    func wrong() {
        #expect(map("--budget", "0").code == 2)
        #expect(map("--budget", "x").code == 2)
        #expect(map("--tokens-as", "words").code == 2)
        #expect(map("--focus", "none.py").errors.hasPrefix("tenon: --focus: there is no file"))
        #expect(run(["map", "--no-cache", "--root", "/nowhere/at/all"]).code == 1)
    }
}
