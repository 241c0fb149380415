import TestKit
import Testing

@Suite struct SyntaxRepairTests {
    @Test func closesACall() throws {
        try check(
            "python",
            #"""
            x = foo(1, 2$0
            y = 3

            """#,
            """
            Insert `)` at the end of the line * 2>0
              -x = foo(1, 2
              +x = foo(1, 2)
            """)
    }

    @Test func closesACallBeforeAColon() throws {
        try check(
            "python",
            #"""
            def f(a, b$0:
                return a

            """#,
            """
            Insert `)` before `:` * 1>0
              -def f(a, b:
              +def f(a, b):
            """)
    }

    @Test func offersWhatSolvesTwoErrorsAlone() throws {
        try check(
            "python",
            #"""
            x = compute(1, 2$0
            y = 3

            def other(a, b):
                total = com
            """#,
            """
            Insert `)` at the end of the line * 3>0
              -x = compute(1, 2
              +x = compute(1, 2)
            """)
    }

    @Test func closesNested() throws {
        try check(
            "python",
            #"""
            print(max(1, 2$0
            y = 3

            """#,
            """
            Insert `))` at the end of the line * 2>0
              -print(max(1, 2
              +print(max(1, 2))
            """)
    }

    @Test func addsAColon() throws {
        try check(
            "python",
            #"""
            def f(a)$0
                return a

            """#,
            """
            Insert `:` at the end of the line * 1>0
              -def f(a)
              +def f(a):
            """)
    }

    @Test func addsAColonToIf() throws {
        try check(
            "python",
            #"""
            if x$0
                y = 1
            else:
                y = 2

            """#,
            """
            Insert `:` at the end of the line * 1>0
              -if x
              +if x:
            """)
    }

    @Test func removesABracket() throws {
        try check(
            "python",
            #"""
            x = foo(1, 2))$0
            y = 3

            """#,
            """
            Remove `)` 1>0
              -x = foo(1, 2))
              +x = foo(1, 2)
            Insert `(` before `)` 1>0
              -x = foo(1, 2))
              +x = foo(1, 2)()
            """)
    }

    @Test func closesAString() throws {
        try check(
            "python",
            #"""
            x = 'abc$0
            y = 3

            """#,
            """
            Insert `'` at the end of the line * 1>0
              -x = 'abc
              +x = 'abc'
            """)
    }

    @Test func closesAStringInACall() throws {
        try check(
            "python",
            #"""
            print("abc$0)
            y = 3

            """#,
            """
            Insert `"` before `)` * 1>0
              -print("abc)
              +print("abc")
            """)
    }

    @Test func removesWhatWasTypedTwice() throws {
        try check(
            "python",
            #"""
            x = foo(1,,$0 2)

            """#,
            """
            Remove `,` * 1>0
              -x = foo(1,, 2)
              +x = foo(1, 2)
            """)
    }

    @Test func opensABracket() throws {
        try check(
            "python",
            #"""
            x = foo)$0 + 1
            y = 3

            """#,
            """
            Remove `)` 1>0
              -x = foo) + 1
              +x = foo + 1
            Insert `(` before `)` 1>0
              -x = foo) + 1
              +x = foo() + 1
            """)
    }

    @Test func addsAComma() throws {
        try check(
            "python",
            #"""
            x = [1, 2 $03]
            y = 3

            """#,
            """
            Insert `,` * 1>0
              -x = [1, 2 3]
              +x = [1, 2, 3]
            """)
    }

    @Test func addsASemicolon() throws {
        try check(
            "c",
            #"""
            int main(void) {
                int x = 3$0
                return x;
            }

            """#,
            """
            Insert `;` * 1>0
              -    int x = 3
              +    int x = 3;
            """)
    }

    @Test func closesABlock() throws {
        try check(
            "c",
            #"""
            int f(void) {
                if (1) {
                    return 2;
                return 3;$0
            }

            """#,
            """
            Insert `}` after line 3 1>0
              +    }
            Insert `}` after line 5 1>0
              +}
            """)
    }

    @Test func closesALastBlock() throws {
        try check(
            "c",
            #"""
            int f(void) {
                return 3;$0

            """#,
            """
            Insert `}` after line 2 * 1>0
              +}
            """)
    }

    @Test func closesAGoCall() throws {
        try check(
            "go",
            #"""
            package p

            func f() {
            	g(1, 2$0
            }

            """#,
            """
            Insert `)` * 1>0
              -\tg(1, 2
              +\tg(1, 2)
            """)
    }

    @Test func closesJs() throws {
        try check(
            "javascript",
            #"""
            function f() {
              return g({a: 1$0);
            }

            """#,
            """
            Insert `}` * 1>0
              -  return g({a: 1);
              +  return g({a: 1});
            """)
    }

    @Test func rustSemicolon() throws {
        try check(
            "rust",
            #"""
            fn f() -> i32 {
                let x = 3$0
                x
            }

            """#,
            """
            Insert `;` * 1>0
              -    let x = 3
              +    let x = 3;
            """)
    }

    @Test func rustBracket() throws {
        try check(
            "rust",
            #"""
            fn f() {
                let v = vec![1, 2);$0
            }

            """#,
            """
            Replace `)` by `]` * 3>0
              -    let v = vec![1, 2);
              +    let v = vec![1, 2];
            """)
    }

    @Test func javaSemicolon() throws {
        try check(
            "java",
            #"""
            class A {
                void f() {
                    int x = 3$0
                }
            }

            """#,
            """
            Insert `;` * 1>0
              -        int x = 3
              +        int x = 3;
            """)
    }

    @Test func javaParen() throws {
        try check(
            "java",
            #"""
            class A {
                void f() {
                    if (x > 3$0 {
                    }
                }
            }

            """#,
            """
            Insert `)` * 1>0
              -        if (x > 3 {
              +        if (x > 3) {
            """)
    }

    @Test func rubyEnd() throws {
        try check(
            "ruby",
            #"""
            def f
              1$0

            """#,
            """
            Insert `end` after line 2 * 1>0
              +end
            """)
    }

    @Test func luaEnd() throws {
        try check(
            "lua",
            #"""
            function f()
              return 1$0

            """#,
            """
            Insert `end` after line 2 * 1>0
              +end
            """)
    }

    @Test func bashFi() throws {
        try check(
            "bash",
            #"""
            if true; then
              echo 1$0

            """#,
            """
            Insert `fi` after line 2 * 1>0
              +fi
            """)
    }

    @Test func bashThen() throws {
        try check(
            "bash",
            #"""
            if true$0
              echo 1
            fi

            """#,
            """
            Insert `; then` at the end of the line * 1>0
              -if true
              +if true; then
            """)
    }

    @Test func jsonish() throws {
        try check(
            "typescript",
            #"""
            const a: number[] = [1, 2$0;
            const b = 3;

            """#,
            """
            Insert `]` * 1>0
              -const a: number[] = [1, 2;
              +const a: number[] = [1, 2];
            """)
    }

    @Test func nothing() throws {
        try check(
            "python",
            #"""
            x = 1$0

            """#,
            "")
    }

    @Test func closesANestedBlockWhereTheIndentationEnds() throws {
        try check(
            "javascript",
            #"""
            function f() {
              if (x) {
                y();
              } else {
                z();
              g();$0
            }

            """#,
            """
            Insert `}` after line 5 1>0
              +  }
            Insert `}` after line 7 1>0
              +}
            """)
    }

    @Test func leavesCommentsAlone() throws {
        try check(
            "python",
            #"""
            if x  # why$0
                y = 1

            """#,
            """
            Insert `:` at the end of the line * 1>0
              -if x  # why
              +if x:  # why
            """)
    }

    @Test func crlfStays() throws {
        try check(
            "c", "int f(void) {\r\n    if (1) {\r\n        g();$0\r\n}\r\n",
            """
            Insert `}` after line 3 1>0
              +    }\r

            Insert `}` after line 4 1>0
              +}\r

            """)
    }
}
