import Languages
import Testing

@Suite struct RustTests {
    private let source = RustFixture.source

    @Test func tags() throws {
        try checkTags(
            "rust", source,
            """
            10 module remote
            13 constant LIMIT
            14 constant NAMES
            15 variable COUNTER
            23–27 struct Point
            25 field x
            26 field y
            29 struct Unit
            30 struct Pair
            31 struct Bits
            31 field int
            31 field float
            34–40 enum Color
            35 enum_member Red
            37 enum_member Custom
            37 field hue
            38 enum_member Mixed
            39 enum_member Last
            42 type Result
            44–50 interface Shape
            45 type Output
            46 constant SIDES
            48 method area
            49 method describe
            52–60 extension Point
            53 constant ORIGIN
            54 method new
            55–59 method load
            62–72 extension Color
            63 type Output
            64–71 method area
            74–76 extension Box
            75 method from
            80–86 macro map
            89 function abs
            92–107 module nested
            94–106 function outer
            98 function inner
            100 function add
            110–123 module tests
            114 function adds
            119 function loads
            122 function helper
            5: value collections, import HashMap
            6: value fmt, import Display, import Read, import Write
            7: import b, import e, import g
            8: value prelude
            9: import serde
            21: call derive, class Debug, class Clone
            22: call repr, value C
            23: type T
            25: type T
            26: type T, value N
            30: type Box, type Point
            38: type Box, type Color
            42: type T, value result, type Result, type T, type Error
            44: class Display, class Debug
            45: type Default
            49: type String, call format, call area, call helper, value Self, value SIDES
            52: type T, type Copy, type T
            54: type T, type T, type Self, class Self, value x, value y
            55: type Path, type Result, type Point, type T, type T, type From
            56: type Point
            57: value fs, call read_to_string, value path
            58: call Ok, value text, call parse, type T, call map, type Self, call new,
                value value, value x
            62: class Shape
            66: type Color, value Red, type Color, value Last, value LIMIT
            67: type Custom, call from, value hue
            68: type Self, class Mixed, value inner, call area
            69: value COUNTER
            74: class From, type Shape, type Output
            75: type Self, call todo
            79: call macro_export
            82: value made, value HashMap, call new
            84: value made
            94: type F, type F, type Vec, type Option, type Iterator, type Item
            96: type F, type Fn
            98: value z
            100: value a, value b, value LOCAL
            101: value items, call iter, call enumerate
            102: class Some, value item, value n, call f, call add, value n, call inner,
                value index
            104: class Some, value items, call pop, call println, call compute, value last
            105: value items, call into_iter, call flatten
            109: call cfg, value test
            113: call test
            114: call assert_eq, value Point, call new, value x
            116: call test
            117: call should_panic, value expected
            121: call ignore
            """)
    }

    @Test func scopes() throws {
        try checkScopes(
            "rust", source,
            """
            1: {124
            4: variable=memory
            5: std, variable=HashMap
            6: std, self, variable=Show, variable=Read, variable=W
            7: a, variable=b, variable=f, variable=g
            9: variable=serde
            10: {10, variable=remote
            13: variable=LIMIT
            14: variable=NAMES
            15: variable=COUNTER
            16: variable=_
            21: Debug, Clone
            22: C
            23: {27, type=Point, type=T, parameter=N
            25: T
            26: T, N
            29: {29, type=Unit
            30: {30, type=Pair, Box, Point
            31: {31, type=Bits
            34: {40, type=Color
            38: Box, Color
            42: {42, type=Result, type=T, std, T, Error
            44: {50, type=Shape, Display, fmt
            45: Default
            48: {48, parameter=self
            49: {49, parameter=self, String, {49, format, self, area, helper, Self, SIDES
            52: {60, type=T, Copy, Point, T
            54: {54, parameter=x, T, parameter=y, T, Self, {54, Self, x, y
            55: {59, parameter=self, parameter=path, Path, Result, Point, T, From, {59
            56: Point, variable=x, variable=other, self
            57: variable=text, tokio, path
            58: text, T, {58, parameter=value, Self, value, x
            62: {72, Shape, Color
            63: {63
            64: {71, parameter=self, {71
            65: self
            66: {66, Color, Color, LIMIT
            67: {67, Color, variable=hue, f64, hue
            68: {68, variable=mixed, Self, variable=inner, variable=n, inner
            69: {69, {69, COUNTER
            74: {76, From, Box, Shape
            75: {75, Self, {75, todo
            80: function=map
            81: {85, parameter=$key, parameter=$value
            82: made, HashMap, new
            83: $key, $value
            84: made
            89: {89, function=abs, parameter=input
            92: {107, variable=nested
            94: {106, function=outer, type=F, parameter=f, F, parameter=items, Vec, Option,
                Iterator
            97: {106
            98: {98, function=inner, parameter=z, {98, z
            99: variable=LOCAL
            100: variable=add, {100, parameter=a, parameter=b, a, b, LOCAL
            101: {103, variable=index, variable=item, items, {103
            102: {102, Some, variable=n, item, n, {102, n, index
            104: {104, Some, variable=last, items, {104, println, compute, last
            105: items
            109: test
            110: {123, variable=tests
            114: {114, function=adds, {114, assert_eq, Point, new, x
            116: tokio
            117: expected
            119: {119, function=loads, {119
            122: {122, function=helper, {122
            """)
    }

    @Test func imports() throws {
        try checkMatches(
            "rust", .imports, source,
            """
            4 import, module alloc, alias memory
            5 import, module std::collections, name HashMap
            6 import, module std::fmt, name self
            6 import, module std::fmt, name Display, alias Show
            6 import, module std::fmt, wildcard *
            6 import, module std::fmt, module io, name Read
            6 import, module std::fmt, module io, name Write, alias W
            7 import, module crate, module a, name b
            7 import, module crate, module c, name g
            7 import, module crate, module c, module d, name e, alias f
            8 import, module super::prelude, wildcard *
            9 import, module serde
            10 import, module remote
            111 import, module super, wildcard *
            """)
    }

    @Test func documentation() throws {
        try checkMatches(
            "rust", .docs, source,
            """
            1–124 documented, doc //! Shapes: what the crate is for.…
            13 documented, doc /// The limit.…
            23–27 documented, doc /// With two lines.…
            25 documented, doc /// To the right.…
            34–40 documented, doc /** Colors. */
            37 documented, doc /// With a value.…
            48 documented, doc /// The area.…
            80–86 documented, doc /// Makes a map.…
            92–107 documented, doc //! Inner words.…
            """)
    }

    @Test func tests() throws {
        try checkMatches(
            "rust", .tests, source,
            """
            110–123 suite, name tests
            114 test, name adds
            119 test, name loads
            """)
    }

    @Test func folds() throws {
        try checkFolds(
            "rust", source,
            """
            fold: 23–27 34–40 44–50 52–60 55–59 62–72 64–71 65–70 74–76
                80–86 81–85 88–90 92–107 95–96 97–106 101–103 110–123
            fold.comment: 1–2 2–3 12–13 18–19 19–20 20–21 24–25 33 36–37
                47–48 78–79 93–94 118
            fold.imports: 4 5 6 7 8 9 111
            """)
    }
}
