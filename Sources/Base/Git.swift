/// Git, asked about a repository that may be hostile. Its configuration, its attributes and what it
/// was cloned from can name programs; none of them runs for what is asked here, and nothing is
/// written. Commands that compare contents (`status`, `diff`) are not among it: they run filters.
package struct Git: Sendable {
    private let folder: Path

    /// Asks about the repository that a folder is in.
    package init(in folder: Path) {
        self.folder = folder
    }

    /// What git tracks or would track below the folder, relative to it and sorted; nil where git
    /// cannot tell.
    package func files() -> [Path]? {
        let listing = run(["ls-files", "-z", "--cached", "--others", "--exclude-standard"])
        guard let listing, listing.succeeded else { return nil }
        let listed = listing.output.split(separator: 0).map { Path(bytes: $0) }
            .filter { !$0.isAbsolute && !$0.climbs }
        // A file in conflict is listed once for each side.
        var paths: [Path] = []
        for path in listed.sorted() where path != paths.last { paths.append(path) }
        return paths
    }

    /// Which of these paths, relative to the folder, git would not take; nil where it cannot tell.
    package func ignored(among paths: [Path]) -> Set<Path>? {
        if let found = checkIgnore(paths) { return found }
        // It gives up at the first path that lies behind a link or in a repository within.
        guard let listing = run(["ls-files", "-z", "--cached", "--stage"]), listing.succeeded else {
            return nil
        }
        let borders = Set(listing.output.split(separator: 0).compactMap(Git.border))
        return checkIgnore(
            paths.filter { path in
                !path.ancestors.contains(where: borders.contains)
            })
    }

    private func checkIgnore(_ paths: [Path]) -> Set<Path>? {
        if paths.isEmpty { return [] }
        let input = Array(paths.map { [UInt8](("./").utf8) + $0.bytes }.joined(separator: [0]))
        // 1 is "none of them".
        guard let answer = run(["check-ignore", "-z", "--stdin"], input: input),
            answer.end == .exited(0) || answer.end == .exited(1)
        else { return nil }
        return Set(answer.output.split(separator: 0).map { Path(bytes: $0.dropFirst(2)) })
    }

    /// The path of a line of `ls-files --stage` that is a link or another repository.
    private static func border(_ line: ArraySlice<UInt8>) -> Path? {
        guard line.starts(with: "160000".utf8) || line.starts(with: "120000".utf8),
            let tab = line.firstIndex(of: UInt8(ascii: "\t"))
        else { return nil }
        return Path(bytes: line[(tab + 1)...])
    }

    private func run(_ arguments: [String], input: [UInt8] = []) -> Subprocess.Outcome? {
        let git = Subprocess(
            "git", Git.settings + arguments, directory: folder, environment: Git.environment,
            input: input, timeoutMilliseconds: 20_000, maximumOutputBytes: 256 << 20)
        return try? git.run()
    }

    /// What stands on the command line overrules the repository's configuration.
    private static let settings = [
        "--no-pager",
        // Programs that it starts by itself.
        "-c", "core.fsmonitor=false", "-c", "core.hooksPath=/dev/null",
        // A folder that looks like a repository, among the files of one.
        "-c", "safe.bareRepository=explicit",
        // Whose repository it is does not matter when nothing of it runs.
        "-c", "safe.directory=*",
    ]

    /// Nothing of ours that changes what git does, such as the variables that a hook is given.
    private static let environment: [String: String] = {
        var variables = Environment.current.variables.filter {
            ["PATH", "HOME", "XDG_CONFIG_HOME", "TMPDIR"].contains($0.key)
        }
        variables["LC_ALL"] = "C"
        variables["GIT_OPTIONAL_LOCKS"] = "0"
        variables["GIT_TERMINAL_PROMPT"] = "0"
        // Objects that are missing would be fetched, by programs that the repository names.
        variables["GIT_NO_LAZY_FETCH"] = "1"
        variables["GIT_ALLOW_PROTOCOL"] = "none"
        return variables
    }()
}

extension Path {
    /// Whether it leads above where it starts.
    fileprivate var climbs: Bool {
        bytes.split(separator: UInt8(ascii: "/")).contains { $0.elementsEqual("..".utf8) }
    }

    /// The relative path's own beginnings: "a/b/c" has "a" and "a/b".
    fileprivate var ancestors: [Path] {
        bytes.indices.filter { bytes[$0] == UInt8(ascii: "/") }.map { Path(bytes: bytes[..<$0]) }
    }
}
