package import Structure

// The repository map: of a whole repository the few definitions that matter for what somebody is
// at. Pure functions: nothing here reads a file, starts a thread or knows the protocol.

/// What the map keeps of one file.
package struct FileRecord: Sendable, Equatable {
    /// Relative to the root, with `/`.
    package let path: String
    package let family: LanguageFamily
    package var definitions: [MapDefinition] = []
    /// How often each identifier stands in the file, definitions and imports included.
    package var identifiers: [String: Int] = [:]
    package var imports: [MapImport] = []
}

/// One definition of a file.
package struct MapDefinition: Sendable, Equatable {
    package let kind: DefinitionKind
    package let name: String
    /// Its declaration without the body, on one line.
    package let signature: String
    /// The type or module that it belongs to.
    package let container: String?
    /// The line of its name, counted from 0.
    package let line: Int
    /// The lines of the whole declaration.
    package let lines: ClosedRange<Int>
}

/// One import statement of a file, or the part of it that concerns one module.
package struct MapImport: Sendable, Equatable {
    /// The module as it is written, without quotes.
    package let module: String
    /// The whole statement; for languages whose modules are paths it says more than `module`.
    package let text: String
    /// The names that it takes, as the module calls them.
    package let names: [String]
    package let isWildcard: Bool
    /// The lines of the statement, counted from 0.
    package let lines: ClosedRange<Int>
}

/// One use of an identifier, for the files that somebody is at.
package struct Occurrence: Sendable, Equatable {
    package let name: String
    package let line: Int
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
