import Base
import Languages
import RepoMap
import Secrets
import Secrets
import Server
import Syntax
import TestKit
import Testing

/// A folder with an index and, if wanted, a cache that outlives the index.
struct IndexFixture {
    let folder: TemporaryDirectory
    let cache: TemporaryDirectory
    let scope: IndexScope

    init(maximumFileBytes: Int = 1 << 20, excluded: [String] = []) throws {
        folder = try TemporaryDirectory()
        cache = try TemporaryDirectory()
        let loader = GrammarLoader(
            environment: .current,
            directories: [Directories(environment: .current).data / "grammars"])
        scope = IndexScope(
            folder: folder.path, languages: LanguageRegistry(loader: loader),
            maximumFileBytes: maximumFileBytes,
            excluded: UnreadFiles(secret: [], excluded: excluded),
            cacheDirectory: cache.path, threads: 2)
    }

    /// What a fresh index with no cache says.
    var fromScratch: String {
        var bare = scope
        bare.cacheDirectory = nil
        let index = RepositoryIndex(bare)
        _ = index.update(cancellation: Cancellation()) { _, _ in }
        return index.index.listing
    }

    /// What a fresh index with the cache says.
    var fromCache: String { updated(RepositoryIndex(scope)) }

    /// What an index says after it was brought up to date.
    func updated(_ index: RepositoryIndex) -> String {
        _ = index.update(cancellation: Cancellation()) { _, _ in }
        return index.index.listing
    }

    /// Makes files look older than they are: what changed just now is never taken for known.
    func age(_ path: String) throws {
        let git = Subprocess("touch", ["-d", "2020-01-01", (folder.path / path).string])
        _ = try git.run()
    }
}

extension MapIndex {
    /// All that it says, as text.
    var listing: String {
        files.map { file in
            let lines = file.definitions.map { definition in
                let uses = definition.uses.map { text(of: $0) }.sorted().joined(separator: " ")
                return "\n  \(definition.line) \(definition.kind) \(definition.container ?? "-")"
                    + " \(definition.signature) | \(uses)"
            }
            let imports = file.imports.map { "\n  \($0.text) -> \($0.names)" }
            let names = file.names.map { "\(text(of: $0))*\(useCount(of: $0))" }
            return file.path + lines.joined() + imports.joined() + "\n  "
                + names.sorted().joined(separator: " ")
        }.joined(separator: "\n")
    }
}

@Suite("The index of a repository")
struct RepositoryIndexTests {
    @Test("A cached index says what one from scratch says")
    func cached() throws {
        let fixture = try IndexFixture()
        try fixture.folder.write("a.py", "import b\ndef one():\n    return b.two(1)\n")
        try fixture.folder.write("b.py", "def two(x):\n    return x\n")
        for file in ["a.py", "b.py"] { try fixture.age(file) }
        let expected = fixture.fromScratch
        #expect(expected.contains("0 function - def two(x) |"))
        #expect(fixture.fromCache == expected)
        #expect(fixture.fromCache == expected)
    }

    @Test("After any changes the index is that of a fresh one; the cache brings it back")
    func changes() {
        forAll(count: 12) { random in
            let fixture = try IndexFixture()
            let index = RepositoryIndex(fixture.scope)
            var project = RandomProject(fixture)
            try project.git("init", "-q", "-b", "main")
            for _ in 0..<6 {
                for _ in 0..<random.int(in: 1...4) { try project.change(&random) }
                if random.once(in: 3) { try project.switchBranch(&random) }
                let expected = fixture.fromScratch
                try #require(fixture.updated(index) == expected)
                try #require(fixture.fromCache == expected)
            }
        }
    }

    @Test("Files that are said to have changed are read without looking at the others")
    func refresh() {
        forAll(count: 12) { random in
            let fixture = try IndexFixture()
            var project = RandomProject(fixture)
            for _ in 0..<6 { try project.write(&random) }
            let index = RepositoryIndex(fixture.scope)
            _ = fixture.updated(index)
            for _ in 0..<6 {
                let changed = try project.editSome(&random)
                try #require(index.refresh(changed))
                try #require(index.index.listing == fixture.fromScratch)
            }
        }
    }

    @Test("Killed in the middle of its first run, it comes back with the same map")
    func killed() throws {
        let fixture = try IndexFixture()
        for number in 0..<400 {
            let body = (0..<20).map {
                "def f\(number)_\($0)(x):\n    return f\(number / 2)_\($0)(x)\n"
            }
            try fixture.folder.write("m\(number).py", body.joined())
        }
        let tenon = try #require(Directories.executable).parent / "tenon"
        let caches = fixture.cache.path / "tenon/map"
        do {
            let home = fixture.cache.path.string
            var child = try ChildProcess(
                tenon.string, ["map", "--root", fixture.folder.path.string],
                environment: Environment.current.variables.merging(["XDG_CACHE_HOME": home]) { $1 })
            let written = Instant.now.adding(milliseconds: 20_000)
            while child.wait(until: Instant.now) == nil, Instant.now < written {
                let log = Files.list(caches).first { $0.string.hasSuffix("-wal") }
                if let log, (Files.size(of: caches.appending(log)) ?? 0) > 200_000 { break }
            }
            // It is killed when `child` goes.
        }
        var scope = fixture.scope
        scope.cacheDirectory = caches
        #expect(!Files.list(caches).isEmpty)
        let index = RepositoryIndex(scope)
        #expect(fixture.updated(index) == fixture.fromScratch)
    }

    @Test("A damaged or foreign cache is made anew", arguments: ["garbage", "cut", "flipped"])
    func damaged(damage: String) throws {
        let fixture = try IndexFixture()
        for number in 0..<50 {
            try fixture.folder.write("m\(number).py", "def f\(number)(): pass\n")
            try fixture.age("m\(number).py")
        }
        let expected = fixture.fromCache
        let name = try #require(Files.list(fixture.cache.path).first)
        var bytes = try fixture.cache.read(name.string)
        switch damage {
        case "garbage": bytes = Array("no database".utf8)
        case "cut": bytes = Array(bytes.prefix(bytes.count / 2))
        default: for place in stride(from: 5000, to: bytes.count, by: 97) { bytes[place] ^= 0x55 }
        }
        try fixture.cache.write(name.string, bytes)
        #expect(fixture.fromCache == expected)
        #expect(fixture.fromCache == expected)
    }

    @Test("Work trees of one repository share what they have read")
    func workTrees() throws {
        let fixture = try IndexFixture()
        var project = RandomProject(fixture)
        try project.git("init", "-q", "-b", "main")
        for number in 0..<20 {
            try fixture.folder.write("m\(number).py", "def f\(number)(): pass\n")
        }
        try project.commit()
        _ = fixture.fromCache
        let second = try TemporaryDirectory()
        try project.git("worktree", "add", "-q", (second.path / "tree").string, "-b", "other")
        var scope = fixture.scope
        scope.folder = second.path / "tree"
        let index = RepositoryIndex(scope)
        #expect(fixture.updated(index) == fixture.fromScratch)
        #expect(Files.list(fixture.cache.path).count { $0.fileExtension == "sqlite" } == 1)
    }

    @Test("What is hostile or not source is left out, and said")
    func hostile() throws {
        let fixture = try IndexFixture(maximumFileBytes: 10_000, excluded: [".env", "*.pem"])
        let folder = fixture.folder
        try RandomProject(fixture).git("init", "-q")
        try folder.write("good.py", "def good(): pass\n")
        try folder.write("line\nbreak.py", "def odd(): pass\n")
        try folder.write("big.py", "def big(): pass\n" + String(repeating: "x = 1\n", count: 5000))
        try folder.write("binary.py", [0, 1, 2])
        try folder.write("made.py", "# Code generated by a tool. DO NOT EDIT.\ndef made(): pass\n")
        try folder.write("tiny.min.js", "function tiny() {}\n")
        try folder.write("deep.py", String(repeating: "[\n", count: 4900))
        try folder.write(".env", "def secret(): pass\n")
        try folder.write("key.pem", "def secret(): pass\n")
        let sparse = folder.path / "sparse.py"
        try folder.write("sparse.py", "")
        #expect(unsafe truncate(sparse.string, 1 << 30) == 0)
        for (link, target) in [("loop", "."), ("good2.py", "good.py"), ("nowhere.py", "none")] {
            #expect(unsafe symlink(target, (folder.path / link).string) == 0)
        }
        let touch = ["-c", "touch \"$(printf 'b\\377.py')\""]
        let made = try Subprocess("sh", touch, directory: folder.path).run()
        #expect(made.succeeded)
        let index = RepositoryIndex(fixture.scope)
        let report = index.update(cancellation: Cancellation()) { _, _ in }
        #expect(
            index.index.files.map(\.path)
                == ["big.py", "deep.py", "good.py", "line\nbreak.py", "sparse.py"])
        #expect(
            index.index.files.flatMap { $0.definitions.map(\.name) } == ["good", "odd"])
        #expect(
            report.remarks == [
                "left out: 2 files larger than index.maxFileBytes",
                "left out: 1 file that are no text",
                "left out: 1 file that a program has written",
                "left out: 1 file without lines as people write them",
                "left out: 1 file whose names are not UTF-8",
            ])
    }

    @Test(
        "What an ordinary user may not read is left out, and the rest is there",
        arguments: [false, true])
    func unreadable(hasGit: Bool) throws {
        let fixture = try IndexFixture()
        let (folder, tools) = (fixture.folder, fixture.cache.path)
        if hasGit { try RandomProject(fixture).git("init", "-q") }
        try folder.write("good.py", "def good(): pass\n")
        try folder.write("closed.py", "def closed(): pass\n")
        try folder.write("closed/inner.py", "def inner(): pass\n")
        // The user of the test may be root, from whom nothing is closed: then another one looks.
        let grammar = try #require(fixture.scope.languages.language(fileName: "a.py")).grammar()
            .file
        let tenon = try #require(Directories.executable).parent / "tenon"
        let script = """
            set -e
            cp "$1" "$3/tenon"; cp "$2" "$3/"; chmod -R a+rX "$3" .
            chmod 0 closed closed.py
            trap 'chmod 700 closed closed.py' EXIT
            as=; [ "$(id -u)" != 0 ] || as="setpriv --reuid=65532 --regid=65532 --clear-groups"
            HOME="$3" TENON_GRAMMARS="$3" $as "$3/tenon" map --no-cache --root .
            """
        let outcome = try Subprocess(
            "bash", ["-c", script, "bash", tenon.string, grammar, tools.string],
            directory: folder.path
        ).run()
        #expect(outcome.outputText == "good.py:\n def good()\n")
        #expect(outcome.errorText == "tenon: left out: 1 file that cannot be read\n")
    }

    @Test("A .git that lies leads nowhere else", arguments: ["gitdir: /", "gitdir: ../..", "x"])
    func lyingGit(content: String) throws {
        let fixture = try IndexFixture()
        try fixture.folder.write(".git", content)
        try fixture.folder.write("a.py", "def a(): pass\n")
        try fixture.folder.write(".gitignore", "b.py\n")
        try fixture.folder.write("b.py", "def b(): pass\n")
        let index = RepositoryIndex(fixture.scope)
        _ = fixture.updated(index)
        #expect(index.index.files.map(\.path) == ["a.py"])
    }

    @Test("Nothing of a repository's configuration of git is run")
    func gitConfiguration() throws {
        let fixture = try IndexFixture()
        let project = RandomProject(fixture)
        try project.git("init", "-q")
        let mark = fixture.cache.path / "ran"
        for key in ["core.fsmonitor", "core.pager", "core.sshCommand"] {
            try project.git("config", key, "touch \(mark.string); false")
        }
        try project.git("config", "core.worktree", "/")
        try fixture.folder.write("a.py", "def a(): pass\n")
        _ = fixture.fromScratch
        #expect(Files.kind(of: mark) == nil)
    }

    @Test("While it is read for the first time, what was read is there")
    func partial() throws {
        let fixture = try IndexFixture()
        for number in 0..<300 {
            try fixture.folder.write("m\(number).py", "def f\(number)(): pass\n")
        }
        let index = RepositoryIndex(fixture.scope)
        let counts = Lock<[Int]>([])
        _ = index.update(cancellation: Cancellation()) { done, total in
            let count = index.index.files.count
            counts.withLock { $0.append(count) }
        }
        #expect(counts.withLock { $0 }.contains { $0 > 0 && $0 < 300 })
        #expect(index.index.files.count == 300)
    }
}

/// A project that changes at random.
private struct RandomProject {
    private let fixture: IndexFixture
    private var contents: [String: String] = [:]
    private var branches = ["main"]
    private var clock = 1_000_000_000

    init(_ fixture: IndexFixture) {
        self.fixture = fixture
    }

    func git(_ arguments: String...) throws {
        let identity = ["-c", "user.name=n", "-c", "user.email=e@e"]
        let outcome = try Subprocess(
            "git", identity + ["-C", fixture.folder.path.string] + arguments
        ).run()
        try #require(outcome.succeeded, "\(outcome.errorText)")
    }

    mutating func commit() throws {
        try git("add", "-A")
        try git("commit", "-q", "--allow-empty", "-m", "x")
    }

    mutating func change(_ random: inout Random) throws {
        guard let path = contents.keys.sorted().randomElement(using: &random), !random.once(in: 3)
        else { return try write(&random) }
        switch random.int(below: 3) {
        case 0: try write(path, text(&random))
        case 1:
            Files.remove(fixture.folder.path / path)
            contents[path] = nil
        default:
            let name = "r\(random.int(below: 20)).py"
            Files.rename(fixture.folder.path / path, to: fixture.folder.path / name)
            contents[name] = contents.removeValue(forKey: path)
        }
    }

    /// A new file, or another text for an old one.
    mutating func write(_ random: inout Random) throws {
        let folder = random.element(of: ["", "pack/", "pack/sub/"])
        let name = "\(folder)m\(random.int(below: 12)).\(random.element(of: ["py", "js", "md"]))"
        try write(name, text(&random))
    }

    /// Other texts for some of the files.
    mutating func editSome(_ random: inout Random) throws -> [Path] {
        let paths = contents.keys.sorted().filter { _ in random.once(in: 2) }
        for path in paths { try write(path, text(&random)) }
        return paths.map { Path($0) }
    }

    /// A new branch or an old one, with what is there committed.
    mutating func switchBranch(_ random: inout Random) throws {
        try commit()
        if random.once(in: 2) {
            branches.append("b\(branches.count)")
            try git("checkout", "-q", "-b", branches[branches.count - 1])
        } else {
            try git("checkout", "-q", random.element(of: branches))
        }
        contents = [:]
        for path in fixture.folder.files where path.bytes.first != UInt8(ascii: ".") {
            contents[path.string] = ""
        }
    }

    private mutating func write(_ path: String, _ text: String) throws {
        try fixture.folder.write(path, text)
        contents[path] = text
        // Half of the files look old, and so may be known by their stamps.
        clock += 1
        if clock % 2 == 0 {
            let file = (fixture.folder.path / path).string
            _ = try Subprocess("touch", ["-d", "@\(clock)", file]).run()
        }
    }

    private func text(_ random: inout Random) -> String {
        (0..<random.int(in: 0...4)).map { _ in
            let name = "f\(random.int(below: 9))"
            return random.element(of: [
                "def \(name)(x):\n    return f\(random.int(below: 9))(x)\n",
                "class \(name.uppercased()):\n    def \(name)(self): pass\n",
                "from pack import \(name)\n", "\(name) = 1\n", "function \(name)() {}\n",
            ])
        }.joined()
    }
}
