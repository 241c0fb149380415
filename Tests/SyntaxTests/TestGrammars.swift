import Syntax

#if canImport(Glibc)
    import Glibc
#elseif canImport(Darwin)
    import Darwin
#endif

/// The compiled grammars that the tests run on: those of `TENON_GRAMMARS`, else the user's.
enum TestGrammars {
    static let loader: GrammarLoader = {
        let home = environment("HOME") ?? ""
        let data = environment("XDG_DATA_HOME") ?? home + "/.local/share"
        return GrammarLoader(
            directories: GrammarLoader.searchPath(
                environment: environment, directories: [data + "/tenon/grammars"]))
    }()

    /// The grammar of a name. A missing one fails the test with the loader's message.
    static func named(_ name: String) throws -> Grammar {
        try loader.grammar(named: name, symbol: name == "csharp" ? "c_sharp" : nil)
    }

    static let all = [
        "bash", "c", "cpp", "csharp", "go", "java", "javascript", "kotlin", "lua", "php",
        "python", "ruby", "rust", "scala", "swift", "tsx", "typescript",
    ]

    private static func environment(_ name: String) -> String? {
        unsafe getenv(name).map { unsafe String(cString: $0) }
    }
}

extension Grammar {
    /// The tree of a text, parsed in one go.
    func tree(of bytes: [UInt8], old: Tree? = nil) -> Tree? {
        var parser = Parser(grammar: self)
        guard case .finished(let tree) = parser.parse(bytes, old: old) else { return nil }
        return tree
    }
}
