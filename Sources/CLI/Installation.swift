internal import Base
internal import Languages
internal import Syntax

/// Where this program's own things are: found from its environment and its executable, so that an
/// installation can be moved.
struct Installation: Sendable {
    let environment: Environment
    let executable: Path?

    /// What this process was started from.
    static var current: Installation {
        Installation(environment: .current, executable: Directories.executable)
    }

    var directories: Directories { Directories(environment: environment) }

    /// `PREFIX/share/tenon` of the `PREFIX/bin/tenon` that runs.
    var share: Path? { executable.map { $0.parent.parent / "share/tenon" } }

    /// Finds grammars: the user's own before those that came with the program.
    func loader() -> GrammarLoader {
        let own = [directories.data / "grammars"] + (share.map { [$0 / "grammars"] } ?? [])
        return GrammarLoader(environment: environment, directories: own)
    }

    /// All languages, the user's own among them.
    func registry() -> LanguageRegistry {
        LanguageRegistry(
            loader: loader(),
            userFolder: directories.config / "languages")
    }
}
