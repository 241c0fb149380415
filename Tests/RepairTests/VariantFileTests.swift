import Languages
import TestKit
import Testing

@testable import Repair

@Suite("Functions with several bodies")
struct VariantFileTests {
    private func file(_ text: String, _ language: String) throws -> VariantFile {
        let language = try #require(RepairProject.languages.language(id: language))
        return try #require(VariantFile(Array(text.utf8), language: language))
    }

    private let go = """
        package shop

        func Sum(a int) int {
        \treturn a
        }

        func Twice(a int) int {
        \treturn a
        }

        """

    @Test("Changes stand in their function, under their numbers, before the body as it was")
    func joined() throws {
        let file = try file(go, "go")
        let variants = try ["a + 1", "a - 1"].enumerated().map { number, text in
            let changed = go.replacingFirst("return a", with: "return " + text)
            return try #require(file.variant(number + 1, of: Array(changed.utf8)))
        }
        let (text, lines) = file.joined(variants)
        #expect(
            String(decoding: text, as: UTF8.self) == """
                package shop

                func Sum(a int) int { \("")
                if tenonVariant == 1 {
                \treturn a + 1
                } else
                if tenonVariant == 2 {
                \treturn a - 1
                } else
                {
                \treturn a
                }
                }

                func Twice(a int) int {
                \treturn a
                }

                """)
        #expect(lines == [1: 4...6, 2: 7...9])
        let beside = try #require(file.beside)
        #expect(beside.name == "tenon_variant.go")
        #expect(String(decoding: beside.text, as: UTF8.self).hasPrefix("package shop\n"))
    }

    @Test("A change outside of functions, or of a function's head, is none")
    func outside() throws {
        let file = try file(go, "go")
        for (old, new) in [("package shop", "package sale"), ("(a int)", "(a int64)")] {
            #expect(file.variant(1, of: Array(go.replacingFirst(old, with: new).utf8)) == nil)
        }
    }

    @Test(
        "What compilers complain of",
        arguments: [
            ("./shop.go:5:2: declared and not used: x\n", [5]),
            ("shop.c: In function 'f':\nshop.c:3:1: warning: x\nshop.c:4:1: error: y\n", [4]),
            ("error[E0308]: mismatched types\n --> src/shop.rs:7:5\n", [7]),
            (
                "warning: unused variable\n --> src/shop.rs:7:5\nerror: x\n --> src/shop.rs:9:5\n",
                [9]
            ),
            ("Shop.java:12: error: incompatible types\n", [12]),
            ("workshop.c is fine\n", []),
        ])
    func complaints(output: String, lines: [Int]) {
        let found = ["shop.go", "shop.c", "src/shop.rs", "Shop.java"]
            .map { Repair.complaints(in: Array(output.utf8), about: $0) }
            .reduce(into: Set<Int>()) { $0.formUnion($1) }
        #expect(found == Set(lines))
    }
}

extension String {
    /// With other words in the place of some that stand in it.
    fileprivate func replacingFirst(_ words: String, with others: String) -> String {
        guard let range = firstRange(of: words) else { return self }
        return replacingCharacters(in: range, with: others)
    }

    private func firstRange(of words: String) -> Range<Index>? {
        indices.first { self[$0...].hasPrefix(words) }.map { start in
            start..<index(start, offsetBy: words.count)
        }
    }

    private func replacingCharacters(in range: Range<Index>, with others: String) -> String {
        String(self[..<range.lowerBound]) + others + String(self[range.upperBound...])
    }
}
