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
}
