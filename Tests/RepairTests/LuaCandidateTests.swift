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

    @Test func first() throws {
        try checkFirst(
            "lua",
            """
            local function largest(items, limit)
              local best = nil
              for _, item in ipairs(items) do
                if item < limit and (best == nil or item > best) then
                  best = item
                end
              end
              return best
            end
            """,
            """
            replace `<` by `<=` in line 4
            replace `>` by `>=` in line 4
            replace `and` by `or` in line 4
            replace `or` by `and` in line 4
            replace `<` by `>` in line 4
            replace `==` by `<=` in line 4
            replace `>` by `<` in line 4
            replace `==` by `>=` in line 4
            replace `<` by `>=` in line 4
            replace `>` by `<=` in line 4
            replace `<` by `==` in line 4
            replace `==` by `<` in line 4
            replace `>` by `==` in line 4
            replace `ipairs` by `pairs` in line 3
            replace `==` by `>` in line 4
            replace `item < limit and (best == nil or item > best` by `not (item < limit and (best == nil or item > best)` in line 4
            """)
    }
}
