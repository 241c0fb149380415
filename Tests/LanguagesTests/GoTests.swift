import Languages
import Testing

@Suite struct GoTests {
    private let source = GoFixture.source

    @Test func tags() throws {
        try checkTags(
            "go", source,
            """
            16 constant Limit
            20 constant Red
            21 constant Green
            21 constant Blue
            24 variable ErrEmpty
            26 variable first
            26 variable second
            27 variable table
            30 function compare
            33 type Color
            34 type Alias
            37–42 interface Shape
            40 method Area
            43 type Handler
            47–54 struct Circle
            51 field X
            51 field Y
            52 field Radius
            53 field next
            56 struct Stack
            56 field items
            59 method Push of Stack
            61–65 method Area of Circle
            68–79 function Map
            70 function inner
            74 struct local
            74 field depth
            81 function assembly
            83–106 function run
            108–111 function TestPush
            112 function BenchmarkPush
            113 function FuzzPush
            114 function ExampleStack_Push
            115 function TestMain
            116 function Testing
            118 struct PushSuite
            120 method TestAll of PushSuite
            20: type Color
            24: value errors, call New
            26: type int
            27: type string, type int, value Limit
            29: type Shape, value Circle
            30: type int, type bool, value a, value b
            33: type int
            34: type Builder
            38: type Stringer
            40: type float64, type float64, type error
            41: type int, type Color
            43: type Context, type any, type error
            48: type Base
            49: type Mutex
            51: type float64
            52: type float64
            53: type Color, type Circle
            56: type any, type comparable, type T
            59: type Stack, type T, type K, type T, value s, value items, call append, value s,
                value items, value item
            61: type Circle, type float64, type float64, type error
            62: value c, call Unlock
            63: value area, value Pi, value c, value Radius, value c, value Radius
            64: value area, value scale
            68: type any, type T, type T, type U, type U
            69: value out, call make, type U, call len, value items
            70: type T, type U, call f, value item
            71: value _, value item, value items
            72: value out, call append, value out, call inner, value item
            74: type int
            76: value cap, type local
            77: value _, value many
            78: value out
            81: type int, type int
            83: type Context, type Shape
            84: value v, value ok, value table, value ok, value v, value Limit
            85: value fmt, call Println, value v, class Circle, value X, value Radius,
                value first, class Builder, class Stack, type int, type string
            87: value n, value second, value n
            88: value Limit
            91: call assembly, value n
            93: type any, value ch
            94: value s, value shape
            95: type Circle
            96: value _, value _, value s, call Area, call Map, type int, type float64
            98: value i, value i, value i
            100: value got, value ch
            101: value fmt, call Print, value got, type Shape
            105: call recover
            108: type T
            109: value t, call Run, type T
            110: value t, call Run, type T
            112: type B
            113: type F
            115: type M
            116: type T
            118: type Suite
            120: type PushSuite
            122: call Describe
            123: call It
            """)
    }

    @Test func scopes() throws {
        try checkScopes(
            "go", source,
            """
            1: {125
            11: variable=str
            16: variable=Limit
            20: variable=Red, Color
            21: variable=Green, variable=Blue
            24: variable=ErrEmpty, errors
            26: variable=first, variable=second, int
            27: variable=table, string, int, Limit
            29: variable=_, Shape, Circle
            30: variable=compare, {30, parameter=a, parameter=b, int, bool, {30, a, b
            33: {33, type=Color, int
            34: {34, type=Alias, str
            35: {44
            37: type=Shape
            38: fmt
            40: parameter=scale, float64, parameter=area, float64, parameter=err, error
            41: int, Color
            43: type=Handler, parameter=ctx, context, parameter=args, any, error
            47: {54, type=Circle
            48: Base
            49: sync
            51: float64
            52: float64
            53: Color, Circle
            56: {56, type=Stack, type=T, any, type=K, comparable, T
            59: {59, parameter=s, Stack, T, K, parameter=item, T, {59, s, append, s, item
            61: {65, parameter=c, Circle, parameter=scale, float64, parameter=area, float64,
                parameter=err, error, {65
            62: c
            63: area, Pi, c, c
            64: area, scale
            68: {79, function=Map, type=T, type=U, any, parameter=items, T, parameter=f, T, U,
                U, {79
            69: variable=out, U, len, items
            70: variable=inner, {70, parameter=item, T, U, {70, f, item
            71: {73, variable=_, variable=item, items, {73
            72: out, append, out, inner, item
            74: {74, type=local, int
            75: variable=cap
            76: variable=many, cap, local
            77: _, many
            78: out
            81: {81, function=assembly, parameter=x, int, int
            83: {106, function=run, parameter=ctx, context, parameter=ch, Shape, {106
            84: {86, variable=v, variable=ok, table, ok, v, Limit, {86
            85: fmt, v, Circle, X, Radius, first, str, Stack, int, string
            87: {92, variable=n, second, n
            88: {90, Limit
            90: {92
            91: assembly, n
            93: variable=shape, any, ch
            94: {97, variable=s, shape
            95: {97, Circle
            96: _, _, s, Map, int, float64
            98: {103, variable=i, i, i, {103
            100: {102, variable=got, ch
            101: fmt, got, Shape
            105: {105, {105, recover
            108: {111, function=TestPush, parameter=t, testing, {111
            109: t, {109, parameter=t, testing, {109
            110: t, {110, parameter=t, testing, {110
            112: {112, function=BenchmarkPush, parameter=b, testing, {112
            113: {113, function=FuzzPush, parameter=f, testing, {113
            114: {114, function=ExampleStack_Push, {114
            115: {115, function=TestMain, parameter=m, testing, {115
            116: {116, function=Testing, parameter=t, testing, {116
            118: {118, type=PushSuite, suite
            120: {120, parameter=s, PushSuite, {120
            122: variable=_, Describe, {124, {124
            123: It, {123, {123
            """)
    }

    @Test func imports() throws {
        try checkMatches(
            "go", .imports, source,
            """
            6 import, module fmt
            8 import, module context
            9 import, wildcard ., module math
            10 import, alias _, module embed
            11 import, alias str, module strings
            12 import, module testing
            """)
    }

    @Test func documentation() throws {
        try checkMatches(
            "go", .docs, source,
            """
            4 documented, doc // In two paragraphs.
            16 documented, doc // Limit is how many.
            20 documented, doc // Red is the first.
            33 documented, doc // Color is a type.
            37–42 documented, doc // Shape has methods.
            40 documented, doc // Area is one.
            47–54 documented, doc // A Circle is round.
            51 documented, doc // X and Y are the middle.
            59 documented, doc // Push adds.
            68–79 documented, doc /* Map maps. */
            """)
    }

    @Test func tests() throws {
        try checkMatches(
            "go", .tests, source,
            #"""
            108–111 test, name TestPush
            109 test, name sub test
            110 test, name "a\tb"
            112 test, name BenchmarkPush
            113 test, name FuzzPush
            114 test, name ExampleStack_Push
            118 suite, name PushSuite
            120 test, name TestAll
            122–124 suite, name stacks
            123 test, name push
            """#)
    }

    @Test func folds() throws {
        try checkFolds(
            "go", source,
            """
            fold: 18–22 25–28 35–44 37–42 47–54 61–65 68–79 71–73 83–106
                84–86 87–92 88–90 90–92 94–97 95–97 98–103 99–102 100–102
                108–111 122–124
            fold.comment: 1 2 3 15 19 32 36 39 46 50 58 67
            fold.imports: 6 7–13
            """)
    }
}
