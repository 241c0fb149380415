import Structure
import TestKit
import Testing
import Text

@Suite("Imports, tests and documentation")
struct ImportTests {
    @Test func aStatementIsOneImportForEachModule() throws {
        let source = try Source(
            """
            import os.path, numpy as np
            from .a import b, c as d
            from e import *
            """)
        let lines = imports(of: source.tree, bytes: source.bytes, language: source.language).map {
            one in
            let names = one.names.map { name in
                source.string(name.name) + (name.alias.map { " as " + source.string($0) } ?? "")
            }
            return (one.module.map(source.string) ?? "-")
                + (one.alias.map { " as " + source.string($0) } ?? "")
                + ": " + names.joined(separator: ", ") + (one.isWildcard ? "*" : "")
        }
        expect(
            lines.joined(separator: "\n"),
            equals: """
                os.path:\u{20}
                numpy as np:\u{20}
                .a: b, c as d
                e: *
                """)
    }

    @Test func testsKnowTheirGroup() throws {
        let source = try Source(
            """
            def test_one(): pass
            class TestAll(unittest.TestCase):
                def test_two(self): pass
                def helper(self): pass
            def test_three(): pass
            """)
        let tests = testCases(of: source.tree, bytes: source.bytes, language: source.language)
        let lines = tests.map { test in
            (test.suite.map { source.string(tests[$0].nameRange) + "/" } ?? "")
                + source.string(test.nameRange) + (test.isSuite ? ":" : "")
        }
        #expect(lines == ["test_one", "TestAll:", "TestAll/test_two", "test_three"])
    }

    @Test func documentationIsFoundByItsDefinition() throws {
        let source = try Source(
            """
            def f():
                '''Does it.

                    Twice.
                '''
            def g(): pass
            """)
        let tags = Tags(of: source.tree, bytes: source.bytes, language: source.language)
        let documentation = Documentation(
            of: source.tree, bytes: source.bytes, language: source.language)
        let texts = tags.definitions.map {
            plainText(of: documentation.docs(of: $0), bytes: source.bytes)
        }
        #expect(texts == ["Does it.\n\nTwice.", ""])
    }

    @Test(arguments: [
        ("/// One.\n/// Two.", "One.\nTwo."),
        ("/**\n * One.\n *   two\n */", "One.\n  two"),
        ("/* One. */", "One."),
        ("# One\n#   two", "One\n  two"),
        ("\"\"\"One.\n\n    Two\n      three\n    \"\"\"", "One.\n\nTwo\n  three"),
        ("r'One'", "One"),
        ("-- One", "One"),
        ("", ""),
        ("'", "'"),
        ("/*", ""),
    ])
    func commentMarksAreLeftOut(comment: String, expected: String) {
        let bytes = Array(comment.utf8)
        #expect(plainText(of: [0..<bytes.count], bytes: bytes) == expected)
    }
}
