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
}
