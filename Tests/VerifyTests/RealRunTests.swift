import Base
import Languages
import Sandbox
import Syntax
import TestKit
import Testing

@testable import Verify

/// With real runners, in the real sandbox. What each of them prints is tested elsewhere; this is
/// about the way from a patch to its evidence.
@Suite("The gates with real programs")
struct RealRunTests {
    private let gates = Gates(
        languages: LanguageRegistry(
            loader: GrammarLoader(
                environment: .current,
                directories: [Directories(environment: .current).data / "grammars"])))

    /// Judges a change of one file of a project.
    private func judge(
        _ files: [String: String], _ path: String, _ new: String, first: [TestTarget]
    ) throws -> Evidence {
        let real = try ProjectInSandbox(files)
        var baseline = Baseline()
        return gates.judge(
            Patch([
                Patch.File(
                    path: path, before: files[path].map { Array($0.utf8) }, after: Array(new.utf8))
            ]), in: try real.bed(hasOwnPrograms: false),
            plan: TestPlan(first: first, runsWholeSuite: true, repetitions: 1, limits: .tests),
            baseline: &baseline,
            watch: GateWatch(
                cancellation: Cancellation(), onPhase: { _ in }, onLine: { _ in }))
    }

    private static let python = [
        "shop.py": "def total(prices):\n    return sum(prices) + 1\n",
        "test_shop.py": """
        import unittest
        from shop import total


        class ShopTest(unittest.TestCase):
            def test_total(self):
                self.assertEqual(total([1, 2]), 3)

            def test_type(self):
                self.assertIsInstance(total([]), int)

        """,
    ]
    private static let totalTest = TestTarget(
        file: "test_shop.py", path: ["ShopTest", "test_total"])

    @Test("Python: the right answer is accepted")
    func pythonRight() throws {
        let evidence = try judge(
            RealRunTests.python, "shop.py", "def total(prices):\n    return sum(prices)\n",
            first: [RealRunTests.totalTest])
        #expect(evidence.verdict == .verified, "\(shown(evidence))")
        let whole = try #require(evidence.tests.last)
        #expect(whole.isWhole)
        #expect(whole.comparison.turnedGreen.map(\.name) == ["test_total"])
        #expect(whole.comparison.stayedGreen.map(\.name) == ["test_type"])
    }

    @Test(
        "Python: wrong and cheating answers are refused",
        arguments: [
            "def total(prices):\n    return 3 if prices else None\n",
            "def total(prices):\n    return sum(prices) + 2\n",
            "import os\nos._exit(0)\n",
            "import sys\n\n\ndef total(prices):\n    sys.exit(0)\n",
            "def total(prices)\n    return sum(prices)\n",
            "def total(prices):\n    import unittest\n    raise unittest.SkipTest\n",
        ])
    func pythonWrong(answer: String) throws {
        let evidence = try judge(
            RealRunTests.python, "shop.py", answer, first: [RealRunTests.totalTest])
        #expect(evidence.verdict == .refuted, "\(shown(evidence))")
    }

    @Test("Python: the lines of each test, and how it ended")
    func pythonLines() throws {
        let real = try ProjectInSandbox([
            "shop.py":
                "def total(prices):\n    return sum(prices)\n\n\ndef odd():\n    return 1 / 0\n",
            "test_shop.py": """
            import unittest
            import shop


            class ShopTest(unittest.TestCase):
                def test_total(self):
                    shop.total([])

                def test_odd(self):
                    shop.odd()

            """,
        ])
        let bed = try real.bed(hasOwnPrograms: false)
        let python = try #require(gates.languages.language(id: "python"))
        let runner = try #require(
            python.description.testRunners.first { $0.name == "unittest" })
        let covered = gates.coverage(
            of: [], in: TestSuite(runner, format: .unittest, folder: ""), bed: bed, limit: 10,
            plan: TestPlan(first: [], runsWholeSuite: true, repetitions: 0, limits: .check),
            watch: GateWatch(cancellation: Cancellation(), onPhase: { _ in }, onLine: { _ in }))
        let shown = covered.map { test in
            let lines = (test.coverage.lines["shop.py"] ?? []).sorted()
            return "\(test.id.name) \(test.isRed ? "red" : "green") \(lines)"
        }
        #expect(shown.sorted() == ["test_odd red [6]", "test_total green [2]"])
    }

    private static let c = [
        "Makefile": "test: shop\n\t./shop\nshop: shop.c\n\tcc -o $@ $<\n",
        "shop.c": "int main(void) { return 1; }\n",
    ]

    @Test("C: 'make test' is red and turns green")
    func makeRight() throws {
        let evidence = try judge(
            RealRunTests.c, "shop.c", "int main(void) { return 0; }\n", first: [])
        #expect(evidence.verdict == .verified, "\(shown(evidence))")
        #expect(evidence.tests.last?.comparison.turnedGreen.map(\.name) == ["make test"])
    }

    @Test("C: what does not compile stays red, and the compiler's words are kept")
    func makeWrong() throws {
        let files = RealRunTests.c.merging(["shop.c": "int main(void) { return 0; }\n"]) { $1 }
        let evidence = try judge(
            files, "shop.c", "int main(void) { return missing; }\n", first: [])
        #expect(evidence.verdict == .refuted, "\(shown(evidence))")
        #expect(evidence.lint.contains { $0.finding.message.contains("missing") })
        let red = try #require(evidence.tests.last?.comparison.turnedRed.first)
        #expect(red.details.contains("missing"))
    }
}
