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
}
