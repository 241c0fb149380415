import TestKit
import Testing

@testable import Verify

@Suite("Linters")
struct LintTests {
    /// Reads what a linter printed for a broken file.
    private func check(
        _ output: String, expect expected: String, sourceLocation: SourceLocation = #_sourceLocation
    ) throws {
        let input = ReportInput(output: try Captured.bytes(output), folder: "/project")
        expect(shown(LintReport.read(input)), equals: expected, sourceLocation: sourceLocation)
    }

    private func shown(_ findings: [LintFinding]) -> String {
        findings.map { "\($0.place): \($0.severity): \($0.message)" }.joined(separator: "\n")
    }

    @Test func gcc() throws {
        try check(
            "lint-gcc.txt",
            expect: """
                bad.c:4: error: ‘undefined_name’ undeclared (first use in this function)
                bad.c:3: warning: unused variable ‘y’ [-Wunused-variable]
                bad.c:6: warning: format ‘%d’ expects argument of type ‘int’, but argument 2 has type ‘char *’ [-Wformat=]
                bad.c:6: error: expected ‘;’ before ‘return’
                """)
    }

    @Test func javac() throws {
        try check(
            "lint-javac.txt",
            expect: """
                Bad.java:6: error: ';' expected
                """)
    }

    @Test func cargo() throws {
        try check(
            "lint-cargo-check.txt",
            expect: """
                src/lib.rs:3: error: error[E0425]: cannot find value `pricess` in this scope
                """)
    }

    @Test func goVet() throws {
        try check(
            "lint-govet.txt",
            expect: """
                broken/broken.go:3: error: undeclared name: undefined
                """)
    }

    @Test func python() throws {
        try check(
            "lint-py_compile.txt",
            expect: """
                bad.py:1: error: SyntaxError: invalid syntax
                """)
    }

    @Test func node() throws {
        try check(
            "lint-node-check.txt",
            expect: """
                bad.js:2: error: SyntaxError: Unexpected token ';'
                """)
    }

    @Test func php() throws {
        try check(
            "lint-php-lint.txt",
            expect: """
                bad.php:3: error: syntax error, unexpected token ";"
                """)
    }

    @Test func ruby() throws {
        try check(
            "lint-ruby-lint.txt",
            expect: """
                bad.rb:3: error: syntax error, unexpected `end'
                """)
    }

    @Test func lua() throws {
        try check(
            "lint-luac.txt",
            expect: """
                bad.lua:3: error: unexpected symbol near 'end'
                """)
    }

    @Test func bash() throws {
        try check(
            "lint-bash-n.txt",
            expect: """
                bad.sh:4: error: syntax error: unexpected end of file
                """)
    }

    @Test func shellcheck() throws {
        try check(
            "lint-shellcheck.txt",
            expect: #"""
                bad.sh:2: error: Couldn't parse this brace group. Fix to allow more checks. [SC1073]
                bad.sh:4: error: Expected a '}'. If you have one, try a ; or \n in front of it. [SC1056]
                bad.sh:4: error: Missing '}'. Fix any mentioned problems and try again. [SC1072]
                unquoted.sh:4: warning: Use 'cd ... || exit' or 'cd ... || return' in case cd fails. [SC2164]
                """#)
    }

    /// In the form that their documentation gives.
    @Test("Linters of which no output was captured")
    func documentedForms() {
        let output = """
            shop.py:3:5: F821 Undefined name `prices`
            shop.py:1:8: F401 [*] `os` imported but unused
            src/shop.ts(3,5): error TS2304: Cannot find name 'prices'.
            [ERROR] /project/src/main/java/shop/Shop.java:[6,9] ';' expected
            """
        let eslint = """
            [{"filePath":"/project/shop.js","messages":[{"ruleId":"no-undef","severity":2,\
            "message":"'prices' is not defined.","line":3,"column":5}]}]
            """
        let findings = [output, eslint].flatMap {
            LintReport.read(ReportInput(output: Array($0.utf8), folder: "/project"))
        }
        expect(
            shown(findings),
            equals: """
                shop.py:3: error: F821 Undefined name `prices`
                shop.py:1: warning: F401 [*] `os` imported but unused
                src/shop.ts:3: error: error TS2304: Cannot find name 'prices'.
                src/main/java/shop/Shop.java:6: error: ';' expected
                shop.js:3: error: 'prices' is not defined. (no-undef)
                """)
    }

    @Test("A finding moves with its line; only one more of the same is new")
    func addedOnly() {
        let old = "import os\ncall(x)\n"
        let new = "import os\n\n\ncall(x)\ncall(x)\n"
        func finding(_ line: Int) -> LintFinding {
            LintFinding(
                place: SourcePlace(file: "a.py", line: line), severity: .error,
                message: "undefined name x")
        }
        let added = addedFindings(
            before: [finding(2)], in: { _ in Array(old.utf8) },
            after: [finding(4), finding(5)], in: { _ in Array(new.utf8) })
        #expect(added == [finding(5)])
    }
}
