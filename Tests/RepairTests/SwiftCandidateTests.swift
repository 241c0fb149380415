import Testing

@Suite struct SwiftCandidateTests {
    @Test(arguments: [
        """
        func sum(_ items: [Int]) -> Int {
            var total = ⟦1→0⟧
            for item in items {
                total += item
            }
            return total
        }
        """,
        """
        func inside(_ value: Int, low: Int, high: Int) -> Bool {
            return low <= value ⟦||→&&⟧ value <= high
        }
        """,
        """
        func larger(_ a: Int, _ b: Int) -> Int {
            if a > b {
                return a
            }
            return ⟦a→b⟧
        }
        """,
        """
        func head(_ items: [Int]) -> Int? {
            ⟦→if items.isEmpty {
                return nil
            }
            ⟧return items[0]
        }
        """,
    ])
    func repairs(marked: String) throws {
        try checkRepaired("swift", marked)
    }

    @Test func first() throws {
        try checkFirst(
            "swift",
            """
            func largest(_ items: [Int], below limit: Int) -> Int {
                var best = -1
                for item in items {
                    if item < limit && item > best {
                        best = item
                    }
                }
                return best
            }
            """,
            """
            replace `<` by `<=` in line 4
            replace `>` by `>=` in line 4
            replace `&&` by `||` in line 4
            replace `<` by `>` in line 4
            replace `>` by `<` in line 4
            replace `<` by `>=` in line 4
            replace `>` by `<=` in line 4
            replace `-1` by `-2` in line 2
            replace `-1` by `0` in line 2
            replace `<` by `==` in line 4
            replace `>` by `==` in line 4
            replace `-1` by `1` in line 2
            replace `<` by `!=` in line 4
            replace `>` by `!=` in line 4
            replace `item < limit && item > best` by `!(item < limit && item > best)` in line 4
            replace `<` by `===` in line 4
            """)
    }
}
