import Completion
import Structure
import TestKit
import Testing
import Text

@Suite struct MenuTests {
    @Test func prefixesComeBeforeScatteredLetters() throws {
        try checkMenu(
            """
            open_port = get_open_port(openPort, Opera)
            xop = op$0
            """,
            """
            openPort open_port Opera get_open_port
            [op] of [op]
            """)
    }

    @Test func nearWordsComeFirst() throws {
        let far = String(repeating: "filler();\n", count: 500)
        try checkMenu(
            """
            value_far = value_far + value_far
            \(far)value_near = 1
            va$0
            """,
            """
            value_near value_far
            [va] of [va]
            """)
    }

    @Test func frequentWordsComeFirstAmongEquallyNear() throws {
        try checkMenu(
            "aab aac aac aac aad\naa$0",
            """
            aac aad aab
            [aa] of [aa]
            """)
    }

    @Test func membersComeFirstBehindADot() throws {
        try checkMenu(
            """
            other = this.first
            that.first = names + other
            this.$0
            """,
            """
            first other this names that
            [] of []
            """)
    }

    @Test func theWordAtTheCursorIsNotOffered() throws {
        try checkMenu(
            "alpha alphabet\nalph$0a",
            """
            alphabet
            [alph] of [alpha]
            """)
        try checkMenu(
            "alpha\nalpha$0",
            """

            [alpha] of [alpha]
            """)
        try checkMenu(
            "only$0",
            """

            [only] of [only]
            """)
    }

    @Test func otherDocumentsComeLast() throws {
        try checkMenu(
            """
            //- a.py
            def compute_here(): pass
            comp$0
            //- b.py
            compute_there = compute_there + 1
            """,
            """
            compute_here compute_there
            [comp] of [comp]
            """)
    }

    @Test func kindsAreShown() throws {
        let compute = NamedDefinition(name: Array("compute".utf8), kind: .function)
        let unseen = NamedDefinition(name: Array("compose".utf8), kind: .class)
        try checkMenu(
            "compute()\ncompass\ncomp$0", definitions: [unseen, compute],
            """
            compute:function compass compose:class
            [comp] of [comp]
            """)
    }

    @Test func numbersHaveNone() throws {
        for text in ["alpha 12$0", "alpha 0xa$0", "alpha 1.$0", "alpha 1.5a$0", "alpha 1$0a"] {
            #expect(try CompletionInput(text).menuCompletions().items.isEmpty, "\(text)")
        }
        #expect(try !CompletionInput("alpha\na1.$0").menuCompletions().items.isEmpty)
    }

    @Test func withoutATypedLetterAllWordsFit() throws {
        try checkMenu(
            "first second\nfirst third\n$0",
            """
            first third second
            [] of []
            """)
    }

    @Test func wordsMayBeOfAnyScript() throws {
        try checkMenu(
            "größe = höhe\ngr$0",
            """
            größe
            [gr] of [gr]
            """)
    }

    @Test func theMenuHasABound() throws {
        let words = (0..<200).map { "word\($0)" }.joined(separator: " ")
        let menu = try CompletionInput("\(words)\nwo$0").menuCompletions()
        #expect(menu.items.count == 50)
        #expect(menu.isIncomplete)
    }

    @Test func theReplacedRangeIsOnTheLineAndAroundTheCursor() {
        forAll { random in
            let text = TextBuffer(random.textBytes())
            let cursor = random.int(in: -3...text.count + 3)
            var input = CompletionInput(text: text, cursor: ByteOffset(cursor))
            input.others = [DocumentIndex(TextBuffer(random.textBytes()))]
            let menu = input.menuCompletions()
            let place = min(max(cursor, 0), text.count)
            try #require(menu.replaced.lowerBound.value >= 0)
            try #require(menu.replaced.upperBound <= text.end)
            try #require(menu.inserted.lowerBound == menu.replaced.lowerBound)
            try #require(menu.inserted.upperBound <= menu.replaced.upperBound)
            try #require(menu.inserted.upperBound.value <= place)
            try #require(place - menu.inserted.upperBound.value < 4)
            for byte in text.bytes[menu.replaced.offsets] {
                try #require(byte != 0x0A && byte != 0x0D)
            }
            let current = Array(text.bytes[menu.replaced.offsets])
            try #require(!menu.items.contains { $0.text == current })
            try #require(Set(menu.items.map(\.text)).count == menu.items.count)
            try #require(input.menuCompletions() == menu)
        }
    }
}
