internal import Base
private import Syntax

/// Compiles the C sources of grammars to shared libraries.
struct GrammarCompiler: Sendable {
    /// One grammar to compile, unpacked in a build folder.
    struct Job: Sendable {
        let source: GrammarSource
        let folder: Path
        let build: Path
        let includes: [Path]
        /// The C files' names, sorted.
        let files: [String]
        let sourceBytes: Int

        init(_ source: GrammarSource, in build: Path) {
            self.source = source
            self.build = build
            folder = Job.sourceFolder(of: source, in: build)
            includes = source.headersOf.map { Job.sourceFolder(of: $0, in: build) }
            let folder = folder
            files = Files.list(folder).filter { $0.fileExtension == "c" }.map(\.string)
            sourceBytes = files.reduce(0) { $0 + (Files.size(of: folder / $1) ?? 0) }
        }

        private static func sourceFolder(of source: GrammarSource, in build: Path) -> Path {
            build / source.archive.root / source.folder / source.sourceFolder
        }
    }

    private let program: String
    /// What stands before our own arguments.
    private let options: [String]

    /// The compiler of that name, or else the first that the system has. As in other uses of `CC`,
    /// words may follow: `ccache gcc`.
    init(named name: String?) throws(GrammarInstallerError) {
        let candidates = name.map { [$0] } ?? ["cc", "clang", "gcc"]
        for candidate in candidates {
            // A path may hold spaces.
            let words =
                Subprocess.find(candidate) == nil
                ? candidate.split(separator: " ").map(String.init) : [candidate]
            if let first = words.first, Subprocess.find(first) != nil {
                program = first
                options = Array(words.dropFirst())
                return
            }
        }
        throw .noCompiler(tried: candidates)
    }

    /// Compiles one grammar, checks that it can be loaded, and puts it in its place. Returns what
    /// went wrong.
    func install(_ job: Job, into store: GrammarStore) -> GrammarInstallerError? {
        let name = job.source.name
        let output = job.build / "\(name).so"
        if job.files.isEmpty {
            return .compilation(name, detail: "\(job.folder) has no C files")
        }
        // The folder's path comes as the working directory: some compilers take spaces in -I
        // badly. Warnings in others' code help nobody. Neither do its assertions: some hold for no
        // hostile text (a long heredoc word in Ruby), and would end the process.
        let arguments =
            options + ["-O1", "-w", "-DNDEBUG", "-shared", "-fPIC", "-I."]
            + job.includes.flatMap { ["-I", $0.string] } + ["-o", output.string] + job.files
        do {
            let outcome = try Subprocess(
                program, arguments, directory: job.folder,
                environment: Tool.environment, timeoutMilliseconds: 15 * 60_000
            ).run()
            guard outcome.succeeded else { return failure(of: job, outcome, store) }
            // One loader a grammar: nothing stays cached under the temporary path.
            _ = try GrammarLoader(directories: [job.build])
                .grammar(named: name, symbol: job.source.symbol)
            try store.install(output, as: job.source)
            return nil
        } catch let error as GrammarError {
            return .doesNotLoad(name, detail: error.description)
        } catch {
            return .system("\(error)")
        }
    }

    private func failure(
        of job: Job, _ outcome: Subprocess.Outcome, _ store: GrammarStore
    ) -> GrammarInstallerError {
        if Tool.isDiskFull(outcome) {
            return .diskFull(store.folder, step: "\(job.source.name) is compiled")
        }
        return .compilation(
            job.source.name, detail: "\(program) \(Tool.words(for: outcome))")
    }
}

/// What the tools that run here have in common.
enum Tool {
    /// Ours, with messages in English, since some are looked at.
    static var environment: [String: String] {
        Environment.current.variables.merging(["LC_ALL": "C.UTF-8"]) { _, new in new }
    }

    static func isDiskFull(_ outcome: Subprocess.Outcome) -> Bool {
        outcome.errorText.contains("No space left on device")
            || outcome.errorText.contains("Disk quota exceeded")
    }

    /// How a tool ended, and the first lines that it said: the first error is the one that counts.
    static func words(for outcome: Subprocess.Outcome) -> String {
        let end =
            switch outcome.end {
            case .exited(let code): "failed (exit code \(code))"
            case .signalled(let signal): "was ended by signal \(signal)"
            case .timedOut: "took too long"
            case .tooMuchOutput: "wrote too much"
            }
        let lines = outcome.errorText.split(separator: "\n").prefix(8)
        return ([end] + lines.map { "  " + $0 }).joined(separator: "\n")
    }
}
