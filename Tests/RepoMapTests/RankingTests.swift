import Base
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

    @Test("The parts of a score say why, and make the whole: the logarithm of its odds")
    func explanation() throws {
        let fixture = try MapFixture(RankingTests.shop)
        var query = fixture.query(focus: "shop/main.py")
        query.explained = .name("Cart")
        let ranking = fixture.index.rank(query)
        let sum = ranking.explanation.reduce(0) { $0 + $1.amount }
        let entry = try #require(
            ranking.entries.first { fixture.index.described($0.id).definition.name == "Cart" })
        #expect(abs(sum - log(entry.score / (1 - entry.score))) < 1e-9)
        #expect(ranking.explanation.contains { $0.evidence == .taken })
    }

    private static let handlers = """
        //- server/hover.ts
        import { Handler } from './handler'
        export class HoverHandler extends Handler {
            register(): void { this.announce(makeRegistration('hover')) }
        }
        //- server/rename.ts
        import { Handler } from './handler'
        export class RenameHandler extends Handler {
            register(): void { this.announce(makeRegistration('rename')) }
            close(): void { this.forget() }
        }
        //- server/symbols.ts
        import { Handler } from './handler'

        export class SymbolHandler extends Handler {
            register(): void {

            }

            close(): void {}
        }
        //- server/handler.ts
        export class Handler {
            announce(what: string): void {}
            count(): number { return 0 }
            forget(): void {}
        }
        export function unrelated(): void {}
        //- server/registration.ts
        export function forgetRegistration(id: string): void {}
        export function makeRegistration(id: string): string { return id }
        """

    @Test("An empty function needs what functions like it use, though nothing names it yet")
    func likeness() throws {
        let fixture = try MapFixture(RankingTests.handlers)
        let map = fixture.map(fixture.query(focus: "server/symbols.ts", line: 4))
        #expect(score(of: "makeRegistration", map) > score(of: "forgetRegistration", map))
        #expect(score(of: "announce", map) > score(of: "count", map))
        #expect(score(of: "announce", map) > score(of: "unrelated", map))
    }

    @Test("A mentioned function of the focus is where the work is, when nobody gives a line")
    func mentionedFunction() throws {
        let fixture = try MapFixture(RankingTests.handlers)
        var query = fixture.query(focus: "server/symbols.ts")
        query.mentions = ["close"]
        let map = fixture.map(query)
        #expect(score(of: "forget", map) > score(of: "announce", map))
    }

    @Test("The map is the same for all lines of a function, and for all between two")
    func stability() throws {
        let fixture = try MapFixture(RankingTests.handlers)
        let maps = (3...8).map { line in
            fixture.map(fixture.query(focus: "server/symbols.ts", line: line)).text
        }
        #expect(Set(maps[0...2]).count == 1)
        let top = (0...1).map { line in
            fixture.map(fixture.query(focus: "server/symbols.ts", line: line)).text
        }
        #expect(top[0] == top[1])
    }

    @Test("What has the words of the cursor's name is likelier to be needed than what has none")
    func sharedWords() throws {
        let fixture = try MapFixture(
            """
            //- app/main.py
            def parse_headers(text):
                ...
            //- app/errors.py
            class HTTPError(Exception): pass
            class BodyError(Exception): pass
            class HeaderParsingError(Exception): pass
            """)
        let map = fixture.map(fixture.query(focus: "app/main.py", line: 1))
        #expect(score(of: "HeaderParsingError", map) > score(of: "BodyError", map))
        #expect(score(of: "HTTPError", map) == score(of: "BodyError", map))
    }

    @Test("A part that stands behind its type's name is meant, rather than its namesakes")
    func qualified() throws {
        let fixture = try MapFixture(
            """
            //- main.ts
            import { Open, Close } from './requests'
            function register() { return send(Close.method) }
            //- requests.ts
            export namespace Open { export const method = 1 }
            export namespace Close { export const method = 2 }
            """)
        var query = fixture.query(focus: "main.ts", line: 1)
        query.explained = .name("method")
        let ranking = fixture.index.rank(query)
        let best = try #require(
            ranking.entries.first { fixture.index.described($0.id).definition.name == "method" })
        #expect(fixture.index.described(best.id).definition.container == "Close")
        #expect(ranking.explanation.filter { $0.evidence == .qualified }.map(\.id) == [best.id])
    }

    private func score(of name: String, _ map: RenderedMap) -> Double {
        map.files.flatMap(\.lines).first { $0.definition.name == name }?.score ?? 0
    }
}
