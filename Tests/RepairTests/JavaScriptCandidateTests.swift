import Testing

@Suite struct JavaScriptCandidateTests {
    @Test(arguments: [
        """
        function smallest(a, b) {
          if (a ⟦>→<⟧ b) {
            return a;
          }
          return b;
        }
        """,
        """
        function total(items) {
          let result = ⟦1→0⟧;
          for (const item of items) {
            result += item;
          }
          return result;
        }
        """,
        """
        function first(items) {
          ⟦→if (items.length === 0) {
            return null;
          }
          ⟧return items[0];
        }
        """,
        """
        function last(items) {
          return items[⟦items.length→items.length - 1⟧];
        }
        """,
        """
        function every(items, test) {
          return items.⟦some→every⟧(test);
        }
        """,
        """
        async function load(name) {
          const page = ⟦fetch(name)→await fetch(name)⟧;
          return page;
        }
        """,
        """
        function both(a, b) {
          return a.ready ⟦||→&&⟧ b.ready;
        }
        """,
    ])
    func repairs(marked: String) throws {
        try checkRepaired("javascript", marked)
    }

    @Test func first() throws {
        try checkFirst(
            "javascript",
            """
            function largest(items, limit) {
              let best = null;
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
