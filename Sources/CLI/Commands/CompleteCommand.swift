internal import Base
internal import Server
internal import Settings

/// `tenon complete`: what an editor would be shown at a place of a file on disk.
let completeCommand: Command = Command(
    name: "complete",
    summary: "Print the completion at a place of a file",
    discussion: [
        "FILE:LINE:COL as editors and compilers write it, both from 1. Files beside it count as "
            + "open. A configured model (models.fim) is asked; without one, or where it fails, the "
            + "embedded one answers.",
        "With --json also what the model was shown, what it wrote, and what was done to that.",
    ],
    options: [
        Option(
            name: "root", placeholder: "DIR", completion: .directory,
            summary: "The workspace's folder; the current one when left out"),
        Option(
            name: "model", placeholder: "NAME",
            summary: "A provider, as models.providers names it, or 'embedded'"),
        Option(name: "json", summary: "Print JSON"),
    ],
    positionals: [
        Positional(placeholder: "FILE:LINE:COL", count: .one, summary: "The place")
    ],
    exitCodes: [ExitCode(code: 1, meaning: "there is no completion")],
    run: { invocation, console throws(CommandFailure) in
        let root = try mapRoot(invocation)
        let place = try CompletionPlace(invocation.positionals.first ?? "", below: root)
        let environment = Environment.current
        let scope = indexScope(for: root, usesCache: true, console)
        let completion = OneCompletion(
            place.path, scope: scope, settings: settingsInForce(environment, console),
            environment: environment)
        let outcome: OneCompletion.Outcome
        do throws(OneCompletion.Failure) {
            outcome = try completion.run(
                line: place.line, column: place.column, model: invocation.value("model"))
        } catch {
            throw CommandFailure(error.message)
        }
        if invocation.has("json") {
            console.write(indentedJSON(outcome.json))
        } else if let text = outcome.texts.first {
            console.write(text + "\n")
        } else {
            console.complain("tenon: \(outcome.reason ?? "there is nothing to complete")")
        }
        return outcome.texts.isEmpty ? 1 : 0
    })

/// A place of a file, as the command line names it.
private struct CompletionPlace {
    /// Relative to the workspace's folder.
    let path: Path
    let line: Int
    let column: Int

    init(_ text: String, below root: Path) throws(CommandFailure) {
        let parts = text.split(separator: ":", omittingEmptySubsequences: false)
        guard parts.count >= 3, let line = Int(parts[parts.count - 2]), line > 0,
            let column = Int(parts[parts.count - 1]), column > 0
        else {
            throw CommandFailure(
                "expected FILE:LINE:COL with numbers from 1, got '\(text)'", exitCode: 2)
        }
        let named = Path(parts.dropLast(2).joined(separator: ":"))
        guard Files.kind(of: root.appending(named)) == .file else {
            throw CommandFailure("there is no file \(named) in \(root)")
        }
        guard let relative = named.isAbsolute ? named.relative(to: root) : named else {
            throw CommandFailure("\(named) does not lie in \(root)")
        }
        path = relative
        self.line = line
        self.column = column
    }
}
