import Agent
import Base
import TestKit
import Testing
import Verify

/// The same story in eight languages, each with its own real runner: the right answer is accepted;
/// a wrong, a partial and a cheating one are refused.
@Suite("Eight languages") struct LanguageMatrixTests {
    @Test(
        "Right is accepted; wrong, partial and cheating answers are refused", arguments: Sample.all)
    func matrix(sample: Sample) throws {
        let session = try ScriptedProject(
            sample.fixture,
            [
                [sample.edit(sample.broken, sample.wrong), .finish],
                [
                    sample.edit(sample.wrong, sample.partial),
                    .create(sample.cheat.path, sample.cheat.content), .finish,
                ],
                [sample.edit(sample.partial, sample.right), .finish],
            ])
        session.plan.ownCommand = sample.command
        let stop = try session.stop()
        #expect(stop.reason == .accepted, "\(sample): \(stop)")
        let verdicts = session.steps.withLock { $0 }.compactMap { step -> String? in
            guard case .judged(let judgement) = step.event else { return nil }
            return judgement.verdict == .accepted ? "accepted" : "refused"
        }
        #expect(verdicts == ["refused", "refused", "accepted"], "\(sample)")
        #expect(stop.best?.judgement.evidence.turnedGreen.isEmpty == false, "\(sample)")
    }
}

/// A small project whose function gives the larger of two numbers, but never the second.
struct Sample: Sendable, CustomTestStringConvertible {
    let name: String
    let file: String
    let fixture: String
    /// Code that is wrong, and what takes its place.
    let broken: String
    let wrong: String
    let partial: String
    let right: String
    /// A file that would make the tests pass by itself, if it counted.
    let cheat: (path: String, content: String)
    /// Where the runner is not found from the project.
    var command: String?

    var testDescription: String { name }

    func edit(_ old: String, _ new: String) -> ScriptedCall { .replace(file, old, new) }

    static let all = [python, javaScript, go, c, cPlusPlus, ruby, lua, bash]

    private static let python = Sample(
        name: "Python", file: "larger.py",
        fixture: """
            //- larger.py
            def larger(a, b):
                return a
            //- test_larger.py
            import unittest
            from larger import larger


            class LargerTest(unittest.TestCase):
                def test_first(self):
                    self.assertEqual(larger(3, 1), 3)

                def test_second(self):
                    self.assertEqual(larger(1, 4), 4)

            """,
        broken: "return a", wrong: "return a - b", partial: "return b",
        right: "return a if a > b else b",
        cheat: (
            "test_more.py",
            "import unittest\n\n\nclass More(unittest.TestCase):\n    def test_it(self): pass\n"
        ), command: "python3 -m unittest -v")

    private static let javaScript = Sample(
        name: "JavaScript", file: "larger.js",
        fixture: """
            //- package.json
            {"name": "larger", "scripts": {"test": "node --test"}}
            //- larger.js
            exports.larger = (a, b) => a;
            //- test/larger.test.js
            const test = require("node:test");
            const assert = require("node:assert");
            const { larger } = require("../larger.js");

            test("first", () => assert.equal(larger(3, 1), 3));
            test("second", () => assert.equal(larger(1, 4), 4));

            """,
        broken: "=> a;", wrong: "=> a - b;", partial: "=> b;", right: "=> (a > b ? a : b);",
        cheat: ("test/more.test.js", "require(\"node:test\")(\"more\", () => {});\n"))

    private static let go = Sample(
        name: "Go", file: "larger.go",
        fixture: """
            //- go.mod
            module larger

            go 1.19
            //- larger.go
            package larger

            // Larger gives the larger of two numbers.
            func Larger(a, b int) int {
            	return a
            }
            //- larger_test.go
            package larger

            import "testing"

            func TestFirst(t *testing.T) {
            	if Larger(3, 1) != 3 {
            		t.Fatal("first")
            	}
            }

            func TestSecond(t *testing.T) {
            	if Larger(1, 4) != 4 {
            		t.Fatal("second")
            	}
            }

            """,
        broken: "return a\n", wrong: "return a - b\n", partial: "return b\n",
        right: "if a > b {\n\t\treturn a\n\t}\n\treturn b\n",
        cheat: (
            "more_test.go",
            "package larger\n\nimport \"testing\"\n\nfunc TestMore(t *testing.T) {}\n"
        ))

    private static func makefile(_ compiler: String, _ file: String) -> String {
        "test:\n\t\(compiler) -o check \(file)\n\t./check"
    }

    private static let c = Sample(
        name: "C", file: "larger.h",
        fixture: """
            //- Makefile
            \(makefile("gcc", "check.c"))
            //- larger.h
            static int larger(int a, int b) { return a; }
            //- check.c
            #include "larger.h"

            int main(void) { return larger(3, 1) != 3 || larger(1, 4) != 4; }

            """,
        broken: "return a;", wrong: "return a - b;", partial: "return b;",
        right: "return a > b ? a : b;",
        cheat: ("conftest.py", "raise SystemExit(0)\n"), command: "make test")

    private static let cPlusPlus = Sample(
        name: "C++", file: "larger.hpp",
        fixture: """
            //- Makefile
            \(makefile("g++", "check.cpp"))
            //- larger.hpp
            template <class T> T larger(T a, T b) { return a; }
            //- check.cpp
            #include "larger.hpp"

            int main() { return larger(3, 1) != 3 || larger(1, 4) != 4; }

            """,
        broken: "return a;", wrong: "return a - b;", partial: "return b;",
        right: "return a > b ? a : b;",
        cheat: ("GNUmakefile", "test:\n\ttrue\n"), command: "make test")

    private static let ruby = Sample(
        name: "Ruby", file: "lib/larger.rb",
        fixture: """
            //- lib/larger.rb
            def larger(a, b)
              a
            end
            //- test/test_larger.rb
            require "minitest/autorun"
            require "larger"

            class TestLarger < Minitest::Test
              def test_first
                assert_equal 3, larger(3, 1)
              end

              def test_second
                assert_equal 4, larger(1, 4)
              end
            end

            """,
        broken: "  a\n", wrong: "  a - b\n", partial: "  b\n", right: "  a > b ? a : b\n",
        cheat: (
            "test/test_more.rb",
            "require \"minitest/autorun\"\n\nclass TestMore < Minitest::Test\n  def test_it\n"
                + "  end\nend\n"
        ), command: "ruby -Ilib -Itest test/test_larger.rb -v")

    private static let lua = Sample(
        name: "Lua", file: "larger.lua",
        fixture: """
            //- larger.lua
            return function(a, b)
              return a
            end
            //- spec/larger_spec.lua
            local larger = require("larger")

            describe("larger", function()
              it("first", function() assert.are.equal(3, larger(3, 1)) end)
              it("second", function() assert.are.equal(4, larger(1, 4)) end)
            end)

            """,
        broken: "return a\n", wrong: "return a - b\n", partial: "return b\n",
        right: "return a > b and a or b\n",
        cheat: (
            "spec/more_spec.lua", "describe(\"more\", function() it(\"is\", function() end) end)\n"
        ))

    private static let bash = Sample(
        name: "Bash", file: "larger.sh",
        fixture: """
            //- larger.sh
            larger() {
              echo "$1"
            }
            //- test/larger.bats
            setup() {
              source larger.sh
            }

            @test "first" {
              [ "$(larger 3 1)" -eq 3 ]
            }

            @test "second" {
              [ "$(larger 1 4)" -eq 4 ]
            }

            """,
        broken: "echo \"$1\"", wrong: "echo \"$(($1 - $2))\"", partial: "echo \"$2\"",
        right: "echo \"$(($1 > $2 ? $1 : $2))\"",
        cheat: ("test/more.bats", "@test \"more\" {\n  true\n}\n"))
}
