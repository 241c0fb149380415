import Testing

@Suite struct JavaCandidateTests {
    @Test(arguments: [
        """
        class Sums {
            static int sum(int[] items) {
                int total = ⟦1→0⟧;
                for (int item : items) {
                    total += item;
                }
                return total;
            }
        }
        """,
        """
        class Names {
            static String shout(String name) {
                return name.⟦toLowerCase→toUpperCase⟧();
            }
        }
        """,
        """
        class Lists {
            static int first(List<Integer> items) {
                ⟦→if (items.isEmpty()) {
                    return 0;
                }
                ⟧return items.get(0);
            }
        }
        """,
        """
        class Bounds {
            static boolean inside(int value, int low, int high) {
                return low <= value ⟦||→&&⟧ value <= high;
            }
        }
        """,
        """
        class Loops {
            static int count(int[] items, int wanted) {
                int found = 0;
                for (int i = ⟦1→0⟧; i < items.length; i++) {
                    if (items[i] == wanted) {
                        found++;
                    }
                }
                return found;
            }
        }
        """,
    ])
    func repairs(marked: String) throws {
        try checkRepaired("java", marked)
    }

    @Test func first() throws {
        try checkFirst(
            "java",
            """
            class Items {
                static int largest(int[] items, int limit) {
                    int best = -1;
                    for (int item : items) {
                        if (item < limit && item > best) {
                            best = item;
                        }
                    }
                    return best;
                }
            }
            """,
            """
            replace `<` by `<=` in line 5
            replace `>` by `>=` in line 5
            replace `&&` by `||` in line 5
            replace `<` by `>` in line 5
            replace `>` by `<` in line 5
            replace `<` by `>=` in line 5
            replace `>` by `<=` in line 5
            replace `-1` by `-2` in line 3
            replace `-1` by `0` in line 3
            replace `<` by `==` in line 5
            replace `>` by `==` in line 5
            replace `-1` by `1` in line 3
            replace `<` by `!=` in line 5
            replace `>` by `!=` in line 5
            replace `item < limit && item > best` by `!(item < limit && item > best)` in line 5
            replace `limit && item > best` by `limit` in line 5
            """)
    }
}
