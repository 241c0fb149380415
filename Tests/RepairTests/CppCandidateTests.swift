import Testing

@Suite struct CppCandidateTests {
    @Test(arguments: [
        """
        int sum(const std::vector<int>& items) {
            int total = ⟦1→0⟧;
            for (int item : items) {
                total += item;
            }
            return total;
        }
        """,
        """
        int last(const std::vector<int>& items) {
            return items[⟦items.size()→items.size() - 1⟧];
        }
        """,
        """
        bool sorted(std::vector<int> items) {
            for (int i = 1; i < items.size(); i++) {
                if (items[i] < items[⟦i→i - 1⟧]) {
                    return false;
                }
            }
            return true;
        }
        """,
        """
        int first(const std::vector<int>& items) {
            ⟦→if (items.empty()) {
                return 0;
            }
            ⟧return items.front();
        }
        """,
    ])
    func repairs(marked: String) throws {
        try checkRepaired("cpp", marked)
    }

    @Test func first() throws {
        try checkFirst(
            "cpp",
            """
            int largest(const std::vector<int>& items, int limit) {
                int best = -1;
                for (int item : items) {
                    if (item < limit && item > best) {
                        best = item;
                    }
                }
                return best;
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
            replace `-1` by `0` in line 2
            replace `<` by `==` in line 4
            replace `>` by `==` in line 4
            replace `<` by `!=` in line 4
            replace `>` by `!=` in line 4
            replace `item < limit && item > best` by `!(item < limit && item > best)` in line 4
            replace `limit && item > best` by `limit` in line 4
            replace `item < limit && item` by `item` in line 4
            replace `-1` by `-2` in line 2
            """)
    }
}
