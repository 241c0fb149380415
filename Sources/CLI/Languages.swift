internal import Base
internal import Languages
internal import Server
internal import Syntax

/// Finds grammars where the server finds them: the user's own before those that came along.
func grammarLoader(_ environment: Environment) -> GrammarLoader {
    let directories = Directories(environment: environment)
    return GrammarLoader(
        environment: environment, directories: Server.grammarDirectories(directories))
}

/// All languages that the server knows, the user's own among them.
func languageRegistry(_ environment: Environment) -> LanguageRegistry {
    LanguageRegistry(
        loader: grammarLoader(environment),
        userFolder: Directories(environment: environment).config / "languages")
}
