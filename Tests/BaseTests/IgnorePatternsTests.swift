import Base
import Testing

@Test(arguments: [
    ("*.log", "a.log", true), ("*.log", "deep/er/a.log", true), ("*.log", "a.logs", false),
    ("build/", "build/x.o", true), ("build/", "src/build/x.o", true), ("build/", "build", false),
    ("/build", "build/x", true), ("/build", "src/build/x", false),
    ("doc/*.txt", "doc/a.txt", true), ("doc/*.txt", "doc/sub/a.txt", false),
    ("**/temp", "a/b/temp/x", true), ("**/temp", "temp/x", true),
    ("a/**/b", "a/b", true), ("a/**/b", "a/x/y/b", true), ("a/**", "a/x/y", true),
    ("a/**", "b/x", false), ("file?.c", "file1.c", true), ("file?.c", "file12.c", false),
    ("[a-c]*.py", "b1.py", true), ("[!a-c]*.py", "b1.py", false), ("[]]x", "]x", true),
    ("\\#x", "#x", true), ("# comment", "# comment", false), ("\\!x", "!x", true),
    (".env.*", ".env.local", true), (".env", "sub/.env", true), ("id_rsa*", "id_rsa.pub", true),
    ("ünï*", "ünïcode", true), ("", "x", false), ("/", "x", false), ("[x", "[x", true),
])
func patternsMatchAsInGitignore(pattern: String, path: String, excluded: Bool) {
    #expect(IgnorePatterns(lines: [pattern]).excludes(file: Path(path)) == excluded)
}

@Test func theLastMatchDecidesButNotBelowAnExcludedFolder() {
    let patterns = IgnorePatterns(file: Array("*.o\r\n!keep.o\n\n/out/\n!out/keep.o\n".utf8))
    #expect(patterns.excludes(file: "a.o"))
    #expect(!patterns.excludes(file: "sub/keep.o"))
    #expect(patterns.excludes(file: "out/keep.o"))
}

@Test func noPatternTakesLong() {
    let pattern = String(repeating: "a*", count: 200) + "b"
    let path = String(repeating: "a", count: 4000)
    #expect(!IgnorePatterns(lines: [pattern, "**/" + pattern]).excludes(file: Path(path)))
}
