import RepoMap
import TestKit
import Testing

@Suite("Ranking")
struct RankingTests {
    private static let shop = """
        //- shop/main.py
        from .cart import Cart
        from . import rates

        def first():
            return rates.gross(1)

        def second():
            return Cart().total()
        //- shop/cart.py
        LIMIT = 3

        class Cart:
            count = 0
            def total(self): pass
            def empty(self):
                def helper(): pass
        //- shop/rates.py
        def net(x): pass

        def gross(x): pass
        //- tests/test_cart.py
        from shop.cart import Cart
        def total(): pass
        """

    @Test("What the focus uses comes first, then what belongs to it and what neighbours use")
    func order() throws {
        expect(
            try MapFixture(RankingTests.shop).map(focus: "shop/main.py"),
            equals: """
                shop/cart.py:
                 LIMIT = 3
                 class Cart
                  count = 0
                  def total(self)
                  def empty(self)
                shop/rates.py:
                 def net(x)
                 def gross(x)
                tests/test_cart.py:
                 def total()

                """)
    }

    @Test("What stands where the cursor is weighs more")
    func cursor() throws {
        let fixture = try MapFixture(RankingTests.shop)
        let first = fixture.map(fixture.query(focus: "shop/main.py", line: 4))
        let second = fixture.map(fixture.query(focus: "shop/main.py", line: 7))
        #expect(score(of: "gross", first) > score(of: "gross", second))
        #expect(score(of: "total", first) < score(of: "total", second))
    }

    @Test("Mentions and the words of a task count; without a focus, what the most files use")
    func mentions() throws {
        let fixture = try MapFixture(RankingTests.shop)
        var query = MapQuery()
        let plain = fixture.map(query)
        #expect(plain.files.first?.path == "shop/cart.py")
        query.mentions = ["net"]
        #expect(fixture.map(query).files.first?.path == "shop/rates.py")
        query.mentions = []
        query.task = "the LIMIT of a cart is not honoured"
        #expect(fixture.map(query).files.first?.lines.first?.definition.name == "LIMIT")
    }

    @Test("A name means a function or type rather than a field or an extension, and is found afar")
    func likelyMeant() throws {
        let fixture = try MapFixture(
            """
            //- Sources/App/main.swift
            func run() { location(Place()) }
            //- Sources/Far/a.swift
            struct Mark { var location = 1 }
            extension Place {}
            //- Sources/Farther/b.swift
            func location(_ place: Place) {}
            struct Place {}
            """)
        let map = fixture.map(fixture.query(focus: "Sources/App/main.swift"))
        #expect(map.files.map(\.path) == ["Sources/Farther/b.swift", "Sources/Far/a.swift"])
    }

    @Test("The parts of a score say why, and make the whole")
    func explanation() throws {
        let fixture = try MapFixture(RankingTests.shop)
        var query = fixture.query(focus: "shop/main.py")
        query.explained = "Cart"
        let ranking = fixture.index.rank(query)
        let sum = ranking.explanation.reduce(0) { $0 + $1.amount }
        let entry = try #require(
            ranking.entries.first { fixture.index.described($0.id).definition.name == "Cart" })
        #expect(abs(sum - entry.score) < 1e-9)
        #expect(ranking.explanation.contains { $0.reason.hasPrefix("named in the focus") })
    }

    private func score(of name: String, _ map: RenderedMap) -> Double {
        map.files.flatMap(\.lines).first { $0.definition.name == name }?.score ?? 0
    }
}
