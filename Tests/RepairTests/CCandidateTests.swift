import Testing

@Suite struct CCandidateTests {
    @Test(arguments: [
        """
        int sum(int *items, int count) {
            int total = ⟦1→0⟧;
            for (int i = 0; i < count; i++) {
                total += items[i];
            }
            return total;
        }
        """,
        """
        int find(int *items, int count, int wanted) {
            for (int i = 0; i ⟦<=→<⟧ count; i++) {
                if (items[i] == wanted) {
                    return i;
                }
            }
            return -1;
        }
        """,
        """
        int larger(int a, int b) {
            return a > b ? ⟦b→a⟧ : b;
        }
        """,
        """
        int length(struct node *node) {
            int count = 0;
            while (node->next) {
                count⟦--→++⟧;
                node = node->next;
            }
            return count;
        }
        """,
    ])
    func repairs(marked: String) throws {
        try checkRepaired("c", marked)
    }

    @Test func first() throws {
        try checkFirst(
            "c",
            """
            int largest(int *items, int count, int limit) {
                int best = -1;
                for (int i = 0; i < count; i++) {
                    if (items[i] < limit && items[i] > best) {
                        best = items[i];
                    }
                }
                return best;
            }
            """,
            """
            replace `<` by `<=` in line 3
            replace `<` by `<=` in line 4
            replace `>` by `>=` in line 4
            replace `&&` by `||` in line 4
            replace `<` by `>` in line 3
            replace `<` by `>` in line 4
            replace `>` by `<` in line 4
            replace `i++` by `i--` in line 3
            replace `<` by `>=` in line 3
            replace `<` by `>=` in line 4
            replace `>` by `<=` in line 4
            replace `0` by `1` in line 3
            replace `-1` by `0` in line 2
            replace `<` by `==` in line 3
            replace `<` by `==` in line 4
            replace `>` by `==` in line 4
            """)
    }
}
