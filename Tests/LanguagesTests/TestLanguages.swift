import Base
import Languages
import Syntax
import Testing

/// The languages as the tests see them: those in the binary, with the grammars of
/// `TENON_GRAMMARS`, else the user's.
enum TestLanguages {
    static let registry = LanguageRegistry(loader: loader)

    static let loader = GrammarLoader(
        environment: .current,
        directories: [Directories(environment: .current).data / "grammars"])

    /// Those that have a folder of their own, by id.
    static let complete = registry.all.map(\.id).filter { id in
        registry.language(id: id)?.hasQuery(.tags) ?? false
    }

    static func named(_ id: String) throws -> Language {
        try #require(registry.language(id: id), "no language \(id)")
    }
}
