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
}
