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
}
