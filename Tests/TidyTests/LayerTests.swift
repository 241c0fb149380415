import Base
import Testing

@Suite("Layers")
struct LayerTests {
    /// From the ground up. A target imports only what lies in a layer below its own.
    private static let layers: [[String]] = [
        ["CBase", "CCurl", "CSandbox", "CSQLite", "CTreeSitter"],
        ["Base", "JSON", "Text"],
        ["HTTP", "LSP", "Sandbox", "Secrets", "Store", "Syntax", "Transport"],
        ["Languages"],
        ["Models", "Settings", "Structure"],
        ["Actions", "RepoMap", "Verify"],
        ["Agent", "Completion", "Repair"],
        ["Server"],
        ["CLI"],
        ["tenon"],
    ]

    /// Programs that the build itself runs: they stand alone.
    private static let buildTools = [
        "EmbedLanguages", "EmbedLanguagesPlugin", "EmbedLauncher", "EmbedLauncherPlugin",
    ]

    /// What one target alone may import: C is wrapped in one place each.
    private static let owners = [
        "CCurl": "HTTP", "CSandbox": "Sandbox", "CSQLite": "Store", "CTreeSitter": "Syntax",
        "LSP": "Server",
    ]

    @Test("Every folder of Sources has its layer")
    func complete() {
        let known = Set(LayerTests.layers.joined() + LayerTests.buildTools)
        let folders = Files.list(Repository.root / "Sources").filter {
            Files.kind(of: Repository.root / "Sources" / $0.string) == .directory
        }
        #expect(Set(folders.map(\.string)) == known)
    }

    @Test("Imports point down")
    func imports() {
        var ranks: [String: Int] = [:]
        for (rank, layer) in LayerTests.layers.enumerated() {
            for target in layer { ranks[target] = rank }
        }
        var problems: [String] = []
        for file in Repository.swiftFiles where file.isSource {
            for (module, line) in file.imports {
                guard let imported = ranks[module] else { continue }
                let own = ranks[file.target] ?? 0
                if imported >= own { problems.append("\(file.path):\(line) imports \(module)") }
            }
        }
        expectNone(problems)
    }

    @Test("Only Server knows the protocol, and C is called in one place")
    func borders() {
        var problems: [String] = []
        for file in Repository.swiftFiles where file.isSource {
            for (module, line) in file.imports {
                guard let owner = LayerTests.owners[module], file.target != owner else { continue }
                problems.append("\(file.path):\(line): \(module) is only for \(owner)")
            }
        }
        expectNone(problems)
    }

    @Test("No product target needs Foundation")
    func foundation() {
        var problems: [String] = []
        for file in Repository.swiftFiles
        where file.isSource && !LayerTests.buildTools.contains(file.target) {
            problems += file.imports.filter { $0.module.hasPrefix("Foundation") }
                .map { "\(file.path):\($0.line)" }
        }
        expectNone(problems)
    }
}
