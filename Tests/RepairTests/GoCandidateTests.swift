import Testing

@Suite struct GoCandidateTests {
    @Test(arguments: [
        """
        package p

        func Sum(items []int) int {
        	total := ⟦1→0⟧
        	for _, item := range items {
        		total += item
        	}
        	return total
        }
        """,
        """
        package p

        func Last(items []int) int {
        	return items[⟦len(items)→len(items) - 1⟧]
        }
        """,
        """
        package p

        func Mean(items []float64) float64 {
        	⟦→if len(items) == 0 {
        		return 0
        	}
        	⟧total := 0.0
        	for _, item := range items {
        		total += item
        	}
        	return total / float64(len(items))
        }
        """,
        """
        package p

        func Index(items []string, wanted string) int {
        	for i, item := range items {
        		if item ⟦!=→==⟧ wanted {
        			return i
        		}
        	}
        	return -1
        }
        """,
        """
        package p

        func Copy(target []int, source []int) {
        	for i := 0; i ⟦<=→<⟧ len(source); i++ {
        		target[i] = source[i]
        	}
        }
        """,
    ])
    func repairs(marked: String) throws {
        try checkRepaired("go", marked)
    }

    @Test func first() throws {
        try checkFirst(
            "go",
            """
            package p

            func Largest(items []int, limit int) int {
            	best := -1
            	for _, item := range items {
            		if item < limit && item > best {
            			best = item
            		}
            	}
            	return best
            }
            """,
            """
            replace `<` by `<=` in line 6
            replace `>` by `>=` in line 6
            replace `&&` by `||` in line 6
            replace `<` by `>` in line 6
            replace `>` by `<` in line 6
            replace `<` by `>=` in line 6
            replace `>` by `<=` in line 6
            replace `-1` by `-2` in line 4
            replace `-1` by `0` in line 4
            replace `<` by `==` in line 6
            replace `>` by `==` in line 6
            replace `-1` by `1` in line 4
            replace `<` by `!=` in line 6
            replace `>` by `!=` in line 6
            replace `item < limit && item > best` by `!(item < limit && item > best)` in line 6
            replace `limit && item > best` by `limit` in line 6
            """)
    }
}
