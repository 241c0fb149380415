import Base
import Syntax
import TestKit
import Testing

@Suite struct GrammarLoaderTests {
    private func message(_ loader: GrammarLoader, _ name: String, symbol: String? = nil) -> String?
    {
        do {
            _ = try loader.grammar(named: name, symbol: symbol)
            return nil
        } catch {
            return error.description
        }
    }

    @Test func aMissingGrammarSaysWhatToDo() {
        let loader = GrammarLoader(directories: ["/nowhere"])
        #expect(
            message(loader, "python") == "no grammar for python: run `tenon grammars add python`")
    }

    @Test(arguments: ["", "../python", "a/b", "a b", "é", String(repeating: "a", count: 65)])
    func aNameThatIsNoPlainNameIsRefused(name: String) {
        let text = message(GrammarLoader(directories: ["/nowhere"]), name)
        #expect(text?.contains("cannot name a grammar") == true)
    }

    @Test func relativeDirectoriesAreLeftOut() {
        let environment = Environment(["TENON_GRAMMARS": "grammars:/a/b:./c", "HOME": "/home/x"])
        let loader = GrammarLoader(environment: environment, directories: ["/d"])
        #expect(loader.directories.prefix(2) == ["/a/b", "/d"])
        let areAbsolute = loader.directories.allSatisfy { $0.isAbsolute }
        #expect(areAbsolute)
        #expect(loader.directories.contains("/home/x/.local/share/nvim/site/parser"))
    }

    @Test func aFileThatIsNoLibraryIsNamed() throws {
        let folder = try TemporaryDirectory()
        try folder.write("toy.so", "not a library")
        let text = message(GrammarLoader(directories: [folder.path]), "toy")
        #expect(text?.hasPrefix("the grammar for toy does not load (") == true)
        #expect(text?.hasSuffix("run `tenon grammars add toy` to build it anew") == true)
    }

    @Test func aFailureIsRememberedUntilItIsForgotten() throws {
        let folder = try TemporaryDirectory()
        let loader = GrammarLoader(directories: [folder.path])
        #expect(message(loader, "python")?.hasPrefix("no grammar") == true)
        let file = Path(try TestGrammars.named("python").file)
        try folder.write("python.so", try Files.read(file, limit: 1 << 26))
        #expect(message(loader, "python")?.hasPrefix("no grammar") == true)
        loader.forgetFailures()
        let grammar = try loader.grammar(named: "python")
        #expect(try loader.grammar(named: "python") === grammar)
        #expect(GrammarLoader.supportedABI.contains(grammar.abiVersion))
    }

    @Test func aLibraryWithoutTheGrammarSaysWhichSymbolItLacks() throws {
        let text = message(TestGrammars.loader, "python", symbol: "nonsense")
        #expect(text?.hasSuffix("lacks the symbol tree_sitter_nonsense") == true)
    }

    /// A library whose table says that it is of a later format.
    @Test func aGrammarOfAnotherFormatSaysWhichFit() throws {
        let folder = try TemporaryDirectory()
        try folder.write(
            "toy.c",
            "static unsigned table[64] = {99}; void *tree_sitter_toy(void) { return table; }")
        let outcome = try Subprocess(
            "cc", ["-shared", "-fPIC", "-o", "toy.so", "toy.c"], directory: folder.path
        ).run()
        #expect(outcome.succeeded, "\(outcome.errorText)")
        let text = message(GrammarLoader(directories: [folder.path]), "toy")
        #expect(text?.contains("has ABI 99, and ABI 13 to 14 are supported") == true)
        #expect(text?.hasSuffix("run `tenon grammars add toy` for one that fits") == true)
    }

    @Test func aLaterDirectoryCountsWhereTheFirstHasNoneThatFits() throws {
        let folder = try TemporaryDirectory()
        try folder.write("python.so", "not a library")
        let good = Path(try TestGrammars.named("python").file).parent
        let loader = GrammarLoader(directories: [folder.path, good])
        #expect(try loader.grammar(named: "python").name == "python")
    }

    @Test func threadsAskingAtOnceGetOneGrammar() async throws {
        let loader = GrammarLoader(directories: TestGrammars.loader.directories)
        let grammars = await withTaskGroup(of: Grammar?.self) { group in
            for _ in 0..<8 { group.addTask { try? loader.grammar(named: "lua") } }
            var all: [Grammar?] = []
            for await grammar in group { all.append(grammar) }
            return all
        }
        let first = try #require(grammars.first ?? nil)
        #expect(grammars.allSatisfy { $0 === first })
    }
}
