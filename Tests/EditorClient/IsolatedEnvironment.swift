package import Base

/// An environment for a server that is to find the user's grammars, and nothing else of the user.
package func isolatedEnvironment(home: Path) -> [String: String] {
    let current = Environment.current
    let grammars = Directories(environment: current).data / "grammars"
    return [
        "HOME": home.string, "PATH": current["PATH"] ?? "/usr/bin:/bin",
        "TENON_GRAMMARS": current["TENON_GRAMMARS"] ?? grammars.string,
    ]
}
