import Base
import EditorClient
import TestKit
import Testing

/// A user's home, and a project in which a test fails, with a fault that the repair engine finds. No
/// model is there; sandbox, tests and evidence are real.
final class PlantedBug {
    let home: Path
    let project: Path
    /// For programs that run in it.
    let environment: [String: String]
    private let folder: TemporaryDirectory

    /// Where the fault is, counted from one.
    static let line = 4
    static let faulty = "        result -= item"
    static let repaired = "        result += item"

    init() throws {
        folder = try TemporaryDirectory()
        home = folder.path / "home"
        project = folder.path / "project"
        try folder.write("project/app.py", PlantedBug.source + PlantedBug.others)
        try folder.write("project/other.py", PlantedBug.others)
        try folder.write("project/test_app.py", PlantedBug.tests)
        // A project is what a repository holds, to editors.
        try Files.createDirectories(project / ".git")
        try folder.write(
            "home/.config/tenon/config.json",
            #"{"tests": {"command": "python3 -m unittest -v"}}"#)
        // Tests do not run as root, and have to reach the project.
        for path in [folder.path, project] {
            guard unsafe chmod(path.string, 0o755) == 0 else {
                throw SystemError("open up", path.string)
            }
        }
        var environment = isolatedEnvironment(home: home)
        environment["PATH"] = builtPrograms.string + ":" + (environment["PATH"] ?? "")
        self.environment = environment
    }

    /// Whether the project's tests pass, by their own runner.
    var passes: Bool {
        get throws {
            try Subprocess(
                "python3", ["-B", "-m", "unittest"], directory: project, environment: environment
            ).run().succeeded
        }
    }

    /// The text of one of its files.
    func text(of file: String) throws -> String {
        String(decoding: try Files.read(project / file, limit: 1 << 20), as: UTF8.self)
    }

    /// The server is to have found nothing worth a warning, but for what the editor at hand is known
    /// to do.
    func expectNoComplaints(
        but known: String? = nil, sourceLocation: SourceLocation = #_sourceLocation
    ) throws {
        try expectNone(
            of: [" error ", " warning "], in: home / ".local/state/tenon/tenon.log", except: known,
            sourceLocation: sourceLocation)
    }

    private static let source = """
        def total(items):
            result = 0
            for item in items:
                result -= item
            return result



        """

    private static let others = """
        def load(path):
            with open(path, encoding="utf-8") as stream:
                return stream.read()


        def lines(path):
            with open(path, encoding="utf-8") as stream:
                return stream.readlines()

        """

    private static let tests = """
        import unittest
        from app import total


        class TotalTests(unittest.TestCase):
            def test_none(self):
                self.assertEqual(total([]), 0)

            def test_some(self):
                self.assertEqual(total([3, 4]), 7)

        """
}

/// No line of a log is to have one of these.
func expectNone(
    of complaints: [String], in log: Path, except expected: String? = nil,
    sourceLocation: SourceLocation
) throws {
    let text = String(decoding: try Files.read(log, limit: 1 << 24), as: UTF8.self)
    let lines = text.split(separator: "\n").filter { line in
        complaints.contains { line.contains($0) } && expected.map { !line.contains($0) } ?? true
    }
    #expect(lines.isEmpty, "\(lines.joined(separator: "\n"))", sourceLocation: sourceLocation)
}
