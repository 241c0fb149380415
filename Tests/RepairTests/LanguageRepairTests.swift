import TestKit
import Testing
import Verify

@testable import Repair

/// A planted bug in each language whose compiler or interpreter every developer of this project
/// has, found by the real one in the real sandbox.
@Suite("Planted bugs are found")
struct LanguageRepairTests {
    private func check(
        _ files: [String: String], _ command: String, finds text: String
    ) throws {
        let report = try RepairProject(files).repair(command)
        #expect(report.ending == .repaired, "\(report.ending)")
        #expect(report.patches.first?.evidence.verdict == .verified)
        #expect(report.text?.contains(text) == true, "\(report.text ?? "nothing")")
    }

    private static let cProgram = """
        int largest(const int *values, int count) {
            int best = values[0];
            for (int i = 1; i < count; i++) {
                if (values[i] < best) best = values[i];
            }
            return best;
        }

        """

    private static func check(_ compiler: String, _ source: String) -> [String: String] {
        [
            "Makefile":
                "test: check\n\t./check\ncheck: test_shop.\(source) shop.\(source)\n"
                + "\t\(compiler) -o check test_shop.\(source) shop.\(source)\n",
            "shop.\(source)": cProgram,
            "test_shop.\(source)": """
            int largest(const int *values, int count);
            int main(void) {
                int some[] = {3, 9, 4};
                int one[] = {5};
                return largest(some, 3) == 9 && largest(one, 1) == 5 ? 0 : 1;
            }

            """,
        ]
    }

    @Test("C")
    func c() throws {
        try check(
            LanguageRepairTests.check("cc", "c"), "make test", finds: "if (values[i] > best)")
    }

    @Test("C++")
    func cpp() throws {
        try check(
            LanguageRepairTests.check("c++", "cpp"), "make test", finds: "if (values[i] > best)")
    }

    @Test("JavaScript")
    func javaScript() throws {
        try check(
            [
                "shop.js": """
                exports.largest = function (values) {
                    let best = values[0];
                    for (const value of values) {
                        if (value < best) best = value;
                    }
                    return best;
                };

                """,
                "check.js": """
                const { largest } = require('./shop.js');
                const assert = require('assert');
                assert.strictEqual(largest([3, 9, 4]), 9);
                assert.strictEqual(largest([5]), 5);

                """,
            ], "node check.js", finds: "if (value > best)")
    }

    @Test("Ruby")
    func ruby() throws {
        try check(
            [
                "shop.rb": """
                def largest(values)
                  best = values[0]
                  values.each do |value|
                    best = value if value < best
                  end
                  best
                end

                """,
                "test_shop.rb": """
                require 'minitest/autorun'
                require_relative 'shop'

                class ShopTest < Minitest::Test
                  def test_largest
                    assert_equal 9, largest([3, 9, 4])
                  end

                  def test_one
                    assert_equal 5, largest([5])
                  end
                end

                """,
            ], "ruby test_shop.rb", finds: "if value > best")
    }

    @Test("Lua")
    func lua() throws {
        try check(
            [
                "shop.lua": """
                local shop = {}

                function shop.largest(values)
                  local best = values[1]
                  for _, value in ipairs(values) do
                    if value < best then
                      best = value
                    end
                  end
                  return best
                end

                return shop

                """,
                "check.lua": """
                local shop = require 'shop'
                assert(shop.largest({3, 9, 4}) == 9)
                assert(shop.largest({5}) == 5)

                """,
            ], "lua check.lua", finds: "if value > best then")
    }
}
