import Testing

@Suite struct TypeScriptCandidateTests {
    @Test(arguments: [
        """
        function range(low: number, high: number): number {
          return ⟦low - high→high - low⟧;
        }
        """,
        """
        function longest(words: string[]): string {
          let best = "";
          for (const word of words) {
            if (word.length ⟦<→>⟧ best.length) {
              best = word;
            }
          }
          return best;
        }
        """,
        """
        function swap(pairs: Map<string, string>, key: string): string {
          return pairs.⟦has→get⟧(key);
        }
        """,
        """
        function count(from: number, to: number): number {
          let steps = 0;
          while (from < to) {
            steps += 1;
            ⟦→from += 1;
          ⟧}
          return steps;
        }
        """,
    ])
    func repairs(marked: String) throws {
        try checkRepaired("typescript", marked)
    }

    @Test func first() throws {
        try checkFirst(
            "typescript",
            """
            function largest(items: number[], limit: number): number | null {
              let best: number | null = null;
              for (const item of items) {
                if (item < limit && (best === null || item > best)) {
                  best = item;
                }
              }
              return best;
            }
            """,
            """
            replace `===` by `!==` in line 4
            replace `<` by `<=` in line 4
            replace `>` by `>=` in line 4
            replace `&&` by `||` in line 4
            replace `||` by `&&` in line 4
            replace `<` by `>` in line 4
            replace `>` by `<` in line 4
            replace `===` by `<=` in line 4
            replace `<` by `>=` in line 4
            replace `===` by `>=` in line 4
            replace `>` by `<=` in line 4
            replace `<` by `==` in line 4
            replace `>` by `==` in line 4
            replace `===` by `<` in line 4
            replace `<` by `!=` in line 4
            replace `>` by `!=` in line 4
            """)
    }
}
