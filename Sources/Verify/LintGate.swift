internal import Base
internal import Languages
internal import Sandbox

/// The second gate: the language's own linter, on the files that a patch changes. What it found
/// before the patch as well is not held against it.
struct LintGate {
    let languages: LanguageRegistry
    var tests: TestGate

    /// The bed has the patch, and has it again afterwards.
    mutating func check(_ patch: Patch, _ evidence: inout Evidence) throws(SystemError) {
        let files = patch.changed.map(\.path)
        let known = unique(files.compactMap { language(of: $0)?.id })
        for language in known.compactMap({ languages.language(id: $0) }) {
            let own = files.filter { self.language(of: $0) === language }
            guard let linter = choose(language, own, &evidence) else { continue }
            guard let after = findings(linter, own, &evidence) else { continue }
            if after.isEmpty { continue }
            try tests.bed.apply(patch, .before)
            var ignored = Evidence()
            let kept = patch.changed.filter { $0.before != nil }.map(\.path)
            let before =
                findings(linter, own.filter(kept.contains), &ignored) ?? []
            try tests.bed.apply(patch, .after)
            add(before, after, linter, patch, &evidence)
        }
    }

    /// All that the best linters say of files as the bed has them.
    mutating func findings(in files: [String], _ evidence: inout Evidence) -> [LintFinding] {
        let known = unique(files.compactMap { language(of: $0)?.id })
        return known.compactMap { languages.language(id: $0) }.flatMap { language in
            let own = files.filter { self.language(of: $0) === language }
            guard let linter = choose(language, own, &evidence) else { return [LintFinding]() }
            return findings(linter, own, &evidence) ?? []
        }
    }

    /// The best linter of a language that is there and fits the project.
    private mutating func choose(
        _ language: Language, _ files: [String], _ evidence: inout Evidence
    ) -> LinterDescription? {
        let fitting = language.description.linters.filter { linter in
            linter.markers.isEmpty
                || files.contains {
                    tests.bed.project.folder(with: linter.markers, above: $0) != nil
                }
        }
        do {
            let found = try tests.firstInstalled(of: fitting) { ($0.needs, $0.command[0]) }
            if let found { return found }
        } catch {
            evidence.notRun.append(
                NotRun(.lint, language.name, "no sandbox: \(error.reason)", fix: error.fix))
            return nil
        }
        if fitting.isEmpty {
            // Of data and markup nobody expects a linter.
            if language.hasQuery(.tags) {
                evidence.notRun.append(NotRun(.lint, language.name, "no linter is known for it"))
            }
        } else {
            evidence.notRun.append(
                NotRun(
                    .lint, language.name,
                    "not installed: " + fitting.map(\.name).joined(separator: ", "),
                    fix: "install one of them for all users"))
        }
        return nil
    }

    /// What a linter says of the files; nil where it could not say anything.
    private func findings(
        _ linter: LinterDescription, _ files: [String], _ evidence: inout Evidence
    ) -> [LintFinding]? {
        var found: [LintFinding] = []
        for (folder, files) in grouped(linter.known(of: files), linter) where !files.isEmpty {
            for words in linter.commands(for: files) {
                let outcome = tests.bed.run(
                    SandboxCommand(words, directory: Path(folder.isEmpty ? "." : folder)),
                    linter.markers.isEmpty ? .check : tests.plan.limits,
                    tests.watch.cancellation, tests.watch.onLine)
                let place = folder.isEmpty ? tests.bed.place : "\(tests.bed.place)/\(folder)"
                let new = LintReport.read(
                    ReportInput(output: outcome.output.bytes, folder: place)
                ).map { finding in
                    var finding = finding
                    if !folder.isEmpty { finding.place.file = "\(folder)/\(finding.place.file)" }
                    return finding
                }
                let failed = outcome.verdict != .passed && new.isEmpty
                if failed || !outcome.verdict.isExit {
                    evidence.notRun.append(
                        NotRun(.lint, linter.name, "\(outcome.verdict), without naming a line"))
                    return nil
                }
                found += new
            }
        }
        return found
    }

    /// The files by the folder in which the linter has to run for them, relative to it.
    private func grouped(
        _ files: [String], _ linter: LinterDescription
    ) -> [(folder: String, files: [String])] {
        let folders = files.map { tests.bed.project.folder(with: linter.markers, above: $0) ?? "" }
        return unique(folders).map { folder in
            let own = zip(files, folders).filter { $0.1 == folder }.map(\.0)
            return (
                folder,
                folder.isEmpty ? own : own.map { String($0.dropFirst(folder.utf8.count + 1)) }
            )
        }
    }

    private func add(
        _ before: [LintFinding], _ after: [LintFinding], _ linter: LinterDescription,
        _ patch: Patch, _ evidence: inout Evidence
    ) {
        let read = tests.bed.project.read
        func text(_ side: Patch.Side) -> (String) -> [UInt8]? {
            { path in
                guard let file = patch.files.first(where: { $0.path == path }) else {
                    return read(path)
                }
                return file.content(side)
            }
        }
        let added = addedFindings(
            before: before, in: text(.before), after: after, in: text(.after)
        ).map { LintNote(tool: linter.name, finding: $0, isAdvisory: linter.isAdvisory) }
        evidence.lint += added
        let errors = added.filter(\.isError)
        if !errors.isEmpty {
            evidence.reasons.append(
                "\(linter.name): "
                    + errors.listed { "\($0.finding.place): \($0.finding.message)" })
        }
    }

    private func language(of path: String) -> Language? {
        path.split(separator: "/").last.flatMap { languages.language(fileName: String($0)) }
    }
}

extension LinterDescription {
    /// The command for these files, or one for each of them.
    fileprivate func commands(for files: [String]) -> [[String]] {
        // No name may be taken for an option.
        let files = files.map { $0.hasPrefix("-") ? "./" + $0 : $0 }
        if command.contains("{file}") {
            return files.map { file in command.map { $0 == "{file}" ? file : $0 } }
        }
        return [command.flatMap { $0 == "{files}" ? files : [$0] }]
    }
}

extension Outcome.Verdict {
    /// Whether the program came to its own end.
    fileprivate var isExit: Bool {
        switch self {
        case .passed, .failed: true
        case .signalled, .timedOut, .outOfMemory, .outputLimit, .quota, .cancelled, .missing,
            .refused:
            false
        }
    }
}
