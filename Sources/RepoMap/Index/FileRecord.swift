internal import Structure

// The repository map: of a whole repository the few definitions that matter for what somebody is
// at. Pure functions: nothing here reads a file, starts a thread or knows the protocol.

/// What the map keeps of one file. Names stand in it once, and are numbers everywhere else: five
/// million lines of source have to fit into a few hundred megabytes.
package struct FileRecord: Sendable, Equatable {
    /// Relative to the root, with `/`.
    package let path: String
    /// Whose imports it has.
    package let family: LanguageFamily
    /// The names that the file defines, imports and uses, each once.
    let names: NameList
    /// The rest, in which names are numbers of `names`.
    let body: FileBody

    init(path: String, family: LanguageFamily, names: NameList, body: FileBody) {
        self.path = path
        self.family = family
        self.names = names
        self.body = body
    }

    /// A file of which only the name is known.
    package init(path: String, family: LanguageFamily) {
        self.init(path: path, family: family, names: NameList(), body: FileBody())
    }
}

/// The contents of a file's record, in flat arrays.
struct FileBody: Sendable, Equatable {
    /// In the order of the text, outer ones before those inside them.
    var definitions: [PackedDefinition] = []
    var imports: [PackedImport] = []
    /// The names that imports take, one import's behind the other's.
    var importedNames: [UInt32] = []
    /// The names that each definition refers to, each once, one definition's behind the other's;
    /// at the end those that the file refers to outside of definitions.
    var uses: [UInt32] = []
    /// Signatures, modules and import statements.
    var text: [UInt8] = []

    /// What a definition refers to; for the number behind the last one, what the file does.
    func uses(of definition: Int) -> ArraySlice<UInt32> {
        let start = definition == 0 ? 0 : Int(definitions[definition - 1].useEnd)
        let end = definition < definitions.count ? Int(definitions[definition].useEnd) : uses.count
        return uses[start..<end]
    }

    /// The names that an import takes.
    func names(of place: Int) -> ArraySlice<UInt32> {
        importedNames[
            (place == 0 ? 0 : Int(imports[place - 1].nameEnd))..<Int(imports[place].nameEnd)]
    }

    /// A piece of the text, without its beginning and length on one side.
    func text(_ start: UInt32, _ length: UInt32) -> String {
        String(decoding: text[Int(start)..<Int(start) + Int(length)], as: UTF8.self)
    }
}

/// A definition as it is kept. Numbers of 32 bits throughout, so that it can be stored as it is.
struct PackedDefinition: Sendable, Equatable, BitwiseCopyable {
    var kind: UInt32
    var name: UInt32
    /// `none` where there is no container.
    var container: UInt32
    var line: UInt32
    var firstLine: UInt32
    var lastLine: UInt32
    var signature: UInt32
    var signatureLength: UInt32
    /// Where the names that it refers to end.
    var useEnd: UInt32 = 0

    static let none = UInt32.max

    /// The place of its kind among all.
    var kindPlace: Int { min(Int(kind), DefinitionKind.allKinds.count - 1) }
}

/// An import as it is kept.
struct PackedImport: Sendable, Equatable, BitwiseCopyable {
    var module: UInt32
    var moduleLength: UInt32
    var statement: UInt32
    var statementLength: UInt32
    /// Where the names that it takes end.
    var nameEnd: UInt32
    /// 1 or 0.
    var isWildcard: UInt32
    var firstLine: UInt32
    var lastLine: UInt32
}

extension DefinitionKind {
    /// All kinds, in the order of their numbers.
    static let allKinds = allCases

    /// As a number to keep.
    var code: UInt32 { UInt32(DefinitionKind.allKinds.firstIndex(of: self) ?? 0) }
}

/// One import statement of a file, or the part of it that concerns one module.
package struct MapImport: Sendable, Equatable {
    /// The module as it is written, without quotes.
    package let module: String
    /// The whole statement; for languages whose modules are paths it says more than `module`.
    package let text: String
    /// The names that it takes, as the module calls them.
    package let names: [String]
    /// Whether it takes all names.
    package let isWildcard: Bool
    /// The lines of the statement, counted from 0.
    package let lines: ClosedRange<Int>
}

/// All uses of identifiers in a file that somebody is at, in the order of the text.
package struct Occurrences: Sendable, Equatable {
    /// The names, each once.
    var names = NameList()
    /// By the names' numbers.
    var uses: [Use] = []

    struct Use: Sendable, Equatable {
        let name: UInt32
        /// Counted from 0.
        let line: UInt32
    }

    /// None.
    package init() {}

    /// For people: each with its line, counted from 0.
    package var described: String {
        uses.map { "\($0.line) \(names[Int($0.name)])" }.joined(separator: "\n")
    }
}

/// Languages that name each other's files in the same way.
package enum LanguageFamily: String, Sendable {
    case python, javaScript, go, rust, swift, c
    /// Namespaces or packages that mirror folders.
    case namespaces
    /// Modules that are paths, in strings.
    case paths

    /// The family of a language.
    package init(languageId: String) {
        self =
            switch languageId {
            case "python": .python
            case "javascript", "typescript", "tsx": .javaScript
            case "go": .go
            case "rust": .rust
            case "swift": .swift
            case "c", "cpp": .c
            case "java", "kotlin", "scala", "csharp", "php": .namespaces
            default: .paths
            }
    }
}

extension DefinitionKind {
    /// Whether other definitions belong to it.
    var isContainer: Bool {
        switch self {
        case .class, .struct, .enum, .interface, .type, .module, .namespace, .extension: true
        case .function, .method, .constructor, .enumMember, .field, .property, .variable,
            .constant, .macro:
            false
        }
    }

    /// Whether what it defines is a type.
    var isType: Bool {
        switch self {
        case .class, .struct, .enum, .interface, .type: true
        case .module, .namespace, .extension, .function, .method, .constructor, .enumMember,
            .field, .property, .variable, .constant, .macro:
            false
        }
    }

    /// Whether definitions inside it are its own affair.
    var hasLocals: Bool { self == .function || self == .method || self == .constructor }

    /// Whether it is a part of a type that holds a value.
    var isStored: Bool { self == .field || self == .property || self == .enumMember }
}
