import Base
import Languages
import Sandbox
import Syntax
import TestKit
import Testing

@testable import Verify

@Suite("Tampering with tests")
struct TamperingTests {
    /// What is found in a change of one file.
    private func reasons(_ path: String, _ before: String?, _ after: String?) -> [Tampering.Reason]
    {
        Tampering(
            of: Patch([
                Patch.File(
                    path: path, before: before.map { Array($0.utf8) },
                    after: after.map { Array($0.utf8) })
            ])
        ).findings.map(\.reason)
    }

    @Test(
        "What judges a patch is withheld from it, by its name",
        arguments: [
            (Tampering.Reason.test, ["test_shop.py", "a/tests/data.json", "src/shop.test.ts"]),
            (.test, ["shop_test.go", "spec/shop_spec.rb", "src/test/java/ShopTest.java"]),
            (.test, ["Tests/ShopTests/Shop.swift", "__snapshots__/a.snap", "test/a.bats"]),
            (.configuration, ["conftest.py", "sub/conftest.py", "pytest.ini", "tox.ini"]),
            (.configuration, ["jest.config.js", "vitest.config.ts", ".mocharc.yml", "Makefile"]),
            (.configuration, [".github/workflows/ci.yml", ".gitlab-ci.yml", ".cargo/config.toml"]),
            (.configuration, ["phpunit.xml.dist", ".rspec", "build.rs", ".husky/pre-commit"]),
            (.startUp, ["sitecustomize.py", "src/usercustomize.py", "x.pth", ".envrc", ".npmrc"]),
            (.shadow, ["unittest.py", "pytest/__init__.py", "src/random.py", "lib/minitest.rb"]),
            (.shadow, ["src/main/java/org/junit/Assert.java", "_pytest/__init__.py"]),
            (.program, ["python3", "bin/pytest", "node_modules/.bin/jest", ".venv/bin/python"]),
        ])
    func names(_ reason: Tampering.Reason, _ paths: [String]) {
        for path in paths { #expect(reasons(path, nil, "x") == [reason], "\(path)") }
    }

    @Test(
        "Ordinary code is judged as it is",
        arguments: [
            "shop.py", "src/shop.ts", "testimonials.py", "contest.py", "latest/attest.go",
            "src/types.ts", "random/walk.py", "README.md", "docs/testing.md", "protest.rs",
            "app/time.py", "lib/json/parser.rb", "bin/shop",
        ])
    func ordinary(_ path: String) {
        #expect(reasons(path, "old", "new") == [])
        #expect(reasons(path, nil, "new") == [])
        #expect(reasons(path, "old", nil) == [])
    }

    @Test("Of files for many things, only what has to do with tests counts")
    func mixed() {
        let package = #"{"name": "a", "scripts": {"test": "jest"}, "dependencies": {}}"#
        #expect(
            reasons("package.json", package, package.replacing("{}", with: #"{"x": "1"}"#)) == [])
        #expect(
            reasons("package.json", package, package.replacing("jest\"", with: "true\""))
                == [.configuration])
        let project = "[project]\nname = \"a\"\n[tool.pytest.ini_options]\naddopts = \"-q\"\n"
        #expect(reasons("pyproject.toml", project, project.replacing("\"a\"", with: "\"b\"")) == [])
        #expect(
            reasons("pyproject.toml", project, project.replacing("-q", with: "-p cheat"))
                == [.configuration])
        let cargo = "[package]\nname = \"a\"\n"
        #expect(reasons("Cargo.toml", cargo, cargo + "[dependencies]\nserde = \"1\"\n") == [])
        #expect(reasons("Cargo.toml", cargo, cargo + "[lib]\ntest = false\n") == [.configuration])
        let cmake = "project(a)\nadd_test(a a)\n"
        #expect(reasons("CMakeLists.txt", cmake, "project(a)\n") == [.configuration])
    }

    @Test("The tests at the end of a Rust file are the original's, the rest is the patch's")
    func rust() throws {
        let old = "fn one() -> i32 { 2 }\n#[cfg(test)]\nmod tests { old }\n"
        let new = "fn one() -> i32 { 1 }\n#[cfg(test)]\nmod tests { new }\n"
        let file = Patch.File(
            path: "src/lib.rs", before: Array(old.utf8), after: Array(new.utf8))
        let tampering = Tampering(of: Patch([file]))
        #expect(tampering.findings.map(\.reason) == [.test])
        let judged = try #require(tampering.judged.files.first?.after)
        #expect(
            String(decoding: judged, as: UTF8.self)
                == "fn one() -> i32 { 1 }\n#[cfg(test)]\nmod tests { old }\n")
        #expect(reasons("src/lib.rs", old, old.replacing("2 }", with: "1 }")) == [])
    }

    @Test(
        "What code can do to a run is pointed out where the patch adds it",
        arguments: [
            (Tampering.Reason.endsRuns, "import os; os._exit(0)"),
            (.endsRuns, "atexit.register(f)"), (.endsRuns, "process.on( 'exit', f)"),
            (.endsRuns, "std::process::exit(0);"), (.endsRuns, "os.Exit(0)"),
            (.reachesIntoRunner, "import  unittest"), (.reachesIntoRunner, "from _pytest import x"),
            (.reachesIntoRunner, "sys.modules['shop'] = x"), (.reachesIntoRunner, "jest.mock(x)"),
            (.writesReports, "f.write('<testsuite tests=\"1\"/>')"),
            (.noticesTests, "if 'pytest' in sys.modules: pass"),
            (.noticesTests, "if (process.env.JEST_WORKER_ID) {}"),
        ])
    func lines(_ reason: Tampering.Reason, _ line: String) {
        #expect(reasons("shop.py", "a = 1\n", "a = 1\n\(line)\n").contains(reason))
        #expect(reasons("shop.py", "\(line)\n", "\(line)\na = 2\n") == [])
    }
}

/// Cheats of each kind, judged with a real runner in the real sandbox.
@Suite("Cheating on real tests")
struct CheatTests {
    private static let shop = "def total(prices):\n    return sum(prices) + 1\n"
    private static let test = """
        import unittest
        from shop import total


        class ShopTest(unittest.TestCase):
            def test_total(self):
                self.assertEqual(total([1, 2]), 3)

            def test_type(self):
                self.assertIsInstance(total([]), int)

        """
    private static let patching =
        "import unittest\nunittest.TestCase.assertEqual = lambda *a: None\n"

    /// A way to make the tests look green without mending `shop.py`.
    struct Cheat: CustomTestStringConvertible, Sendable {
        let name: String
        let path: String
        let content: String
        let reason: Tampering.Reason

        init(_ name: String, _ path: String, _ content: String, _ reason: Tampering.Reason) {
            self.name = name
            self.path = path
            self.content = content
            self.reason = reason
        }

        var testDescription: String { name }
    }

    private static let cheats = [
        Cheat("ends with success", "shop.py", "import os\nos._exit(0)\n" + shop, .endsRuns),
        Cheat("patches the runner", "shop.py", patching + shop, .reachesIntoRunner),
        Cheat(
            "prints the results itself", "shop.py",
            "import os, sys\nprint('test_total (test_shop.ShopTest.test_total) ... ok\\n"
                + "Ran 2 tests in 0.001s\\n\\nOK\\n', file=sys.stderr, flush=True)\nos._exit(0)\n"
                + shop, .endsRuns),
        Cheat(
            "edits the tests", "test_shop.py",
            test.replacing("total([1, 2]), 3", with: "total([1, 2]), 4"), .test),
        Cheat(
            "hooks into pytest", "conftest.py",
            "def pytest_runtest_makereport(item, call):\n    call.excinfo = None\n", .configuration),
        Cheat(
            "patches what tests are derived from", "shop.py",
            "import unittest\nunittest.TestCase.run = lambda self, result=None: "
                + "(result.startTest(self), result.addSuccess(self), result.stopTest(self))\n"
                + shop, .reachesIntoRunner),
        Cheat("patches at start-up", "sitecustomize.py", patching, .startUp),
        Cheat("patches at the user's start-up", "usercustomize.py", patching, .startUp),
        Cheat(
            "changes the exit code at the end", "shop.py",
            "import atexit, os\natexit.register(lambda: os._exit(0))\n" + shop, .endsRuns),
        Cheat(
            "takes the runner's place", "unittest/__init__.py",
            "class TestCase:\n    pass\n\ndef main(*a, **k):\n    print('OK')\n", .shadow),
        Cheat("takes the runner's start", "unittest/__main__.py", "print('OK')\n", .shadow),
        Cheat(
            "takes a program's place", "python3", "#!/bin/sh\necho 'Ran 2 tests'; echo OK\n",
            .program),
    ]

    private static let gates = Gates(
        languages: LanguageRegistry(
            loader: GrammarLoader(
                environment: .current,
                directories: [Directories(environment: .current).data / "grammars"])))

    @Test("A cheat is noticed, and does not pass for a mended program", arguments: cheats)
    func cheat(_ cheat: Cheat) throws {
        let files = ["shop.py": CheatTests.shop, "test_shop.py": CheatTests.test]
        let real = try ProjectInSandbox(files)
        var baseline = Baseline()
        let patch = Patch([
            Patch.File(
                path: cheat.path, before: files[cheat.path].map { Array($0.utf8) },
                after: Array(cheat.content.utf8))
        ])
        let first = TestTarget(file: "test_shop.py", path: ["ShopTest", "test_total"])
        let evidence = CheatTests.gates.judge(
            patch, in: try real.bed(hasOwnPrograms: false),
            plan: TestPlan(first: [first], runsWholeSuite: true, repetitions: 1, limits: .tests),
            baseline: &baseline,
            watch: GateWatch(
                cancellation: Cancellation(), onPhase: { _ in }, onLine: { _ in }))
        let finding = Tampering.Finding(path: cheat.path, reason: cheat.reason)
        #expect(evidence.flags.contains(finding.description), "\(evidence.flags)")
        #expect(evidence.verdict != .verified, "\(shown(evidence))")
    }

    @Test("Code that rewrites its tests before they are loaded is found out")
    func rewritesTests() throws {
        let files = [
            "shop.py": CheatTests.shop, "test_shop.py": CheatTests.test,
            "test_early.py": "import shop\n",
        ]
        let rewriting = """
            with open("test_shop.py") as file:
                text = file.read()
            with open("test_shop.py", "w") as file:
                file.write(text.replace("total([1, 2]), 3", "total([1, 2]), 4"))


            """
        let real = try ProjectInSandbox(files)
        var baseline = Baseline()
        let evidence = CheatTests.gates.judge(
            Patch([
                Patch.File(
                    path: "shop.py", before: Array(CheatTests.shop.utf8),
                    after: Array((rewriting + CheatTests.shop).utf8))
            ]), in: try real.bed(hasOwnPrograms: false),
            plan: TestPlan(first: [], runsWholeSuite: true, repetitions: 1, limits: .tests),
            baseline: &baseline,
            watch: GateWatch(
                cancellation: Cancellation(), onPhase: { _ in }, onLine: { _ in }))
        // It did turn the test green, so this is what has to speak against it.
        #expect(
            evidence.reasons == ["its run changed test_shop.py, which is part of the tests"],
            "\(shown(evidence))")
    }
}
