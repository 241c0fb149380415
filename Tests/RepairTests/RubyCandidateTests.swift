import Testing

@Suite struct RubyCandidateTests {
    @Test(arguments: [
        """
        def sum(items)
          total = ⟦1→0⟧
          items.each { |item| total += item }
          total
        end
        """,
        """
        def last(items)
          items[⟦items.length→items.length - 1⟧]
        end
        """,
        """
        def adult(age)
          age ⟦>→>=⟧ 18
        end
        """,
        """
        def initials(names)
          names.map { |name| name.⟦last→first⟧ }
        end
        """,
        """
        def head(items)
          ⟦→if items.empty?
            return nil
          end
          ⟧items.fetch(0)
        end
        """,
    ])
    func repairs(marked: String) throws {
        try checkRepaired("ruby", marked)
    }

    @Test func first() throws {
        try checkFirst(
            "ruby",
            """
            def largest(items, limit)
              best = nil
              items.each do |item|
                best = item if item < limit && (best.nil? || item > best)
              end
              best
            end
            """,
            """
            replace `<` by `<=` in line 4
            replace `>` by `>=` in line 4
            replace `&&` by `||` in line 4
            replace `||` by `&&` in line 4
            replace `<` by `>` in line 4
            replace `>` by `<` in line 4
            replace `<` by `>=` in line 4
            replace `>` by `<=` in line 4
            replace `<` by `==` in line 4
            replace `>` by `==` in line 4
            replace `items.each` by `items.map` in line 3
            replace `<` by `!=` in line 4
            replace `>` by `!=` in line 4
            replace `items.each` by `items.select` in line 3
            replace `items.each` by `items.reject` in line 3
            replace `item < limit && (best.nil? || item > best` by `!(item < limit && (best.nil? || item > best)` in line 4
            """)
    }
}
