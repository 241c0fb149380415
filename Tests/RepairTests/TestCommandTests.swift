import Testing

@testable import Repair

@Suite("Test commands")
struct TestCommandTests {
    @Test(
        "What stops at the first failure is taken out of a command",
        arguments: [
            ("python3 -m pytest -x -q tests/test_a.py", "python3 -m pytest -q tests/test_a.py"),
            ("pytest -xvs --maxfail=1 -k 'a and b'", "pytest -vs -k 'a and b'"),
            ("python -m unittest -f tests.test_a", "python -m unittest -v tests.test_a"),
            ("make test", "make test"),
            ("cd sub && pytest -x", "cd sub && pytest -x"),
        ])
    func patience(line: String, patient: String) {
        #expect(TestCommand(line).line == patient)
    }

    @Test(
        "What a warm Python can run in place of a command",
        arguments: [
            (
                "python3 -m pytest -x -n 4 tests",
                TestCommand.Warmth.python(
                    interpreter: "python3", .pytestModule, arguments: ["tests"])
            ),
            ("venv/bin/pytest", .python(interpreter: "venv/bin/python3", .pytest, arguments: [])),
            (
                "python3 -m unittest discover -s tests",
                .python(
                    interpreter: "python3", .unittest, arguments: ["discover", "-s", "tests"])
            ),
            (
                "python3 check.py --all",
                .python(interpreter: "python3", .script, arguments: ["check.py", "--all"])
            ),
            ("python3 -c 'import a'", .none),
            ("FOO=1 pytest", .none),
            ("go test ./...", .none),
        ])
    func warmth(line: String, warmth: TestCommand.Warmth) {
        #expect(TestCommand(line).warmth == warmth)
    }
}
