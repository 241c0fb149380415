import Base
import Testing

@Test func pathsAreCleanedAndTakenApart() {
    let path = Path("/home//me/code/a.tar.gz/")
    #expect(path.string == "/home/me/code/a.tar.gz")
    #expect(path.name == "a.tar.gz")
    #expect(path.fileExtension == "gz")
    #expect(path.parent == "/home/me/code")
    #expect(Path("/").parent == "/")
    #expect(Path("/a").parent == "/")
    #expect(Path("a").parent == ".")
    #expect(Path(".env").fileExtension == nil)
    #expect(Path("/a") / "b/c" == "/a/b/c")
    #expect(Path("/a") / "/etc" == "/etc")
}

@Test func insideMeansByWholeNames() {
    #expect(Path("/a/bc").isInside("/a"))
    #expect(Path("/a").isInside("/a"))
    #expect(!Path("/ab").isInside("/a"))
    #expect(Path("/ab").isInside("/"))
    #expect(Path("/a/b/c").relative(to: "/a") == "b/c")
    #expect(Path("/x").relative(to: "/a") == nil)
}

@Test func pathsKeepBytesThatAreNotText() {
    let path = Path(bytes: [0x2f, 0xff, 0xfe])
    #expect(path.bytes == [0x2f, 0xff, 0xfe])
    #expect(path != Path("/\u{fffd}\u{fffd}"))
    #expect(DocumentURI(path: path).spelling == "file:///%FF%FE")
    #expect(DocumentURI("file:///%ff%fe").path == path)
}

@Test(arguments: [
    ("file:///a%20b/%C3%BC.py", "/a b/ü.py"),
    ("file:///a b/ü.py", "/a b/ü.py"),
    ("FILE:///x", "/x"),
    ("file://localhost/x", "/x"),
    ("file:///100%25%20%23a%3Fb%5Bc%5D.py", "/100% #a?b[c].py"),
    ("file:///%zz", "/%zz"),
])
func fileURIsNameFiles(uri: String, path: String) {
    #expect(DocumentURI(uri).path?.string == path)
}

@Test(arguments: [
    "untitled:Untitled-1", "file://server/share/a.py", "file:", "file://", "", " ", "not a uri",
    "file:///a%00b", "git:/repo/a.py?ref=HEAD",
])
func otherURIsNameNoFile(uri: String) {
    #expect(DocumentURI(uri).path == nil)
    #expect(DocumentURI(uri).spelling == uri)
}

@Test func spellingsOfOneURIAreEqual() {
    #expect(DocumentURI("file:///q(1)%20b.py") == DocumentURI("file:///q%281%29%20b.py"))
    #expect(DocumentURI("file:///%c3%bc") == DocumentURI("file:///ü"))
    #expect(DocumentURI("file:///A") != DocumentURI("file:///a"))
    let path = Path("/tmp/ü (1)/#?.swift")
    #expect(DocumentURI(path: path).path == path)
    #expect(DocumentURI(path: path).spelling == "file:///tmp/%C3%BC%20%281%29/%23%3F.swift")
}

@Test func namesChooseLanguagesForAnyScheme() {
    #expect(DocumentURI("file:///a/b%20c.py").name == "b c.py")
    #expect(DocumentURI("git:/repo/a.py?ref=HEAD").name == "a.py")
    #expect(DocumentURI("untitled:Untitled-1").name == "Untitled-1")
    #expect(DocumentURI("file:///a?b.py").name == "a?b.py")
}
