import Base
import TestKit
import Testing
import Verify

@testable import Repair

/// With real Python in the real sandbox.
@Suite("Python programs are repaired")
struct PythonRepairTests {
    private static let unittest = "python3 -m unittest -f test_shop"

    private func shop(_ code: String, _ tests: String) -> [String: String] {
        [
            "shop.py": code,
            "test_shop.py": """
            import unittest
            import shop


            class ShopTest(unittest.TestCase):
            \(tests)

            """,
        ]
    }

    private func check(
        _ code: String, _ tests: String, becomes expected: String
    ) throws {
        let report = try RepairProject(shop(code, tests)).repair(PythonRepairTests.unittest)
        #expect(report.ending == .repaired)
        #expect(report.patches.first?.evidence.verdict == .verified)
        #expect(report.text == expected)
    }

    @Test("A wrong comparison")
    func comparison() throws {
        try check(
            "def is_adult(age):\n    return age > 18\n",
            """
                def test_adult(self):
                    self.assertTrue(shop.is_adult(18))

                def test_child(self):
                    self.assertFalse(shop.is_adult(17))
            """,
            becomes: "def is_adult(age):\n    return age >= 18\n")
    }

    @Test("An endless loop is cut short, and ended")
    func endless() throws {
        try check(
            """
            def digits(number):
                count = 0
                while number >= 0:
                    number = number // 10
                    count += 1
                return count

            """,
            """
                def test_one(self):
                    self.assertEqual(shop.digits(7), 1)

                def test_many(self):
                    self.assertEqual(shop.digits(4711), 4)
            """,
            becomes: """
                def digits(number):
                    count = 0
                    while number > 0:
                        number = number // 10
                        count += 1
                    return count

                """)
    }

    @Test("A constant of the module, which is read when it is imported")
    func constant() throws {
        try check(
            "RATES = [1, 2, 5]\nLAST = min(RATES)\n\n\ndef last():\n    return LAST\n",
            """
                def test_last(self):
                    self.assertEqual(shop.last(), 5)
            """,
            becomes: "RATES = [1, 2, 5]\nLAST = max(RATES)\n\n\ndef last():\n    return LAST\n")
    }

    @Test("A script that is a test by itself")
    func script() throws {
        let report = try RepairProject([
            "add.py": "def add(a, b):\n    return a - b\n",
            "check.py": "from add import add\nassert add(2, 3) == 5\nassert add(0, 4) == 4\n",
        ]).repair("python3 check.py")
        #expect(report.ending == .repaired)
        #expect(report.text == "def add(a, b):\n    return a + b\n")
    }

    @Test("Tests that leave something behind run in their own order")
    func order() throws {
        try check(
            "def is_adult(age):\n    return age > 18\n",
            """
                seen = []

                def test_1_starts_with_nothing(self):
                    sum(range(1_000_000))
                    self.assertEqual(self.seen, [])

                def test_2_leaves_something(self):
                    self.seen.append(shop.is_adult(17))
                    self.assertEqual(self.seen, [False])

                def test_3_adult(self):
                    self.assertTrue(shop.is_adult(18))
            """,
            becomes: "def is_adult(age):\n    return age >= 18\n")
    }

    @Test("What is missing may be found elsewhere in the project")
    func donor() throws {
        var files = shop(
            "def close(store):\n    store.flush()\n    return store\n",
            """
                def test_close(self):
                    self.assertEqual(shop.close(Store()).seals, ["red"])

            """)
        files["test_shop.py"]?.append(
            """

            class Store:
                def __init__(self):
                    self.seals = []

                def flush(self):
                    pass

                def seal(self, colour):
                    self.seals.append(colour)

            """)
        files["archive.py"] = """
            def put_away(store):
                store.flush()
                store.seal("red")

            """
        let report = try RepairProject(files).repair(PythonRepairTests.unittest)
        #expect(report.ending == .repaired)
        #expect(report.text?.contains("    store.seal(\"red\")\n") == true, "\(report.text ?? "")")
    }

    @Test("Where no test is red there is nothing to repair")
    func green() throws {
        let report = try RepairProject(
            shop(
                "def one():\n    return 1\n",
                """
                    def test_one(self):
                        self.assertEqual(shop.one(), 1)
                """)
        ).repair(PythonRepairTests.unittest)
        #expect(report.ending == .nothingRed)
        #expect(report.patches.isEmpty)
    }

    @Test("What nothing mends is given up, and says how much was tried")
    func exhausted() throws {
        let report = try RepairProject(
            shop(
                "def name():\n    return 'x'\n",
                """
                    def test_name(self):
                        self.assertEqual(shop.name(), {'a': [1, 2, 3], 'b': (4, 5, None)})
                """)
        ).repair(
            PythonRepairTests.unittest,
            bounds: RepairBounds(
                milliseconds: 60_000, candidates: 50, patches: 3, extraMilliseconds: 0, verified: 1)
        )
        #expect(report.ending == .exhausted || report.ending == .outOfTime)
        #expect(report.tried > 0)
        #expect(report.patches.isEmpty)
    }

    @Test("A cancelled search ends, and says so")
    func cancelled() throws {
        let cancellation = Cancellation()
        let report = try RepairProject(
            shop(
                "def name():\n    return 'x'\n",
                """
                    def test_name(self):
                        self.assertEqual(shop.name(), 'y')
                """)
        ).repair(
            PythonRepairTests.unittest, control: RepairControl(cancellation: cancellation),
            onProgress: { if $0.phase == .searching { cancellation.cancel() } })
        #expect(report.ending == .cancelled)
    }

    @Test("A command that runs no tests says why")
    func impossible() throws {
        let report = try RepairProject(["shop.py": "def one():\n    return 1\n"])
            .repair("python3 -m unittest")
        guard case .impossible = report.ending else {
            Issue.record("\(report.ending)")
            return
        }
    }
}
