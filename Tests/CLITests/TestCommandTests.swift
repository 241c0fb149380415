import Base
import Settings
import TestKit
import Testing

@Suite("tenon test")
struct TestCommandTests {
    /// A project whose tests run as somebody else where these run as root.
    private func project(_ test: String) throws -> TemporaryDirectory {
        let folder = try TemporaryDirectory()
        try folder.write(
            "test_shop.py",
            "import unittest\n\n\nclass ShopTest(unittest.TestCase):\n    def test_total(self):\n"
                + "        \(test)\n")
        guard unsafe chmod(folder.path.string, 0o755) == 0 else {
            throw SystemError("open up", folder.path.string)
        }
        return folder
    }

    private func test(_ folder: TemporaryDirectory, _ arguments: String...) -> Recorded {
        run(["test", "--folder", folder.path.string] + arguments)
    }

    @Test("Green tests, red tests and none have their exit codes, and red ones are told")
    func outcomes() throws {
        let green = test(try project("self.assertEqual(1 + 2, 3)"))
        #expect(green.code == 0, "\(green)")
        #expect(green.output.contains("1 passed, after "))

        let red = test(try project("self.assertEqual(1 + 2, 4)"))
        #expect(red.code == 1, "\(red)")
        #expect(red.output.contains("failed: test_shop > ShopTest > test_total\n"))
        #expect(red.output.contains("AssertionError: 3 != 4\n    at test_shop.py:6\n"))

        let empty = try TemporaryDirectory()
        guard unsafe chmod(empty.path.string, 0o755) == 0 else {
            throw SystemError("open up", empty.path.string)
        }
        let none = test(empty)
        #expect(none.code == 3, "\(none)")
        #expect(none.errors.contains("no test runner that is known fits the project"))
    }

    @Test("A command of the user's own")
    func ownCommand() throws {
        let folder = try project("pass")
        #expect(test(folder, "--command", "exit 0").output.hasPrefix("exit 0: 1 passed"))
        let red = test(folder, "--command", "echo why; exit 2")
        #expect(red.code == 1)
        #expect(red.output.contains("the run failed (exit code 2)"))
    }

    @Test("The tests that reach a file run first, then all")
    func reaching() throws {
        let folder = try project("self.assertEqual(price(), 1)")
        try folder.write("shop.py", "def price():\n    return 1\n")
        let text = String(decoding: try folder.read("test_shop.py"), as: UTF8.self)
        try folder.write("test_shop.py", "from shop import price\n" + text)
        try folder.write(
            "test_other.py",
            "import unittest\n\n\nclass OtherTest(unittest.TestCase):\n"
                + "    def test_other(self):\n        pass\n")
        let recorded = test(folder, "--no-cache", "shop.py")
        #expect(recorded.code == 0, "\(recorded)")
        let lines = recorded.output.split(separator: "\n")
        #expect(lines.count == 2, "\(recorded)")
        #expect(lines.first?.contains(", tests that reach it: 1 passed, after ") == true)
        #expect(lines.last?.contains(": 2 passed, after ") == true)
    }

    @Test("A command that the project's settings name, which the command line overrules")
    func configuredCommand() throws {
        let folder = try project("pass")
        try folder.write(repositoryConfigName, #"{"tests.command": "exit 4"}"#)
        #expect(test(folder).output.contains("the run failed (exit code 4)"))
        #expect(test(folder, "--command", "exit 0").output.hasPrefix("exit 0: 1 passed"))
    }

    @Test("What was typed wrongly")
    func mistakes() {
        #expect(run(["test", "--folder", "/nowhere"]).code == 1)
        #expect(run(["test", "--time", "soon"]).code == 2)
    }
}
