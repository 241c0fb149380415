/// Which grammars can be installed, and the source archives that they come from. The archives are
/// pinned: nothing but these very bytes is ever compiled.
package struct GrammarCatalog: Sendable {
    /// Every grammar on offer, sorted by name.
    package let sources: [GrammarSource]

    package init(_ sources: [GrammarSource]) {
        self.sources = sources.sorted { $0.name < $1.name }
    }

    /// The grammar of a name, however its words are joined (`c-sharp`, `C_Sharp`, `csharp`).
    package func source(named name: String) -> GrammarSource? {
        if let exact = sources.first(where: { $0.name == name }) { return exact }
        let plain = plainName(name)
        return sources.first { plainName($0.name) == plain }
    }

    /// Names like one that is not there, for a message.
    package func names(like name: String) -> [String] {
        let plain = plainName(name)
        return sources.map(\.name).filter { candidate in
            let other = plainName(candidate)
            return distance(plain, other) <= max(1, plain.count / 3)
                || (plain.count > 1 && other.starts(with: plain))
        }
    }
}

/// Where one grammar's C sources are.
package struct GrammarSource: Sendable, Hashable {
    /// The grammar's name: `<name>.so`.
    package let name: String
    /// What follows `tree_sitter_` in its symbol.
    package let symbol: String
    package let archive: SourceArchive
    /// The folder in the archive that is taken out.
    package let folder: String
    /// The folder of the C files in that folder.
    package let sourceFolder: String
    /// Another grammar whose headers it is compiled with, when it brings none.
    package let headersOf: [GrammarSource]

    package init(
        name: String, symbol: String? = nil, archive: SourceArchive, folder: String,
        sourceFolder: String = "src", headersOf: [GrammarSource] = []
    ) {
        self.name = name
        self.symbol = symbol ?? name
        self.archive = archive
        self.folder = folder
        self.sourceFolder = sourceFolder
        self.headersOf = headersOf
    }
}

/// A source distribution on the Python package index, pinned by its hash.
package struct SourceArchive: Sendable, Hashable {
    package let name: String
    package let version: String
    package let sha256: String
    /// For messages.
    package let megabytes: Int

    package init(name: String, version: String, sha256: String, megabytes: Int) {
        self.name = name
        self.version = version
        self.sha256 = sha256
        self.megabytes = megabytes
    }

    /// The top folder in the archive; the file is `<root>.tar.gz`.
    package var root: String {
        String(name.map { $0 == "-" ? "_" : $0 }) + "-" + version
    }
    package var fileName: String { root + ".tar.gz" }
}

// MARK: - What is pinned

extension GrammarCatalog {
    /// The grammars that this version of Tenon is made for.
    package static let pinned: GrammarCatalog = {
        let pack = SourceArchive(
            name: "tree-sitter-language-pack", version: "0.9.1",
            sha256: "2da539751ecc50b9e6bbfca38b57501a3c55e67186a939d5bf149d9cb7220974",
            megabytes: 49)
        let sources = packNames.split(whereSeparator: \.isWhitespace).map { name in
            GrammarSource(name: String(name), archive: pack, folder: "parsers/\(name)")
        }
        // C# is not in the pack, and its own archive lacks the headers.
        let csharp = GrammarSource(
            name: "csharp", symbol: "c_sharp",
            archive: SourceArchive(
                name: "tree-sitter-c-sharp", version: "0.23.1",
                sha256: "322e2cfd3a547a840375276b2aea3335fa6458aeac082f6c60fec3f745c967eb",
                megabytes: 2),
            folder: "src", sourceFolder: "",
            headersOf: sources.filter { $0.name == "c" })
        return GrammarCatalog(sources + [csharp])
    }()

    /// The languages that Tenon has queries for.
    package static let defaultNames = [
        "bash", "c", "cpp", "csharp", "go", "java", "javascript", "kotlin", "lua", "php",
        "python", "ruby", "rust", "scala", "swift", "tsx", "typescript",
    ]

    private static let packNames = """
        actionscript ada agda apex arduino asm astro bash beancount bibtex bicep bitbake c cairo
        capnp chatito clarity clojure cmake comment commonlisp cpon cpp css csv cuda d dart
        dockerfile doxygen dtd elisp elixir elm erlang fennel firrtl fish fortran fsharp
        fsharp_signature func gdscript gitattributes gitcommit gitignore gleam glsl gn go gomod
        gosum graphql groovy gstlaunch hack hare haskell haxe hcl heex hlsl html hyprlang ini
        ispc janet java javascript jsdoc json jsonnet julia kconfig kdl kotlin latex linkerscript
        llvm lua luadoc luap luau magik make markdown markdown_inline matlab mermaid meson netlinx
        nim ninja nix nqc objc ocaml ocaml_interface odin org pascal pem perl pgn php po pony
        powershell printf prisma properties proto psv puppet purescript pymanifest python qmldir
        qmljs query r racket re2c readline rego requirements ron rst ruby rust scala scheme scss
        smali smithy solidity sparql sql squirrel starlark svelte swift tablegen tcl terraform
        test thrift toml tsv tsx twig typescript typst udev ungrammar uxntal v verilog vhdl vim
        vue wast wat wgsl xcompose xml yuck zig
        """
}

/// Lower case, without what joins words.
private func plainName(_ name: String) -> [UInt8] {
    name.lowercased().utf8.filter { $0 != UInt8(ascii: "-") && $0 != UInt8(ascii: "_") }
}

/// How many letters must be added, removed or changed to make the one of the other.
private func distance(_ one: [UInt8], _ other: [UInt8]) -> Int {
    var row = Array(0...other.count)
    for (index, letter) in one.enumerated() {
        var diagonal = row[0]
        row[0] = index + 1
        for column in other.indices {
            let change = diagonal + (letter == other[column] ? 0 : 1)
            diagonal = row[column + 1]
            row[column + 1] = min(change, diagonal + 1, row[column] + 1)
        }
    }
    return row[other.count]
}
