import Testing

@Suite struct RustCandidateTests {
    @Test(arguments: [
        """
        fn sum(items: &[i32]) -> i32 {
            let mut total = ⟦1→0⟧;
            for item in items {
                total += item;
            }
            total
        }
        """,
        """
        fn area(width: i32, height: i32) -> i32 {
            width ⟦+→*⟧ height
        }
        """,
        """
        fn all_even(items: &[i32]) -> bool {
            items.iter().⟦any→all⟧(|x| x % 2 == 0)
        }
        """,
        """
        fn larger(a: i32, b: i32) -> i32 {
            if a > b {
                return a;
            }
            return ⟦a→b⟧;
        }
        """,
        """
        fn upto(n: usize) -> usize {
            let mut count = 0;
            for _ in 0⟦..→..=⟧n {
                count += 1;
            }
            count
        }
        """,
    ])
    func repairs(marked: String) throws {
        try checkRepaired("rust", marked)
    }

    @Test func first() throws {
        try checkFirst(
            "rust",
            """
            fn largest(items: &[i32], limit: i32) -> i32 {
                let mut best = -1;
                for &item in items {
                    if item < limit && item > best {
                        best = item;
                    }
                }
                best
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
            replace `limit && item > best` by `limit` in line 4
            """)
    }
}
