package import Base

/// A folder outside of the project in which a tool keeps what it has made, for the next time. A run
/// finds it as the user's tools left it; what it adds stays in its workspace, so that no run can
/// put something there for a run in another workspace, or for the user.
package struct SharedCache: Sendable, Hashable {
    /// The variable that tells the tool where it is.
    package let variable: String
    package let path: Path

    package init(variable: String, path: Path) {
        self.variable = variable
        self.path = path
    }

    /// Those of the tools that are installed and would else begin from nothing in each workspace.
    package static func ofUser(_ environment: Environment) -> [SharedCache] {
        guard Subprocess.find("go", environment: environment) != nil else { return [] }
        func folder(_ variable: String) -> Path? {
            environment[variable].flatMap { $0.hasPrefix("/") ? Path($0) : nil }
        }
        let home = Directories(environment: environment).home
        let caches = folder("XDG_CACHE_HOME") ?? home / ".cache"
        return [SharedCache(variable: "GOCACHE", path: folder("GOCACHE") ?? caches / "go-build")]
    }
}
