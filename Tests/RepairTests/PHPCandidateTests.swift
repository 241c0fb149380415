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
}
