import RepoMap
import TestKit
import Testing

/// What happened beside the focus speaks for definitions.
@Suite("Places")
struct PlacesTests {
    private static let shop = """
        //- shop/main.py
        def run():
            ...
        //- shop/cart.py
        def fill(cart):
            return weigh(cart)

        def clear(cart):
            return rinse(cart)
        //- shop/tools/scales.py
        def weigh(cart): pass
        def rinse(cart): pass
        //- shop/rates.py
        def net(x): pass
        def gross(x): pass
        //- other/rates.py
        def tax(x): pass
        """

    @Test(
        "Texts name places in many ways",
        arguments: [
            ("see shop/cart.py", ["shop/cart.py"]),
            ("shop/cart.py:5:3: error", ["shop/cart.py:5"]),
            ("at fill (/home/me/shop/shop/cart.py:2:10)", ["shop/cart.py:2"]),
            (#"File "/srv/shop/cart.py", line 5, in clear"#, ["shop/cart.py:5"]),
            ("(./shop/cart.py) and cart.py, too", ["shop/cart.py"]),
            // Two files have this name, and so none is meant.
            ("look at rates.py.", []),
            ("look at other/rates.py.", ["other/rates.py"]),
            ("a line 5 of nothing.py, e.g. 3.14", []),
            ("../../../etc/passwd:1 ///:: :1:1", []),
            ("cart.py:99999999999999999999 cart.py:0", ["shop/cart.py", "shop/cart.py:1"]),
        ])
    func places(_ text: String, _ expected: [String]) throws {
        let found = try MapFixture(PlacesTests.shop).index.places(in: text)
        #expect(found.map { $0.path + ($0.line.map { ":\($0 + 1)" } ?? "") } == expected)
    }

    @Test("What was edited lately, and what is used there, comes before its like")
    func edits() throws {
        let scores = try scores { $0.edits = [MapPlace(path: "shop/cart.py", line: 1)] }
        #expect(scores("fill") > scores("clear"))
        #expect(scores("clear") > scores("gross"))
        #expect(scores("weigh") > scores("rinse"))
    }

    @Test("Later edits count more than earlier ones")
    func order() throws {
        let scores = try scores {
            $0.edits = [
                MapPlace(path: "shop/cart.py", line: 4), MapPlace(path: "shop/cart.py", line: 1),
            ]
        }
        #expect(scores("clear") > scores("fill"))
    }

    @Test("The way to a failure counts most, then a place that a task names, then an edit")
    func failures() throws {
        let failed = try scores { $0.failures = "shop/cart.py:2: in fill\nAssertionError" }
        let mentioned = try scores { $0.task = "shop/cart.py:2 is slow" }
        let edited = try scores { $0.edits = [MapPlace(path: "shop/cart.py", line: 1)] }
        let plain = try scores { _ in }
        #expect(failed("fill") > mentioned("fill"))
        #expect(mentioned("fill") > edited("fill"))
        #expect(edited("fill") > plain("fill"))
        #expect(failed("gross") == plain("gross"))
    }

    @Test("Definitions of open files and of files that a task names come before others")
    func files() throws {
        let open = try scores { $0.openFiles = ["shop/rates.py", "not/there.py"] }
        #expect(open("net") > open("fill"))
        let named = try scores { $0.task = "make rates better (in shop/rates.py)" }
        #expect(named("net") > open("net"))
    }

    @Test("An explanation says which place counted")
    func explanation() throws {
        let fixture = try MapFixture(PlacesTests.shop)
        var query = fixture.query(focus: "shop/main.py", line: 1)
        query.edits = [MapPlace(path: "shop/cart.py", line: 1)]
        query.explained = .name("fill")
        let reasons = fixture.index.rank(query).explanation.map(\.evidence)
        #expect(reasons.contains(.edited))
    }

    /// The scores in a map for `main.py`, by name.
    private func scores(_ change: (inout MapQuery) -> Void) throws -> (String) -> Double {
        let fixture = try MapFixture(PlacesTests.shop)
        var query = fixture.query(focus: "shop/main.py", line: 1)
        change(&query)
        let lines = fixture.map(query).files.flatMap(\.lines)
        return { name in lines.first { $0.definition.name == name }?.score ?? 0 }
    }
}
