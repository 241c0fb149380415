import Base
import CLI
import TestKit
import Testing

/// The installer on small archives made here, with a real tar and C compiler, and a stand-in for
/// Python: nothing is downloaded.
@Suite struct GrammarInstallerTests {
    @Test func aGivenArchiveIsCompiledOnceAndKept() throws {
        let world = try World()
        var options = world.options
        options.archives = [world.archiveFile]
        #expect(try GrammarInstaller(options).add(["one", "ONE", "two"]).built == ["one", "two"])
        #expect(
            world.installed == [".lock", ".pins/one", ".pins/two", "one.so", "two.so"])

        // From here on it needs neither archive nor compiler.
        options.archives = []
        options.compiler = "/nonexistent/cc"
        let again = try GrammarInstaller(options).add(["two", "one"])
        #expect(again.current == ["two", "one"] && again.built == [] && again.succeeded)

        // The archive was kept.
        #expect(try GrammarInstaller(world.options).add(["three"]).built == ["three"])
    }

    @Test func relativePathsAreThoseOfTheCaller() throws {
        let world = try World()
        let here = try #require(Files.resolved("."))
        let up = here.bytes.split(separator: UInt8(ascii: "/")).map { _ in ".." }
        let root = Path(up.joined(separator: "/"))
        func relative(_ path: Path) -> Path { Path("\(root)\(path)") }
        var options = world.options
        options.folder = relative(options.folder)
        options.cache = relative(options.cache)
        options.archives = [relative(world.archiveFile)]
        #expect(try GrammarInstaller(options).add(["one"]).built == ["one"])
        #expect(world.installed == [".lock", ".pins/one", "one.so"])
    }

    @Test func headersCanComeFromAnotherArchive() throws {
        let world = try World()
        var options = world.options
        options.archives = [world.folder.path / "made"]
        let report = try GrammarInstaller(options).add(["borrower"])
        #expect(report.built == ["borrower"] && report.succeeded)
    }

    @Test func oneThatDoesNotCompileKeepsNoOther() throws {
        let world = try World()
        var options = world.options
        options.archives = [world.archiveFile]
        let seen = Monitor<[String]>([])
        let report = try GrammarInstaller(options).add(["broken", "future", "one"]) { step in
            seen.withLock { $0.append(step.description) }
        }
        #expect(report.built == ["one"])
        let failures = report.failures.map(\.description).sorted()
        #expect(failures.count == 2)
        #expect(
            failures.first?.hasPrefix("broken: the grammar of broken does not compile:") == true)
        #expect(failures.first?.contains("no C at all") == true)
        #expect(failures.last?.contains("future.so has ABI 99") == true)
        #expect(world.installed == [".lock", ".pins/one", "one.so"])
        #expect(
            seen.withLock { $0 }.sorted() == [
                "built one (1 of 3)", "could not build broken", "could not build future",
                "unpacking pack-1.0.tar.gz",
            ])
    }

    @Test func anArchiveWithAnotherHashIsNotUsed() throws {
        let world = try World(hash: String(repeating: "0", count: 64))
        var options = world.options
        options.archives = [world.archiveFile]
        let report = try GrammarInstaller(options).add(["one", "two"])
        #expect(report.failures.map(\.names) == [["one", "two"]])
        #expect(
            report.failures.first?.message.contains("is not the archive that this version") == true)
        #expect(world.installed == [".lock"])
    }

    @Test func aRottenCacheIsReplacedByADownload() throws {
        let world = try World()
        try world.folder.write("cache/pack-1.0.tar.gz", "cut short")
        try world.fakePython("cp '\(world.archiveFile)' out/")
        #expect(try GrammarInstaller(world.options).add(["one"]).built == ["one"])
        #expect(
            try world.folder.read("cache/pack-1.0.tar.gz")
                == Files.read(world.archiveFile, limit: 1 << 20))
    }

    @Test func pipIsAskedForThePinnedArchiveWithAStandInForItsBuildSystem() throws {
        let world = try World()
        try world.fakePython(
            """
            cp '\(world.archiveFile)' out/
            { echo "$@"; cat requirements.txt; ls "$PYTHONPATH/setuptools"; } > '\(world.log)'
            """)
        let installer = GrammarInstaller(world.options)
        #expect(try installer.add(["one"]).built == ["one"])
        let log = String(decoding: try world.folder.read("log"), as: UTF8.self)
        #expect(log.contains("-m pip download"))
        #expect(log.contains("--require-hashes"))
        #expect(log.contains("pack==1.0 --hash=sha256:\(world.archive.sha256)"))
        #expect(log.contains("build_meta.py"))
        // Nothing of the download is left but the archive, and it is not downloaded again.
        #expect(Files.list(world.options.cache).map(\.string) == ["pack-1.0.tar.gz"])
        try world.fakePython("exit 9")
        #expect(try installer.add(["two"]).built == ["two"])
    }

    @Test(arguments: [
        ("echo '/usr/bin/python3: No module named pip' >&2; exit 1", "has no pip: install it"),
        ("echo 'OSError: [Errno 28] No space left on device' >&2; exit 1", "the disk is full"),
        (
            "echo 'NewConnectionError: failed' >&2; exit 1",
            "check the network, and pip's proxy and index settings"
        ),
        (
            "echo 'THESE PACKAGES DO NOT MATCH THE HASHES Got        abc' >&2; exit 1",
            "(sha256 abc, expected"
        ),
        (
            "echo surprise >&2; exit 3",
            "pip cannot download pack-1.0.tar.gz: failed (exit code 3)\n  surprise"
        ),
        ("true", "it came under another name"),
        ("echo other > out/pack-1.0.tar.gz", "is not the archive that this version"),
    ])
    func aFailedDownloadSaysWhyAndHowToGoOn(script: String, message: String) throws {
        let world = try World()
        try world.fakePython(script)
        let report = try GrammarInstaller(world.options).add(["one"])
        #expect(report.built == [])
        #expect(report.failures.first?.message.contains(message) == true, "\(report)")
        #expect(world.installed == [".lock"])
        #expect(Files.list(world.options.cache) == [])
    }

    @Test func offlineNothingIsDownloaded() throws {
        let world = try World()
        try world.fakePython("touch '\(world.log)'")
        var options = world.options
        options.isOffline = true
        let report = try GrammarInstaller(options).add(["one"])
        #expect(report.failures.first?.message.contains("--offline forbids") == true)
        #expect(Files.kind(of: world.log) == nil)
    }

    @Test func withoutPythonOrCompilerItSaysWhatToInstall() throws {
        let world = try World()
        var options = world.options
        options.python = "/nonexistent/python"
        let report = try GrammarInstaller(options).add(["one"])
        #expect(report.failures.first?.message.contains("there is no /nonexistent/python") == true)
        options.compiler = "/nonexistent/cc"
        #expect(throws: GrammarInstallerError.noCompiler(tried: ["/nonexistent/cc"])) {
            try GrammarInstaller(options).add(["one"])
        }
    }

    @Test func theCompilersNameMayBeFollowedByWords() throws {
        let world = try World()
        var options = world.options
        options.archives = [world.archiveFile]
        options.compiler = "env TENON=1 cc"
        #expect(try GrammarInstaller(options).add(["one"]).built == ["one"])
    }

    @Test func unknownNamesFailBeforeAnythingIsDone() throws {
        let world = try World()
        #expect(throws: GrammarInstallerError.unknownGrammar("tree", similar: ["three"])) {
            try GrammarInstaller(world.options).add(["one", "tree"])
        }
        #expect(Files.kind(of: world.options.folder) == nil)
        #expect(GrammarCatalog.pinned.source(named: "C-Sharp")?.name == "csharp")
        #expect(GrammarCatalog.pinned.names(like: "pyton") == ["python"])
    }

    @Test func theUsersOwnGrammarIsLeftAlone() throws {
        let world = try World()
        try world.folder.write("grammars/one.so", "mine")
        try world.folder.write("grammars/unheard.so", "mine")
        var options = world.options
        options.archives = [world.archiveFile]
        let installer = GrammarInstaller(options)
        let report = try installer.add(["one", "two"])
        #expect(report.built == ["two"])
        #expect(report.failures.first?.message.contains("tenon grammars remove one") == true)
        #expect(try world.folder.read("grammars/one.so") == Array("mine".utf8))
        #expect(
            installer.list().map { "\($0.name) \($0.state)" } == [
                "borrower absent", "broken absent", "future absent", "one own", "three absent",
                "two current", "unheard own",
            ])
        #expect(installer.file(of: "two") == options.folder / "two.so")
        #expect(installer.file(of: "three") == nil)

        #expect(try installer.remove(["one", "two"]) == ["one", "two"])
        #expect(world.installed == [".lock", "unheard.so"])
        #expect(
            throws: GrammarInstallerError.notInstalled("../one", folder: options.folder)
        ) { try installer.remove(["unheard", "../one"]) }
        #expect(world.installed == [".lock", "unheard.so"])
    }

    @Test func anOutdatedGrammarIsMadeAnewAndAnInterruptedBuildCleared() throws {
        let world = try World()
        try world.folder.write("grammars/one.so", "old")
        try world.folder.write("grammars/.pins/one", "pack-0.9 …")
        try world.folder.write("grammars/.build/left/over.c", "")
        var options = world.options
        options.archives = [world.archiveFile]
        let installer = GrammarInstaller(options)
        #expect(installer.list().first { $0.name == "one" }?.state == .outdated)
        #expect(try installer.add(["one"]).built == ["one"])
        #expect(world.installed == [".lock", ".pins/one", "one.so"])
    }

    @Test func twoInstallationsAtOnceDoTheWorkOnce() async throws {
        let world = try World()
        var options = world.options
        options.archives = [world.archiveFile]
        let installer = GrammarInstaller(options)
        // Threads of their own: installing blocks, which tasks must not.
        let reports = Monitor<[GrammarReport?]>([])
        for index in 0..<2 {
            try Thread.start(name: "install \(index)") {
                let report = try? installer.add(["one", "two"])
                reports.update { $0.append(report) }
            }
        }
        let both = try #require(
            reports.wait(until: .now.adding(milliseconds: 60_000)) { $0.count == 2 ? $0 : nil })
        #expect(both.flatMap { $0?.built ?? [] }.sorted() == ["one", "two"])
        #expect(both.flatMap { $0?.current ?? [] }.sorted() == ["one", "two"])
    }
}

/// A catalog of small grammars in two archives, in a folder whose name tools may trip over.
private struct World {
    let folder: TemporaryDirectory
    let archive: SourceArchive
    let archiveFile: Path
    let options: GrammarInstaller.Options

    var log: Path { folder.path / "log" }

    /// With `hash`, the first archive is pinned to that instead of its own.
    init(hash: String? = nil) throws {
        folder = try TemporaryDirectory()
        for name in ["one", "two", "three"] {
            try folder.write("made/pack-1.0/parsers/\(name)/src/parser.c", World.parser(name))
        }
        try folder.write("made/pack-1.0/parsers/broken/src/parser.c", "no C at all\n")
        try folder.write(
            "made/pack-1.0/parsers/future/src/parser.c", World.parser("future", version: 99))
        try folder.write("made/pack-1.0/parsers/one/src/shared/header.h", "#define VERSION 14\n")
        try folder.write(
            "made/other_pack-2.0/src/parser.c",
            "#include <shared/header.h>\n" + World.parser("borrowed_symbol", version: "VERSION"))

        archiveFile = folder.path / "made" / "pack-1.0.tar.gz"
        archive = try World.archive("pack", "1.0", in: folder, hash: hash)
        let other = try World.archive("other-pack", "2.0", in: folder)
        let pack = archive
        let sources = ["one", "two", "three", "broken", "future"].map {
            GrammarSource(name: $0, archive: pack, folder: "parsers/\($0)")
        }
        let borrower = GrammarSource(
            name: "borrower", symbol: "borrowed_symbol", archive: other, folder: "src",
            sourceFolder: "", headersOf: [sources[0]])
        var options = GrammarInstaller.Options(
            folder: folder.path / "grammars", cache: folder.path / "cache")
        options.catalog = GrammarCatalog(sources + [borrower])
        options.python = (folder.path / "python").string
        self.options = options
    }

    /// All that is in the folder of grammars.
    var installed: [String] {
        folder.files.compactMap { $0.relative(to: "grammars")?.string }
    }

    /// A program in the place of Python, which runs where pip would. Its files go to `out`.
    func fakePython(_ script: String) throws {
        try Files.writeAtomically(
            folder.path / "python", Array("#!/bin/sh\n\(script)\n".utf8), mode: 0o755)
    }

    private static func parser(_ name: String, version: Any = 14) -> String {
        """
        static const unsigned language[64] = { \(version) };
        const void *tree_sitter_\(name)(void) { return language; }

        """
    }

    private static func archive(
        _ name: String, _ version: String, in folder: TemporaryDirectory, hash: String? = nil
    ) throws -> SourceArchive {
        let plain = SourceArchive(name: name, version: version, sha256: "", megabytes: 0)
        let made = folder.path / "made"
        let tar = try Subprocess("tar", ["-czf", plain.fileName, plain.root], directory: made).run()
        try #require(tar.succeeded, "\(tar.errorText)")
        let sum = try Subprocess("sha256sum", [plain.fileName], directory: made).run()
        return SourceArchive(
            name: name, version: version,
            sha256: hash ?? String(sum.outputText.prefix { $0 != " " }), megabytes: 0)
    }
}
