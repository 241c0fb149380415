import Syntax
import TestKit
import Testing

@Suite struct QueryTests {
    /// The texts that a query captures, in the order of the matches.
    private func captures(
        _ query: String, _ text: String, _ language: String = "python", range: Range<Int>? = nil
    ) throws -> [String] {
        let grammar = try TestGrammars.named(language)
        let bytes = Array(text.utf8)
        let tree = try #require(grammar.tree(of: bytes))
        let query = try Query(query, grammar: grammar)
        var found: [String] = []
        query.forEachMatch(in: tree.root, bytes: bytes, range: range) { match in
            for place in 0..<match.captureCount {
                let name = query.captureNames[match.captureIndex(at: place)]
                let node = match.node(at: place)
                #expect(node.kind == match.kind(at: place))
                #expect(node.byteRange == match.byteRange(at: place))
                found.append(
                    name + "=" + String(decoding: node.text(in: bytes), as: UTF8.self))
            }
        }
        return found
    }

    @Test func capturesNodes() throws {
        let found = try captures(
            "(function_definition name: (identifier) @name parameters: (_) @list)",
            "def f(a): pass\ndef g(): pass\n")
        #expect(found == ["name=f", "list=(a)", "name=g", "list=()"])
    }

    @Test(arguments: [
        (#"(#eq? @x "a")"#, "a"), (#"(#not-eq? @x "a")"#, "b ab a1"),
        (#"(#any-of? @x "a" "b")"#, "a b"), (#"(#not-any-of? @x "a" "b")"#, "ab a1"),
        (#"(#match? @x "^a")"#, "a ab a1"), (#"(#not-match? @x "^a")"#, "b"),
        (#"(#match? @x "\\d$")"#, "a1"), (#"(#match? @x "^[\\w]$")"#, "a b"),
        (#"(#match? @x "^(?:a|b)$")"#, "a b"), (#"(#match? @x "^\\D+$")"#, "a b ab"),
        (#"(#match? @x "[^\\d]b|[0-9]")"#, "ab a1"), (#"(#set! kind "x")"#, "a b ab a1"),
        (#"(#eq? @x "a") (#eq? @x "b")"#, ""),
    ])
    func predicatesChoose(predicate: String, expected: String) throws {
        let found = try captures("((identifier) @x \(predicate))", "a, b, ab, a1\n")
        #expect(found.map { String($0.dropFirst(2)) }.joined(separator: " ") == expected)
    }

    @Test func capturesAreComparedWithEachOther() throws {
        let query = "(assignment left: (identifier) @a right: (identifier) @b (#eq? @a @b))"
        #expect(try captures(query, "x = y\nz = z\n") == ["a=z", "b=z"])
    }

    @Test func aPredicateOnManyNodesHoldsForEach() throws {
        let query = "(argument_list (identifier)* @all (#match? @all \"^x\"))"
        #expect(try captures(query, "f(x1, x2)\ng(x1, y)\n").contains("all=y") == false)
    }

    @Test func aRangeLimitsWhatIsLookedAt() throws {
        let text = "a = 1\nb = 2\nc = 3\n"
        #expect(try captures("(assignment left: (_) @x)", text, range: 6..<10) == ["x=b"])
        #expect(try captures("(assignment left: (_) @x)", text, range: 100..<200) == [])
    }

    @Test(arguments: [
        ("(identifier) @x\n(nonsense) @y", "line 2, column 2: the grammar has no node `nonsense`"),
        ("(assignment\n  bad: (_))", "line 2, column 3: the grammar has no field `bad`"),
        ("(identifier", "line 1, column 12: not a query: ``"),
        ("((identifier) @x (#eq? @y \"a\"))", "line 1, column 25: no capture `@y` in this pattern"),
        (
            "(module (integer (module)))",
            "line 1, column 9: this pattern can never match: `(integer (module)))`"
        ),
        (
            "\n((identifier) @x (#eq? @x))",
            "line 2, column 1: #eq? takes a capture, and a capture or a string"
        ),
        (
            "((identifier) @x (#any-of? @x))",
            "line 1, column 1: #any-of? takes a capture and strings"
        ),
        (
            "((identifier) @x (#match? @x \"(\"))",
            "line 1, column 1: #match?: not a regular expression: `(`"
        ),
        (
            "((identifier) @x (#match? @x \"a+?\"))",
            "line 1, column 1: #match?: lazy and possessive counts are not supported"
        ),
        (
            "((identifier) @x (#match? @x \"(?=a)\"))",
            "line 1, column 1: #match?: `(?` other than `(?:` is not supported"
        ),
        (
            "((identifier) @x (#match? @x \"(a)\\\\1\"))",
            "line 1, column 1: #match?: `\\1` is not supported"
        ),
    ])
    func anErrorSaysWhereAndWhat(source: String, message: String) throws {
        let grammar = try TestGrammars.named("python")
        let error = #expect(throws: QueryError.self) { try Query(source, grammar: grammar) }
        #expect(error?.description == message)
    }

    @Test(arguments: [
        "(module (integer)+*)", "(module (integer)+ *)", "(module (integer)* ; c\n\n ?)",
        "((integer)? ;?\n+)", "(\"if\"*+)", String(repeating: "(", count: 10_000),
        String(repeating: "[", count: 10_000),
    ])
    func whatTheLibraryDoesNotSurviveIsRefused(source: String) throws {
        let grammar = try TestGrammars.named("python")
        #expect(throws: QueryError.self) { try Query(source, grammar: grammar) }
    }

    @Test func countsInWordsStringsAndCommentsAreNone() throws {
        let grammar = try TestGrammars.named("python")
        let source = """
            ; ?? ** a comment +?
            (module (expression_statement)? @x (_)* @y) ; ?
            ((identifier)+ @a (#match? @a "a+?*"))
            ("+" @plus) ("*"? @star)
            """
        let error = #expect(throws: QueryError.self) { try Query(source, grammar: grammar) }
        // The expression is refused, the source is not.
        #expect(error?.kind == .predicate)
    }

    @Test func whatIsNotUnderstoodIsReportedAndHasNoEffect() throws {
        let grammar = try TestGrammars.named("python")
        let query = try Query("\n((identifier) @x (#magic? @x))", grammar: grammar)
        #expect(query.warnings == ["line 2: #magic? is not understood and has no effect"])
        #expect(query.capture(named: "x") == 0)
        #expect(query.capture(named: "y") == nil)
        #expect(try captures("((identifier) @x (#magic? @x))", "a\n") == ["x=a"])
    }

    @Test func aQueryOfAnotherGrammarFindsNothing() throws {
        let python = try TestGrammars.named("python")
        let go = try TestGrammars.named("go")
        let bytes = Array("a = 1\n".utf8)
        let tree = try #require(python.tree(of: bytes))
        var cursor = QueryCursor(try Query("(_) @x", grammar: go), on: tree.root, bytes: bytes)
        let isFound = cursor.next()
        #expect(!isFound)
    }

    /// Each pair of the list's members matches: without a limit that takes quadratic time.
    @Test func matchesInProgressAreLimited() throws {
        let python = try TestGrammars.named("python")
        let bytes = Array(("x = [" + String(repeating: "a, ", count: 3000) + "]\n").utf8)
        let tree = try #require(python.tree(of: bytes))
        let query = try Query("(list (identifier) @a (identifier) @b)", grammar: python)
        var cursor = QueryCursor(query, on: tree.root, bytes: bytes, matchLimit: 8)
        var count = 0
        while cursor.next() { count += 1 }
        let isExceeded = cursor.didExceedMatchLimit
        #expect(isExceeded)
        #expect(count > 0 && count < 100_000)
    }

    @Test func aNestOfThousandsIsNotSearched() throws {
        let rust = try TestGrammars.named("rust")
        let query = try Query("(mod_item name: (_) @name body: (_ (mod_item)))", grammar: rust)
        func count(depth: Int) throws -> Int {
            let text =
                String(repeating: "mod a {", count: depth) + String(repeating: "}", count: depth)
            let bytes = Array(text.utf8)
            let tree = try #require(rust.tree(of: bytes))
            var count = 0
            query.forEachMatch(in: tree.root, bytes: bytes) { _ in count += 1 }
            return count
        }
        #expect(try count(depth: 200) == 199)
        #expect(try count(depth: 50_000) == 0)
    }

    @Test func randomQueriesCompileOrSayWhyNot() throws {
        let grammar = try TestGrammars.named("python")
        let parts = [
            "(", ")", "[", "]", "identifier", "module", "block", " ", "@a", "_", "name:", "#eq?",
            "\"a\"", "\"", "*", "?", "+", ".", "!", "#match?", "@b", "\n", ";", "é", "\\", "/",
        ]
        forAll(seed: 23, count: 300) { random in
            var source = random.once(in: 2) ? "(" : "((identifier) @a "
            for _ in 0..<random.int(in: 1...12) { source += random.element(of: parts) }
            do throws(QueryError) {
                _ = try Query(source, grammar: grammar)
            } catch {
                try #require(error.line >= 1 && error.column >= 1 && !error.message.isEmpty)
            }
        }
    }
}
