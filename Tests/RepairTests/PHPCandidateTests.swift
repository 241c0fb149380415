import Testing

@Suite struct PHPCandidateTests {
    @Test(arguments: [
        """
        <?php
        function sum($items) {
            $total = ⟦1→0⟧;
            foreach ($items as $item) {
                $total += $item;
            }
            return $total;
        }
        """,
        """
        <?php
        function difference($low, $high) {
            return ⟦$low - $high→$high - $low⟧;
        }
        """,
        """
        <?php
        function shout($name) {
            return ⟦strtolower→strtoupper⟧($name);
        }
        """,
        """
        <?php
        function larger($a, $b) {
            if ($a > $b) {
                return $a;
            }
            return ⟦$a→$b⟧;
        }
        """,
    ])
    func repairs(marked: String) throws {
        try checkRepaired("php", marked)
    }

    @Test func first() throws {
        try checkFirst(
            "php",
            """
            <?php
            function largest($items, $limit) {
                $best = null;
                foreach ($items as $item) {
                    if ($item < $limit && ($best === null || $item > $best)) {
                        $best = $item;
                    }
                }
                return $best;
            }
            """,
            """
            replace `===` by `!==` in line 5
            replace `<` by `<=` in line 5
            replace `>` by `>=` in line 5
            replace `&&` by `||` in line 5
            replace `||` by `&&` in line 5
            replace `<` by `>` in line 5
            replace `>` by `<` in line 5
            replace `===` by `<=` in line 5
            replace `<` by `>=` in line 5
            replace `===` by `>=` in line 5
            replace `>` by `<=` in line 5
            replace `<` by `==` in line 5
            replace `>` by `==` in line 5
            replace `===` by `<` in line 5
            replace `<` by `!=` in line 5
            replace `>` by `!=` in line 5
            """)
    }
}
