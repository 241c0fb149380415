package import JSON

/// How a language's code is checked without running it: a program of the language's own. Plain
/// data; running it is the sandbox's business.
package struct LinterDescription: Sendable, Equatable {
    /// For messages: `ruff`.
    package var name: String
    /// The program and its arguments. `{files}` stands for the files to be looked at, a word each;
    /// a command with `{file}` is run for each of them.
    package var command: [String]
    /// A command that succeeds where the linter is installed, when its program's being there does
    /// not say so.
    package var needs: [String]
    /// The project has to have one of these; without any, it is for every project.
    package var markers: [ProjectMarker]
    /// Whether it sees single files without what they belong to: what it finds is then shown, but
    /// is not held against a change.
    package var isAdvisory: Bool
    /// Endings of files, without the dot, in dialects that it does not understand.
    package var skips: [String]

    /// Of some files those that it understands.
    package func known(of files: [String]) -> [String] {
        files.filter { file in !skips.contains { file.hasSuffix("." + $0) } }
    }
}

/// How a kind of project's tests are run and read. Plain data, as for linters.
package struct TestRunnerDescription: Sendable, Hashable {
    /// For messages: `pytest`.
    package var name: String
    /// A command that succeeds where the runner is installed, when its program's being there does
    /// not say so.
    package var needs: [String]
    /// What shows that a project uses it: any of these.
    package var markers: [ProjectMarker]
    /// How its test files are named, which alone shows it as well: `test_*.py`.
    package var testFiles: [String]
    /// Whether the folder nearest to a changed file counts, of several with a marker; else it is
    /// the outermost.
    package var isNearest: Bool
    /// The program and its arguments; `{report}` is a file for its report.
    package var command: [String]
    /// More arguments for running some tests only. A word with `{scope}`, `{path}` or `{name}` is
    /// repeated for each test; in one with `{names}` stand the names of all as the alternatives of
    /// a regular expression, in one with `{groups}` those of the outermost groups, in one with
    /// `{scopes}` the scopes with commas between them.
    package var narrow: [String]
    /// What stands between the groups and the name of a test in `{path}`.
    package var separator: String
    /// What a test is found in by its runner.
    package var scope: TestScope
    /// Where it writes reports by itself: paths below the project, with `*`.
    package var reportFiles: [String]
    /// The name of the format of its results.
    package var reads: String
    /// Variables for a command of the user's own, so that it tells as much as ours would.
    package var environment: [String: String]
    /// Tests that must fail; nil where nothing can make a failing test look green.
    package var counterTest: CounterTest?

    /// A runner of which no more is known than how it is started and read.
    package init(name: String, command: [String], reads: String) {
        self.name = name
        needs = []
        markers = []
        testFiles = []
        isNearest = false
        self.command = command
        narrow = []
        separator = " "
        scope = .none
        reportFiles = []
        self.reads = reads
        environment = [:]
        counterTest = nil
    }
}

/// A file of tests that must fail, whatever is tested: where one of them passes, something has
/// reached into the runner. `{name}` stands for a name that nobody can know beforehand.
package struct CounterTest: Sendable, Hashable {
    /// Its name, in the folder of other tests.
    package var file: String
    /// What some of its tests, or all, are run by.
    package var paths: [[String]]
    /// Its lines. `{changed}` stands for the files that a patch changes, as a list of strings, and
    /// `{package}` for the line by which the test beside it says what package it is of.
    package var lines: [String]
}

/// What a test runner calls the place of a test.
package enum TestScope: String, Sendable, CaseIterable {
    /// The file, as a path.
    case file
    /// The file as a module: `tests.test_shop`.
    case module
    /// The folder: `./shop`.
    case folder
    /// The file's name without its ending, which is a class's: `ShopTest`.
    case stem
    /// Names stand alone.
    case none
}

/// A file of a project that shows what it uses: `pytest.ini`, or `setup.cfg: [tool:pytest]` for one
/// that has this text in it. The name may have `*`.
package struct ProjectMarker: Sendable, Hashable {
    package var file: String
    package var text: String?

    package init(_ written: String) {
        let parts = written.split(separator: ": ", maxSplits: 1).map(String.init)
        file = parts.first ?? ""
        text = parts.count > 1 ? parts[1] : nil
    }
}

// MARK: - Reading

extension LinterDescription: JSONDecodable {
    package init(from json: JSON) throws(JSONDecodingError) {
        try json.requireMembers(["name", "command", "needs", "markers", "advisory", "skips"])
        name = try json.required("name")
        command = try json.requiredCommand()
        needs = try json.optional("needs") ?? []
        markers = try json.markers()
        isAdvisory = try json.optional("advisory") ?? false
        skips = try json.optional("skips") ?? []
    }
}

extension TestRunnerDescription: JSONDecodable {
    package init(from json: JSON) throws(JSONDecodingError) {
        try json.requireMembers([
            "name", "needs", "markers", "testFiles", "nearest", "command", "narrow", "separator",
            "scope", "reportFiles", "reads", "environment", "counterTest",
        ])
        name = try json.required("name")
        needs = try json.optional("needs") ?? []
        markers = try json.markers()
        testFiles = try json.optional("testFiles") ?? []
        isNearest = try json.optional("nearest") ?? false
        command = try json.requiredCommand()
        narrow = try json.optional("narrow") ?? []
        separator = try json.optional("separator") ?? " "
        scope = try json.optional("scope") ?? .none
        reportFiles = try json.optional("reportFiles") ?? []
        reads = try json.required("reads")
        environment = try json.optional("environment") ?? [:]
        counterTest = try json.optional("counterTest")
    }
}

extension CounterTest: JSONDecodable {
    package init(from json: JSON) throws(JSONDecodingError) {
        try json.requireMembers(["file", "paths", "lines"])
        file = try json.required("file")
        paths = try json.required("paths")
        lines = try json.required("lines")
    }
}

extension TestScope: JSONDecodable {
    package init(from json: JSON) throws(JSONDecodingError) {
        guard let scope = TestScope(rawValue: try String(from: json)) else {
            throw json.invalid(
                "expected one of " + TestScope.allCases.map(\.rawValue).joined(separator: ", "))
        }
        self = scope
    }
}

extension JSON {
    /// Unknown members are errors, since a misspelt one would otherwise do nothing, silently.
    func requireMembers(_ known: [String]) throws(JSONDecodingError) {
        try requireObject()
        for (member, value) in members where !known.contains(member) {
            throw JSONDecodingError(
                path: value.path, problem: "unknown; known are " + known.joined(separator: ", "))
        }
    }

    fileprivate func requiredCommand() throws(JSONDecodingError) -> [String] {
        let command = try required("command", as: [String].self)
        guard !command.isEmpty else { throw invalid("a command needs a program") }
        return command
    }

    fileprivate func markers() throws(JSONDecodingError) -> [ProjectMarker] {
        (try optional("markers", as: [String].self) ?? []).map(ProjectMarker.init)
    }
}
