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
}
