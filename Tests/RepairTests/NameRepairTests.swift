import Repair
import TestKit
import Testing
import Text

@Suite struct NameRepairTests {
    /// The titles of the repairs for the name at `$0`, and what the first makes of the text.
    private func check(
        _ language: String, _ source: String, known: [KnownSymbol] = [], _ expected: String,
        sourceLocation: SourceLocation = #_sourceLocation
    ) throws {
        let (file, offset) = try Fixture(source).cursor
        let suspect = try SuspectFile.of(
            String(decoding: file.bytes, as: UTF8.self), language, lines: 0...0)
        let repairs = suspect.nameRepairs(at: offset, known: known)
        var shown = repairs.map(\.title)
        if let first = repairs.first {
            shown.append(
                String(decoding: try first.edits.applied(to: file.bytes), as: UTF8.self))
        }
        expect(shown.joined(separator: "\n"), equals: expected, sourceLocation: sourceLocation)
    }

    @Test func isImportedBehindTheOtherImports() throws {
        try check(
            "python",
            """
            import os
            from shop.rates import Rate

            def price(order):
                return It$0em(order).price
            """, known: [KnownSymbol(name: "Item", module: "shop.items")],
            """
            Import `Item` from `shop.items`
            import os
            from shop.rates import Rate
            from shop.items import Item

            def price(order):
                return Item(order).price
            """)
    }

    @Test func isSpelledAsANameOfTheScope() throws {
        try check(
            "python",
            """
            def price(order, discount):
                total = order.total
                return totl$0 - discount
            """,
            """
            Change to `total`
            def price(order, discount):
                total = order.total
                return total - discount
            """)
    }

    @Test func isImportedUnderItsRightSpelling() throws {
        try check(
            "javascript",
            """
            // A shop.
            const price = readPrise$0(order);
            """, known: [KnownSymbol(name: "readPrice", module: "./prices")],
            """
            Change to `readPrice`, and import it from `./prices`
            // A shop.
            import { readPrice } from './prices';
            const price = readPrice(order);
            """)
    }

    @Test func goesBehindThePackageClause() throws {
        try check(
            "java",
            """
            package shop;

            class Shop {
                static Object all() { return Lists$0.all(); }
            }
            """, known: [KnownSymbol(name: "Lists", module: "shop.util")],
            """
            Import `Lists` from `shop.util`
            package shop;

            import shop.util.Lists;
            class Shop {
                static Object all() { return Lists.all(); }
            }
            """)
    }

    @Test func aNameThatMeansSomethingIsLeftAlone() throws {
        try check(
            "python",
            """
            def price(order):
                return ord$0er
            """, known: [KnownSymbol(name: "order", module: "shop")], "")
    }
}
