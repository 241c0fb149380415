import Base
import Syntax
import Testing
import Text

/// The compiled grammars that the tests run on: those of `TENON_GRAMMARS`, else the user's.
enum TestGrammars {
    static let loader = GrammarLoader(
        environment: .current,
        directories: [Directories(environment: .current).data / "grammars"])

    /// The grammar of a name. A missing one fails the test with the loader's message.
    static func named(_ name: String) throws -> Grammar {
        try loader.grammar(named: name, symbol: name == "csharp" ? "c_sharp" : nil)
    }

    static let names = Array(samples.keys).sorted()

    /// A little of each language, with brackets, strings, comments and nesting.
    static let samples = [
        "bash": "f() {\n  if [ -z \"$1\" ]; then echo \"a ${b[0]}\"; fi # c\n}\ncat <<E\nx\nE\n",
        "c":
            "#include <a.h>\nint f(int a) { return g(a, \"s\\n\")[1]; } /* c */\nstruct s { int x; };\n",
        "cpp": "namespace a { template <class T> T f(T t) { return t(R\"x(s)x\"); } } // c\n",
        "csharp": "class A { int F(int a) => a switch { 1 => 2, _ => $\"x{a}\" }; } // c\n",
        "go": "package a\nfunc f(a []int) int { x := map[string]int{\"a\": 1}\nreturn x[`b`] }\n",
        "java": "class A { int f(int a) { return (a + b[1]) * g(\"s\"); } /* c */ }\n",
        "javascript":
            "const f = (a) => { return `x${a}` + [1, {b: 2}]; }; // c\nclass A { #x = 1 }\n",
        "kotlin":
            "class A(val x: Int) {\n  fun f(a: Int): String = \"x${a}\"\n} // c\n",
        "lua": "local function f(a) return { a, [1] = [[s]] } end -- c\nfor i = 1, 2 do g(i) end\n",
        "php": "<p><?php function f($a) { return [$a => \"x{$a}\"]; } /* c */ ?></p>\n",
        "python": "def f(a):\n    if a:\n        return [f'x{a}', (1, {2: 3})]  # c\n    pass\n",
        "ruby": "def f(a)\n  x = <<~E\n    #{a}\n  E\n  [1, {b: %w[a b]}] # c\nend\n",
        "rust": "fn f<'a>(a: &'a str) -> Vec<u8> { vec![1, r#\"s\"#] } /* /* c */ */\n",
        "scala": "object A { def f(a: Int): String = s\"x$a\" match { case b => b } } // c\n",
        "swift": "func f(_ a: Int) -> String { return \"x\\(a)\" + #\"s\"# } /* /* c */ */\n",
        "tsx": "const f = (a: number) => <div x={a}>{[1, 2]} text</div>; // c\n",
        "typescript": "interface A<T> { f(a: T): { b: number }[] } // c\nlet x = <any>`s${1}`;\n",
    ]
}

extension Grammar {
    /// The tree of a text, parsed in one go.
    func tree(of bytes: [UInt8], old: Tree? = nil) -> Tree? {
        var parser = Parser(grammar: self)
        guard case .finished(let tree) = parser.parse(bytes, old: old) else { return nil }
        return tree
    }
}

extension Tree {
    /// Everything that can be seen of a tree, for comparing.
    var shape: [Int] {
        var shape: [Int] = []
        var cursor = TreeCursor(self)
        repeat {
            shape += [
                cursor.depth, Int(cursor.kind.id), cursor.startByte, cursor.endByte,
                Int(cursor.field?.id ?? 0), cursor.isMissing ? 1 : 0,
                cursor.startPoint.row, cursor.startPoint.column,
                cursor.endPoint.row, cursor.endPoint.column,
            ]
        } while cursor.goToNext()
        return shape
    }
}
