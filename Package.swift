// swift-tools-version: 6.3
import PackageDescription

/// One list of settings for every Swift target: what the compiler can check, it checks.
let strict: [SwiftSetting] = [
    .strictMemorySafety(),
    .treatAllWarnings(as: .error),
    .enableUpcomingFeature("InternalImportsByDefault"),
    .enableUpcomingFeature("MemberImportVisibility"),
    .enableUpcomingFeature("NonisolatedNonsendingByDefault"),
    .enableUpcomingFeature("InferIsolatedConformances"),
    .enableUpcomingFeature("ExistentialAny"),
]

/// Set by `make fuzz`: everything is built so that libFuzzer sees which way an input takes, and so
/// that the address sanitizer watches.
let isFuzzing = Context.environment["TENON_FUZZ"] != nil
let fuzzing: [SwiftSetting] =
    isFuzzing ? [.unsafeFlags(["-sanitize=fuzzer,address"]), .define("FUZZING")] : []

/// A library target in `Sources/<name>`. Its dependencies may only point down (see Sources/README.md).
func library(
    _ name: String, _ dependencies: [String] = [], plugins: [String] = [], exclude: [String] = []
) -> Target {
    .target(
        name: name,
        dependencies: dependencies.map { .byName(name: $0) },
        exclude: exclude,
        swiftSettings: strict + fuzzing,
        plugins: plugins.map { .plugin(name: $0) })
}

/// The tests of one library, in `Tests/<name>Tests`.
func tests(_ name: String, _ dependencies: [String] = [], exclude: [String] = []) -> Target {
    .testTarget(
        name: name + "Tests",
        dependencies: ([name, "TestKit"] + dependencies).map { .byName(name: $0) },
        exclude: exclude,
        swiftSettings: strict)
}

/// What the tests of the server look into beside it.
let besideServer = [
    "EditorClient", "ModelServer", "RepoMap", "Languages", "Secrets", "Syntax", "LSP", "Settings",
    "Transport", "Text",
    "JSON",
    "Base",
]

/// What the agent is made of.
let agent = [
    "Verify", "Sandbox", "Models", "Secrets", "Store", "Structure", "Languages", "Syntax", "JSON",
    "Text", "Base",
]

/// What the repair engine is made of.
let repair = [
    "Verify", "RepoMap", "Sandbox", "Structure", "Languages", "Syntax", "JSON", "Text", "Base",
]

/// What completions are made of.
let completion = [
    "Models", "RepoMap", "Secrets", "Structure", "Languages", "Syntax", "Text", "Base",
]

/// What the gates are made of.
let verify = ["Sandbox", "Structure", "Languages", "Syntax", "JSON", "Text", "Base"]

let package = Package(
    name: "tenon",
    products: [.executable(name: "tenon", targets: ["tenon"])],
    targets: [
        .systemLibrary(
            name: "CTreeSitter", pkgConfig: "tree-sitter",
            providers: [.apt(["libtree-sitter-dev"]), .brew(["tree-sitter"])]),

        .systemLibrary(name: "CBase"),
        .target(name: "CCurl"),
        .target(
            name: "CSandbox", exclude: ["Launcher"],
            linkerSettings: [.linkedLibrary("seccomp", .when(platforms: [.linux]))]),

        .systemLibrary(
            name: "CSQLite", pkgConfig: "sqlite3",
            providers: [.apt(["libsqlite3-dev"]), .brew(["sqlite"])]),
        library("Base", ["CBase"]),
        library("JSON"),
        library("Text"),
        library("LSP", ["JSON", "Text"]),
        library("Transport", ["Base", "JSON"]),
        library("Store", ["CSQLite", "Base"]),
        library("Syntax", ["CTreeSitter", "Base", "Text"]),
        library(
            "Languages", ["Syntax", "JSON", "Base", "Text"], plugins: ["EmbedLanguagesPlugin"]),
        .executableTarget(name: "EmbedLanguages", swiftSettings: strict),
        .plugin(
            name: "EmbedLanguagesPlugin", capability: .buildTool(),
            dependencies: ["EmbedLanguages"], path: "Sources/EmbedLanguagesPlugin"),
        library("Structure", ["Languages", "Syntax", "Text", "Base"]),
        library("Settings", ["Secrets", "JSON", "Base"]),
        library("Secrets", ["Text", "Base"]),
        library("HTTP", ["CCurl", "Base"]),
        library("Models", ["HTTP", "Store", "Secrets", "Languages", "JSON", "Text", "Base"]),
        library("Sandbox", ["CSandbox", "Base"], plugins: ["EmbedLauncherPlugin"]),
        .executableTarget(name: "EmbedLauncher", swiftSettings: strict),
        .plugin(
            name: "EmbedLauncherPlugin", capability: .buildTool(),
            dependencies: ["EmbedLauncher"], path: "Sources/EmbedLauncherPlugin"),
        library("Verify", verify),
        library("Completion", completion),
        library(
            "RepoMap", ["Secrets", "Structure", "Languages", "Syntax", "JSON", "Text", "Base"]),
        library("Agent", agent),
        library("Repair", repair, exclude: ["Candidates/Order/priors.py"]),
        library("Actions", ["Structure", "Languages", "Syntax", "Text", "Base"]),
        library(
            "Server",
            [
                "Agent", "Repair", "Verify", "Sandbox", "Actions", "Completion", "Models", "HTTP",
                "RepoMap", "Secrets", "Settings", "Structure",
                "Languages", "Syntax", "Store", "Transport", "LSP", "Text", "JSON", "Base",
            ]),
        library(
            "CLI",
            [
                "Server", "Repair", "Models", "HTTP", "Verify", "RepoMap", "Sandbox", "Secrets",
                "Settings", "Agent", "Store",
                "Structure",
                "Languages", "Syntax", "JSON", "Text", "Base",
            ]),
        .executableTarget(name: "tenon", dependencies: ["CLI", "Base"], swiftSettings: strict),

        .target(
            name: "EditorClient", dependencies: ["Transport", "JSON", "Base"],
            path: "Tests/EditorClient", swiftSettings: strict),
        .executableTarget(
            name: "Bench",
            dependencies: [
                "EditorClient", "ModelServer", "Models", "Store", "Server", "Agent", "Settings",
                "Completion", "RepoMap", "Secrets", "HTTP", "Repair", "Sandbox", "Structure",
                "Languages", "Syntax",
                "Transport", "LSP", "Text", "JSON", "Base",
            ],
            path: "Tests/Bench", swiftSettings: strict),
        .executableTarget(
            name: "Demo", dependencies: ["EditorClient", "LSP", "Text", "JSON", "Base"],
            path: "Tests/Demo", swiftSettings: strict),
        .target(
            name: "ModelServer", dependencies: ["JSON", "Base"], path: "Tests/ModelServer",
            exclude: ["build-llama-server.sh"], swiftSettings: strict),
        .target(
            name: "TestKit",
            dependencies: [
                "EditorClient", "Server", "Settings", "Verify", "Sandbox", "JSON", "Text", "Base",
            ],
            path: "Tests/TestKit", swiftSettings: strict),
        .testTarget(
            name: "TestKitTests", dependencies: ["TestKit", "Text", "Base"], swiftSettings: strict),
        .executableTarget(
            name: "Fuzz",
            dependencies: [
                "Agent", "Verify", "Models", "Structure", "Languages", "Syntax", "Transport",
                "HTTP",
                "LSP", "JSON", "Text", "Base",
            ],
            path: "Tests/Fuzz", exclude: ["Corpus"], swiftSettings: strict + fuzzing,
            linkerSettings: isFuzzing
                ? [.unsafeFlags(["-sanitize=fuzzer,address", "-use-ld=lld"])] : []),
        .testTarget(
            name: "FuzzTests", dependencies: ["Fuzz", "Base"], swiftSettings: strict),
        .testTarget(
            name: "EditorsTests",
            dependencies: ["tenon", "TestKit", "EditorClient", "Base"],
            exclude: ["Emacs", "Neovim", "Recordings", "VSCode", "install-editors.sh"],
            swiftSettings: strict),
        .testTarget(name: "TidyTests", dependencies: ["Base"], swiftSettings: strict),
        tests("Base"),
        tests("JSON"),
        tests("Text"),
        tests("LSP", ["JSON", "Text"]),
        tests("Transport", ["JSON", "Base"]),
        tests("Store", ["Base"]),
        tests("Syntax", ["Text", "Base"]),
        tests("Languages", ["Syntax", "Structure", "Text", "JSON", "Base"]),
        tests("Structure", ["Languages", "Syntax", "Text", "Base"]),
        tests("Settings", ["JSON", "Base"]),
        tests("Secrets", ["Text", "Base"]),
        tests("HTTP", ["ModelServer", "JSON", "Base"]),
        tests("Models", ["ModelServer", "HTTP", "Store", "Secrets", "Languages", "JSON", "Base"]),
        tests("Sandbox", ["EditorClient", "JSON", "Base"], exclude: ["Attacks"]),
        tests("Verify", verify, exclude: ["Captured"]),
        tests("Repair", repair),
        tests("Agent", agent + ["ModelServer", "HTTP"]),
        tests("Completion", completion),
        tests("RepoMap", ["Languages", "Syntax", "Base"]),
        tests("Actions", ["Structure", "Languages", "Syntax", "Text", "Base"]),
        tests("Server", besideServer),
        tests(
            "CLI",
            [
                "Server", "Sandbox", "ModelServer", "Models", "HTTP", "Settings", "Languages",
                "Syntax", "EditorClient", "tenon", "JSON",
                "Base",
            ]),
    ],
    swiftLanguageModes: [.v6]
)
