import Testing

@Suite struct LuaCandidateTests {
    @Test(arguments: [
        """
        local function sum(items)
          local total = ⟦1→0⟧
          for _, item in ipairs(items) do
            total = total + item
          end
          return total
        end
        """,
        """
        local function equal(a, b)
          return a ⟦~=→==⟧ b
        end
        """,
        """
        local function larger(a, b)
          if a > b then
            return a
          end
          return ⟦a→b⟧
        end
        """,
        """
        local function clamp(value, low)
          return math.⟦min→max⟧(value, low)
        end
        """,
    ])
    func repairs(marked: String) throws {
        try checkRepaired("lua", marked)
    }
}
