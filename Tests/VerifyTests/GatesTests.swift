import Base
import Languages
import Sandbox
import Syntax
import TestKit
import Testing

@testable import Verify

@Suite("The gates")
struct GatesTests {
    private static let languages = LanguageRegistry(
        loader: GrammarLoader(
            environment: .current,
            directories: [Directories(environment: .current).data / "grammars"]))
    private let gates = Gates(languages: languages)

    private static let shop = "total = bad\nbasket = ok\nslow = skip\n"

    private func plan(_ first: [String] = ["test_total"], whole: Bool = true) -> TestPlan {
        TestPlan(
            first: first.map { TestTarget(file: "test_shop.py", path: [$0]) },
            runsWholeSuite: whole, repetitions: 1, limits: .check)
    }

    private func bed(_ shop: String, refusal: Refusal? = nil, cancelsAt: Int? = nil) -> ScriptedBed
    {
        ScriptedBed(
            ["shop.py": shop, "test_shop.py": ""], refusal: refusal, cancelsAt: cancelsAt)
    }

    private func patch(from old: String, to new: String) -> Patch {
        Patch([Patch.File(path: "shop.py", before: Array(old.utf8), after: Array(new.utf8))])
    }

    private let watch = GateWatch(
        cancellation: Cancellation(), onPhase: { _ in }, onLine: { _ in })

    /// Judges one change of `shop.py`, and compares all that the evidence says.
    private func check(
        from old: String = GatesTests.shop, _ new: String, plan: TestPlan? = nil,
        expect expected: String, sourceLocation: SourceLocation = #_sourceLocation
    ) {
        let scripted = bed(old)
        var baseline = Baseline()
        let evidence = gates.judge(
            patch(from: old, to: new), in: scripted.bed, plan: plan ?? self.plan(),
            baseline: &baseline, watch: watch)
        #expect(scripted.file("shop.py") == new, sourceLocation: sourceLocation)
        expect(shown(evidence), equals: expected, sourceLocation: sourceLocation)
    }

    @Test("What was red is green, and nothing that was green is red")
    func verified() {
        check(
            "total = ok\nbasket = ok\nslow = skip\n",
            expect: """
                verified
                pytest, the tests that matter: turned green test_total
                pytest, all: turned green test_total, stayed green test_basket
                """)
    }

    @Test("A patch that does not mend what it should")
    func stillRed() {
        check(
            "total = bad # really\nbasket = ok\nslow = skip\n",
            expect: """
                refuted
                because still red: test_total: total is bad
                pytest, the tests that matter: stayed red test_total
                not run: tests (all other tests): the tests that matter are not green
                """)
    }

    @Test("A patch that breaks something else")
    func turnedRed() {
        check(
            "total = ok\nbasket = bad\nslow = skip\n",
            expect: """
                refuted
                because turned red: test_basket: basket is bad
                pytest, the tests that matter: turned green test_total
                pytest, all: turned green test_total, turned red test_basket
                """)
    }

    @Test("Tests that are not run any more, or skipped, are not green")
    func vanished() {
        check(
            "total = ok\nslow = skip\n",
            expect: """
                refuted
                because did not run any more: test_basket
                pytest, the tests that matter: turned green test_total
                pytest, all: turned green test_total, vanished test_basket
                """)
        check(
            "total = ok\nbasket = skip\nslow = skip\n",
            expect: """
                refuted
                because did not run any more: test_basket
                pytest, the tests that matter: turned green test_total
                pytest, all: turned green test_total, vanished test_basket
                """)
        check(
            "total = skip\nbasket = ok\nslow = skip\n",
            expect: """
                refuted
                because did not run any more: test_total
                pytest, the tests that matter: vanished test_total
                not run: tests (all other tests): the tests that matter are not green
                """)
    }

    @Test("The exit code counts for more than the report")
    func exitCode() {
        check(
            "total = ok\nbasket = ok\nslow = skip\nexit = 3\n",
            expect: """
                refuted
                because turned red: pytest: the run failed (exit code 3)
                pytest, the tests that matter: turned green test_total, turned red pytest
                not run: tests (all other tests): the tests that matter are not green
                """)
    }

    @Test("A syntax error ends it before anything runs")
    func syntax() {
        let scripted = bed(GatesTests.shop)
        var baseline = Baseline()
        let evidence = gates.judge(
            patch(from: GatesTests.shop, to: "total = (ok\nbasket = ok\n"), in: scripted.bed,
            plan: plan(), baseline: &baseline, watch: watch)
        expect(
            shown(evidence),
            equals: """
                refuted
                because syntax: shop.py:1: `(` is not closed
                not run: lint (all linters): the patch has syntax errors
                not run: tests (all tests): the patch has syntax errors
                """)
        #expect(scripted.commands.isEmpty)
    }

    @Test("Only what the linter finds anew is held against a patch")
    func lint() {
        check(
            from: "total = bad\nlint = 1\n", "total = ok\nlint = 1\n",
            expect: """
                verified
                pytest, the tests that matter: turned green test_total
                pytest, all: turned green test_total
                """)
        check(
            from: "total = bad\nlint = 1\n", "total = ok\nlint = 1\nmore_lint = 2\n",
            expect: """
                refuted
                because py_compile: shop.py:3: lint
                lint shop.py:3: lint
                not run: tests (all tests): the linter finds new errors
                """)
    }

    @Test("A test that is red now and green when repeated is flaky, and counts neither way")
    func flaky() {
        check(
            from: "total = bad\nodd = ok\n", "total = ok\nodd = flaky\n", plan: plan([]),
            expect: """
                verified
                pytest, all: turned green test_total, flaky test_odd
                """)
    }

    @Test("A new test that is red speaks against a patch, a new green one for nothing")
    func newTests() {
        check(
            "total = ok\nbasket = ok\nslow = skip\nfresh = ok\nstale = bad\n",
            expect: """
                refuted
                because turned red: test_stale: stale is bad
                pytest, the tests that matter: turned green test_total
                pytest, all: turned green test_total, stayed green test_basket, turned red test_stale, new test_fresh
                """)
    }

    @Test("What is known of the project without a patch is found out once")
    func baseline() {
        var baseline = Baseline()
        let first = bed(GatesTests.shop)
        let problems = gates.reproduce(
            for: ["shop.py"], in: first.bed, plan: plan(), baseline: &baseline, watch: watch)
        #expect(problems.isEmpty)
        #expect(baseline.red.map(\.id.name) == ["test_total"])
        let second = bed(GatesTests.shop)
        let evidence = gates.judge(
            patch(from: GatesTests.shop, to: "total = ok\nbasket = ok\nslow = skip\n"),
            in: second.bed, plan: plan(), baseline: &baseline, watch: watch)
        #expect(evidence.verdict == .verified)
        expect(
            second.commands.joined(separator: "\n"),
            equals: """
                sh -c command -v "$0" ruff
                sh -c command -v "$0" flake8
                sh -c command -v "$0" python3
                python3 -m py_compile shop.py
                python3 -m pytest -rA -p no:cacheprovider --continue-on-collection-errors -o junit_family=xunit1 --junitxml=REPORT test_shop.py::test_total
                python3 -m pytest -rA -p no:cacheprovider --continue-on-collection-errors -o junit_family=xunit1 --junitxml=REPORT
                python3 -m pytest -rA -p no:cacheprovider --continue-on-collection-errors -o junit_family=xunit1 --junitxml=REPORT test_shop.py::test_total test_shop.py::test_basket COUNTERTEST
                """)
    }

    @Test("A runner that calls tests green which must fail is not believed")
    func lies() {
        check(
            "total = ok # lies\nbasket = ok\nslow = skip\n",
            expect: """
                refuted
                because pytest calls tests green that must fail: nothing it says counts
                pytest, the tests that matter: turned green test_total
                pytest, all: turned green test_total, stayed green test_basket
                """)
    }

    @Test("What runs do to the tests by themselves speaks against a patch")
    func changedByRuns() {
        func evidence(_ before: [String], _ after: [String]) -> Evidence {
            let changes = Lock(before)
            let scripted = bed(GatesTests.shop)
            let plain = scripted.bed
            let new = "total = ok\nbasket = ok\nslow = skip\n"
            let testBed = TestBed(
                project: plain.project, place: plain.place, run: plain.run,
                changes: {
                    Patch(
                        changes.withLock { $0 }.map {
                            Patch.File(path: $0, before: [1], after: [2])
                        } + [Patch.File(path: "shop.py", before: [], after: Array(new.utf8))])
                },
                write: { path, bytes throws(SystemError) in
                    if path == "shop.py" { changes.withLock { $0 = after } }
                    try plain.write(path, bytes)
                })
            var baseline = Baseline()
            return gates.judge(
                patch(from: GatesTests.shop, to: new), in: testBed, plan: plan(),
                baseline: &baseline, watch: watch)
        }
        #expect(
            evidence([], ["test_shop.py"]).reasons
                == ["its run changed test_shop.py, which is part of the tests"])
        #expect(evidence(["test_shop.py"], ["test_shop.py"]).verdict == .verified)
        let other = evidence([], ["notes.txt"])
        #expect(other.verdict == .verified)
        #expect(other.flags == ["its run changed notes.txt"])
    }

    @Test("Without a sandbox nothing runs, and the patch is unverified, with the reason")
    func noSandbox() {
        let scripted = bed(
            GatesTests.shop,
            refusal: Refusal(reason: "bubblewrap is not installed", fix: "install bubblewrap"))
        var baseline = Baseline()
        let evidence = gates.judge(
            patch(from: GatesTests.shop, to: "total = ok\n"), in: scripted.bed, plan: plan(),
            baseline: &baseline, watch: watch)
        expect(
            shown(evidence),
            equals: """
                unverified
                not run: tests (all tests): no sandbox: bubblewrap is not installed
                not run: lint (Python): no sandbox: bubblewrap is not installed
                """)
        #expect(evidence.notRun.allSatisfy { $0.fix == "install bubblewrap" })
    }

    @Test("Without the runner the patch is unverified, and the linter that is there is used")
    func notInstalled() {
        let scripted = ScriptedBed(
            ["shop.py": GatesTests.shop, "pytest.ini": ""], installed: ["flake8"])
        var baseline = Baseline()
        let evidence = gates.judge(
            patch(from: GatesTests.shop, to: "total = ok\n"), in: scripted.bed, plan: plan(),
            baseline: &baseline, watch: watch)
        expect(
            shown(evidence),
            equals: """
                unverified
                not run: tests (pytest): not installed where tests run
                """)
        #expect(scripted.commands.last == "flake8 shop.py")
    }

    @Test("A run that is cancelled at any moment is never called verified")
    func cancelled() {
        let new = "total = ok\nbasket = ok\nslow = skip\n"
        let whole = bed(GatesTests.shop)
        var baseline = Baseline()
        _ = gates.judge(
            patch(from: GatesTests.shop, to: new), in: whole.bed, plan: plan(),
            baseline: &baseline, watch: watch)
        #expect(whole.commands.count > 5)
        for number in 1...whole.commands.count {
            let scripted = bed(GatesTests.shop, cancelsAt: number)
            var baseline = Baseline()
            let evidence = gates.judge(
                patch(from: GatesTests.shop, to: new), in: scripted.bed, plan: plan(),
                baseline: &baseline,
                watch: GateWatch(
                    cancellation: Cancellation(), onPhase: { _ in }, onLine: { _ in }))
            #expect(evidence.verdict == .unverified, "cancelled at command \(number)")
            #expect(scripted.commands.count == number)
        }
    }

    @Test("Of what was red already, only the tests that matter have to turn green")
    func othersMayStayRed() {
        check(
            from: "total = bad\nother = bad\n", "total = ok\nother = bad\n",
            expect: """
                verified
                pytest, the tests that matter: turned green test_total
                pytest, all: turned green test_total, stayed red test_other
                """)
    }

    @Test("A test is found under the names that runners give it")
    func names() {
        let test = TestID(scope: "a", path: ["Basket", "adds"])
        func isFound(_ path: String...) -> Bool {
            TestID(scope: "b", path: path).isOne(of: [test])
        }
        #expect(isFound("adds") && isFound("Basket", "adds[1-2]") && isFound("adds()"))
        #expect(isFound("adds", "one row") && isFound("Basket adds") && isFound("adds{int}[2]"))
        #expect(!isFound("adds wrongly") && !isFound("adds_up") && !isFound("Basket"))
    }
}
