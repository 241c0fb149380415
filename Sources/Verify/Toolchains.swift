package import Base
package import Sandbox

/// The compilers, interpreters and packages that a user keeps in the home folder, as far as tests
/// need them: the sandbox shows these and nothing else of it. Known version managers' folders only,
/// and of those none that keeps a credential.
package struct Toolchains: Sendable, Equatable {
    /// What a sandbox is to show, read-only.
    package let readable: [Path]
    /// Where programs find each other and their packages.
    package let environment: [String: String]

    /// Below the home folder.
    private static let folders = [
        ".asdf/installs", ".bun/bin", ".cargo/bin", ".cargo/git", ".cargo/registry", ".deno/bin",
        ".gem/ruby", ".ghcup/bin", ".local/bin", ".local/lib", ".local/share/gem",
        ".local/share/mise/installs", ".local/share/swiftly/toolchains", ".m2/repository",
        ".nvm/versions", ".pyenv/versions", ".rbenv/versions", ".rustup/settings.toml",
        ".rustup/toolchains", ".sdkman/candidates", ".volta/tools", "go/bin", "go/pkg/mod",
    ]

    /// What tells a program where its part is.
    private static let variables = [
        ("CARGO_HOME", ".cargo"), ("RUSTUP_HOME", ".rustup"), ("GOMODCACHE", "go/pkg/mod"),
        ("PYTHONUSERBASE", ".local"),
    ]

    /// Where the system has its programs.
    private static let system = ["/usr", "/opt", "/bin", "/sbin", "/nix", "/gnu"]

    /// What there is in a home folder, by what `exists` and `list` (names in a folder) say; `path`
    /// is the user's own search path, whose order is kept.
    init(home: Path, path: String, exists: (Path) -> Bool, list: (Path) -> [Path]) {
        var readable = Toolchains.folders.map { home / $0 }.filter(exists)
        var found: [Path] = []
        for entry in path.split(separator: ":").map({ Path(String($0)) }) {
            if entry == home / ".pyenv/shims" {
                // Shims are scripts of pyenv's, which is not shown; the newest Python is.
                let newest = list(home / ".pyenv/versions").max {
                    numbers(in: $0).lexicographicallyPrecedes(numbers(in: $1))
                }
                if let newest { found.append(home / ".pyenv/versions/\(newest)/bin") }
            } else if Toolchains.system.contains(where: { entry.isInside(Path($0)) })
                || readable.contains(where: { entry.isInside($0) })
            {
                found.append(entry)
            } else if exists(entry.parent / "pyvenv.cfg") {
                // The virtual environment that the user works in, wherever it lies.
                readable.append(entry.parent)
                found.append(entry)
            }
        }
        self.readable = readable
        found += ["/usr/local/bin", "/usr/bin", "/bin", "/usr/local/sbin", "/usr/sbin", "/sbin"]
        var environment = ["PATH": unique(found).map(\.string).joined(separator: ":")]
        for (name, folder) in Toolchains.variables {
            let folder = home / folder
            if readable.contains(where: { $0.isInside(folder) }) {
                environment[name] = folder.string
            }
        }
        self.environment = environment
    }

    /// Those of the user as whom this runs, as far as the user as whom commands run can read them.
    /// Reads folders, so it blocks for a moment; once is enough.
    package static func ofUser(_ environment: Environment, for user: SandboxUser) -> Toolchains {
        Toolchains(
            home: Directories(environment: environment).home, path: environment["PATH"] ?? "",
            exists: { user.isDropped ? Files.isOpenToAll($0) : Files.kind(of: $0) != nil },
            list: { Files.list($0) })
    }

    /// With the folders in which a project keeps programs of its own before all others: a virtual
    /// environment, installed packages.
    func environment(preferring folders: [String]) -> [String: String] {
        var environment = environment
        environment["PATH"] = (folders + [environment["PATH"] ?? ""]).joined(separator: ":")
        return environment
    }
}

/// The numbers of a version, for comparing.
private func numbers(in version: Path) -> [Int] {
    version.bytes.split(separator: UInt8(ascii: ".")).map { $0.leadingInteger?.value ?? 0 }
}
