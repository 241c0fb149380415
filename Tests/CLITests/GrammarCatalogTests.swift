import CLI
import Languages
import Syntax
import Testing

@Suite struct GrammarCatalogTests {
    private let registry = LanguageRegistry(loader: GrammarLoader(directories: []))

    /// A grammar that no language uses could be installed, and nothing would come of it.
    @Test func everyGrammarOnOfferHasItsLanguage() {
        let grammars = Set(registry.all.map(\.description.grammar))
        let others = GrammarCatalog.pinned.sources.map(\.name)
            .filter { !GrammarCatalog.defaultNames.contains($0) }
        #expect(others.filter { !grammars.contains($0) } == [])
        #expect(GrammarCatalog.pinned.sources.count == 169)
    }

    /// Languages with queries of their own come with the defaults, under the symbol that the
    /// sources define.
    @Test func languagesWithQueriesAreInstalledByDefault() throws {
        for language in registry.all where language.hasQuery(.tags) {
            let description = language.description
            #expect(GrammarCatalog.defaultNames.contains(description.grammar))
            let source = try #require(GrammarCatalog.pinned.source(named: description.grammar))
            #expect(source.name == description.grammar)
            #expect(source.symbol == description.symbol ?? description.grammar)
        }
    }
}
