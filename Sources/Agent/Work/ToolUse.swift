internal import Base
internal import Sandbox
internal import Verify

// How the model's calls are carried out.

extension AgentWorker {
    /// Carries out calls in their order; an edit changes the draft for those after it.
    func use(_ calls: [AgentCall], _ start: Draft) -> AgentEvent {
        var draft = start
        let outcomes = calls.map { call in
            do throws(ToolFailure) {
                let text = try carryOut(call.tool, &draft)
                return CallOutcome(id: call.id, text: Untrusted.shortened(text, to: 24_000))
            } catch {
                return CallOutcome(id: call.id, text: error.description, isError: true)
            }
        }
        return .used(outcomes, draft)
    }

    private func carryOut(_ tool: AgentTool, _ draft: inout Draft) throws(ToolFailure) -> String {
        switch tool {
        case .search(let pattern, let folder, let isRegularExpression):
            return try search(pattern, folder, isRegularExpression, draft)
        case .list(let folder): return list(folder, draft)
        case .read(let path, let lines): return try read(path, lines, draft)
        case .symbol(let name, let question): return askIndex(name, question)
        case .edit(let edits):
            do throws(DraftRefusal) {
                try draft.apply(door.restored(edits), to: project.read)
            } catch {
                throw ToolFailure(error.description)
            }
            let problems = syntaxProblems(of: draft)
            return problems.isEmpty ? "Done." : "Done, but it does not parse:\n\(problems)"
        case .runTests(let names): return try runTests(names, draft)
        case .runCommand(let command):
            return try run(["sh", "-c", command], draft).summary
        case .diagnostics(let path): return try diagnostics(path, draft)
        case .finish: return ""
        }
    }

    private func copy(of draft: Draft) throws(ToolFailure) -> ProjectCopy {
        do throws(WorkspaceFailure) {
            return try project.copy(with: draft)
        } catch {
            throw ToolFailure("\(error)")
        }
    }

    private func run(_ command: [String], _ draft: Draft) throws(ToolFailure) -> Outcome {
        try copy(of: draft).run(command, limits: project.plan.limits, cancellation: cancellation)
    }

    /// Ripgrep where it is there, else the system's grep; in the sandbox, on the draft.
    private func search(
        _ pattern: String, _ folder: ProjectPath?, _ isRegularExpression: Bool, _ draft: Draft
    ) throws(ToolFailure) -> String {
        let copy = try copy(of: draft)
        let searcher = searcher ?? Searcher.found(in: copy, cancellation)
        self.searcher = searcher
        let outcome = copy.run(
            searcher.command(pattern, in: folder?.string ?? ".", isRegularExpression),
            limits: project.plan.limits, cancellation: cancellation)
        let seen = Set(visible(draft).map(\.string))
        let lines = String(decoding: outcome.output.bytes, as: UTF8.self).split(separator: "\n")
            .map { $0.hasPrefix("./") ? $0.dropFirst(2) : $0 }
            .filter { line in seen.contains(String(line.prefix { $0 != ":" })) }
        if lines.isEmpty { return "Nothing found." }
        let more = lines.count > 200 ? "\nand \(lines.count - 200) more" : ""
        return lines.prefix(200).map { String($0.prefix(300)) }.joined(separator: "\n") + more
    }

    /// The files of the draft, in order.
    private func visible(_ draft: Draft) -> [ProjectPath] {
        let gone = Set(draft.files.filter { $0.value.content == nil }.keys)
        return Set(project.files).subtracting(gone)
            .union(draft.files.keys.filter { !gone.contains($0) }).sorted()
    }

    /// What is directly in a folder; folders end with a slash.
    private func list(_ folder: ProjectPath?, _ draft: Draft) -> String {
        let prefix = folder.map { $0.string + "/" } ?? ""
        var names: [String] = []
        for path in visible(draft) where path.string.hasPrefix(prefix) {
            let parts = path.string.dropFirst(prefix.count).split(separator: "/")
            let name = parts.count > 1 ? parts[0] + "/" : parts[0]
            if names.last != String(name) { names.append(String(name)) }
        }
        return names.isEmpty ? "There are no files." : names.joined(separator: "\n")
    }

    private func read(
        _ path: ProjectPath, _ lines: ClosedRange<Int>?, _ draft: Draft
    ) throws(ToolFailure) -> String {
        switch draft.reading(path, in: project.read) {
        case .absent: throw ToolFailure("\(path): there is no such file")
        case .refused(let reason): throw ToolFailure("\(path): \(reason)")
        case .content(let bytes):
            let text = String(decoding: bytes, as: UTF8.self)
            guard let lines else { return text }
            let all = AnswerLines(text).lines
            let first = min(lines.lowerBound, all.count + 1)
            return all[(first - 1)..<min(lines.upperBound, all.count)].joined(separator: "\n")
        }
    }

    private func syntaxProblems(of draft: Draft) -> String {
        Gates(languages: project.languages).syntaxErrors(of: draft.patch)
            .map { "\($0.place): \($0.message)" }.joined(separator: "\n")
    }

    /// What the parser and the linters say.
    private func diagnostics(
        _ path: ProjectPath?, _ draft: Draft
    ) throws(ToolFailure) -> String {
        var ignored = Baseline()
        let files = path.map { [$0.string] } ?? draft.patch.files.map(\.path)
        let found = Gates(languages: project.languages).findings(
            in: files, of: try copy(of: draft).bed, plan: project.plan, baseline: &ignored,
            watch: silent)
        return found.isEmpty
            ? "Nothing is found."
            : found.map { "\($0.severity.rawValue): \($0.place): \($0.message)" }
                .joined(separator: "\n")
    }

    private var silent: GateWatch {
        GateWatch(cancellation: cancellation, onPhase: { _ in }, onLine: { _ in })
    }

    private func runTests(_ names: [String], _ draft: Draft) throws(ToolFailure) -> String {
        let bed = try copy(of: draft).bed
        var found = Baseline()
        let notRun = Gates(languages: project.languages).reproduce(
            for: project.files.map(\.string), in: bed, plan: project.plan, baseline: &found,
            watch: silent)
        if let first = notRun.first { throw ToolFailure("\(first.what): \(first.why)") }
        let red = found.red.filter { test in
            names.isEmpty || names.contains { test.id.words.contains($0) }
        }
        return red.isEmpty ? "No test fails." : Reports.failing(red)
    }
}

/// The program that searches files.
enum Searcher {
    case ripgrep, grep

    /// The best that a copy's commands find.
    static func found(in copy: ProjectCopy, _ cancellation: Cancellation) -> Searcher {
        let outcome = copy.run(
            ["sh", "-c", "command -v rg"], limits: .check, cancellation: cancellation)
        return outcome.verdict == .passed ? .ripgrep : .grep
    }

    /// The words of a search; what it prints is `path:line:text`.
    func command(_ pattern: String, in folder: String, _ isRegularExpression: Bool) -> [String] {
        switch self {
        case .ripgrep:
            [
                "rg", "--line-number", "--no-heading", "--with-filename", "--color=never",
                "--no-ignore", "--hidden", "--sort=path", "--max-count=50",
            ] + (isRegularExpression ? [] : ["--fixed-strings"]) + ["-e", pattern, "--", folder]
        case .grep:
            [
                "grep", "-rnI", "--exclude-dir=.git", "-m", "50",
                isRegularExpression ? "-E" : "-F", "-e", pattern, "--", folder,
            ]
        }
    }
}

/// Why a call came to nothing, in words for the model.
private struct ToolFailure: Error, CustomStringConvertible {
    let description: String

    init(_ description: String) {
        self.description = description
    }
}

extension Outcome {
    /// What a command printed and how it ended.
    fileprivate var summary: String {
        let text = String(decoding: output.bytes + errors.bytes, as: UTF8.self)
        return "\(text)\n[\(verdict)]"
    }
}
