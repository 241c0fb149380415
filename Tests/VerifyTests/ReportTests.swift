import TestKit
import Testing

@testable import Verify

@Suite("Reports of test runners")
struct ReportTests {
    @Test func pytest() throws {
        try check(
            .pytest, output: "pytest.txt", files: ["pytest.xml"],
            expect: """
                broken tests/test_uncollectable.py > tests.test_uncollectable
                    ModuleNotFoundError: No module named 'nothing_of_that_name'
                    at tests/test_uncollectable.py:1
                passed tests/test_shop.py > test_total (tests/test_shop.py:5)
                failed tests/test_shop.py > test_total_is_wrong (tests/test_shop.py:9)
                    AssertionError: sum <&> "quotes"
                    at tests/test_shop.py:10
                failed tests/test_shop.py > TestBasket > test_raises (tests/test_shop.py:14)
                    KeyError: 'pear'
                    at tests/test_shop.py:15
                    at shop.py:10
                passed tests/test_shop.py > TestBasket > test_numbers[1] (tests/test_shop.py:17)
                failed tests/test_shop.py > TestBasket > test_numbers[2] (tests/test_shop.py:17)
                    assert 2 == 1
                    at tests/test_shop.py:19
                skipped tests/test_shop.py > TestBasket > test_skipped (tests/test_shop.py:21)
                    not today
                skipped tests/test_shop.py > TestBasket > test_expected (tests/test_shop.py:25)
                broken tests/test_shop.py > test_setup (tests/test_shop.py:35)
                    failed on setup with "RuntimeError: no database"
                    at tests/test_shop.py:32
                broken tests/test_shop.py > test_teardown (tests/test_shop.py:45)
                    failed on teardown with "RuntimeError: cannot close"
                    at tests/test_shop.py:42
                """)
    }

    @Test func unittest() throws {
        try check(
            .unittest, output: "unittest.txt",
            expect: """
                broken tests.test_shop > BrokenSetUp > setUpClass (tests/test_shop.py:36)
                    RuntimeError: no database
                    at tests/test_shop.py:36 in setUpClass
                passed tests.test_shop > TotalTest > test_expected
                passed tests.test_shop > TotalTest > test_prints
                broken tests.test_shop > TotalTest > test_raises (tests/test_shop.py:14)
                    KeyError: 'pear'
                    at tests/test_shop.py:14 in test_raises
                    at shop.py:10 in take
                skipped tests.test_shop > TotalTest > test_skipped
                    not today
                failed tests.test_shop > TotalTest > test_subtests (tests/test_shop.py:27)
                    AssertionError: 2 != 1
                    at tests/test_shop.py:27 in test_subtests
                passed tests.test_shop > TotalTest > test_total
                failed tests.test_shop > TotalTest > test_total_is_wrong (tests/test_shop.py:11)
                    AssertionError: 3 != 4
                    at tests/test_shop.py:11 in test_total_is_wrong
                broken tests.test_uncollectable > tests.test_uncollectable
                    ModuleNotFoundError: No module named 'nothing_of_that_name'
                    at tests/test_uncollectable.py:1 in <module>
                """)
    }

    @Test func node() throws {
        try check(
            .node, output: "node.tap",
            expect: """
                broken test/broken.test.js > test/broken.test.js (test/broken.test.js:1)
                    Error: Cannot find module './nothing.js'
                    at test/broken.test.js:1 in Object.<anonymous>
                passed adds
                failed adds wrongly (test/shop.test.js:9)
                    Expected values to be strictly equal: 3 !== 4
                    at test/shop.test.js:10
                failed basket > throws (test/shop.test.js:14)
                    Cannot read properties of undefined (reading 'pear')
                    at test/shop.test.js:15
                    at shop.js:2
                skipped basket > is skipped
                    not today
                skipped basket > is to do (test/shop.test.js:18)
                    later
                passed basket > inner # one > passes
                """)
    }

    @Test func go() throws {
        try check(
            .go, output: "go.json",
            sources: [
                "shop.go", "shop_test.go", "broken/broken.go", "panics/panics.go",
                "panics/panics_test.go",
            ],
            expect: """
                passed example.com/shop > TestTotal
                failed example.com/shop > TestTotalIsWrong (shop_test.go:13)
                    Total = 3, want 4
                    at shop_test.go:13
                passed example.com/shop > TestTable > one
                failed example.com/shop > TestTable > two_words (shop_test.go:22)
                    not one
                    at shop_test.go:20
                    at shop_test.go:22
                skipped example.com/shop > TestSkipped
                    not today
                passed example.com/shop/panics > TestFine
                failed example.com/shop/panics > TestPanics
                    panic: runtime error: index out of range [1] with length 0 [recovered]
                    at panics/panics_test.go:8
                    at panics/panics.go:3
                broken example.com/shop/broken > example.com/shop/broken (broken/broken.go:3)
                    broken/broken.go:3:29: undefined: undefined
                    at broken/broken.go:3
                """)
    }

    @Test func cargo() throws {
        try check(
            .cargo, output: "cargo.txt",
            expect: """
                passed src/lib.rs > tests > adds
                skipped src/lib.rs > tests > ignored
                    not today
                failed src/lib.rs > tests > panics
                    index out of bounds: the len is 0 but the index is 1
                    at src/lib.rs:34
                    at src/lib.rs:35
                    at src/lib.rs:15
                failed src/lib.rs > tests > adds_wrongly
                    assertion `left == right` failed: the total left: 3 right: 4
                    at src/lib.rs:28
                    at src/lib.rs:30
                failed src/lib.rs > tests > returns_an_error
                    Error: "no database"
                passed src/lib.rs > tests > should_panic
                passed tests/whole.rs > whole
                passed Doc-tests shop > src/lib.rs - total (line 3)
                failed Doc-tests shop > src/lib.rs - total (line 7)
                    assertion `left == right` failed left: 3 right: 4
                    at src/lib.rs:5
                """)
    }

    @Test("Code that does not compile is a broken build, with the compiler's words")
    func cargoBuild() throws {
        try check(
            .cargo, output: "cargo-broken.txt",
            expect: """
                broken build (src/lib.rs:3)
                    error[E0425]: cannot find value `pricess` in this scope
                    at src/lib.rs:3
                """)
    }

    @Test func ctest() throws {
        try check(
            .ctest, files: ["ctest.xml"], sources: ["shop_test.c"],
            expect: """
                passed adds
                failed adds_wrongly
                    shop_test: /project/shop_test.c:15: main: Assertion `total(1, 2) == 4' failed.
                    at shop_test.c:15
                failed crashes
                    it failed without a word
                skipped skipped
                    SKIP_RETURN_CODE=77
                broken absent
                    Unable to find executable: no_such_program
                """)
    }

    @Test func rspec() throws {
        try check(
            .rspec, files: ["rspec.json"],
            expect: """
                passed spec/shop_spec.rb > Shop adds (spec/shop_spec.rb:4)
                failed spec/shop_spec.rb > Shop adds wrongly (spec/shop_spec.rb:8)
                    expected: 4 got: 3 (compared using ==)
                    at spec/shop_spec.rb:9 in block (2 levels) in <top (required)>
                failed spec/shop_spec.rb > Shop with a basket raises (spec/shop_spec.rb:13)
                    key not found: :pear
                    at spec/shop_spec.rb:14 in block (3 levels) in <top (required)>
                    at lib/shop.rb:5 in take
                skipped spec/shop_spec.rb > Shop with a basket is skipped (spec/shop_spec.rb:17)
                    not today
                skipped spec/shop_spec.rb > Shop with a basket is pending (spec/shop_spec.rb:20)
                    later
                """)
    }

    @Test("A file that cannot be loaded is told as a broken test")
    func rspecLoading() throws {
        try check(
            .rspec, files: ["rspec-broken.json"],
            expect: """
                broken spec/broken_spec.rb > spec/broken_spec.rb (spec/broken_spec.rb:1)
                    LoadError: cannot load such file -- nothing_of_that_name
                    at spec/broken_spec.rb:1 in <top (required)>
                """)
    }

    @Test func minitest() throws {
        try check(
            .minitest, output: "minitest.txt",
            expect: """
                passed ShopTest > test_adds
                broken ShopTest > test_raises
                    KeyError: key not found: :pear
                    at test/shop_test.rb:14 in test_raises
                    at lib/shop.rb:5 in take
                failed ShopTest > test_adds_wrongly (test/shop_test.rb:10)
                    the total. Expected: 4 Actual: 3
                    at test/shop_test.rb:10
                skipped ShopTest > test_skipped (test/shop_test.rb:18)
                    not today
                passed a basket > test_0001_takes pears
                """)
    }

    @Test func phpunit() throws {
        try check(
            .phpunit, files: ["phpunit.xml"],
            expect: """
                passed ShopTest > testAdds (tests/ShopTest.php:8)
                failed ShopTest > testAddsWrongly (tests/ShopTest.php:13)
                    the total Failed asserting that 3 is identical to 4.
                    at tests/ShopTest.php:15
                broken ShopTest > testThrows (tests/ShopTest.php:18)
                    OutOfBoundsException: no pear
                    at tests/ShopTest.php:20
                    at Shop.php:12
                skipped ShopTest > testSkipped (tests/ShopTest.php:23)
                passed ShopTest > testNumbers with data set #0 (tests/ShopTest.php:29)
                failed ShopTest > testNumbers with data set "two" (tests/ShopTest.php:29)
                    Failed asserting that 2 is identical to 1.
                    at tests/ShopTest.php:31
                """)
    }

    @Test func busted() throws {
        try check(
            .busted, output: "busted.tap",
            expect: """
                passed shop adds
                failed shop adds wrongly (spec/shop_spec.lua:8)
                    spec/shop_spec.lua:9: Expected objects to be equal.
                    at spec/shop_spec.lua:9
                failed shop basket throws (spec/shop_spec.lua:13)
                    ./shop.lua:10: attempt to index a nil value (field 'fruit')
                    at shop.lua:10
                skipped shop basket is skipped
                """)
    }

    @Test func bats() throws {
        try check(
            .bats, output: "bats.tap",
            expect: """
                passed adds
                failed adds wrongly (test/shop.bats:12)
                    `[ "$output" = 4 ]' failed
                    at test/shop.bats:12
                skipped is skipped
                    not today
                failed calls what is # not there (test/shop.bats:20)
                    `no_such_command' failed with status 127
                    at test/shop.bats:20
                """)
    }

    @Test("XCTest and swift-testing in one output")
    func swift() throws {
        try check(
            .swift, output: "swift.txt",
            sources: [
                "Sources/Shop/Shop.swift", "Tests/ShopTests/OldTests.swift",
                "Tests/ShopTests/ShopTests.swift",
            ],
            expect: """
                passed OldTests > testAdds
                failed OldTests > testAddsWrongly (Tests/ShopTests/OldTests.swift:10)
                    XCTAssertEqual failed: ("3") is not equal to ("4") - the total
                    at Tests/ShopTests/OldTests.swift:10
                skipped OldTests > testSkipped
                    not today
                failed OldTests > testThrows
                    threw error "NoPear()"
                skipped skipped()
                    not today
                passed adds()
                failed "Adds wrongly" (Tests/ShopTests/ShopTests.swift:10)
                    Expectation failed: (total([1, 2]) → 3) == 4 the total
                    at Tests/ShopTests/ShopTests.swift:10
                failed numbers(n:) (Tests/ShopTests/ShopTests.swift:20)
                    Expectation failed: (n → 2) == 1
                    at Tests/ShopTests/ShopTests.swift:20
                failed throwsUp() (Tests/ShopTests/ShopTests.swift:13)
                    Caught error: NoPear()
                    at Tests/ShopTests/ShopTests.swift:13
                """)
    }

    @Test("Surefire's files; Gradle's have the same form")
    func jvm() throws {
        try check(
            .jvm, files: ["surefire.xml"],
            sources: ["src/main/java/shop/Shop.java", "src/test/java/shop/ShopTest.java"],
            expect: """
                passed shop.ShopTest > numbers{int}[1]
                failed shop.ShopTest > numbers{int}[2] (src/test/java/shop/ShopTest.java:32)
                    expected: <1> but was: <2>
                    at src/test/java/shop/ShopTest.java:32 in shop.ShopTest.numbers
                passed shop.ShopTest > adds
                failed shop.ShopTest > addsWrongly (src/test/java/shop/ShopTest.java:17)
                    the total ==> expected: <4> but was: <3>
                    at src/test/java/shop/ShopTest.java:17 in shop.ShopTest.addsWrongly
                broken shop.ShopTest > throwsUp (src/test/java/shop/ShopTest.java:22)
                    Index 1 out of bounds for length 0
                    at src/test/java/shop/ShopTest.java:22 in shop.ShopTest.throwsUp
                skipped shop.ShopTest > skipped
                    not today
                passed shop.ShopTest$Inner > passes
                """)
    }

    /// Vitest's is of the same form by its documentation: it could not be had for a recording.
    @Test("Jest's JSON")
    func jest() throws {
        try check(
            .jest, files: ["jest.json"],
            expect: """
                passed shop.test.js > shop > adds (shop.test.js:4)
                failed shop.test.js > shop > adds wrongly (shop.test.js:8)
                    Error: expect(received).toBe(expected) // Object.is equality
                    at shop.test.js:9 in Object.<anonymous>
                failed shop.test.js > shop > baskets > breaks (shop.test.js:13)
                    TypeError: Cannot read properties of undefined (reading 'apple')
                    at shop.test.js:14 in Object.<anonymous>
                    at shop.js:2 in take
                skipped shop.test.js > shop > baskets > is not ready (shop.test.js:17)
                skipped shop.test.js > shop > baskets > is to come (shop.test.js:18)
                broken broken.test.js > broken.test.js
                    ● Test suite failed to run
                    at broken.test.js:1 in Object.<anonymous>
                """)
    }

    @Test func mocha() throws {
        try check(
            .mocha, files: ["mocha.json"],
            expect: """
                passed shop.mocha.js > shop adds
                failed shop.mocha.js > shop adds wrongly
                    Expected values to be strictly equal:
                    at shop.mocha.js:10 in Context.<anonymous>
                failed shop.mocha.js > shop baskets breaks
                    Cannot read properties of undefined (reading 'apple')
                    at shop.mocha.js:15 in Context.<anonymous>
                    at shop.js:2 in exports.take
                skipped shop.mocha.js > shop baskets is not ready
                skipped shop.mocha.js > shop baskets is to come
                """)
    }

    @Test("A report that claims more than the terminal saw is told")
    func contradiction() throws {
        let forged = """
            <testsuites><testcase classname="a" file="a.py" name="one"/>\
            <testcase classname="a" file="a.py" name="two"/></testsuites>
            """
        let report = TestReportFormat.pytest.read(
            ReportInput(
                output: Array("===== 1 passed in 0.01s =====\n".utf8), files: [Array(forged.utf8)],
                folder: "/project"))
        #expect(report.problems == ["the report has 2 passed tests, the terminal counted 1"])
    }

    @Test("A report that is cut off says so, and gives what was complete")
    func cutOff() throws {
        let bytes = try Captured.bytes("pytest.xml")
        let half = Array(bytes.prefix(bytes.count / 2))
        let report = TestReportFormat.pytest.read(
            ReportInput(output: [], files: [half], folder: "/project"))
        #expect(report.problems == ["the report ends in the middle"])
        #expect(report.tests.count > 2)
    }

    @Test("Whatever the bytes are, they are read", arguments: 0..<40)
    func damage(seed: Int) throws {
        var random = Random(seed: UInt64(seed))
        for name in try Captured.names() {
            var bytes = try Captured.bytes(name)
            for _ in 0..<random.int(in: 1...20) where !bytes.isEmpty {
                let place = random.int(below: bytes.count)
                switch random.int(below: 4) {
                case 0: bytes.remove(at: place)
                case 1: bytes[place] = UInt8(truncatingIfNeeded: random.int(below: 256))
                case 2: bytes.insert(contentsOf: bytes[place...].prefix(30), at: place)
                default: bytes.removeLast(min(bytes.count, random.int(below: 200)))
                }
            }
            let input = ReportInput(output: bytes, files: [bytes], folder: "/project")
            for format in TestReportFormat.allCases { _ = format.read(input) }
            _ = LintReport.read(input)
        }
    }
}
