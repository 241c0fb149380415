internal import Base
internal import Syntax

/// `tenon grammars`: the compiled grammars that syntax features need.
let grammarsCommand: Command = Command(
    name: "grammars",
    summary: "Install, list and remove grammars",
    discussion: [
        "A grammar is a shared library made from pinned sources, which are downloaded once. "
            + "Without its grammar a language has no syntax features, and nothing else changes."
    ],
    subcommands: [
        grammarsAddCommand, grammarsListCommand, grammarsRemoveCommand, grammarsPathCommand,
    ])

private let grammarsAddCommand: Command = Command(
    name: "add",
    summary: "Download what is needed, compile and install grammars",
    discussion: [
        "Without names: those of all languages that Tenon knows well. What is installed and "
            + "current is left alone, so doing it twice costs nothing.",
        "Downloads are checked against pinned hashes, and none of their code runs while they are "
            + "fetched. Where there is no network, fetch the archive elsewhere and use --from.",
    ],
    options: [
        Option(
            name: "from", placeholder: "PATH", repeats: true, completion: .file,
            summary: "Use this archive, or the archives in this folder, before downloading any"),
        Option(name: "offline", summary: "Never download; what is not cached is a failure"),
        Option(
            name: "jobs", placeholder: "N", summary: "How many compilers run at once"),
        Option(
            name: "into", placeholder: "FOLDER", completion: .directory,
            summary: "Install there, and not into your own data folder"),
    ],
    positionals: [
        Positional(
            placeholder: "NAME", count: .any, summary: "The grammars, such as python or css")
    ],
    exitCodes: [ExitCode(code: 1, meaning: "a grammar could not be installed")],
    run: { invocation, console throws(CommandFailure) in
        let installer = GrammarInstaller(try installerOptions(invocation))
        let report = try installing { progress throws(GrammarInstallerError) in
            let names = invocation.positionals
            return names.isEmpty
                ? try installer.addDefaults(progress: progress)
                : try installer.add(names, progress: progress)
        } saying: {
            console.complain("\($0)")
        }
        console.write(summary(of: report))
        for failure in report.failures { console.complain("tenon: \(failure)") }
        return report.succeeded ? 0 : 1
    })

private let grammarsListCommand: Command = Command(
    name: "list",
    summary: "List all grammars that can be installed, and those that are",
    options: [
        Option(name: "installed", summary: "Only those that are installed"),
        Option(name: "files", summary: "Only the files of those that are installed and current"),
    ],
    run: { invocation, console throws(CommandFailure) in
        let installer = GrammarInstaller(.init(environment: .current))
        for (name, state) in installer.list() {
            if invocation.has("files") {
                if state == .current, let file = installer.file(of: name) {
                    console.write("\(file)\n")
                }
                continue
            }
            if invocation.has("installed"), state == .absent { continue }
            console.write(state == .absent ? "\(name)\n" : "\(name)  \(state.explanation)\n")
        }
        return 0
    })

private let grammarsRemoveCommand: Command = Command(
    name: "remove",
    summary: "Remove installed grammars",
    positionals: [Positional(placeholder: "NAME", count: .oneOrMore, summary: "The grammars")],
    exitCodes: [ExitCode(code: 1, meaning: "a grammar is not installed; none was removed")],
    run: { invocation, console throws(CommandFailure) in
        let installer = GrammarInstaller(.init(environment: .current))
        do throws(GrammarInstallerError) {
            let removed = try installer.remove(invocation.positionals)
            console.write("removed \(removed.joined(separator: ", "))\n")
            return 0
        } catch {
            throw CommandFailure(error.description)
        }
    })

private let grammarsPathCommand: Command = Command(
    name: "path",
    summary: "Print the folders in which grammars are looked for, the first one first",
    run: { _, console throws(CommandFailure) in
        for folder in grammarLoader(.current).directories { console.write("\(folder)\n") }
        return 0
    })

private func installerOptions(
    _ invocation: Invocation
) throws(CommandFailure) -> GrammarInstaller.Options {
    var options = GrammarInstaller.Options(environment: .current)
    options.archives = (invocation.values["from"] ?? []).map { Path($0) }
    options.isOffline = invocation.has("offline")
    if let folder = invocation.value("into") { options.folder = Path(folder) }
    if let text = invocation.value("jobs") {
        guard let jobs = Int(text), (1...256).contains(jobs) else {
            throw CommandFailure(
                "--jobs: expected a number from 1 to 256, got '\(text)'", exitCode: 2)
        }
        options.jobs = jobs
    }
    return options
}

/// Runs the installer, and turns its errors into the command's.
private func installing(
    _ work: (@escaping @Sendable (GrammarProgress) -> Void) throws(GrammarInstallerError)
        -> GrammarReport,
    saying: @escaping @Sendable (GrammarProgress) -> Void
) throws(CommandFailure) -> GrammarReport {
    do throws(GrammarInstallerError) {
        return try work(saying)
    } catch {
        throw CommandFailure(error.description)
    }
}

private func summary(of report: GrammarReport) -> String {
    var parts: [String] = []
    if !report.built.isEmpty { parts.append("installed \(report.built.joined(separator: ", "))") }
    if !report.current.isEmpty {
        let count = report.current.count
        parts.append(count == 1 ? "\(report.current[0]) was current" : "\(count) were current")
    }
    return parts.isEmpty ? "" : parts.joined(separator: "; ") + "\n"
}

extension GrammarState {
    fileprivate var explanation: String {
        switch self {
        case .absent: "not installed"
        case .current: "installed"
        case .outdated: "installed, from other sources than this version's: add it again"
        case .own: "installed, your own"
        }
    }
}
