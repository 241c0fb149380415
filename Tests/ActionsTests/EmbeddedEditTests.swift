import Actions
import Base
import Languages
import Structure
import Syntax
import TestKit
import Testing
import Text

/// What is written without a model: the form of documentation, and imports.
@Suite("Documentation's form and imports") struct EmbeddedEditTests {
    private static let languages = LanguageRegistry(
        loader: GrammarLoader(
            environment: .current,
            directories: [Directories(environment: .current).data / "grammars"]))

    private func input(_ name: String, _ source: String) throws -> ActionInput {
        let language = try #require(EmbeddedEditTests.languages.language(fileName: name))
        let text = TextBuffer(source)
        var input = ActionInput(text: text, range: text.end..<text.end)
        input.limits.trialsNanoseconds = nil
        input.language = language
        var parser = Parser(grammar: try language.grammar())
        guard case .finished(let tree) = parser.parse(text.bytes) else {
            return try #require(nil, "parsing did not finish")
        }
        input.tree = tree
        return input
    }

    /// The text after the first definition of this name was documented; nil where it is not.
    private func documented(_ file: String, _ source: String, _ name: String) throws -> String? {
        let input = try input(file, source)
        let (tree, language) = (try #require(input.tree), try #require(input.language))
        let tags = Tags(of: tree, bytes: input.text.bytes, language: language)
        let definition = try #require(
            tags.definitions.first {
                String(decoding: input.text.bytes[$0.nameRange], as: UTF8.self) == name
            })
        guard let action = input.skeleton(for: definition) else { return nil }
        let after = try action.edits.applied(to: input.text.bytes)
        let text = String(decoding: after, as: UTF8.self)
        // The language's own query takes it for documentation: a second time there is nothing to do.
        #expect(try documented(file, text, name) == nil, "\(text)")
        return text
    }

    @Test("In Python it is a string in the body, indented as that is")
    func python() throws {
        expect(
            try documented(
                "a.py",
                "class A:\n    @cached\n    def add(self, a: int, *rest, b=lambda x: x):\n"
                    + "        return a\n", "add") ?? "none",
            equals: #"""
                class A:
                    @cached
                    def add(self, a: int, *rest, b=lambda x: x):
                        """To be written.

                        Args:
                            a: To be written.
                            rest: To be written.
                            b: To be written.
                        """
                        return a

                """#)
        #expect(try documented("a.py", "def one(): return 1\n", "one") == nil)
        #expect(try documented("a.py", "def one():\n    \"\"\"One.\"\"\"\n", "one") == nil)
    }

    @Test("Elsewhere it is a comment in front, modifiers and all, in each language's own form")
    func comments() throws {
        let samples = [
            ("a.ts", "export function add(a: number, b = 1): number {\n  return a;\n}\n"),
            ("a.js", "class A {\n  add(a, b) {\n    return a;\n  }\n}\n"),
            ("a.go", "package a\n\nfunc (t *T) add(a int) int {\n\treturn a\n}\n"),
            ("a.rs", "impl T {\n    pub fn add(&self, a: u8) -> u8 {\n        a\n    }\n}\n"),
            ("a.java", "class A {\n    public int add(int a, int b) { return a; }\n}\n"),
            ("a.c", "static int add(int a, int *b) {\n    return a;\n}\n"),
            ("a.rb", "def add(a, b = 1)\n  a\nend\n"),
            ("a.lua", "local function add(a, b)\n  return a\nend\n"),
            ("a.sh", "add() {\n  echo \"$1\"\n}\n"),
            ("a.swift", "func add(_ a: Int, to b: Int) -> Int {\n    a\n}\n"),
            ("a.cs", "class A {\n    int add(int a) { return a; }\n}\n"),
            ("a.php", "<?php\nfunction add($a, $b) {\n    return $a;\n}\n"),
        ]
        let texts = try samples.map { file, source in
            "//- \(file)\n" + (try documented(file, source, "add") ?? "none\n")
        }
        expect(
            texts.joined(),
            equals: """
                //- a.ts
                /**
                 * To be written.
                 *
                 * @param a To be written.
                 * @param b To be written.
                 */
                export function add(a: number, b = 1): number {
                  return a;
                }
                //- a.js
                class A {
                  /**
                   * To be written.
                   *
                   * @param a To be written.
                   * @param b To be written.
                   */
                  add(a, b) {
                    return a;
                  }
                }
                //- a.go
                package a

                // add: to be written.
                func (t *T) add(a int) int {
                \treturn a
                }
                //- a.rs
                impl T {
                    /// To be written.
                    ///
                    /// # Arguments
                    ///
                    /// * `a` - To be written.
                    pub fn add(&self, a: u8) -> u8 {
                        a
                    }
                }
                //- a.java
                class A {
                    /**
                     * To be written.
                     *
                     * @param a To be written.
                     * @param b To be written.
                     */
                    public int add(int a, int b) { return a; }
                }
                //- a.c
                /**
                 * To be written.
                 *
                 * @param a To be written.
                 * @param b To be written.
                 */
                static int add(int a, int *b) {
                    return a;
                }
                //- a.rb
                # To be written.
                #
                # @param a To be written.
                # @param b To be written.
                def add(a, b = 1)
                  a
                end
                //- a.lua
                --- To be written.
                -- @param a To be written.
                -- @param b To be written.
                local function add(a, b)
                  return a
                end
                //- a.sh
                # add: to be written.
                add() {
                  echo "$1"
                }
                //- a.swift
                /// To be written.
                ///
                /// - Parameters:
                ///   - a: To be written.
                ///   - b: To be written.
                func add(_ a: Int, to b: Int) -> Int {
                    a
                }
                //- a.cs
                class A {
                    /// <summary>To be written.</summary>
                    /// <param name="a">To be written.</param>
                    int add(int a) { return a; }
                }
                //- a.php
                <?php
                /**
                 * To be written.
                 *
                 * @param $a To be written.
                 * @param $b To be written.
                 */
                function add($a, $b) {
                    return $a;
                }

                """)
    }

    @Test("What is documented stays as it is")
    func documentedAlready() throws {
        #expect(
            try documented("a.go", "package a\n\n// add adds.\nfunc add(a int) {}\n", "add") == nil)
        #expect(try documented("a.js", "/** Adds. */\nfunction add(a) {}\n", "add") == nil)
    }

    @Test("An import stands behind the others, or where the code begins")
    func imports() throws {
        func imported(_ file: String, _ source: String, _ statement: String) throws -> String {
            let input = try input(file, source)
            let action = try #require(input.importing(statement, title: ""))
            return "//- \(file)\n"
                + String(
                    decoding: try action.edits.applied(to: input.text.bytes), as: UTF8.self)
        }
        let texts = [
            try imported(
                "a.py",
                "#!/usr/bin/env python3\n\"\"\"Words.\"\"\"\nimport os\nfrom a import (\n"
                    + "    b,\n)\n\n\ndef f():\n    import sys\n    return loads(b)\n",
                "from json import loads"),
            try imported("a.py", "# Words.\n\"\"\"Words.\"\"\"\nloads(1)\n", "import json"),
            try imported("a.go", "package a\n\nfunc f() { fmt.Print() }\n", "import \"fmt\""),
            try imported("a.ts", "'use strict';\nf();\n", "import { f } from './f';"),
            try imported("a.c", "/* Words. */\n#include <a.h>\nint b;\n", "#include \"b.h\""),
        ]
        expect(
            texts.joined(),
            equals: #"""
                //- a.py
                #!/usr/bin/env python3
                """Words."""
                import os
                from a import (
                    b,
                )
                from json import loads


                def f():
                    import sys
                    return loads(b)
                //- a.py
                # Words.
                """Words."""
                import json

                loads(1)
                //- a.go
                package a

                import "fmt"

                func f() { fmt.Print() }
                //- a.ts
                'use strict';
                import { f } from './f';

                f();
                //- a.c
                /* Words. */
                #include <a.h>
                #include "b.h"
                int b;

                """#)
        #expect(try input("a.py", "x = 1\n").importing("from json import", title: "") == nil)
    }
}
