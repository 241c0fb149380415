internal import Base
internal import JSON
internal import Languages
internal import Sandbox
internal import Server
internal import Settings
internal import Syntax

/// Looks at one thing after another that Tenon needs, and says how to mend what is wrong.
struct Doctor: Sendable {
    let machine: Machine
    /// The workspace folder whose config is read.
    let folder: Path

    /// All checks, in the order in which they are shown.
    func checks() -> [Check] {
        [version()] + user() + grammars() + [git(), bubblewrap()] + sandbox() + [ripgrep()]
            + models() + configs()
            + [
                writable("log folder", machine.directories.state),
                writable("data folder", machine.directories.data),
            ]
    }

    private func version() -> Check {
        let file = machine.executable.map { " (\($0))" } ?? ""
        return Check("tenon", .ok, "\(tenonVersion)\(file)")
    }

    private func user() -> [Check] {
        guard machine.isRoot else { return [] }
        return [Check("user", .ok, "root; what runs in the sandbox runs as another user")]
    }

    private func git() -> Check {
        program(
            "git", package: "git", missing: .fail,
            why: "it tells which files of a workspace count"
        )
    }

    private func ripgrep() -> Check {
        program(
            "rg", package: "ripgrep", missing: .warn,
            why: "searching a workspace is slower without it")
    }

    private func bubblewrap() -> Check {
        program(
            "bwrap", package: "bubblewrap", missing: .fail,
            why: "nothing of a repository is run outside a sandbox")
    }

    /// Whether a sandbox can be built. What is wrong with bubblewrap itself is said there.
    private func sandbox() -> [Check] {
        guard machine.find("bwrap") != nil else { return [] }
        let settings = settingsInForce(folder: folder, environment: machine.environment)
        switch machine.sandbox(SandboxOptions(settings)) {
        case .strict:
            return [Check("sandbox", .ok, "strict: namespaces, Landlock and seccomp work")]
        case .reduced:
            return [
                Check(
                    "sandbox", .warn, "reduced, as sandbox.mode allows: Landlock and seccomp alone",
                    fix: "see what keeps the strict one away: tenon sandbox --policy strict -- true"
                )
            ]
        case .none(let refusal):
            return [Check("sandbox", .fail, refusal.reason, fix: refusal.fix)]
        }
    }

    /// A program that answers `--version`.
    private func program(
        _ name: String, package: String, missing: Check.Status, why: String
    ) -> Check {
        guard let path = machine.find(name) else {
            return Check(
                package, missing, "not found; \(why)", fix: machine.installing(package))
        }
        guard let result = machine.run(name, ["--version"]), result.succeeded else {
            return Check(
                package, missing, "\(path) does not run", fix: machine.installing(package))
        }
        let line = result.output.split(separator: "\n").first.map(String.init) ?? ""
        let version = line.split(separator: " ").first { $0.first?.isNumber == true } ?? ""
        return Check(package, .ok, "\(version) (\(path))")
    }

    private func configs() -> [Check] {
        let files = ConfigFile.inForce(folder: folder, environment: machine.environment)
        return files.flatMap { file -> [Check] in
            guard let (layer, problems) = file.read() else {
                return [Check("config", .ok, "\(file.path): none, which is fine")]
            }
            if problems.isEmpty {
                let count = layer.keyCount
                return [
                    Check("config", .ok, "\(file.path): \(count) \(count == 1 ? "key" : "keys")")
                ]
            }
            return problems.map {
                Check("config", .fail, $0.description, fix: "edit \(file.path)")
            }
        }
    }

    private func writable(_ name: String, _ folder: Path) -> Check {
        // What is missing is made when it is needed, so the nearest folder that exists decides.
        var existing = folder
        while Files.kind(of: existing) == nil, existing.parent != existing {
            existing = existing.parent
        }
        if Files.kind(of: existing) == .directory, machine.isWritable(existing) {
            return Check(name, .ok, "\(folder)")
        }
        return Check(
            name, .fail, "\(folder) cannot be written",
            fix: "make it a folder of your own, or set "
                + (name == "log folder" ? "XDG_STATE_HOME" : "XDG_DATA_HOME"))
    }
}

extension Doctor {
    /// One line for all languages that are complete, one for each that is not.
    private func grammars() -> [Check] {
        let registry = languageRegistry(machine.environment)
        var folders: [String] = []
        var loaded = 0
        var missing: [String] = []
        var broken: [Check] = []
        for language in registry.all where language.hasQuery(.tags) {
            do throws(GrammarError) {
                let grammar = try language.grammar()
                loaded += 1
                let folder = Path(grammar.file).parent.string
                if !folders.contains(folder) { folders.append(folder) }
            } catch {
                let name = language.description.grammar
                if case .missing = error {
                    missing.append(name)
                } else {
                    broken.append(
                        Check(
                            "grammar \(name)", .fail, error.description,
                            fix: "tenon grammars add \(name)"))
                }
            }
        }
        let places = folders.isEmpty ? "" : " in \(folders.joined(separator: ", "))"
        let range = GrammarLoader.supportedABI
        var checks = [
            Check(
                "grammars", loaded == 0 ? .fail : .ok,
                "\(loaded) load\(places); ABI \(range.lowerBound) to \(range.upperBound) fit",
                fix: loaded == 0 ? "tenon grammars add" : nil)
        ]
        if !missing.isEmpty, loaded > 0 {
            checks.append(
                Check(
                    "grammars", .warn,
                    "missing, so without syntax features: \(missing.joined(separator: ", "))",
                    fix: "tenon grammars add \(missing.joined(separator: " "))"))
        }
        let problems = registry.problems.map {
            Check("language", .fail, $0.description, fix: "edit or remove \($0.file)")
        }
        return checks + broken + problems
    }
}

/// One line of the report.
struct Check: Sendable, Equatable {
    enum Status: String, Sendable {
        case ok
        /// Something is missing that one can do without.
        case warn
        case fail
    }

    let name: String
    let status: Status
    let detail: String
    /// What to do about it; always there when the status is not ok and something can be done.
    let fix: String?

    init(_ name: String, _ status: Status, _ detail: String, fix: String? = nil) {
        self.name = name
        self.status = status
        self.detail = detail
        self.fix = fix
    }

    var json: JSONLiteral {
        [
            "name": .string(name), "status": .string(status.rawValue), "detail": .string(detail),
            "fix": fix.map { .string($0) } ?? .null,
        ]
    }
}
