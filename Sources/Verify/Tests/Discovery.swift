package import Languages

/// Finds how a project's tests are run, from the names and contents of its files. Whether the
/// programs are installed is found out later, where they would run.
package enum Discovery {
    /// The suites that fit a change of these files, for each language the best first. Where the
    /// files' own languages have none, those of all languages that the project fits: a change of a
    /// template or of data has tests too.
    package static func suites(
        for changed: [String], in project: ProjectFiles, languages: LanguageRegistry
    ) -> [[TestSuite]] {
        let known = unique(changed.compactMap { fileLanguage($0, languages)?.id })
        let own = known.compactMap { languages.language(id: $0) }
            .map { suites(of: family(of: $0, languages), for: changed, in: project) }
            .filter { !$0.isEmpty }
        if !own.isEmpty { return unique(own) }
        return languages.all.map { suites(of: [$0], for: changed, in: project) }
            .filter { !$0.isEmpty }
    }

    /// One file of each language in each folder at the top: enough to find all suites of a
    /// project.
    static func samples(of project: ProjectFiles, languages: LanguageRegistry) -> [String] {
        var seen: Set<[String]> = []
        return project.paths.filter { path in
            guard let language = fileLanguage(path, languages),
                !language.description.testRunners.isEmpty || language.description.testedAs != nil
            else { return false }
            let parts = path.split(separator: "/").dropLast()
            return seen.insert([language.id] + parts.prefix(1).map(String.init)).inserted
        }
    }

    /// The suite for a command that the user set: run as it is, read as well as it can be.
    package static func suite(
        forCommand command: String, languages: LanguageRegistry
    ) -> TestSuite {
        let line = Array(command.utf8)[...]
        let runners = languages.all.flatMap(\.description.testRunners)
        // The longest name that stands in it: `node --test` says more than `test`.
        let runner =
            runners.filter { line.contains($0.name) }
            .filter { runner in
                guard let format = TestReportFormat(rawValue: runner.reads) else { return false }
                return format.readsOutput || !runner.environment.isEmpty
            }
            .max { $0.name.utf8.count < $1.name.utf8.count }
        guard let runner, let format = TestReportFormat(rawValue: runner.reads) else {
            return TestSuite(.unknown, format: .exitCode, folder: "", ownCommand: command)
        }
        return TestSuite(runner, format: format, folder: "", ownCommand: command)
    }

    /// A language, and the one whose projects hold it as well.
    static func family(of language: Language, _ languages: LanguageRegistry) -> [Language] {
        let host = language.description.testedAs.flatMap { languages.language(id: $0) }
        return [language] + (host.map { [$0] } ?? [])
    }

    private static func suites(
        of languages: [Language], for changed: [String], in project: ProjectFiles
    ) -> [TestSuite] {
        languages.flatMap(\.description.testRunners).flatMap { runner -> [TestSuite] in
            guard let format = TestReportFormat(rawValue: runner.reads) else { return [] }
            return unique(changed.compactMap { folder(of: runner, for: $0, in: project) })
                .map { TestSuite(runner, format: format, folder: $0) }
        }
    }

    /// Where a runner runs for a file: a folder around it that has a marker; the root, where test
    /// files alone show it.
    private static func folder(
        of runner: TestRunnerDescription, for file: String, in project: ProjectFiles
    ) -> String? {
        let around = foldersAround(file)
        for folder in runner.isNearest ? around : around.reversed()
        where project.has(anyOf: runner.markers, in: folder) {
            return folder
        }
        return project.hasFile(named: runner.testFiles, below: "") ? "" : nil
    }

    private static func fileLanguage(_ path: String, _ languages: LanguageRegistry) -> Language? {
        path.split(separator: "/").last.flatMap { languages.language(fileName: String($0)) }
    }
}

extension TestRunnerDescription {
    /// Of a command of which nothing is known but its exit code.
    fileprivate static let unknown = TestRunnerDescription(
        name: "command", command: ["sh"], reads: TestReportFormat.exitCode.rawValue)
}
