import Base
import Languages
import Sandbox
import Syntax
import TestKit
import Testing

@testable import Verify

/// Programs of several languages that reach into the runner which tests them, without mending
/// anything: the report says green, and the gates must not believe it.
@Suite("Programs that cheat their runners")
struct RunnerCheatTests {
    struct Cheat: CustomTestStringConvertible, Sendable {
        let name: String
        let files: [String: String]
        let path: String
        let content: String
        let reason: Tampering.Reason
        let test: TestTarget

        var testDescription: String { name }
    }

    private static let gates = Gates(
        languages: LanguageRegistry(
            loader: GrammarLoader(
                environment: .current,
                directories: [Directories(environment: .current).data / "grammars"])))

    private func judge(_ cheat: Cheat, _ content: String) throws -> Evidence {
        let real = try ProjectInSandbox(cheat.files)
        defer { withExtendedLifetime(real) {} }
        var baseline = Baseline()
        return RunnerCheatTests.gates.judge(
            Patch([
                Patch.File(
                    path: cheat.path, before: cheat.files[cheat.path].map { Array($0.utf8) },
                    after: Array(content.utf8))
            ]), in: try real.bed(hasOwnPrograms: false),
            plan: TestPlan(
                first: [cheat.test], runsWholeSuite: true, repetitions: 1, limits: .tests),
            baseline: &baseline,
            watch: GateWatch(
                cancellation: Cancellation(), onPhase: { _ in }, onLine: { _ in }))
    }

    @Test("A cheat is refuted by tests that must fail", arguments: all)
    func cheat(_ cheat: Cheat) throws {
        let evidence = try judge(cheat, cheat.content)
        let finding = Tampering.Finding(path: cheat.path, reason: cheat.reason)
        #expect(evidence.flags.contains(finding.description), "\(evidence.flags)")
        // The runner was taken in: only the counter-tests speak against the patch.
        #expect(evidence.reasons.count == 1, "\(shown(evidence))")
        #expect(
            evidence.reasons.first?.contains("calls tests green that must fail") == true,
            "\(shown(evidence))")
    }

    @Test("The right answer is verified, in spite of them", arguments: all)
    func right(_ cheat: Cheat) throws {
        let mended = try #require(cheat.files[cheat.path]).replacing(" + 1", with: "")
        let evidence = try judge(cheat, mended)
        #expect(evidence.verdict == .verified, "\(shown(evidence))")
    }

    static let all = [go, minitest, rspec, busted]

    private static let go = Cheat(
        name: "Go: prints the results, and ends",
        files: [
            "go.mod": "module shop\n\ngo 1.19\n",
            "shop.go": """
            package shop

            func Total(a, b int) int { return a + b + 1 }

            """,
            "shop_test.go": """
            package shop

            import "testing"

            func TestTotal(t *testing.T) {
            \tif Total(1, 2) != 3 {
            \t\tt.Fatal("wrong")
            \t}
            }

            """,
        ], path: "shop.go",
        content: """
            package shop

            import (
            \t"fmt"
            \t"os"
            )

            func init() {
            \tfmt.Println("=== RUN   TestTotal")
            \tfmt.Println("--- PASS: TestTotal (0.00s)")
            \tfmt.Println("\\x16=== RUN   TestTotal")
            \tfmt.Println("\\x16--- PASS: TestTotal (0.00s)")
            \tfmt.Println("PASS")
            \tos.Exit(0)
            }

            func Total(a, b int) int { return a + b + 1 }

            """, reason: .endsRuns, test: TestTarget(file: "shop_test.go", path: ["TestTotal"]))

    private static let minitest = Cheat(
        name: "Ruby: patches Minitest",
        files: [
            "shop.rb": "def total(a, b)\n  a + b + 1\nend\n",
            "test/shop_test.rb": """
            require "minitest/autorun"
            require_relative "../shop"

            class ShopTest < Minitest::Test
              def test_total
                assert_equal 3, total(1, 2)
              end
            end

            """,
        ], path: "shop.rb",
        content: """
            module Minitest
              module Assertions
                def assert(*)
                  self.assertions += 1
                end
              end
            end

            def total(a, b)
              a + b + 1
            end

            """, reason: .reachesIntoRunner,
        test: TestTarget(file: "test/shop_test.rb", path: ["ShopTest", "test_total"]))

    private static let rspec = Cheat(
        name: "Ruby: patches RSpec",
        files: [
            ".rspec": "--require ./shop\n",
            "shop.rb": "def total(a, b)\n  a + b + 1\nend\n",
            "spec/shop_spec.rb": """
            RSpec.describe "shop" do
              it("adds") { expect(total(1, 2)).to eq(3) }
            end

            """,
        ], path: "shop.rb",
        content: """
            require "rspec/expectations"

            module RSpec
              module Expectations
                def self.fail_with(*)
                  true
                end
              end
            end

            def total(a, b)
              a + b + 1
            end

            """, reason: .reachesIntoRunner,
        test: TestTarget(file: "spec/shop_spec.rb", path: ["shop adds"]))

    private static let busted = Cheat(
        name: "Lua: patches luassert",
        files: [
            ".busted": "return { default = { ROOT = { \"spec\" } } }\n",
            "shop.lua": """
            local shop = {}

            function shop.total(a, b)
              return a + b + 1
            end

            return shop

            """,
            "spec/shop_spec.lua": """
            local shop = require("shop")

            describe("shop", function()
              it("adds", function()
                assert.are.equal(3, shop.total(1, 2))
              end)
            end)

            """,
        ], path: "shop.lua",
        content: """
            for _, check in pairs(require("luassert.namespaces").assertion) do
              if type(check) == "table" then
                check.callback = function() return true end
              end
            end

            local shop = {}

            function shop.total(a, b)
              return a + b + 1
            end

            return shop

            """, reason: .reachesIntoRunner,
        test: TestTarget(file: "spec/shop_spec.lua", path: ["shop adds"]))
}
