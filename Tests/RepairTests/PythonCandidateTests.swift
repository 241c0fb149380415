import Testing

@Suite struct PythonCandidateTests {
    @Test(arguments: [
        """
        def smallest(a, b):
            if a ⟦>→<⟧ b:
                return a
            return b
        """,
        """
        def total(items):
            result = ⟦1→0⟧
            for item in items:
                result += item
            return result
        """,
        """
        def last(items, n):
            return items[len(items) - ⟦n→n - 1⟧]
        """,
        """
        def common(xs, ys):
            found = set()
            for x in xs:
                for y in ⟦xs→ys⟧:
                    if x == y:
                        found.add(x)
            return found
        """,
        """
        def drain(queue):
            while ⟦True→queue⟧:
                queue.pop()
        """,
        """
        def valid(text):
            depth = 0
            for letter in text:
                if letter == "(":
                    depth += 1
                else:
                    depth -= 1
            return ⟦True→depth == 0⟧
        """,
        """
        def first(items):
            ⟦→if not items:
                return None
            ⟧return items[0]
        """,
        """
        def subtract(a, b):
            return a - b

        def difference(low, high):
            return subtract(⟦low, high→high, low⟧)
        """,
        """
        def split(words, width):
            lines = []
            line = ""
            for word in words:
                if len(line) > width:
                    lines.append(line)
                    line = ""
                line = line + word
            ⟦→lines.append(line)
            ⟧return lines
        """,
        """
        def unique(items):
            return sorted(⟦items→set(items)⟧)
        """,
        """
        def names(people):
            return [p.name for p in people⟦→ if p⟧]
        """,
        """
        def count(text, counts):
            for letter in text:
                counts[letter] = ⟦counts[letter]→counts.get(letter, 0)⟧ + 1
            return counts
        """,
        """
        def walk(tree):
            for child in tree:
                ⟦return child→yield child⟧
        """,
        """
        def longest(values):
            best = 0
            for value in values:
                best = ⟦value→max(best, value)⟧
            return best
        """,
        """
        def same(a, b):
            return ⟦a == b→set(a) == set(b)⟧
        """,
        """
        async def load(client, name):
            async def fetch(name):
                return name
            page = ⟦fetch(name)→await fetch(name)⟧
            return page
        """,
        """
        def read(table, key):
            try:
                return table[key]
            except ⟦IndexError→KeyError⟧:
                return None

        def other(table, key):
            try:
                return table[key]
            except KeyError:
                return 0
        """,
        """
        def answers(values):
            for value in values:
                if value < 0:
                    return ⟦True→False⟧
            return ⟦False→True⟧
        """,
    ])
    func repairs(marked: String) throws {
        try checkRepaired("python", marked)
    }

    @Test func first() throws {
        try checkFirst(
            "python",
            """
            def largest(items, limit):
                best = None
                for item in items:
                    if item < limit and (best is None or item > best):
                        best = item
                return best
            """,
            """
            replace `<` by `<=` in line 4
            replace `>` by `>=` in line 4
            replace `is` by `is not` in line 4
            replace `and` by `or` in line 4
            replace `or` by `and` in line 4
            replace `<` by `>` in line 4
            replace `is` by `==` in line 4
            replace `>` by `<` in line 4
            replace `<` by `>=` in line 4
            replace `>` by `<=` in line 4
            replace `<` by `==` in line 4
            replace `>` by `==` in line 4
            replace `<` by `!=` in line 4
            replace `>` by `!=` in line 4
            replace `item < limit and (best is None or item > best` by `not (item < limit and (best is None or item > best)` in line 4
            replace `None or item > best` by `None` in line 4
            """)
    }
}
