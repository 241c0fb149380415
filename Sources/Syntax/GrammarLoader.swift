package import Base
internal import CTreeSitter

/// Finds and loads compiled grammars, each once.
///
/// Loading a shared library runs code in it. So only the given directories are searched, which
/// come from the user and the installation, and never a workspace; a relative directory could
/// mean one and is left out.
package final class GrammarLoader: Sendable {
    /// Where grammars are looked for, in this order. Absolute paths only.
    package let directories: [Path]

    private let cache = Lock<[String: Result<Grammar, GrammarError>]>([:])

    /// Looks in these directories and nowhere else.
    package init(directories: [Path]) {
        self.directories = directories.filter { $0.isAbsolute }
    }

    /// Looks in the directories of `TENON_GRAMMARS` (separated by colons), then in those given,
    /// then in those where Neovim and Helix keep grammars.
    package convenience init(environment: Environment, directories: [Path]) {
        let named = (environment["TENON_GRAMMARS"] ?? "").split(separator: ":").map {
            Path(String($0))
        }
        self.init(directories: named + directories + editorDirectories(environment))
    }

    /// The grammar of a name such as `python`, from the file `python.so`. A failure is
    /// remembered: asking again is cheap and answers the same. `symbol` is the name within the
    /// file where it differs, as `c_sharp` does for C#.
    package func grammar(
        named name: String, symbol: String? = nil
    ) throws(GrammarError) -> Grammar {
        try cache.withLock { cache in
            let key = name + "." + (symbol ?? name)
            if let known = cache[key] { return known }
            let result = Result { () throws(GrammarError) in
                try load(name, symbol: symbol ?? name)
            }
            cache[key] = result
            return result
        }.get()
    }

    /// Lets grammars that could not be loaded be tried again, say after one was added.
    package func forgetFailures() {
        cache.withLock { cache in
            cache = cache.filter { entry in
                if case .success = entry.value { true } else { false }
            }
        }
    }

    private func load(_ name: String, symbol: String) throws(GrammarError) -> Grammar {
        guard isPlainName(name), isPlainName(symbol) else { throw .invalidName(name) }
        var problem = GrammarError.missing(name)
        for directory in directories {
            let file = (directory / (name + ".so")).string
            guard unsafe access(file, R_OK) == 0 else { continue }
            do {
                return try load(name, symbol: symbol, file: file)
            } catch {
                // A later directory may have one that fits; if not, the first reason is told.
                if case .missing = problem { problem = error }
            }
        }
        throw problem
    }

    private func load(
        _ name: String, symbol: String, file: String
    ) throws(GrammarError) -> Grammar {
        // The library stays loaded for good: grammars point into it.
        guard let library = unsafe dlopen(file, RTLD_NOW | RTLD_LOCAL) else {
            throw .notLoadable(name: name, reason: unsafe text(dlerror()))
        }
        let function = "tree_sitter_" + symbol
        guard let address = unsafe dlsym(library, function) else {
            throw .symbolMissing(name: name, file: file, symbol: function)
        }
        typealias Entry = @convention(c) () -> OpaquePointer?
        let entry = unsafe unsafeBitCast(address, to: Entry.self)
        guard let language = unsafe entry() else {
            throw .symbolMissing(name: name, file: file, symbol: function)
        }
        let version = Int(unsafe ts_language_version(language))
        guard GrammarLoader.supportedABI.contains(version) else {
            throw .unsupportedABI(name: name, file: file, version: version)
        }
        return unsafe Grammar(checked: language, name: name, file: file)
    }

    /// The versions of the table format that the C library reads.
    package static let supportedABI =
        Int(TREE_SITTER_MIN_COMPATIBLE_LANGUAGE_VERSION)...Int(TREE_SITTER_LANGUAGE_VERSION)
}

/// Why a grammar cannot be used.
package enum GrammarError: Error, Hashable, Sendable, CustomStringConvertible {
    case missing(String)
    case invalidName(String)
    case notLoadable(name: String, reason: String)
    case symbolMissing(name: String, file: String, symbol: String)
    case unsupportedABI(name: String, file: String, version: Int)

    package var description: String {
        switch self {
        case .missing(let name):
            "no grammar for \(name): run `tenon grammars add \(name)`"
        case .invalidName(let name):
            "\"\(name)\" cannot name a grammar: use letters, digits, _ and - only"
        case .notLoadable(let name, let reason):
            "the grammar for \(name) does not load (\(reason)): "
                + "run `tenon grammars add \(name)` to build it anew"
        case .symbolMissing(let name, let file, let symbol):
            "\(file) is no grammar for \(name): it lacks the symbol \(symbol)"
        case .unsupportedABI(let name, let file, let version):
            "the grammar for \(name) in \(file) has ABI \(version), and ABI "
                + "\(GrammarLoader.supportedABI.lowerBound) to "
                + "\(GrammarLoader.supportedABI.upperBound) are supported: "
                + "run `tenon grammars add \(name)` for one that fits"
        }
    }
}

/// Whether a name is safe as a part of a file name and of a symbol.
private func isPlainName(_ name: String) -> Bool {
    !name.isEmpty && name.utf8.count <= 64
        && name.utf8.allSatisfy { byte in
            switch byte {
            case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
                UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"), UInt8(ascii: "-"):
                true
            default: false
            }
        }
}

/// Where Neovim and Helix keep compiled grammars, of the user and of the system.
private func editorDirectories(_ environment: Environment) -> [Path] {
    let folders = Directories(environment: environment)
    let data = folders.data.parent
    let config = folders.config.parent
    var directories = [
        data / "nvim/site/parser", data / "nvim/lazy/nvim-treesitter/parser",
        config / "helix/runtime/grammars",
    ]
    if let runtime = environment["HELIX_RUNTIME"] { directories.append(Path(runtime) / "grammars") }
    for prefix in [Path("/usr/local/lib"), Path("/usr/lib")] {
        directories += [
            prefix / "nvim/parser", prefix / "x86_64-linux-gnu/nvim/parser",
            prefix / "aarch64-linux-gnu/nvim/parser", prefix / "helix/runtime/grammars",
        ]
    }
    return directories
}
