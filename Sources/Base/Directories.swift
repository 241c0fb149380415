/// The process's environment, read once at the border and passed on as a value.
package struct Environment: Sendable {
    package let variables: [String: String]

    package init(_ variables: [String: String]) {
        self.variables = variables
    }

    package subscript(name: String) -> String? { variables[name] }

    /// What this process was started with.
    package static var current: Environment {
        var variables: [String: String] = [:]
        var cursor = unsafe environ
        while let entry = unsafe cursor.pointee {
            let text = unsafe String(cString: entry)
            if let equals = text.utf8.firstIndex(of: UInt8(ascii: "=")) {
                variables[String(text[..<equals])] =
                    String(text[text.utf8.index(after: equals)...])
            }
            unsafe cursor += 1
        }
        return Environment(variables)
    }
}

/// Where Tenon keeps its things, by the XDG rules (which we also follow on macOS).
package struct Directories: Sendable {
    package let home: Path
    package let config: Path
    package let data: Path
    package let state: Path
    package let cache: Path

    package init(environment: Environment) {
        let home = Path(environment["HOME"].flatMap { $0.hasPrefix("/") ? $0 : nil } ?? "/tmp")
        /// Relative values are invalid by the XDG specification and ignored.
        func folder(_ variable: String, _ fallback: String) -> Path {
            let base = environment[variable].flatMap { $0.hasPrefix("/") ? Path($0) : nil }
            return (base ?? home / fallback) / "tenon"
        }
        self.home = home
        config = folder("XDG_CONFIG_HOME", ".config")
        data = folder("XDG_DATA_HOME", ".local/share")
        state = folder("XDG_STATE_HOME", ".local/state")
        cache = folder("XDG_CACHE_HOME", ".cache")
    }

    /// The path that a setting names: `~/` at its start is the home folder.
    package func expanding(_ text: String) -> Path {
        text.hasPrefix("~/") ? home / String(text.dropFirst(2)) : Path(text)
    }

    /// The running program's own file, links resolved: what lies beside it is found from here.
    package static var executable: Path? {
        #if canImport(Glibc)
            Files.resolved("/proc/self/exe")
        #else
            nil
        #endif
    }
}
