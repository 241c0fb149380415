import Languages
import Testing

@Suite struct ScalaTests {
    private let source = ScalaFixture.source

    @Test func tags() throws {
        try checkTags(
            "scala", source,
            """
            11 constant limit
            12 variable counter
            13 constant first
            13 constant second
            14 function double
            15 type Handler
            16 type Name
            17 constant ordering
            19 method show
            21–26 extension String
            22 method shout
            23 method twice
            26–34 interface Shape
            27 type Unit
            28 field sides
            29 field label
            30 method area
            32 method describe
            34–70 class Circle
            35 field radius
            35 field name
            38 field cache
            39 field a
            39 field b
            40 field sides
            41 field label
            43 constructor this
            45–66 method scale
            47 function inner
            68 method +
            69 method area
            72–77 class Circle
            73 field Sides
            74 class Rich
            74 field circle
            74 method grow
            75 method apply
            76 class Hidden
            79–81 module helpers
            80 method help
            84–91 enum Direction
            84 field degrees
            86 enum_member North
            87 enum_member East
            87 enum_member West
            88 enum_member Other
            88 field angle
            89 method opposite
            91–101 class Indented
            92–100 method run
            103 function main
            105–108 class CircleSuite
            110–114 class CircleSpec
            116–119 class FlatSpec
            121–123 class WordSpec
            125–129 class JavaTest
            126 method works
            127–128 method also
            3: import mutable
            4: import Pi, import max
            5: import List
            7: import b
            12: type Int
            13: value limit
            14: type Int, value x
            15: type T, type Unit
            16: type String
            17: type Ordering, type Shape, value Ordering, call by, value area
            18: type Show, type Shape
            19: type Shape, type String, value shape, value toString
            22: type String, value text, value toUpperCase
            23: type Int, type String, value text, value count
            26: type AnyRef, class Serializable, class Product
            28: type Int
            29: type String
            30: type Double
            32: type String, type String, value prefix, value area, value round, value sides
            34: class deprecated
            35: type Double, type Name, type Context
            36: class Base, value radius, class Shape, type T, class Eq
            37: type Logging
            38: value mutable, value Map, value empty, type String, type T
            40: type Int
            41: type String
            43: type String, call this, value text, value toDouble, value None
            45: class tailrec
            46: type Numeric, type Double, type U, type U, type Unit, type Circle, type T
            47: type Int, type Int, value step
            48: call inner
            50: value items, value zipWithIndex
            51: value index, value value, value local
            52: call block, value item
            53: value factor
            54: value Limits, value Max, call cache
            55: type Double, value small, value limit, class Circle, type T, value small,
                value None
            56: class Some, class Circle, value inside
            57: class ShapeException, value head
            58: value cache, call get
            60: value store, call add, value found
            61: type IOException, call println, value error, value getMessage
            62: value counter
            63: value counter, value local, value counter, value counter
            64: value items, call map, value hashCode, call filter, value code, value local,
                call foreach, value println
            65: value local, value this, call copy, value radius, value factor
            68: type Circle, type T, type Circle, type T, class Circle, type T, value radius,
                value other, value radius, value None
            69: value Pi, value radius
            72: class Maker
            74: type Circle, type Int, type Unit
            75: type String, type Circle, type Any, class Circle, value text
            80: type Unit, call println
            84: type Int, class CanEqual
            86: class Direction
            88: type Int
            89: type Direction, value this
            92: type List, type Int
            93: value values, value sum
            94: value values, call foreach
            95: call print, value value
            96: value total, value limit
            97: call println, value total
            99: call println
            103: type Array, type String, type Unit, call println, value args, value mkString
            105: class FunSuite
            106: call test, call assertEquals
            107: call test, value ignore, call fail
            110: class AnyFunSpec, class Matchers
            111: call describe
            112: call it, value area, call shouldBe
            116: class AnyFlatSpec
            117: call should, call in, call check
            118: value it, call should, call in, call check
            121: class AnyWordSpec
            122: call when, call should, call in, call check
            126: class Test, type Unit
            127: value org, value junit, class Test
            128: type Unit
            """)
    }

    @Test func scopes() throws {
        try checkScopes(
            "scala", source,
            """
            1: {130
            3: variable=mutable
            4: variable=Pi, variable=largest
            5: variable=JList
            7: variable=c
            11: variable=limit
            12: variable=counter, Int
            13: variable=first, variable=second, limit
            14: variable=double, {14, parameter=x, Int, x
            15: {15, type=Handler, type=T, T, Unit
            16: {16, type=Name, String
            17: {17, variable=ordering, Ordering, Shape, Ordering
            18: {21, Show, Shape
            19: {19, function=show, parameter=shape, Shape, String, shape
            21: {26, parameter=text, String
            22: {22, function=shout, String, text
            23: {23, function=twice, parameter=count, Int, String, text, count
            26: {34, type=Shape, type=T, AnyRef, Serializable, Product
            27: {27, type=Unit
            28: variable=sides, Int
            29: variable=label, String
            30: {30, function=area, Double
            32: {32, function=describe, parameter=prefix, String, String, prefix, {32, area,
                sides
            34: {70, deprecated
            35: type=Circle, type=T, parameter=radius, Double, parameter=name, Name,
                parameter=c, Context
            36: Base, radius, Shape, T, Eq
            37: parameter=self, Logging
            38: variable=cache, mutable, String, T
            39: variable=a, variable=b
            40: variable=sides, Int
            41: variable=label, String
            43: {43, function=this, parameter=text, String, this, text, None
            45: {66, tailrec
            46: function=scale, type=U, Numeric, parameter=factor, Double, parameter=items, U,
                parameter=block, U, scala, Unit, Circle, T, {66
            47: {47, function=inner, parameter=step, Int, Int, step
            48: variable=local, inner
            49: {52
            50: variable=item, variable=index, items
            51: variable=value, index, value, local
            52: block, item
            53: variable=found, factor
            54: {55, Limits, cache
            55: {56, variable=small, Double, small, limit, Circle, T, small, None
            56: {57, Some, variable=inside, variable=whole, Circle, variable=inside, inside
            57: {58, variable=head, variable=tail, ShapeException, head
            58: {59, cache
            60: store, found
            61: {61, variable=error, IOException, println, error
            62: counter
            63: counter, local, counter, counter
            64: items, {64, {64, parameter=code, code, local, println
            65: local, this, copy, radius, factor
            68: {68, parameter=other, Circle, T, Circle, T, Circle, T, radius, other, None
            69: {69, function=area, Pi, radius
            72: {77, type=Circle, Maker
            73: variable=Sides
            74: {74, type=Rich, parameter=circle, Circle, Int, {74, function=grow, Unit
            75: {75, function=apply, parameter=text, String, Circle, Any, Circle, text
            76: {76, type=Hidden
            79: {81
            80: {80, function=help, Unit, println
            84: {91, type=Direction, parameter=degrees, Int, CanEqual
            86: variable=North, Direction
            87: variable=East, variable=West
            88: {88, variable=Other, parameter=angle, Int
            89: {89, function=opposite, Direction, this
            91: {101, type=Indented
            92: {100, function=run, parameter=values, List, Int
            93: {100, variable=total, values
            94: values, {96, parameter=value
            95: {96, print, value
            96: total, limit
            97: {98, println, total
            99: {100, println
            103: {103, function=main, parameter=args, Array, String, Unit, println, args
            105: {108, type=CircleSuite, munit, FunSuite
            106: test, {106, assertEquals
            107: test, {107, fail
            110: {114, type=CircleSpec, AnyFunSpec, Matchers
            111: describe, {113
            112: it, {112, area
            116: {119, type=FlatSpec, AnyFlatSpec
            117: {117, check
            118: it, {118, check
            121: {123, type=WordSpec, AnyWordSpec
            122: {122, {122, {122, check
            125: {129, type=JavaTest
            126: {126, Test, function=works, Unit, {126
            127: {128, org, Test
            128: function=also, Unit, {128
            """)
    }

    @Test func imports() throws {
        try checkMatches(
            "scala", .imports, source,
            """
            3 import, module scala, module collection, name mutable
            4 import, module scala, module math, name Pi
            4 import, module scala, module math, name max, alias largest
            4 import, module scala, module math, wildcard *
            5 import, module java, module util, name List, alias JList
            5 import, module java, module util, wildcard _
            6 import, module cats, module syntax, module all, wildcard *
            7 import, module a, name b, alias c
            8 import, module mutable, name Map
            """)
    }

    @Test func documentation() throws {
        try checkMatches(
            "scala", .docs, source,
            """
            11 documented, doc /** The limit. */
            32 documented, doc /** Describes. */
            84–91 documented, doc /** Directions. */
            86 documented, doc /** Up. */
            """)
    }

    @Test func tests() throws {
        try checkMatches(
            "scala", .tests, source,
            """
            105–108 suite, name CircleSuite
            106 test, name "adds numbers"
            107 test, name "is ignored"
            110–114 suite, name CircleSpec
            111–113 suite, name "a circle"
            112 test, name "has an area"
            116–119 suite, name FlatSpec
            117 test, name "be round"
            118 test, name "have an area"
            121–123 suite, name WordSpec
            122 suite, name "A circle"
            122 suite, name "empty"
            122 test, name "be small"
            125–129 suite, name JavaTest
            126 test, name works
            127–128 test, name also
            """)
    }

    @Test func folds() throws {
        try checkFolds(
            "scala", source,
            """
            fold: 19–21 21–26 26–34 36–70 46–66 53–59 54–55 55–56 56–57
                57–58 58–59 72–77 79–81 84–91 91–101 105–108 110–114 111–113
                116–119 121–123 125–129
            fold.body: 93–100 95–96 97–98 99–100
            fold.comment: 10 25 31 83 85
            fold.imports: 3 4 5 6 7
            """)
    }
}
