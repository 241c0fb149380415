package import Languages

/// A way to run a project's tests: a runner, in a folder, with what is needed to read it.
package struct TestSuite: Sendable, Hashable {
    package let runner: TestRunnerDescription
    package let format: TestReportFormat
    /// Where it runs, relative to the project; the root is the empty path.
    package let folder: String
    /// The user's own command, in place of the runner's; a line for the shell.
    package let ownCommand: String?

    init(
        _ runner: TestRunnerDescription, format: TestReportFormat, folder: String,
        ownCommand: String? = nil
    ) {
        self.runner = runner
        self.format = format
        self.folder = folder
        self.ownCommand = ownCommand
    }

    /// For messages.
    package var name: String { ownCommand ?? runner.name }

    /// Whether some of the tests can be run without the others.
    package var canNarrow: Bool { ownCommand == nil && !runner.narrow.isEmpty }

    /// The command for these tests, or for all where there are none named. `report` is where its
    /// report goes.
    package func command(for tests: [TestID], report: String) -> [String] {
        if let ownCommand { return ["sh", "-c", ownCommand] }
        let words = runner.command.map { $0.replacing("{report}", with: report) }
        return tests.isEmpty ? words : words + narrowing(to: tests)
    }

    /// What the command is to find in its environment.
    package func environment(report: String) -> [String: String] {
        guard ownCommand != nil else { return [:] }
        return runner.environment.mapValues { $0.replacing("{report}", with: report) }
    }

    private func narrowing(to tests: [TestID]) -> [String] {
        runner.narrow.flatMap { word -> [String] in
            let once =
                word.replacing("{names}", with: alternatives(tests.map(\.name)))
                .replacing("{groups}", with: alternatives(tests.map { $0.path.first ?? "" }))
                .replacing("{scopes}", with: unique(tests.map(\.scope)).joined(separator: ","))
            if once != word || !word.contains("{") { return [once] }
            return unique(
                tests.map { test in
                    word.replacing("{scope}", with: test.scope)
                        .replacing("{path}", with: test.path.joined(separator: runner.separator))
                        .replacing("{name}", with: test.name)
                })
        }
    }

    /// What the runner calls a test that stands in a file.
    package func id(of target: TestTarget) -> TestID {
        var file = target.file
        if !folder.isEmpty, file.hasPrefix(folder + "/") {
            file = String(file.dropFirst(folder.utf8.count + 1))
        }
        let parts = file.split(separator: "/").map(String.init)
        let scope: String
        switch runner.scope {
        case .file: scope = file
        case .module:
            let stem = Wildcard.stem(of: parts.last ?? "")
            scope = (parts.dropLast() + [stem]).joined(separator: ".")
        case .stem: scope = Wildcard.stem(of: parts.last ?? "")
        case .folder: scope = "./" + parts.dropLast().joined(separator: "/")
        case .none: scope = ""
        }
        return TestID(scope: scope, path: target.path)
    }
}

/// A test as the code knows it: the file that it stands in, and its name with the groups around it.
package struct TestTarget: Hashable, Sendable {
    package var file: String
    package var path: [String]

    package init(file: String, path: [String]) {
        self.file = file
        self.path = path
    }
}

extension Wildcard {
    /// A file's name without what follows its last dot.
    static func stem(of name: String) -> String {
        Array(name.utf8)[...].cut(atLast: ".")?.before.string ?? name
    }
}

/// Each once, in the order in which they first come.
func unique<Element: Hashable>(_ elements: some Sequence<Element>) -> [Element] {
    var seen: Set<Element> = []
    return elements.filter { seen.insert($0).inserted }
}

/// A regular expression that matches these texts as they are.
private func alternatives(_ names: [String]) -> String {
    unique(names).map { name in
        var escaped: [UInt8] = []
        for byte in name.utf8 {
            if #"\^$.|?*+()[]{}/"#.utf8.contains(byte) { escaped.append(UInt8(ascii: "\\")) }
            escaped.append(byte)
        }
        return String(decoding: escaped, as: UTF8.self)
    }.joined(separator: "|")
}

extension String {
    /// With every `text` replaced.
    func replacing(_ text: String, with replacement: String) -> String {
        var result: [UInt8] = []
        var rest = Array(utf8)[...]
        while let (before, after) = rest.cut(at: text) {
            result += before
            result += replacement.utf8
            rest = after
        }
        return String(decoding: result + rest, as: UTF8.self)
    }
}
